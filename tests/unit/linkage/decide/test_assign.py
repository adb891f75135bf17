from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.infancy import Infancy
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.assign import assign
from uhcmatch.linkage.decide.contested import MOST_RESIDENTS
from uhcmatch.settings import ThresholdSettings

SECOND_CARD = -7.0


NOTHING_SAID = {"mother": 0, "birth_date": 0, "infancy": 0, "is_baby": False, "date_from_nik": False}


def scored(*pairs: tuple[int, int, float], nik: Nik = Nik.MISSING, **said: object) -> pl.DataFrame:
    """Pairs of (resident, member, bits); of all of them the same is `said`."""
    made = pl.DataFrame(
        {
            "resident": [resident for resident, _, _ in pairs],
            "member": [member for _, member, _ in pairs],
            "score": [round(bits * 1000) for _, _, bits in pairs],
            "nik": [int(nik)] * len(pairs),
        },
        schema={"resident": pl.UInt32, "member": pl.UInt32, "score": pl.Int32, "nik": pl.UInt8},
    )
    return made.with_columns(pl.lit(value).alias(name) for name, value in (NOTHING_SAID | said).items())


def decided(pairs: pl.DataFrame, taken: list[int] | None = None) -> dict[tuple[int, int], str]:
    held = pl.Series(taken or [], dtype=pl.UInt32)
    found = assign(pairs, held, SECOND_CARD, ThresholdSettings())
    return {
        (resident, member): decision
        for resident, member, decision in found.select("resident", "member", "decision").iter_rows()
    }


def test_a_sure_pair_is_a_match_and_an_unlikely_one_is_nothing() -> None:
    assert decided(scored((0, 0, 10.0), (1, 1, -5.0))) == {(0, 0): "match"}


def test_even_odds_are_a_question() -> None:
    assert decided(scored((0, 0, 0.5))) == {(0, 0): "review"}


def test_twins_that_score_alike_are_a_question_with_both() -> None:
    assert decided(scored((0, 0, 9.0), (1, 0, 9.0))) == {(0, 0): "review", (1, 0): "review"}


def test_two_cards_that_fit_one_resident_alike_are_both_asked() -> None:
    """Each is one of three that he may hold or not: he likely holds one of them."""
    assert decided(scored((0, 0, 0.0), (0, 1, 0.0))) == {(0, 0): "review", (0, 1): "review"}
    assert decided(scored((0, 0, -2.0), (0, 1, -2.0))) == {}
    assert decided(scored((0, 0, 0.0), (0, 1, 0.0)), taken=[0]) == {}


def test_a_brother_who_has_his_card_stops_competing() -> None:
    pairs = scored((0, 0, 9.0), (1, 0, 9.0))
    assert decided(pairs, taken=[1]) == {(0, 0): "match"}


def test_chains_are_solved_best_first() -> None:
    # Member 1 is surely resident 1; only then is it clear that member 0, as near to both, is resident 0.
    pairs = scored((0, 0, 9.0), (1, 0, 8.5), (1, 1, 20.0), (0, 1, 2.0))
    assert decided(pairs) == {(0, 0): "match", (1, 1): "match"}


def test_a_second_card_of_one_person_goes_to_the_same_person() -> None:
    assert decided(scored((0, 0, 20.0), (0, 1, 15.0))) == {(0, 0): "match", (0, 1): "match"}


def test_an_equal_nik_that_contradicts_is_a_question_unless_the_resident_has_a_card() -> None:
    pairs = scored((0, 0, -9.0), nik=Nik.EQUAL)
    assert decided(pairs) == {(0, 0): "review"}
    assert decided(pairs, taken=[0]) == {}


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ({"infancy": Infancy.GROWN, "mother": Name.DIFFERENT, "date_from_nik": True}, False),
        ({"birth_date": BirthDate.DIFFERENT, "mother": Name.DIFFERENT}, False),
        ({"birth_date": BirthDate.DIFFERENT, "mother": Name.EQUAL}, True),
        ({"infancy": Infancy.INFANT, "mother": Name.DIFFERENT}, True),
        ({"infancy": Infancy.GROWN, "mother": Name.DIFFERENT, "is_baby": False}, True),
    ],
)
def test_a_newborns_card_with_its_mothers_number_asks_nothing_of_the_mother(
    said: dict[str, object], *, is_asked: bool
) -> None:
    pairs = scored((0, 0, -9.0), nik=Nik.EQUAL, **{"is_baby": True, **said})
    assert decided(pairs) == ({(0, 0): "review"} if is_asked else {})


def test_a_chain_of_rivals_may_be_long() -> None:
    # Member n is as near to resident n as to n + 1, and only the last has no other: each waits for the next.
    rivals = [(near, member, 9.0) for member in range(40) for near in (member, member + 1)]
    found = decided(scored(*rivals, (40, 40, 30.0)))
    assert found == {(number, number): "match" for number in range(41)}


def test_two_cards_that_are_as_near_are_asked_about_in_a_crowd_too() -> None:
    crowd = [(resident, 2 + resident, 20.0) for resident in range(1, MOST_RESIDENTS + 2)]
    links = [(resident + 1, 2 + resident, 15.0) for resident in range(1, MOST_RESIDENTS + 1)]
    found = decided(scored((0, 0, 9.0), (0, 1, 9.0), (1, 0, 3.0), (1, 1, 3.0), *crowd, *links))
    assert found[0, 0] == found[0, 1] == "review"


def test_nothing_in_nothing_out() -> None:
    assert decided(scored()) == {}


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = scored((0, 0, 9.0), (1, 0, 8.5), (1, 1, 20.0), (0, 1, 2.0), (2, 2, 0.2), (3, 2, 0.1))
    assert decided(pairs) == decided(pairs.sample(fraction=1, shuffle=True, seed=3))


def test_a_near_tie_is_asked_with_everybody_in_it() -> None:
    # 40 %, 31 % and 28 %: the third alone would not be likely enough.
    assert decided(scored((0, 0, 6.0), (1, 0, 5.6), (2, 0, 5.45))) == dict.fromkeys(((0, 0), (1, 0), (2, 0)), "review")
    assert decided(scored(*((resident, 0, 6.0) for resident in range(4)))) == {(n, 0): "review" for n in range(4)}


def test_between_too_many_there_is_nothing_to_ask() -> None:
    assert decided(scored(*((resident, 0, 6.0) for resident in range(9)))) == {}


def test_a_near_tie_that_is_probably_nobody_is_not_asked() -> None:
    assert decided(scored((0, 0, -2.0), (1, 0, -2.0))) == {}


def test_second_place_by_far_is_not_asked() -> None:
    assert decided(scored((0, 0, 1.0), (1, 0, -1.0))) == {(0, 0): "review"}
