"""What a feature of the model is, and how one is made of agreement levels or of measured bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import IntEnum

GIVEN: Final = "_given_"
"""Parts the name of an attribute from what else the pair shows, where the same level is worth something else."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One column: its code (`attribute.what`), what it shows, and its shipped weight in bits.

    `is_learnt`: the weight may be estimated in the run · `is_slope`: it multiplies measured bits, so 1 is neutral.
    """

    code: str
    shows: pl.Expr
    bits: float
    is_learnt: bool = False
    is_slope: bool = False

    @property
    def attribute(self) -> str:
        """The attribute whose evidence this is."""
        return self.code.split(".", 1)[0]


def of_levels(
    attribute: str, levels: type[IntEnum], bits: Mapping[str, float], holds: pl.Expr, *, learnt: bool = False
) -> Iterator[Feature]:
    """One indicator per level named in `bits`; the attribute's column is the part of its name before `_given`."""
    column = pl.col(attribute.partition(GIVEN)[0])
    for level in levels:
        if level.name in bits:
            yield Feature(f"{attribute}.{level.name}", (column == level) & holds, bits[level.name], learnt)


def of_bits(code: str, column: str, holds: pl.Expr, slope: float = 1.0, *, learnt: bool = False) -> Feature:
    """Return the bits that a column measured, where something holds, times a slope."""
    return Feature(code, pl.when(holds).then(pl.col(column)).otherwise(0.0), slope, learnt, is_slope=True)
