"""RT and RW, from columns of their own or out of one address line (DOMAIN §2.2, §2.5)."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.distinct import by_distinct, distinct_rows
from uhcmatch.normalise.text import plain

_RT: Final = r"R[. ]?T[.: ]*"
_RW: Final = r"R[. ]?W[.: ]*"
_NUMBER: Final = r"0*([0-9]{1,3})(?:[.]0+)?"
_TWO_LABELLED: Final = rf"\b{_RT}(?:/ ?{_RW})?{_NUMBER}(?:[ ,./-]*\b{_RW}| ?{_RW}| ?[/-] ?){_NUMBER}(?:[^0-9]|$)"
_RW_FIRST: Final = rf"\b{_RW}{_NUMBER}[ ,./-]*{_RT}{_NUMBER}(?:[^0-9]|$)"
_RT_ALONE: Final = rf"\b{_RT}{_NUMBER}(?:[^0-9]|$)"
_RW_ALONE: Final = rf"\b{_RW}{_NUMBER}(?:[^0-9]|$)"
_BARE: Final = r"(?:^| )0*([0-9]{1,3}) ?/ ?0*([0-9]{1,3})(?:[ ,]|$)"
_BEFORE_AREA: Final = r"(?:^| )0*([0-9]{1,3}) ?/ ?0*([0-9]{1,3}) +[A-Z][^,]*,"
_ANY_LABEL: Final = r"R[. ]?[TW][.: ]*[0-9]"
_TWO_NUMBERS: Final = "[0-9] ?[/-] ?[0-9]"
_NO_NUMBER: Final = "000"
"""What a cell says that has a number but no RT: others are not asked then, and it is unknown in the end."""
SHOWS_RT: Final = rf"\b{_RT}[0-9]|[0-9] ?/ ?[0-9]"
_DASHED: Final = r"(?:^| )0*([0-9]{1,3}) ?- ?0*([0-9]{1,3}) +[A-Z][^,]*,"
_HOUSE: Final = (
    r"\b(?:NO|NOMOR|NOMER|BLOK|BLOCK|KAV|KM|GG|GANG)\b[. :]*[A-Z]{0,2}[ .-]?[0-9]+[A-Z]?(?: ?[/-] ?[0-9A-Z]+)?"
)
"""House, block and alley numbers also have slashes: they are no RT/RW."""

_AS_DATE: Final = r"^[12][0-9]{3}-([0-9]{2})-([0-9]{2})(?: 00:00:00)?$"
"""RT/RW 1/2 that a spreadsheet took for the first of February."""

_NUMBERS: Final = dict.fromkeys(("first", "second"), pl.String())
_RW_ONLY: Final = {**_NUMBERS, "rw_only": pl.String()}


def rt_rw(raw: pl.DataFrame) -> pl.DataFrame:
    """Read `rt` and `rw` (three digits, null when unknown) from the columns rt, rw, rt_rw and alamat, in that order."""
    numbers, cells = distinct_rows(raw.select("rt", "rw", "rt_rw"))
    found = _in_cells(cells).select(pl.all().gather(numbers))
    missing = (found["rt"].is_null() & raw["alamat"].is_not_null()).arg_true()
    if len(missing):
        parsed = by_distinct(raw["alamat"].gather(missing), lambda some: _in_address(plain(some)), _NUMBERS)
        rw = found.select(pl.coalesce(pl.col("rw").gather(missing), parsed["second"])).to_series()
        found = found.with_columns(
            found["rt"].clone().scatter(missing, parsed["first"]), found["rw"].clone().scatter(missing, rw)
        )
    return found.select(pl.when(pl.col("rt", "rw") != _NO_NUMBER).then(pl.col("rt", "rw")))


def _in_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Read `rt` and `rw` of distinct cells; null where no number stands."""
    own, of_rw, both = (by_distinct(cell, lambda some: _numbers(plain(some)), _RW_ONLY) for cell in cells)
    return pl.select(
        rt=pl.coalesce(own["first"], both["first"]),
        rw=pl.coalesce(of_rw["rw_only"], of_rw["first"], own["second"], both["second"]),
    )


def _numbers(text: pl.Series) -> pl.DataFrame:
    """Return `first` and `second` number of a cell, and `rw_only` where it is labelled RW alone."""
    labelled = _labelled(pl.col("text"))
    whole = pl.col("text").str.replace(r"^([0-9]+)[.,]0+$", "${1}").str.replace(_AS_DATE, "${2}/${1}")
    is_only_rw = pl.col("text").str.contains(_RW_ALONE) & ~pl.col("text").str.contains(_RT_ALONE)
    numbers = pl.when(~is_only_rw).then(whole).str.extract_all("[0-9]+").list
    return (
        text.rename("text")
        .to_frame()
        .select(
            first=_three(pl.coalesce(labelled[0], numbers.get(0, null_on_oob=True))),
            second=_three(pl.coalesce(labelled[1], numbers.get(1, null_on_oob=True))),
            rw_only=_three(pl.col("text").str.extract(_RW_ALONE, 1)),
        )
    )


def _labelled(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    rt = pl.coalesce(text.str.extract(_TWO_LABELLED, 1), text.str.extract(_RW_FIRST, 2))
    rw = pl.coalesce(text.str.extract(_TWO_LABELLED, 2), text.str.extract(_RW_FIRST, 1))
    return rt, rw


def _in_address(text: pl.Series) -> pl.DataFrame:
    """Read `first` and `second` number of RT/RW: those with a label, else the bare ones."""
    first, second = _bare(text)
    places = text.str.contains(_ANY_LABEL).fill_null(value=False).arg_true()
    labelled = _labelled(pl.col("text"))
    told = pl.DataFrame(
        {"text": text.gather(places), "first": first.gather(places), "second": second.gather(places)}
    ).select(
        first=pl.coalesce(labelled[0], pl.col("text").str.extract(_RT_ALONE, 1), "first"),
        second=pl.coalesce(labelled[1], pl.col("text").str.extract(_RW_ALONE, 1), "second"),
    )
    numbers = {"first": first.scatter(places, told["first"]), "second": second.scatter(places, told["second"])}
    return pl.DataFrame(numbers).with_columns(_three(pl.all()))


def _bare(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Look for a bare `1/2`: first where it is no house number, then anywhere before an area, also `1-2`."""
    first, second = (pl.repeat(None, len(text), dtype=pl.String, eager=True) for _ in range(2))
    rest = text.str.contains(_TWO_NUMBERS).fill_null(value=False).arg_true()
    for pattern, is_beside_house in ((_BARE, False), (_BEFORE_AREA, True), (_DASHED, False)):
        whole = text.gather(rest)
        seen = whole if is_beside_house else whole.str.replace_all(_HOUSE, " ").str.replace_all("  +", " ")
        groups = seen.str.extract_groups(pattern).struct.unnest()
        fits = groups["1"].is_not_null()
        first, second = (
            numbers.scatter(rest.filter(fits), groups[group].filter(fits))
            for numbers, group in ((first, "1"), (second, "2"))
        )
        rest = rest.filter(~fits)
    return first, second


def _three(number: pl.Expr) -> pl.Expr:
    """Write a number with three digits; `_NO_NUMBER` for 0 and for what is too long."""
    digits = number.str.strip_chars_start("0")
    fits = digits.str.len_bytes().is_between(1, 3)
    return pl.when(number.is_not_null()).then(pl.when(fits).then(digits.str.zfill(3)).otherwise(pl.lit(_NO_NUMBER)))
