"""Birth dates: the reading a file as a whole shows, with the date inside the NIK as referee (DOMAIN §0.7, §2.5)."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from uhcmatch.distinct import Distinct, by_distinct
from uhcmatch.normalise.date_order import date_orders
from uhcmatch.normalise.dates import FORMS, READ, readings
from uhcmatch.normalise.nik_days import born_and_sex, mark_of_date, mark_of_nik, middles
from uhcmatch.reference.calendar import DEFAULT_DAYS

MIXED_AT_LEAST: Final = 0.005
"""Share of dates that can be read month first only from which a form's dates are doubtful: fewer are mistyped."""
SWAPPED_AT_LEAST: Final = 0.01
"""Share of dates whose swapped reading is the one in the NIK from which the NIK decides: in typed Excel cells 6.5 % are
swapped, in text 0.1 % (DOMAIN §0.7), and there the NIK may be the wrong one."""


def birth_dates(rows: pl.DataFrame, today: date) -> tuple[pl.DataFrame, dict[str, int]]:
    """Decide the recorded birth date of each row.

    Takes `tanggal_lahir`, `tempat_lahir` (text), `source_file` and `digits` (a NIK whose first 12 digits hold, else
    null); returns `born`, `born_is_default` and `tanggal_tertulis` (what is written where that is no day), and how many
    dates were swapped, else read month first, taken from the place column, not understood, or readable two ways where
    nothing tells which.
    """
    read, moved = _with_dates_from_place(rows, today)
    group, nik = _group(rows["source_file"], read["form"]), mark_of_nik(rows["digits"])
    told = read.with_columns(group=group, nik=nik).with_columns(
        has_nik=pl.col("nik").is_not_null(),
        day_first_agrees=(pl.col("day_first_mark") == pl.col("nik")).fill_null(value=False),
        month_first_agrees=(pl.col("month_first_mark") == pl.col("nik")).fill_null(value=False),
    )
    is_month_first, is_open, is_sure = date_orders(told)
    # Doubt is shared by all files of a side: a file cut in two is as doubtful as it was whole.
    forms = told.group_by("form").agg(doubtful=_is_doubtful())
    judged = told.with_columns(is_month_first, is_open, is_sure, is_doubtful=_in(forms, "form", "doubtful"))
    decided = judged.with_columns(
        usual=pl.when("is_month_first")
        .then(_read_as("month_first", "day_first"))
        .otherwise(_read_as("day_first", "month_first"))
    ).with_columns(
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
            & ~pl.col("swapped")
            & (pl.col("form") != "named")
            & pl.col("day_first").ne_missing(pl.col("month_first")),
        ),
        "tanggal_ditukar_menurut_nik": _count(decided, pl.col("swapped")),
        "tanggal_dua_arti": _count(decided, pl.col("is_open") & _has_two_readings() & ~_is_told_by_nik()),
        "tanggal_tidak_terbaca": _count(decided, pl.col("born").is_null() & pl.col("tanggal_lahir").is_not_null()),
    }
    said = pl.when(pl.col("born").is_null()).then(pl.when("is_month_first").then(_exchanged()).otherwise("said"))
    return decided.select("born", born_is_default=is_default(pl.col("born")), tanggal_tertulis=said), counts


def _read_as(usual: str, other: str) -> pl.Expr:
    """Read a date as those around it, the other way where that is no day: unless the NIK says that it is neither.

    12-13-1978 among thousands written day first is mistyped where the NIK says the 12th of March.
    """
    is_mistyped = pl.col("is_sure") & pl.col("has_nik") & ~pl.col(f"{other}_agrees")
    return pl.coalesce(usual, pl.when(~is_mistyped).then(other))


def _exchanged() -> pl.Expr:
    """Return what is written with day and month exchanged."""
    said = pl.col("said")
    return said // 10_000 * 10_000 + said % 100 * 100 + said // 100 % 100


def is_default(born: pl.Expr) -> pl.Expr:
    """Tell whether a date is a day the registry enters when only the year is known; false when there is no date."""
    day_of_year = born.dt.day().cast(pl.Int16) * 100 + born.dt.month()
    return day_of_year.is_in([day * 100 + month for day, month in DEFAULT_DAYS]).fill_null(value=False)


