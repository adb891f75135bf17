"""Questions that answer themselves once all other cards are decided."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.answered import answered, with_answers
from uhcmatch.linkage.weigh.model import Hindsight, Model
from uhcmatch.settings import ThresholdSettings

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

KNOWN = Hindsight(of_another=3.0, unserved=4.0, own_number=3.0, offset=2.0, slope=1.0)
LEVELS = {
    "birth_date": 1, "recorded_date": 1, "household": 1, "area": 1, "address": 1, "name": 1, "mother": 0, "infancy": 0,
    "sex": 1,
}  # fmt: skip


def run(*pairs: tuple[int, int, Nik, str], kinds: list[str], held: tuple[int, ...] = (), **more: Any) -> Material:
    """Pairs (`resident`, `member`, `nik`, `rule`) at three to one, of a register whose people have NIKs."""
    opened = pl.DataFrame(
        [(resident, member, int(nik), rule, 1_585, 0.75) for resident, member, nik, rule in pairs],
        schema={
            "resident": pl.UInt32,
            "member": pl.UInt32,
            "nik": pl.UInt8,
            "rule": pl.String,
            "score": pl.Int32,
            "probability": pl.Float64,
        },
        orient="row",
    ).with_columns(
        *(pl.lit(level, pl.UInt8).alias(name) for name, level in LEVELS.items()),
        is_baby=pl.lit(value=False),
        date_from_nik=pl.lit(value=False),
        follows=pl.lit(value=False),
        has_grammar=pl.lit(value=True),
        has_families=pl.lit(value=True),
        numbers_say_other_dates=pl.lit(value=False),
        is_unissued=pl.lit(value=False),
        names_another=pl.lit(value=False),
        date_is_lent=pl.lit(value=False),
        is_of_namesake=pl.lit(value=False),
    )
    people = records(*(record("SITI", "1990-03-05", "3271014503900001") for _ in range(4)))
    holds = np.zeros(4, dtype=np.bool_)
    holds[list(held)] = True
    made = SimpleNamespace(
        open=opened.with_columns(**more),
        kind=pl.Series(kinds),
        holds=holds,
        members=pl.DataFrame({"nik_prefix15": [None] * len(kinds)}, schema={"nik_prefix15": pl.String}),
        residents=people.with_columns(nik_born=pl.col("born")),
        model=Model(),
        thresholds=ThresholdSettings(),
    )
    return cast("Material", made)


@pytest.mark.parametrize(
    ("nik", "kind", "more", "is_linked"),
    [
        pytest.param(Nik.DIFFERENT, "number", {}, True, id="a number that nobody bears"),
        pytest.param(Nik.EQUAL, "shared", {}, True, id="the resident's number"),
        pytest.param(
            Nik.EQUAL, "shared", {"name": pl.lit(8, pl.UInt8)}, True, id="the resident's number beside another name"
        ),
        pytest.param(
            Nik.EQUAL,
            "shared",
            {"name": pl.lit(8, pl.UInt8), "date_from_nik": pl.lit(value=True)},
            False,
            id="the same, and nothing but the number says a date",
        ),
        pytest.param(
            Nik.EQUAL,
            "shared",
            {"is_baby": pl.lit(value=True), "birth_date": pl.lit(int(BirthDate.DIFFERENT), pl.UInt8)},
            False,
            id="a newborn's card with the number of somebody born long before",
        ),
        pytest.param(Nik.RELATIVES, "shared", {}, True, id="a relative's number"),
        pytest.param(Nik.ONE_SLIP, "number", {}, False, id="a slip: nothing more is known"),
        pytest.param(Nik.MISSING, "none", {}, False, id="no number"),
        pytest.param(Nik.DIFFERENT, "number", {"rule": pl.lit(None, pl.String)}, False, id="no question"),
        pytest.param(
            Nik.DIFFERENT,
            "number",
            {name: pl.lit(9, pl.UInt8) for name in ("birth_date", "household", "area", "address")},
            False,
            id="nothing but the name",
        ),
    ],
)
def test_which_questions_are_answered(nik: Nik, kind: str, more: dict[str, Any], is_linked: bool) -> None:
    answers = answered(run((0, 0, nik, "gabungan"), kinds=[kind], **more), KNOWN)
    assert answers.select("resident", "member").rows() == [(0, 0)] * is_linked
    assert answers.filter(pl.col("probability") < ThresholdSettings().match).is_empty()


def test_nothing_is_answered_by_a_run_that_learnt_nothing() -> None:
    assert answered(run((0, 0, Nik.DIFFERENT, "gabungan"), kinds=["number"]), None).is_empty()


def test_a_resident_with_a_card_gets_no_second_one_for_an_answer() -> None:
    assert answered(run((0, 0, Nik.DIFFERENT, "gabungan"), kinds=["number"], held=(0,)), KNOWN).is_empty()


def test_two_cards_as_sure_of_one_resident_stay_questions() -> None:
    pairs = ((0, 0, Nik.DIFFERENT, "gabungan"), (0, 1, Nik.DIFFERENT, "gabungan"))
    assert answered(run(*pairs, kinds=["number", "number"]), KNOWN).is_empty()


def test_what_is_answered_is_asked_no_more() -> None:
    assigned = pl.DataFrame(
        {
            "resident": [0, 1, 2],
            "member": [0, 0, 1],
            "decision": ["review"] * 3,
            "probability": [0.7, 0.2, 0.6],
        },
        schema_overrides={"resident": pl.UInt32, "member": pl.UInt32},
    )
    answers = pl.DataFrame(
        {"resident": [0], "member": [0], "probability": [0.95]},
        schema_overrides={"resident": pl.UInt32, "member": pl.UInt32},
    )
    told = with_answers(assigned, answers)
    assert told.rows() == [(0, 0, "match", 0.95), (2, 1, "review", 0.6)]
