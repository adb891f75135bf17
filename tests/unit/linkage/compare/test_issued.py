"""Numbers that nobody was issued."""

from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.linkage.compare.issued import is_unissued, issued

REGISTER = pl.Series(
    "nik_key",
    [f"327101{day:02}0390000{serial}" for day in range(1, 29) for serial in range(1, 5)]
    + [f"3271013112600{serial:03}" for serial in range(1, 81)]
    + ["9999010503900001"] * 2
    + ["9998010503900001", None, "OPAQUE"],
)


@pytest.mark.parametrize(
    ("nik", "told"),
    [
        pytest.param("3271010503900004", False, id="one of the register's"),
        pytest.param("3271020503900004", False, id="a kecamatan that nobody here comes from"),
        pytest.param("3271990503900004", True, id="no kecamatan"),
        pytest.param("9999010503900004", False, id="no kecamatan, but two residents have it"),
        pytest.param("9998010503900004", True, id="no kecamatan, and a single resident has it"),
        pytest.param("3271010503900019", False, id="a serial that another place may reach"),
        pytest.param("3271010503904004", True, id="a serial that no day reaches"),
        pytest.param("3271010503900000", True, id="no serial"),
        pytest.param("3271013112600140", False, id="a serial of a day that stands for an unknown one"),
        pytest.param("3271017112600140", False, id="likewise a woman's"),
        pytest.param("3271017112604140", True, id="a serial that not even such a day reaches"),
        pytest.param("OPAQUE", False, id="no NIK"),
        pytest.param(None, False, id="no number"),
    ],
)
def test_numbers_that_nobody_was_issued(nik: str | None, told: bool) -> None:
    assert is_unissued(pl.Series([nik], dtype=pl.String), issued(REGISTER)).to_list() == [told]


def test_an_empty_register_says_little() -> None:
    known = issued(REGISTER.clear())
    asked = pl.Series(["3271010503900004", "3271010503900404"])
    assert is_unissued(asked, known).to_list() == [False, True]
