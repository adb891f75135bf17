from __future__ import annotations

import random
import string

from uhcmatch.review import PairId, pair_id, read_pair_id
from uhcmatch.runs import Key

SEAL = Key(b"one").seal
NAMED = PairId("0123456789ABCDEF", "ZYXWVTSRQPNMKJHG", 17)


def test_an_id_is_read_back_also_in_lower_case_and_with_blanks() -> None:
    text = pair_id(NAMED, SEAL)
    assert read_pair_id(text, SEAL) == NAMED
    assert read_pair_id(f" {text.lower()[:20]} {text.lower()[20:]}\n", SEAL) == NAMED


def test_every_single_slip_is_found() -> None:
    text = pair_id(NAMED, SEAL)
    slips = {
        f"{text[:at]}{letter}{text[at + 1 :]}"
        for at in range(len(text))
        for letter in string.ascii_uppercase + string.digits + "-"
    } - {text}
    assert len(slips) > 1500
    assert [slip for slip in slips if read_pair_id(slip, SEAL)] == []


def test_what_is_cut_made_up_or_of_another_store_is_none() -> None:
    text = pair_id(NAMED, SEAL)
    assert all(read_pair_id(text[:length], SEAL) is None for length in range(len(text)))
    assert read_pair_id(text, Key(b"two").seal) is None
    draws = random.Random(1)
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for _ in range(2_000):
        one, other = ("".join(draws.choices(letters, k=16)) for _ in range(2))
        assert read_pair_id(f"{one}-{other}-0-{draws.randbytes(6).hex()}", SEAL) is None
