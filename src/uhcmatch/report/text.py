"""Cells as they may be shown: nothing that moves a cursor or hides, no number that opens a door."""

from __future__ import annotations

import textwrap
from typing import Final

import polars as pl

HIDDEN: Final = "*" * 10
"""Stands for the middle of a number, whatever its length."""
_SHOWN_ENDS: Final = 4
_SHORTEST: Final = 11
"""Digits from which on both ends may be shown; fewer would give most of the number away."""
_UNSEEN: Final = r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\x{2028}\x{2029}]"
IDENTIFIERS: Final = ("nik", "no_kk", "nomor_kartu")


def wrapped(text: str, width: int | None, indent: str = "") -> list[str]:
    """Return a text as lines of a width, broken between words only; those after the first stand indented."""
    if width is None:
        return [text]
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def mask(number: str | None) -> str | None:
    """Return a NIK, KK or card number with all but four digits at either end hidden: `3271**********0018`."""
    if number is None:
        return None
    ends = _SHOWN_ENDS if len(number) >= _SHORTEST else 0
    return number[:ends] + HIDDEN + number[len(number) - ends :]


def shown(frame: pl.DataFrame, *, show_nik: bool) -> pl.DataFrame:
    """Return a frame fit to be shown or written: text cleaned, identifiers masked unless asked otherwise."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    cleaned = frame.with_columns(pl.col(name).str.replace_all(_UNSEEN, "") for name in texts)
    if show_nik:
        return cleaned
    return cleaned.with_columns(_masked(name) for name in IDENTIFIERS if name in texts)


def _masked(name: str) -> pl.Expr:
    """Do what `mask` does, over a column."""
    number = pl.col(name)
    ends = pl.when(number.str.len_chars() >= _SHORTEST).then(_SHOWN_ENDS).otherwise(0)
    masked = pl.concat_str(number.str.head(ends), pl.lit(HIDDEN), number.str.tail(ends))
    return pl.when(number.is_not_null()).then(masked).alias(name)
