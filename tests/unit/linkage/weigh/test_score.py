"""Scores: what evidence comes to when it is added up."""

from __future__ import annotations

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.lenders import with_lender_kk
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.weigh.features import LENT
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.linkage.weigh.score import score

HOME = {
    "kk_key": "3298011505100004",
    "kecamatan_key": "BARAT",
    "kelurahan_key": "SUKAMAJU",
    "rt": "004",
    "rw": "001",
    "street": "MAWAR",
    "house": "17",
}
FATHER = record("DARMAN WIRASANA", "1970-03-05", "3298010503700001", **HOME)
DAUGHTER = record("KIRANI PUSPITA", "1999-11-21", "3298016111990001", **HOME)


@pytest.mark.parametrize(("name", "is_likely"), [("KIRANI PUSPITA", True), ("JOHANES TIRTABUANA", False)])
def test_a_house_tells_nothing_of_whose_a_lent_number_is_when_the_name_is_nobodys(
    name: str, *, is_likely: bool
) -> None:
    """A card with her father's number, from their house: hers if it bears her name, else his, wrongly named."""
    strangers = [
        record(f"ORANG{n % 97} LAIN{n % 89}", "1980-06-15", street=f"JALAN{n % 60}", house=str(n), kelurahan_key="LAIN")
        for n in range(5_000)
    ]
    people = records(FATHER, DAUGHTER, *strangers)
    card = record(name, None, FATHER["nik"], **HOME | {"kk_key": None, "nik_born": FATHER["born"]})
    pair = pl.DataFrame({"resident": [1], "member": [0]}, schema={"resident": pl.UInt32, "member": pl.UInt32})
    known = frequencies.measure(people)
    compared = evidence(people, with_lender_kk(records(card), people), pair, known)
    # A town in which one card in fifty bears a wrong name, and one in a hundred a lent number.
    forgiving = Model().changed(bits={**Model().bits, "name.DIFFERENT": -4.5, "nik.RELATIVES": 5.5}, share=0.95)
    assert (score(compared, known, forgiving)["score"].item() > 0) == is_likely


@pytest.mark.parametrize(("has_namesake", "more"), [(False, 0.0), (True, LENT)])
def test_a_slip_beside_the_date_says_less_against_whom_else_it_fits_if_the_number_is_somebodys(
    has_namesake: bool, more: float
) -> None:
    """A card with her name and date, and the number of another who was born that day, or of nobody here."""
    born_that_day = record("RATNA KINANTI", "1999-11-21", "3298016111990002", kk_key="3298011505100005")
    daughter = DAUGHTER | {"nik_born": DAUGHTER["born"]}
    people = records(daughter, born_that_day if has_namesake else record("RATNA KINANTI", "1999-11-21"))
    card = record(DAUGHTER["name"], "1999-11-21", "3298016111990002", nik_born=DAUGHTER["born"])
    pair = pl.DataFrame({"resident": [0], "member": [0]}, schema={"resident": pl.UInt32, "member": pl.UInt32})
    known = frequencies.measure(people)
    compared = evidence(people, with_lender_kk(records(card), people), pair, known)
    without = Model().changed(bits={**Model().bits, "nik.SLIP_LENT": 0.0})
    apart = score(compared, known, Model())["score"].item() - score(compared, known, without)["score"].item()
    assert apart == round(1000 * more)
