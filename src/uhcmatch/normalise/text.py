"""Cells as people typed them → plain text, in two degrees: tidy (to be shown) and plain (to be compared)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import change_where
from uhcmatch.reference.unknown import UNKNOWN_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNUSUAL: Final = r"[^\x20-\x7E]"
_SPACING: Final = r"^ |  | $"
_NOT_SHOWN: Final = rf"[^\x20-\x60\x7B-\x7E]|^$|{_SPACING}"
_NOT_PLAIN: Final = rf"{_UNUSUAL}|`"

QUOTES: Final[tuple[str, ...]] = ("`", "´", "‘", "’", "‛", "′", "ʼ", "ʻ", "ʹ", "＇")
"""What stands for an apostrophe in the registries."""

_LETTERS: Final[dict[str, str]] = {
    "Ø": "O",
    "Đ": "D",
    "Ð": "D",
    "Ł": "L",
    "Æ": "AE",
    "Œ": "OE",
    "Þ": "TH",
    "ẞ": "SS",
    "İ": "I",
    "ı": "I",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "\u2011": "-",
}
"""Letters and dashes that Unicode does not take apart by itself."""


def tidy(values: pl.Series) -> pl.Series:
    """Return text fit to be shown: NFKC, no control, bidi or zero-width characters, single spaces; blank is null."""
    unusual = change_where(values, _UNUSUAL, _without_invisible)
    spaced = change_where(unusual, _SPACING, lambda some: some.str.replace_all(r"\s+", " ").str.strip_chars(" "))
    return _blank_to_null(spaced)


def shown_upper(values: pl.Series) -> pl.Series:
    """Return tidy text in upper case."""
    return change_where(values, _NOT_SHOWN, lambda some: tidy(some).str.to_uppercase())


def plain(values: pl.Series) -> pl.Series:
    """Return tidy upper-case text in ASCII: accents folded (É→E), every kind of apostrophe as `'`; blank is null."""
    return plain_of_shown(shown_upper(values))


def plain_of_shown(shown: pl.Series) -> pl.Series:
    """Return what `plain` does, from text that `shown_upper` returned."""
    return change_where(shown, _NOT_PLAIN, lambda some: _blank_to_null(_to_ascii(some)))


def labels(values: pl.Series) -> pl.Series:
    """Return text as a key of code tables: plain letters and digits, anything else one space, `1.0` as `1`."""
    whole = plain(values).str.replace(r"^([0-9]+)[.,]0+$", "${1}")
    return _blank_to_null(whole.str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars(" "))


def blank_columns(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Add the text columns a frame lacks, as null; blank cells become null.

    The frame comes in one piece: files are read in pieces, and of frames in different pieces every union is a copy.
    """
    present = [name for name in names if name in frame.columns]
    texts = frame.with_columns(pl.col(name).cast(pl.String()) for name in present)
    # Files are read without blank cells, and what nothing is changed in is not copied either.
    blank = [name for name in present if (texts[name] == "").any()]
    filled = texts.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in blank)
    missing = [pl.lit(None, pl.String()).alias(name) for name in names if name not in frame.columns]
    return filled.with_columns(missing).rechunk()


def unknown_to_null(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Make null the cells of some text columns that say that nothing is known (`UNKNOWN_CELLS`)."""
    unknown = {name: frame[name].is_in(list(UNKNOWN_CELLS)).fill_null(value=False) for name in names}
    said = {name: is_unknown for name, is_unknown in unknown.items() if is_unknown.any()}
    return frame.with_columns(pl.when(~is_unknown).then(pl.col(name)).alias(name) for name, is_unknown in said.items())


def _without_invisible(some: pl.Series) -> pl.Series:
    normal = some.str.normalize("NFKC")
    return (
        normal.str.replace_all(r"\p{Cf}", "")
        .str.replace_all(r"[\p{Cc}\p{Zl}\p{Zp}\u{FFFD}]", " ")
        .str.normalize("NFKC")
    )


def _to_ascii(some: pl.Series) -> pl.Series:
    quoted = some.str.replace_many(list(QUOTES), ["'"] * len(QUOTES))
    decomposed = quoted.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    known = decomposed.str.replace_many(list(_LETTERS), list(_LETTERS.values()))
    return known.str.replace_all(_UNUSUAL, " ").str.replace_all(r" +", " ").str.strip_chars(" ")


def _blank_to_null(values: pl.Series) -> pl.Series:
    name = values.name
    return values.to_frame("v").select(pl.when(pl.col("v") != "").then(pl.col("v")).alias(name)).to_series()
