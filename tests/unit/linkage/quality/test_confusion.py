"""Whom cards of nobody are linked to: seen in hidden members whose resident was taken out of the register."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.block.keys import keys
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality import stand_ins
from uhcmatch.linkage.quality.borrowed import Borrowed
from uhcmatch.linkage.quality.confusion import confused, family_here

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.shown import Shown
    from uhcmatch.linkage.weigh.hidden import Hidden

HOME = {"street": "MAWAR", "house": "1", "kecamatan_key": "a", "kelurahan_key": "b"}
PEOPLE = records(
    record("SITI", "1980-03-01", sex="P", kk_key="1", **HOME),
    record("AISYAH", "2005-06-02", sex="P", kk_key="1"),
    record("RATNA", "2006-06-02", sex="P", kk_key="2", **HOME),
    record("SITI", "1980-03-01", sex="P", kk_key="3"),
    record("BUDI", "1970-01-09", sex="L", kk_key="4"),
)
NO_SECOND_ROWS = pl.DataFrame({"resident": [], "chance": []}, schema={"resident": pl.UInt32, "chance": pl.Float64})


def linked_to(
    *residents: int, nik: Nik = Nik.ONE_SLIP, probability: float = 0.99, twice: pl.DataFrame = NO_SECOND_ROWS
) -> pl.DataFrame:
    """CONFUSED of as many cards of the first resident, each linked to one of these; the last two have a card."""
    run = SimpleNamespace(
        residents=PEOPLE,
        resident_keys=keys(without_lender(PEOPLE)),
        holds=np.array([True, False, False, True, True]),
        thresholds=SimpleNamespace(match=0.9),
    )
    hidden = SimpleNamespace(resident=pl.Series([0] * len(residents), dtype=pl.UInt32))
    pairs = pl.DataFrame(
        [(resident, member, int(nik), probability) for member, resident in enumerate(residents)],
        schema={"resident": pl.UInt32, "member": pl.UInt32, "nik": pl.UInt8, "probability": pl.Float64},
        orient="row",
    )
    return confused(cast("Material", run), cast("Hidden", hidden), pairs, twice)


def test_family_is_who_has_the_kk_or_lives_at_the_door() -> None:
    seen = linked_to(1, 2, 4)
    assert seen["in_family"].to_list() == [True, True, False]
    assert seen["unserved"].to_list() == [True, True, False]
    assert seen["another"].to_list() == [1.0, 1.0, 1.0]


def test_only_links_are_confusions() -> None:
    assert linked_to(1, 2, probability=0.89).is_empty()


def test_a_second_row_of_the_person_is_no_other_person() -> None:
    known = pl.DataFrame({"resident": [3], "chance": [0.75]}, schema=NO_SECOND_ROWS.schema)
    assert linked_to(3, 4, twice=known)["another"].to_list() == [0.25, 1.0]
    assert linked_to(3, 4, nik=Nik.EQUAL)["another"].to_list() == [0.0, 1.0]


@pytest.mark.parametrize(("found", "stays"), [(0.9, 1.0), (0.5, 0.5), (0.1, 0.0), (0.02, 0.0)])
def test_families_that_left_are_found_as_seldom_as_neighbours(found: float, stays: float) -> None:
    """Nine of ten hidden have kin, one in ten would have somebody of another KK there as well."""
    at = np.arange(100)
    hidden = pl.DataFrame({"kin": at < 90, "neighbour": at >= 90})
    cards = pl.DataFrame({"kin": at < 100 * found})
    assert family_here(hidden, cards, np.ones(100)) == pytest.approx(stays)


def shown(seen: pl.DataFrame, **more: object) -> Shown:
    """Hundred hidden members of one make, all with kin; as many cards of nobody, half of them with kin."""
    cards = records(*[record("SITI", "1980-03-01")] * 100)
    whom = pl.DataFrame({"number": ["with"] * 100, "age": "40-59", "name": "mononym"})
    made = SimpleNamespace(
        cards=cards.with_columns(kin=pl.lit(value=True), neighbour=pl.lit(value=False)),
        open_cards=dict.fromkeys(("none", "number"), cards.with_columns(kin=pl.int_range(pl.len()) < 50)),
        confused={"confused": seen.clear(), "confused_with_number": seen},
        whom=whom,
        latest=None,
    )
    return cast("Shown", SimpleNamespace(**vars(made), **more))


def test_a_card_of_nobody_is_taken_for_its_family_as_far_as_that_is_here() -> None:
    run = SimpleNamespace(here=np.full(200, 0.5), kind=pl.Series(["none", "number"] * 100))
    without, with_number = stand_ins.by_nobody(cast("Material", run), shown(linked_to(1, 4)))
    assert without.is_empty()
    # Fifty cards of nobody for hundred hidden members; half of the families have left.
    assert with_number["weight"].to_list() == pytest.approx([0.25, 0.5])
    assert with_number["changes"].to_list() == [1.0, 0.0]


def test_a_borrowed_number_is_verified_only_where_no_birth_date_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """One lent number of eleven passes for its owner's, half as many of those that are lent; nine cards of ten bear their
    own birth date.
    """
    passed = [at == 0 for at in range(11)]
    lent = pl.DataFrame({"resident": [0] * 11, "verified": passed, "confirmed": passed})
    monkeypatch.setattr(stand_ins, "lent_in_families", lambda _: lent)
    true_pairs = pl.DataFrame({"name": [int(Name.EQUAL)] * 10, "birth_date": [int(BirthDate.EQUAL)] * 9 + [0]})
    numbers = Borrowed(own=0.0, borrowed=1_000.0, mute=100.0, in_family=1.0)
    run = SimpleNamespace(residents=PEOPLE, holds=np.array([True, False]))
    told = shown(linked_to(), numbers=numbers, recovery=SimpleNamespace(true_pairs=true_pairs))
    verified, confirmed = stand_ins.by_family(cast("Material", run), told)
    assert verified["weight"].to_list() == pytest.approx([(100 + 0.1 * 900) / 20])
    assert confirmed["weight"].to_list() == pytest.approx([100 / 20])
    assert confirmed["changes"].to_list() == [0.5]
