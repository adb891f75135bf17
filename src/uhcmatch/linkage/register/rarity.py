"""How rare what two rows share is among all residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from uhcmatch.linkage.hashed import row_keys, times

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.linkage.hashed import Keys

Bits = npt.NDArray[np.float64]


class Rarity:
    """How rare values are among all residents, in bits; what is asked for twice is counted once."""

    def __init__(self, residents: pl.DataFrame) -> None:
        """Count nothing before it is asked for."""
        self._residents = residents
        self._keys: dict[tuple[str, ...], Keys] = {}

    @property
    def one(self) -> float:
        """Bits that single out one resident."""
        return float(np.log2(max(self._residents.height, 1)))

    def of(self, rows: pl.DataFrame, columns: tuple[str, ...]) -> Bits:
        """Return how rare each row's values of some columns are; the rows are residents."""
        if columns not in self._keys:
            self._keys[columns] = row_keys(self._residents, columns)
        few, many = row_keys(rows, columns), self._keys[columns]
        bits: Bits = np.log2(max(many.size, 1) / np.maximum(times(few, many), 1))
        return bits
