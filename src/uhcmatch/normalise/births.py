"""Birth dates: the reading a file as a whole shows, with the date inside the NIK as referee (DOMAIN §0.7, §2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.normalise.dates import FIRST_DAY, FORMS, day_of, read_dates
from uhcmatch.reference.calendar import DEFAULT_DAYS
from uhcmatch.reference.nik import FEMALE_OFFSET

if TYPE_CHECKING:
    from datetime import date

MONTH_FIRST_AT_LEAST: Final = 3
DAY_FIRST_AT_MOST: Final = 0.02
"""A file is read month first when at least 3 dates leave no other reading and at most 2 % of such speak against it."""

SWAPPED_AT_LEAST: Final = 0.01
"""Share of dates whose swapped reading is the one in the NIK from which the NIK decides: in typed Excel cells 6.5 % are
swapped, in text 0.1 % (DOMAIN §0.7), and there the NIK may be the wrong one."""


def birth_dates(rows: pl.DataFrame, today: date) -> tuple[pl.DataFrame, dict[str, int]]:
    """Decide the recorded birth date of each row.

    Takes `tanggal_lahir`, `tempat_lahir` (text), `source_file` and `digits` (a NIK whose first 12 digits hold, else
    null);
    returns `born` and `born_is_default`, and how many dates were swapped, read month first, taken from the place
    column or not understood.
    """
    read, moved = _with_dates_from_place(rows, today)
    told = read.with_columns(*_nik_day("digits"), group=_group()).with_columns(
        _agrees("day_first"), _agrees("month_first")
    )
    groups = told.group_by("group").agg(month_first=_is_month_first(), doubtful=_is_doubtful())
    judged = told.with_columns(file_is_month_first=_in(groups, "month_first"), file_is_doubtful=_in(groups, "doubtful"))
    day_or_month, month_or_day = pl.coalesce("day_first", "month_first"), pl.coalesce("month_first", "day_first")
    usual = pl.when("file_is_month_first").then(month_or_day).otherwise(day_or_month)
    decided = judged.with_columns(usual=usual).with_columns(
        other=pl.when(pl.col("usual") == pl.col("day_first")).then("month_first").otherwise("day_first"),
    )
    decided = decided.with_columns(swapped=_referee()).with_columns(
        born=pl.when("swapped").then("other").otherwise("usual"),
    )
    counts = {
        "tanggal_dari_kolom_tempat": moved,
        "tanggal_bulan_dahulu": _count(
            decided,
            (pl.col("born") == pl.col("month_first"))
            & (pl.col("form") != "named")
            & pl.col("day_first").ne_missing(pl.col("month_first")),
        ),
        "tanggal_ditukar_menurut_nik": _count(decided, pl.col("swapped")),
        "tanggal_tidak_terbaca": _count(decided, pl.col("born").is_null() & pl.col("tanggal_lahir").is_not_null()),
    }
    return decided.select("born", born_is_default=is_default(pl.col("born"))), counts


def is_default(born: pl.Expr) -> pl.Expr:
    """Tell whether a date is a day the registry enters when only the year is known; false when there is no date."""
    day, month = born.dt.day(), born.dt.month()
    return pl.any_horizontal((day == of_day) & (month == of_month) for of_day, of_month in DEFAULT_DAYS).fill_null(
        value=False
    )


def nik_births(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    """Read birth date and sex from NIKs: `nik_born`, `nik_sex`, one row per row, in order.

    Takes `digits`, `born`, `is_baby`, `hubungan`. The century nearest to the recorded date is taken; without one,
    years up to
    this year's are in the 2000s, unless that makes an infant of a parent. Never a date to come, null when there is no
    such day.
    """
    told = rows.with_columns(_nik_day("digits")).with_columns(
        nik_sex=pl.when(pl.col("digits").str.slice(6, 2).cast(pl.Int32, strict=False) > FEMALE_OFFSET)
        .then(pl.lit("P"))
        .otherwise(pl.lit("L")),
        early=_day_in(1900, today),
        late=_day_in(2000, today),
    )
    nearer_late = (pl.col("late") - pl.col("born")).dt.total_days().abs() < (
        pl.col("early") - pl.col("born")
    ).dt.total_days().abs()
    too_young = pl.col("hubungan").is_in(_GROWN_UP) & (pl.col("late").dt.year() > today.year - _GROWN_UP_AGE)
    late = (
        pl.when(pl.col("born").is_not_null())
        .then(nearer_late)
        .otherwise(~too_young.fill_null(value=False) | pl.col("is_baby"))
    )
    born = pl.when(late | pl.col("early").is_null()).then(pl.coalesce("late", "early")).otherwise("early")
    return told.select(nik_born=born, nik_sex=pl.when(born.is_not_null()).then("nik_sex"))


_GROWN_UP: Final = ["KEPALA KELUARGA", "SUAMI", "ISTRI", "ORANG TUA", "MERTUA", "MENANTU"]
_GROWN_UP_AGE: Final = 13


def _count(frame: pl.DataFrame, condition: pl.Expr) -> int:
    return int(frame.select(condition.fill_null(value=False).sum()).item())


def _with_dates_from_place(rows: pl.DataFrame, today: date) -> tuple[pl.DataFrame, int]:
    """Read both columns; where only the place column holds a date, the cells were swapped or hold place and date."""
    read = rows.hstack(read_dates(rows["tanggal_lahir"], today))
    unread = (
        pl.col("day_first").is_null() & pl.col("month_first").is_null() & pl.col("tempat_lahir").str.contains("[0-9]")
    )
    places = read.select(unread.fill_null(value=False)).to_series().arg_true()
    if not len(places):
        return read, 0
    found = read_dates(rows["tempat_lahir"].gather(places), today)
    is_date = (found["day_first"].is_not_null() | found["month_first"].is_not_null()).arg_true()
    places, found = places.gather(is_date), found.select(pl.all().gather(is_date))
    moved = [read[name].clone().scatter(places, found[name]) for name in found.columns]
    return read.with_columns(moved), len(places)


def _nik_day(digits: str) -> list[pl.Expr]:
    day, month, year = (pl.col(digits).str.slice(place, 2).cast(pl.Int32, strict=False) for place in (6, 8, 10))
    return [
        pl.when(day > FEMALE_OFFSET).then(day - FEMALE_OFFSET).otherwise(day).alias("nd"),
        month.alias("nm"),
        year.alias("ny"),
    ]


def _agrees(reading: str) -> pl.Expr:
    at = pl.col(reading)
    same = (at.dt.day() == pl.col("nd")) & (at.dt.month() == pl.col("nm")) & (at.dt.year() % 100 == pl.col("ny"))
    return same.fill_null(value=False).alias(f"{reading}_agrees")


def _group() -> pl.Expr:
    """Number the dates of one form in one file: they were written by one hand or one program."""
    file = pl.col("source_file").cast(pl.Categorical(pl.Categories.random())).to_physical()
    return file.cast(pl.Int64) * len(FORMS.categories) + pl.col("form").to_physical()


def _in(groups: pl.DataFrame, verdict: str) -> pl.Expr:
    chosen = groups.filter(verdict)["group"].drop_nulls().to_list()
    return pl.col("group").is_in(chosen).fill_null(value=False) if chosen else pl.lit(value=False)


def _is_month_first() -> pl.Expr:
    only_day = (pl.col("day_first").is_not_null() & pl.col("month_first").is_null()).sum()
    only_month = (pl.col("month_first").is_not_null() & pl.col("day_first").is_null()).sum()
    return (only_month >= MONTH_FIRST_AT_LEAST) & (only_day <= only_month * DAY_FIRST_AT_MOST)


def _is_doubtful() -> pl.Expr:
    two_readings = (
        pl.col("day_first").ne_missing(pl.col("month_first"))
        & pl.col("month_first").is_not_null()
        & pl.col("day_first").is_not_null()
    )
    told = two_readings & pl.col("nm").is_not_null()
    swapped = (told & pl.col("month_first_agrees") & ~pl.col("day_first_agrees")).sum()
    mixed = (pl.col("month_first").is_not_null() & pl.col("day_first").is_null()).any()
    return mixed | (swapped > told.sum() * SWAPPED_AT_LEAST)


def _referee() -> pl.Expr:
    usual_agrees = (
        pl.when(pl.col("usual") == pl.col("day_first")).then("day_first_agrees").otherwise("month_first_agrees")
    )
    other_agrees = (
        pl.when(pl.col("usual") == pl.col("day_first")).then("month_first_agrees").otherwise("day_first_agrees")
    )
    return (pl.col("file_is_doubtful") & pl.col("other").is_not_null() & other_agrees & ~usual_agrees).fill_null(
        value=False
    )


def _day_in(century: int, today: date) -> pl.Expr:
    day = day_of(pl.col("ny") + century, "nm", "nd")
    return pl.when(day.is_between(FIRST_DAY, today)).then(day)
