from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from uhcmatch.normalise.births import birth_dates, is_default, nik_births

TODAY = date(2026, 11, 23)


def decide(
    cells: Sequence[str | None],
    niks: Sequence[str | None] | None = None,
    places: Sequence[str | None] | None = None,
    file: list[str] | None = None,
) -> tuple[list[date | None], dict[str, int]]:
    rows = pl.DataFrame(
        {
            "tanggal_lahir": pl.Series(cells, dtype=pl.String),
            "tempat_lahir": pl.Series(places or [None] * len(cells), dtype=pl.String),
            "source_file": file or ["a"] * len(cells),
            "digits": pl.Series(niks or [None] * len(cells), dtype=pl.String),
        }
    )
    born, counts = birth_dates(rows, TODAY)
    return born["born"].to_list(), counts


def test_day_comes_first_unless_the_file_shows_otherwise() -> None:
    assert decide(["05/06/1990"])[0] == [date(1990, 6, 5)]


def test_a_file_that_only_makes_sense_month_first_is_read_so() -> None:
    born, counts = decide(["05/06/1990", "06/30/1990", "12/25/1991", "01/13/1992"])
    assert born[0] == date(1990, 5, 6)
    assert counts["tanggal_bulan_dahulu"] == 4


def test_other_files_and_other_separators_keep_their_own_order() -> None:
    cells = ["05/06/1990", "06/30/1990", "12/25/1991", "01/13/1992", "05-06-1990", "05/06/1990"]
    born, _ = decide(cells, file=["a"] * 5 + ["b"])
    assert born[0] == date(1990, 5, 6)
    assert born[4:] == [date(1990, 6, 5), date(1990, 6, 5)]


def test_a_mixed_file_stays_day_first_and_reads_what_is_only_possible_month_first() -> None:
    born, counts = decide(["30/06/1990", "06/30/1990", "05/06/1990"])
    assert born == [date(1990, 6, 30), date(1990, 6, 30), date(1990, 6, 5)]
    assert counts["tanggal_bulan_dahulu"] == 1


def test_the_date_in_the_nik_decides_in_a_doubtful_file() -> None:
    cells = ["30/06/1990", "06/30/1990", "05/06/1990", "07/08/1991"]
    niks = [None, None, "3271010605900001", "3271010708910001"]
    born, counts = decide(cells, niks)
    assert born[2:] == [date(1990, 5, 6), date(1991, 8, 7)]
    assert counts["tanggal_ditukar_menurut_nik"] == 1


def test_typed_cells_that_were_swapped_are_put_right() -> None:
    cells = ["1990-06-05 00:00:00", "1991-02-03 00:00:00"]
    born, counts = decide(cells, ["3271010605900001", "3271014302910001"])
    assert born == [date(1990, 5, 6), date(1991, 2, 3)]
    assert counts["tanggal_ditukar_menurut_nik"] == 1


def test_in_a_clean_file_the_nik_may_be_the_wrong_one() -> None:
    cells = ["05/06/1990"] + [f"{1 + i % 12:02d}/0{1 + i % 9}/1985" for i in range(200)]
    niks = ["3271010605900001"] + [f"327101{1 + i % 12:02d}0{1 + i % 9}850001" for i in range(200)]
    born, counts = decide(cells, niks)
    assert born[0] == date(1990, 6, 5)
    assert counts["tanggal_ditukar_menurut_nik"] == 0


def test_date_and_place_in_the_wrong_columns_are_put_right() -> None:
    born, counts = decide(
        ["BOGOR", None, "BOGOR", "01-02-1990"], places=["01-02-1990", "BOGOR, 3 Mei 1991", "RSUD 2", "5-5-1955"]
    )
    assert born == [date(1990, 2, 1), date(1991, 5, 3), None, date(1990, 2, 1)]
    assert counts["tanggal_dari_kolom_tempat"] == 2
    assert counts["tanggal_tidak_terbaca"] == 1


def test_default_days() -> None:
    days = pl.Series("born", [date(1950, 12, 31), date(1950, 7, 1), date(1950, 1, 1), date(1950, 1, 2), None])
    assert days.to_frame().select(is_default(pl.col("born"))).to_series().to_list() == [True, True, True, False, False]


def told(
    digits: str | None, born: date | None = None, *, is_baby: bool = False, hubungan: str | None = None
) -> tuple[date | None, str | None]:
    schema = {"digits": pl.String, "born": pl.Date, "is_baby": pl.Boolean, "hubungan": pl.String}
    row = pl.DataFrame([(digits, born, is_baby, hubungan)], schema=schema, orient="row")
    found: tuple[date | None, str | None] = nik_births(row, TODAY).row(0)
    return found


def test_nik_tells_birth_date_and_sex() -> None:
    assert told("3271011205900001") == (date(1990, 5, 12), "L")
    assert told("3271015205900001") == (date(1990, 5, 12), "P")
    assert told(None) == (None, None)
    assert told("3271013102900001") == (None, None)


def test_the_recorded_date_decides_the_century() -> None:
    assert told("3271011205250001", date(1925, 5, 12))[0] == date(1925, 5, 12)
    assert told("3271011205250001", date(2025, 5, 12))[0] == date(2025, 5, 12)
    assert told("3271012902000001", date(1901, 1, 1))[0] == date(2000, 2, 29)


def test_without_a_recorded_date_years_up_to_this_one_are_recent_and_never_to_come() -> None:
    assert told("3271011205260001")[0] == date(2026, 5, 12)
    assert told("3271012411260001")[0] == date(1926, 11, 24)
    assert told("3271011205270001")[0] == date(1927, 5, 12)


def test_no_infant_is_head_of_a_family_but_a_baby_is_a_baby() -> None:
    assert told("3271011205200001", hubungan="KEPALA KELUARGA")[0] == date(1920, 5, 12)
    assert told("3271011205200001", hubungan="ANAK")[0] == date(2020, 5, 12)
    assert told("3271011205200001", hubungan="ISTRI", is_baby=True)[0] == date(2020, 5, 12)
