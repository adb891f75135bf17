"""NIK, KK and card numbers keep the grammar of the registries."""

from __future__ import annotations

from datetime import date

import numpy as np

from uhcmatch.synth.draws import Draws
from uhcmatch.synth.numbers import elsewhere_prefixes, make_cards, make_kks, make_niks

N = 4000
BORN = Draws(1).between(N, -9000, 20_000)
FEMALE = Draws(2).chance(N, 0.5)
PREFIX = np.where(Draws(3).chance(N, 0.5), 337_401, 337_402)
NIKS = make_niks(Draws(4), PREFIX, BORN, FEMALE, np.ones(N, dtype=bool))


def test_a_nik_says_place_birth_date_and_sex() -> None:
    for nik, prefix, born, female in zip(NIKS.tolist(), PREFIX.tolist(), BORN.tolist(), FEMALE.tolist(), strict=True):
        text = f"{nik:016d}"
        day = date.fromordinal(date(1970, 1, 1).toordinal() + born)
        assert int(text[:6]) == prefix
        assert int(text[6:8]) == day.day + (40 if female else 0)
        assert text[8:12] == f"{day.month:02d}{day.year % 100:02d}"
        assert 1 <= int(text[12:]) < 1000


def test_no_two_people_share_a_nik_even_on_one_crowded_day() -> None:
    everybody = np.full(3000, -5000)
    same = make_niks(Draws(9), np.full(3000, 337_401), everybody, np.zeros(3000, dtype=bool), np.ones(3000, dtype=bool))
    assert len(np.unique(same)) == 3000
    assert (same // 10_000 == same[0] // 10_000).all()
    assert len(np.unique(NIKS)) == N


def test_a_kk_says_place_and_day_of_recording_without_the_forty() -> None:
    kk = make_kks(Draws(1), np.array([337_401]), np.array([16_071]))
    assert f"{kk[0]:016d}"[:12] == "337401010114"


def test_cards_are_unique_and_of_seven_nine_or_ten_digits() -> None:
    cards = make_cards(Draws(1), 20_000)
    assert len(np.unique(cards)) == 20_000
    lengths = {len(str(card)) for card in cards.tolist()}
    assert lengths == {7, 9, 10}


def test_prefixes_from_elsewhere_are_real_and_never_of_the_kabupaten_itself() -> None:
    prefixes = elsewhere_prefixes(Draws(1), "33.74", 5000)
    assert not np.isin(prefixes // 100, [3374]).any()
    assert 0.6 < (prefixes // 10_000 == 33).mean() < 0.75
