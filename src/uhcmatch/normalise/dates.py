"""Dates in every format seen in one column (DOMAIN §2.5) → two readings each: day first, and month first.

Which reading holds is not for a single cell to say: `births` decides by file and by the date inside the NIK.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from uhcmatch.distinct import by_distinct, change_where
from uhcmatch.normalise.no_days import or_legible, said
from uhcmatch.normalise.text import plain, tidy
from uhcmatch.reference.calendar import MONTHS
from uhcmatch.reference.nik import LIKE_DIGITS

FIRST_DAY: Final = date(1900, 1, 1)
_LONG_AGO: Final = date(1600, 1, 1)
"""The first day of lists of people long dead, as parish registers and old censuses are."""
_OLD_SHARE, _OLD_AT_LEAST = 0.2, 50
"""Distinct dates before 1900 that make a list such a one: as a share, and how many."""
FORMS: Final = pl.Enum(["/", "-", ".", " ", "typed", "compact", "named"])
READ: Final = {"day_first": pl.Date(), "month_first": pl.Date(), "form": FORMS, "said": pl.Int32()}
_EXCEL_DAY_ZERO: Final = date(1899, 12, 30)

_CLOCK: Final = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}.*| [0-9]{1,2}[.][0-9]{2}(?:[.][0-9]{2})?)$"
_UTC_MIDNIGHT: Final = r"T1[567]:00:00(?:[.]0+)?Z$"
"""Midnight in Indonesia (UTC+7 to +9) as scripts write it in UTC: the day before."""
_MONTH_NAME: Final = "(" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + ")"
_AGE_BEHIND: Final = r" *\([^()]*\) *$"
"""`01-02-1990 (36 TH)`: what stands in brackets behind a date is about it."""
_WITH_LETTERS: Final = rf"^[{LIKE_DIGITS}]{{1,4}}[-/.][{LIKE_DIGITS}]{{1,4}}[-/.][{LIKE_DIGITS}]{{1,4}}$"
"""`O1-o2-199l`: digits that a scanner read for letters."""
_WORDS_BEFORE: Final = r"^[A-Z][A-Z .,:'()-]*[ .,:]([0-9].*)$"


def read_dates(values: pl.Series, today: date) -> pl.DataFrame:
    """Read dates from text: `day_first`, `month_first` (Date), `form` and `said`, one row per value, in order.

    `form` (FORMS) is the separator of a numeric day-month-year text, `compact` when it has none, `typed` for what a
    spreadsheet or database wrote (ISO, Excel serial, eight digits), `named` for a month in letters. A reading is null
    when it is no day of the calendar, lies before 1900 (in a list of people long dead, 1600) or after today; for named
    months both readings are equal. `said` is what stands there where a reading is no day: 31-06-1984 as 19840631, day
    first, 0 for a part that cannot be read; null where less than two can.
    """
    return by_distinct(values, lambda distinct: readings(distinct, today), READ)


def read_plain_dates(values: pl.Series, today: date) -> pl.Series:
    """Read dates day first, month first only where nothing else is possible."""
    return read_dates(values, today).select(pl.coalesce("day_first", "month_first")).to_series()


def readings(distinct: pl.Series, today: date) -> pl.DataFrame:
    """Read distinct texts as `read_dates` does."""
    text = tidy(distinct)
    usual = _match(text, _USUAL_SHAPES)
    rest = usual["form"].is_null().arg_true()
    careful = _rewritten(text.gather(rest))
    late = careful["late"]
    unusual = _match(careful["dashed"], _SHAPES)
    marks = careful["body"].str.extract("[0-9] ?([-/. ])", 1)
    unusual = or_legible(unusual, careful["body"])
    forms = unusual["form"].is_in(["written"]).fill_null(value=False)
    unusual = unusual.with_columns(form=marks.zip_with(forms, unusual["form"]))
    parts = usual.select(usual[name].scatter(rest, unusual[name]) for name in usual.columns)
    parts = parts.with_columns(late=pl.repeat(0, len(parts), dtype=pl.Int64, eager=True).scatter(rest, late))
    bounds = _first_day(parts["year"]), today
    days = parts.with_columns(
        day_first=_calendar("month", "day", bounds), month_first=_calendar("day", "month", bounds)
    )
    return days.select(
        day_first="day_first",
        month_first=pl.when(pl.col("form") == "named").then("day_first").otherwise("month_first"),
        form=pl.col("form").cast(FORMS, strict=False),
        said=pl.when(pl.any_horizontal(pl.col("day_first", "month_first").is_null())).then(said(today)),
    )


def _first_day(years: pl.Series) -> date:
    """Return the day before which nobody of the list was born."""
    told = years.filter(years > 99)
    old = told.is_between(_LONG_AGO.year, FIRST_DAY.year - 1).sum()
    return _LONG_AGO if old >= max(_OLD_AT_LEAST, len(told) * _OLD_SHARE) else FIRST_DAY


_YEAR: Final = "[0-9]{4}|[0-9]{2}"
_DAY: Final = "[0-2]?[0-9]|3[01]"
_SERIAL: Final = "[1-9][0-9]{4}|2[1-9][0-9]{2}|[3-9][0-9]{3}"
"""Days since 1899-12-30; four digits up to 2099 are taken for a bare year."""

_Shapes = tuple[tuple[str, str], ...]
_USUAL_SHAPES: Final[_Shapes] = (
    ("/", f"^(?P<day>{_DAY})/(?P<month>[0-9]{{1,2}})/(?P<year>{_YEAR})$"),
    ("-", f"^(?P<day>{_DAY})-(?P<month>[0-9]{{1,2}})-(?P<year>{_YEAR})$"),
    ("typed", "^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?: 00:00:00(?:[.]0+)?)?$"),
    ("typed", f"^(?P<serial>{_SERIAL})(?:[.]0)?$"),
)
_SHAPES: Final[_Shapes] = (
    ("typed", "^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$"),
    ("typed", "^(?P<year>3[2-9]|[4-9][0-9])-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$"),
    ("written", f"^(?P<day>[0-9]{{1,2}})-(?P<month>[0-9]{{1,2}})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<day>[0-9]{{1,2}})-(?P<month>{_MONTH_NAME})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<month>{_MONTH_NAME})-(?P<day>[0-9]{{1,2}})-(?P<year>{_YEAR})$"),
    ("named", f"^(?P<year>[0-9]{{4}})-(?P<month>{_MONTH_NAME})-(?P<day>[0-9]{{1,2}})$"),
    ("written", "^(?P<day>[0-9]{1,2})-(?P<month>[0-9]{2})(?P<year>[0-9]{4})$"),
    ("written", "^(?P<day>[0-9]{2})(?P<month>[0-9]{2})-(?P<year>[0-9]{4})$"),
    ("typed", "^(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])$"),
    ("compact", "^(?P<day>[0-9]{1,2})(?P<month>[0-9]{2})(?P<year>(?:19|20)[0-9]{2})$"),
    ("compact", "^(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})$"),
    ("typed", f"^(?P<serial>{_SERIAL})$"),
)
"""Form and pattern, of text as it is and of text with every separator a dash; the first that fits is taken."""


def _match(text: pl.Series, shapes: _Shapes) -> pl.DataFrame:
    """Take texts apart: `year`, `month`, `day` (numbers) and `form`, null where no shape fits.

    Each shape sees only what those before it left.
    """
    numbers = {name: pl.repeat(None, len(text), dtype=pl.Int32, eager=True) for name in ("year", "month", "day")}
    form = pl.repeat(None, len(text), dtype=pl.String, eager=True)
    rest = text.is_not_null().arg_true()
    for name, pattern in shapes:
        if not len(rest):
            break
        groups = text.gather(rest).str.extract_groups(pattern).struct.unnest()
        fits = groups.to_series(0).is_not_null()
        hits, parts = rest.filter(fits), groups.filter(fits)
        for part, number in _as_numbers(parts).items():
            numbers[part] = numbers[part].scatter(hits, number)
        form = form.scatter(hits, pl.repeat(name, len(hits), eager=True))
        rest = rest.filter(~fits)
    return pl.DataFrame({**numbers, "form": form})


def _as_numbers(parts: pl.DataFrame) -> dict[str, pl.Series]:
    if "serial" in parts.columns:
        days = parts.select(pl.lit(_EXCEL_DAY_ZERO) + pl.duration(days=pl.col("serial").cast(pl.Int32))).to_series()
        return {"year": days.dt.year(), "month": days.dt.month().cast(pl.Int32), "day": days.dt.day().cast(pl.Int32)}
    month = parts["month"].cast(pl.Int32, strict=False)
    if month.null_count():
        month = parts["month"].replace_strict(MONTHS, return_dtype=pl.Int32)
    return {"year": parts["year"].cast(pl.Int32), "month": month, "day": parts["day"].cast(pl.Int32)}


def _rewritten(text: pl.Series) -> pl.DataFrame:
    """Free unusual texts from clock and words: `body`, `dashed` (every separator one dash), `late` (days to add)."""
    frame = (
        change_where(plain(text), _WITH_LETTERS, _as_digits)
        .to_frame("text")
        .select(
            late=pl.col("text").str.contains(_UTC_MIDNIGHT).fill_null(value=False).cast(pl.Int64),
            bare=_without_clock(pl.col("text")),
        )
    )
    body = frame.select("late", body=_without_words(pl.col("bare")))
    apart = pl.col("body").str.replace("([0-9])([A-Z])", "${1}-${2}").str.replace("([A-Z])([0-9])", "${1}-${2}")
    return body.with_columns(dashed=apart.str.replace_all("[-/., ]+", "-").str.strip_chars("-"))


def _as_digits(text: pl.Series) -> pl.Series:
    return text.str.replace_all("O", "0", literal=True).str.replace_all("[IL|]", "1")


def _without_clock(text: pl.Expr) -> pl.Expr:
    return (
        text.str.replace_all("['=\"]", "")
        .str.replace(_AGE_BEHIND, "")
        .str.replace_all(r"[_|\\]", "-")
        .str.strip_chars(" ")
        .str.replace(_CLOCK, "")
        .str.replace("^([0-9]{4,8})[.,][0-9]+$", "${1}")
    )


def _without_words(bare: pl.Expr) -> pl.Expr:
    """Take a place or weekday off the front of a date (`BOGOR, 01-02-1990`); a bare number behind words is no date."""
    behind = bare.str.extract(_WORDS_BEFORE, 1)
    has_words = behind.is_not_null() & ~bare.str.contains(f"^{_MONTH_NAME}[-/., ]")
    is_date = behind.str.contains("[0-9] *[-/. ] *[0-9A-Z]")
    return pl.when(~has_words.fill_null(value=False)).then(bare).when(is_date).then(behind)


def _calendar(month: str, day: str, bounds: tuple[date, date]) -> pl.Expr:
    """Return the calendar day of the parts, null when there is none within bounds, the last of which is today.

    Two-digit years up to this year's are in the 2000s, unless that day is still to come; all others in the 1900s.
    """
    (_, today), year = bounds, pl.col("year")
    recent = day_of(pl.when(year <= today.year % 100).then(year + 2000).otherwise(year + 1900), month, day)
    short = pl.when(recent <= today).then(recent).otherwise(day_of(year + 1900, month, day))
    found = pl.when(year > 99).then(day_of(year, month, day)).otherwise(short) + pl.duration(days=pl.col("late"))
    return pl.when(found.is_between(*bounds)).then(found)


def day_of(year: pl.Expr, month: str, day: str) -> pl.Expr:
    """Return the day of the calendar that three numbers name, null when there is no such day."""
    is_leap = (year % 4 == 0) & ((year % 100 > 0) | (year % 400 == 0))
    is_day = exists(is_leap, month, day)
    return pl.date(year, pl.when(is_day).then(month), pl.when(is_day).then(day))


def exists(is_leap: pl.Expr, month: str, day: str) -> pl.Expr:
    """Tell whether the numbers of a month and a day are a day of such a year."""
    days, months = pl.col(day), pl.col(month)
    in_february = pl.when(is_leap).then(29).otherwise(28)
    longest = pl.when(months == 2).then(in_february).when(months.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    return months.is_between(1, 12) & days.is_between(1, longest)
