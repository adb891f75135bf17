"""Dates in every format seen in one column (DOMAIN §2.5) → two readings each: day first, and month first.

Which reading holds is not for a single cell to say: `births` decides by file and by the date inside the NIK.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from uhcmatch.normalise.distinct import by_distinct
from uhcmatch.normalise.text import plain
from uhcmatch.reference.calendar import MONTHS

FIRST_DAY: Final = date(1900, 1, 1)
_EXCEL_DAY_ZERO: Final = date(1899, 12, 30)

_CLOCK: Final = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}.*| [0-9]{1,2}[.][0-9]{2}(?:[.][0-9]{2})?)$"
_UTC_MIDNIGHT: Final = r"T1[567]:00:00(?:[.]0+)?Z$"
"""Midnight in Indonesia (UTC+7 to +9) as scripts write it in UTC: the day before."""
_MONTH_NAME: Final = "(" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + ")"
_WORDS_BEFORE: Final = r"^[A-Z][A-Z .,:'()-]*[ .,:]([0-9].*)$"


def read_dates(values: pl.Series, today: date) -> pl.DataFrame:
    """Read dates from text: `day_first`, `month_first` (Date) and `form`, one row per value, in order.

    `form` is the separator of a numeric day-month-year text, `typed` for what a spreadsheet or database wrote (ISO, Excel
    serial, eight digits), `named` for a month in letters. A reading is null when it is no day of the calendar, lies before
    1900 or after today; for named months both readings are equal.
    """
    return by_distinct(values, lambda distinct: _read(distinct, today))


def read_plain_dates(values: pl.Series, today: date) -> pl.Series:
    """Read dates day first, month first only where nothing else is possible."""
    return read_dates(values, today).select(pl.coalesce("day_first", "month_first")).to_series()


def _read(distinct: pl.Series, today: date) -> pl.DataFrame:
    text = (
        plain(distinct)
        .to_frame("text")
        .select(
            late=pl.col("text").str.contains(_UTC_MIDNIGHT).fill_null(value=False),
            bare=_without_clock(pl.col("text")),
        )
    )
    body = text.with_columns(body=_without_words(pl.col("bare")))
    dashed = body.with_columns(dashed=_dashed(pl.col("body")))
    parts = dashed.with_columns(_part("year"), _part("month"), _part("day"), form=_form())
    named = pl.col("form") == "named"
    days = parts.with_columns(day_first=_calendar("month", "day", today), month_first=_calendar("day", "month", today))
    return days.select(
        day_first="day_first",
        month_first=pl.when(named).then("day_first").otherwise("month_first"),
        form=pl.when(pl.col("form") == "written")
        .then(pl.col("body").str.extract(r"[0-9] ?([-/. ])", 1))
        .otherwise("form"),
    )


def _without_clock(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars("'=\" ").str.replace(_CLOCK, "").str.replace(r"^([0-9]{4,8})[.,][0-9]+$", "${1}")


def _without_words(bare: pl.Expr) -> pl.Expr:
    """Take a place or weekday off the front of a date (`BOGOR, 01-02-1990`); a bare number behind words is no date."""
    behind = bare.str.extract(_WORDS_BEFORE, 1)
    has_words = behind.is_not_null() & ~bare.str.contains(f"^{_MONTH_NAME}[-/., ]")
    is_date = behind.str.contains(r"[0-9] *[-/. ] *[0-9A-Z]")
    return pl.when(~has_words).then(bare).when(is_date).then(behind)


def _dashed(body: pl.Expr) -> pl.Expr:
    """Bring every separator to one dash, set one between digits and letters, and write Excel serials as dates."""
    apart = body.str.replace(r"([0-9])([A-Z])", "${1}-${2}").str.replace(r"([A-Z])([0-9])", "${1}-${2}")
    dashed = apart.str.replace_all(r"[-/., ]+", "-").str.strip_chars("-")
    whole = dashed.str.replace(r"^([0-9]{1,2})-([0-9]{2})([0-9]{4})$", "${1}-${2}-${3}")
    whole = whole.str.replace(r"^([0-9]{2})([0-9]{2})-([0-9]{4})$", "${1}-${2}-${3}")
    serial = whole.str.extract(_SERIAL, 1).cast(pl.Int32)
    from_serial = pl.lit(_EXCEL_DAY_ZERO) + pl.duration(days=serial)
    return pl.when(serial.is_not_null()).then(from_serial.dt.to_string("%Y-%m-%d")).otherwise(whole)


_SERIAL: Final = "^([1-9][0-9]{4}|2[1-9][0-9]{2}|[3-9][0-9]{3})$"
"""Days since 1899-12-30; four digits up to 2099 are taken for a bare year."""

_YEAR: Final = "[0-9]{4}|[0-9]{2}"
_SHAPES: Final[tuple[tuple[str, str], ...]] = (
    ("typed", "^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$"),
    ("typed", "^(?P<year>3[2-9]|[4-9][0-9])-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$"),
    ("written", f"^(?P<day>[0-9]{{1,2}})-(?P<month>[0-9]{{1,2}})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<day>[0-9]{{1,2}})-(?P<month>{_MONTH_NAME})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<month>{_MONTH_NAME})-(?P<day>[0-9]{{1,2}})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<year>[0-9]{{4}})-(?P<month>{_MONTH_NAME})-(?P<day>[0-9]{{1,2}})$"),
    ("typed", "^(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])$"),
    ("compact", "^(?P<day>[0-9]{1,2})(?P<month>[0-9]{2})(?P<year>(?:19|20)[0-9]{2})$"),
    ("compact", "^(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})$"),
)
"""Form and pattern; the first that fits is taken."""


def _form() -> pl.Expr:
    form = pl.lit(None, pl.String())
    for name, pattern in reversed(_SHAPES):
        form = pl.when(pl.col("dashed").str.contains(pattern)).then(pl.lit(name)).otherwise(form)
    return form


def _part(part: str) -> pl.Expr:
    found = [pl.col("dashed").str.extract_groups(pattern).struct.field(part) for _, pattern in _SHAPES]
    text = pl.coalesce(found)
    number = text.cast(pl.Int32, strict=False)
    return pl.coalesce(number, text.replace_strict(MONTHS, default=None, return_dtype=pl.Int32)).alias(part)


def _calendar(month: str, day: str, today: date) -> pl.Expr:
    """Return the calendar day of the parts, null when there is none between 1900 and today."""
    text = pl.col("dashed")
    century = pl.when(pl.col("year") <= today.year % 100).then(2000).otherwise(1900)
    recent = _day_of(pl.col("year") + century, month, day)
    short = pl.when(recent <= today).then(recent).otherwise(_day_of(pl.col("year") + 1900, month, day))
    found = pl.when(pl.col("year") > 99).then(_day_of(pl.col("year"), month, day)).otherwise(short)
    shifted = found + pl.when("late").then(pl.duration(days=1)).otherwise(pl.duration(days=0))
    return pl.when(text.is_not_null() & shifted.is_between(FIRST_DAY, today)).then(shifted)


def _day_of(year: pl.Expr, month: str, day: str) -> pl.Expr:
    parts = [year.cast(pl.String), *(pl.col(part).cast(pl.String).str.zfill(2) for part in (month, day))]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)