def nik_births(rows: pl.DataFrame, today: date) -> pl.DataFrame:
    """Read birth date and sex from NIKs: `nik_born`, `nik_sex`, one row per row, in order.

    Takes `digits`, `born`, `is_baby`, `hubungan`. The century nearest to the recorded date is taken; without one,
    years up to
    this year's are in the 2000s, unless that makes an infant of a parent. Never a date to come, null when there is no
    such day.
    """
    middle = middles(rows["digits"])
    told = rows.hstack(middle.spread(born_and_sex(middle.values, today)))
    nearer_late = pl.col("born") - pl.col("early") > pl.col("late") - pl.col("born")
    youngest = date(today.year - _GROWN_UP_AGE, 12, 31)
    too_young = (pl.col("late") > youngest) & pl.col("hubungan").is_in(_GROWN_UP)
    late = (
        pl.when(pl.col("born").is_not_null())
        .then(nearer_late)
        .otherwise(~too_young.fill_null(value=False) | pl.col("is_baby"))
    )
    born = pl.when(late | pl.col("early").is_null()).then(pl.coalesce("late", "early")).otherwise("early")
    return told.select(nik_born=born, nik_sex=pl.when(born.is_not_null()).then("sex"))


_GROWN_UP: Final = ["KEPALA KELUARGA", "SUAMI", "ISTRI", "ORANG TUA", "MERTUA", "MENANTU"]
_GROWN_UP_AGE: Final = 13


def _count(frame: pl.DataFrame, condition: pl.Expr) -> int:
    return int(frame.select(condition.fill_null(value=False).sum()).item())


def _with_dates_from_place(rows: pl.DataFrame, today: date) -> tuple[pl.DataFrame, int]:
    """Read both columns; where only the place column holds a date, the cells were swapped or hold place and date."""
    read = rows.hstack(_read(rows["tanggal_lahir"], today))
    unread = read.select(pl.col("day_first").is_null() & pl.col("month_first").is_null()).to_series().arg_true()
    holds_digit = rows["tempat_lahir"].gather(unread).str.contains("[0-9]").fill_null(value=False)
    places = unread.filter(holds_digit)
    if not len(places):
        return read, 0
    found = _read(rows["tempat_lahir"].gather(places), today)
    is_date = (found["day_first"].is_not_null() | found["month_first"].is_not_null()).arg_true()
    places, found = places.gather(is_date), found.select(pl.all().gather(is_date))
    moved = [read[name].clone().scatter(places, found[name]) for name in found.columns]
    return read.with_columns(moved), len(places)


def _read(values: pl.Series, today: date) -> pl.DataFrame:
    """Read dates as `read_dates` does, each reading with the `…_mark` of a NIK that agrees with it."""

    def marked(distinct: pl.Series) -> pl.DataFrame:
        marks = {f"{reading}_mark": mark_of_date(pl.col(reading)) for reading in ("day_first", "month_first")}
        return readings(distinct, today).with_columns(**marks)

    return by_distinct(values, marked, {**READ, "day_first_mark": pl.Int32(), "month_first_mark": pl.Int32()})


def _group(source_file: pl.Series, form: pl.Series) -> pl.Series:
    """Number the dates of one form in one file: they were written by one hand or one program."""
    return Distinct.of(source_file).numbers.cast(pl.Int64) * len(FORMS.categories) + form.to_physical()


def _in(judged: pl.DataFrame, group: str, verdict: str) -> pl.Expr:
    chosen = judged.filter(verdict)[group].drop_nulls().to_list()
    return pl.col(group).is_in(chosen).fill_null(value=False) if chosen else pl.lit(value=False)


def _is_doubtful() -> pl.Expr:
    told = _has_two_readings() & pl.col("has_nik")
    swapped = (told & pl.col("month_first_agrees") & ~pl.col("day_first_agrees")).sum()
    mixed = (pl.col("month_first").is_not_null() & pl.col("day_first").is_null()).sum()
    return (mixed > pl.len() * MIXED_AT_LEAST) | (swapped > told.sum() * SWAPPED_AT_LEAST)


def _has_two_readings() -> pl.Expr:
    return (pl.col("day_first") != pl.col("month_first")).fill_null(value=False)


def _is_told_by_nik() -> pl.Expr:
    return pl.col("day_first_agrees") | pl.col("month_first_agrees")


def _referee() -> pl.Expr:
    usual_agrees = (
        pl.when(pl.col("usual") == pl.col("day_first")).then("day_first_agrees").otherwise("month_first_agrees")
    )
    other_agrees = (
        pl.when(pl.col("usual") == pl.col("day_first")).then("month_first_agrees").otherwise("day_first_agrees")
    )
    return (pl.col("is_doubtful") & pl.col("other").is_not_null() & other_agrees & ~usual_agrees).fill_null(value=False)
