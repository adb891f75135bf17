from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

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


DAYS = [date(1960 + at % 40, 1 + at % 12, 1 + 11 * at % 28) for at in range(300)]
"""Two in five can be read both ways."""
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"


def written(*orders: str, days: Sequence[date] = DAYS) -> list[str]:
    """Return the days in so many parts of the same length, each in its order."""
    return [day.strftime(orders[at * len(orders) // len(days)]) for at, day in enumerate(days)]


@pytest.mark.parametrize(
    "orders",
    [
        (DAY_FIRST, MONTH_FIRST),
        (MONTH_FIRST, DAY_FIRST),
        (DAY_FIRST, MONTH_FIRST, DAY_FIRST),
        (DAY_FIRST, DAY_FIRST, DAY_FIRST, DAY_FIRST, MONTH_FIRST),
    ],
)
def test_each_part_of_a_file_put_together_keeps_its_order(orders: tuple[str, ...]) -> None:
    born, counts = decide(written(*orders))
    wrong = [at for at, (found, day) in enumerate(zip(born, DAYS, strict=True)) if found != day]
    assert len(wrong) <= len(orders) - 1
    assert counts["tanggal_dua_arti"] <= 2 * (len(orders) - 1)


def test_slips_within_a_part_do_not_end_it() -> None:
    cells = written(DAY_FIRST, MONTH_FIRST)
    early, late = (next(at for at in range(start, 300) if DAYS[at].day > 12) for start in (50, 250))
    cells[early], cells[late] = DAYS[early].strftime(MONTH_FIRST), DAYS[late].strftime(DAY_FIRST)
    assert decide(cells)[0][10:140] == DAYS[10:140]
    assert decide(cells)[0][160:] == DAYS[160:]


def test_the_niks_of_the_neighbours_tell_the_order_of_a_part() -> None:
    days = [date(1960 + at % 40, 1 + at % 12, 1 + 5 * at % 12) for at in range(200)]
    niks = [None if at % 10 == 9 else f"327101{day:%d%m%y}0001" for at, day in enumerate(days)]
    born, counts = decide(written(DAY_FIRST, MONTH_FIRST, days=days), niks)
    assert [at for at, (found, day) in enumerate(zip(born, days, strict=True)) if found != day] in ([], [99])
    assert counts["tanggal_ditukar_menurut_nik"] == 0


@pytest.mark.parametrize("is_sorted", [False, True])
def test_dates_of_two_meanings_are_counted_where_both_orders_stand_mixed(*, is_sorted: bool) -> None:
    cells = [day.strftime((DAY_FIRST, MONTH_FIRST)[at % 3 == 0]) for at, day in enumerate(DAYS)]
    born, counts = decide(sorted(cells) if is_sorted else cells)
    two = sum(day.day <= 12 and day.day != day.month for day in DAYS)
    assert counts["tanggal_dua_arti"] == two
    assert None not in born


def test_a_nik_takes_one_of_two_meanings_away() -> None:
    cells = [day.strftime((DAY_FIRST, MONTH_FIRST)[at % 3 == 0]) for at, day in enumerate(DAYS)]
    born, counts = decide(cells, [f"327101{day:%d%m%y}0001" for day in DAYS])
    assert counts["tanggal_dua_arti"] == 0
    assert born == DAYS


def test_a_file_with_a_few_slips_is_not_said_to_be_mixed() -> None:
    cells = written(DAY_FIRST)
    cells[100] = "06/30/1990"
    assert decide(cells)[1]["tanggal_dua_arti"] == 0


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
