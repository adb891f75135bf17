"""Open pairs weighed again by what is known of a kind of card, and residents who stand twice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import Borrowed
from uhcmatch.linkage.quality.reweighed import hindsight, reweighed
from uhcmatch.linkage.quality.twice import standing_twice
from uhcmatch.linkage.weigh.features import LENT
from uhcmatch.linkage.weigh.model import Model

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.material import Material

NUMBERS = Borrowed(own=0.4, borrowed=0.0, mute=0.0, in_family=0.5)
HELD = [False, False, True, *[True] * 7]


def _lent(kind: str, nik: Nik) -> int:
    return round(1000 * LENT) if kind == "shared" and nik == Nik.DIFFERENT else 0


def run(*pairs: tuple[int, int, Nik], kinds: list[str], prefix: list[str | None] | None = None) -> Material:
    """Ten residents, eight with a card; every pair scores minus three bits, or as much more as a lent number is worth."""
    opened = pl.DataFrame(
        [(resident, member, int(nik), -3_000 + _lent(kinds[member], nik), 0.1) for resident, member, nik in pairs],
        schema={
            "resident": pl.UInt32, "member": pl.UInt32, "nik": pl.UInt8, "score": pl.Int32, "probability": pl.Float64
        },
        orient="row",
    )  # fmt: skip
    cards = pl.DataFrame({"resident": range(99)})
    made = SimpleNamespace(
        open=opened,
        kind=pl.Series(kinds),
        holds=np.array(HELD),
        members=pl.DataFrame({"nik_prefix15": prefix or [None] * len(kinds)}, schema={"nik_prefix15": pl.String}),
        model=Model(),
        matched=opened.clear(),
        verified=cards,
        confirmed=cards.clear(),
    )
    return cast("Material", made)


def again(made: Material) -> npt.NDArray[np.float64]:
    return reweighed(made, hindsight(made, NUMBERS, (0.0, 1.0)))


def test_a_card_with_a_residents_number_is_seldom_nobodys() -> None:
    pairs = ((0, 0, Nik.DIFFERENT), (1, 0, Nik.EQUAL), (0, 1, Nik.DIFFERENT))
    told = again(run(*pairs, kinds=["shared", "number"]))
    assert told[0] > 0.5
    assert told[1] == pytest.approx(NUMBERS.own, abs=1e-3)
    assert told[2] == 0.1


def test_who_has_a_card_is_less_likely_to_own_another() -> None:
    pairs = ((0, 0, Nik.DIFFERENT), (2, 0, Nik.DIFFERENT), (1, 0, Nik.EQUAL))
    bare, served, _ = again(run(*pairs, kinds=["shared"]))
    assert bare > 100 * served


def test_a_slip_in_a_cut_number_looks_like_another_number() -> None:
    pairs = ((0, 0, Nik.DIFFERENT), (0, 1, Nik.DIFFERENT))
    cut, whole = again(run(*pairs, kinds=["number", "number"], prefix=["327101010180000", None]))
    assert cut > whole == 0.1


def people(*names: str, birth: str = "1980-01-01") -> pl.DataFrame:
    return records(*(record(name, kk_key="1" if name == "SITI" else None) for name in names)).with_columns(
        born=pl.lit(birth).str.to_date(), kelurahan_key=pl.lit("MEKAR"), sex=pl.lit("P")
    )


def standing(residents: pl.DataFrame, holds: list[bool], asked: list[int]) -> pl.DataFrame:
    decided = pl.DataFrame(
        {"resident": asked, "decision": ["review"] * len(asked)}, schema_overrides={"resident": pl.UInt32}
    )
    made = SimpleNamespace(residents=residents, holds=np.array(holds), assigned=decided)
    return standing_twice(cast("Material", made))


def test_a_namesake_without_a_card_may_be_a_second_row() -> None:
    residents = people("SITI AMINAH", "SITI AMINAH", "BUDI", "JOKO")
    assert standing(residents, [True, False, True, False], []).rows() == [(1, 1.0)]
    assert standing(residents, [True, False, True, False], [1]).is_empty()


def test_where_many_with_cards_are_namesakes_it_is_chance() -> None:
    residents = people(*["SITI"] * 9, "BUDI")
    assert standing(residents, [*[True] * 8, False, True], [])["chance"].sum() == 0.0
