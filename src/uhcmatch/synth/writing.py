"""Writing a file of a town piece by piece, so that only a piece of it is ever text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uhcmatch.synth.layouts import Layout
    from uhcmatch.synth.rows import Texts

ROWS_AT_ONCE: Final = 200_000
"""Rows that are text at the same time; bounds the memory. Another number would make another town."""


@dataclass(frozen=True)
class Desk:
    """What every file of a town is written with; `excel` names files whose NIK column lost every 16th digit."""

    texts: Texts
    rates: dict[str, float]
    excel: tuple[str, ...]
    folder: Path


def write_layout(layout: Layout, pieces: Iterable[pl.DataFrame], desk: Desk) -> None:
    """Write canonical rows in a layout: `;`, blanks empty, byte order mark and line ends as the layout has them."""
    with (desk.folder / layout.file).open("wb") as file:
        for place, rows in enumerate(pieces):
            layout.columns(rows, desk.texts.kabupaten).with_columns(pl.all().replace("", None)).write_csv(
                file,
                separator=";",
                include_header=place == 0,
                include_bom=place == 0 and layout.bom,
                line_terminator=layout.line_end,
            )
