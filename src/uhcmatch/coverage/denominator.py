"""The official count of residents (DKB) beside the list by name: another denominator, never mixed with the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.coverage.areas import LEVELS, area_key
from uhcmatch.coverage.rates import percent

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.coverage.areas import Level

OFFICIAL: Final[dict[str, pl.DataType]] = {
    "kecamatan": pl.String(),
    "kelurahan": pl.String(),
    "jumlah": pl.Int64(),
}
"""One row per kelurahan: how many residents the office counts there."""


@dataclass(frozen=True, slots=True)
class Official:
    """Official counts: `total` (else the sum of `areas`), `areas` (OFFICIAL, may be empty), the `day` they speak of."""

    total: int | None
    areas: pl.DataFrame
    day: date | None

    @property
    def everybody(self) -> int | None:
        """How many residents in all, null when neither a total nor an area is given."""
        if self.total is not None:
            return self.total
        return None if self.areas.is_empty() else int(self.areas["jumlah"].sum())


NOTHING_OFFICIAL: Final = Official(None, pl.DataFrame(schema=OFFICIAL), None)


def with_official(rates: pl.DataFrame, by: Level, official: Official) -> pl.DataFrame:
    """Rates → rates with `dkb_residents`, `dkb_coverage` (percent, may pass 100), `dkb_date`; null where not told."""
    names = LEVELS[by]
    if not names:
        told = rates.with_columns(dkb_residents=pl.lit(official.everybody, pl.Int64))
    elif len(names) > 2 or official.areas.is_empty():
        told = rates.with_columns(dkb_residents=pl.lit(None, pl.Int64))
    else:
        told = _joined(rates, list(names), official.areas)
    return told.with_columns(
        dkb_coverage=percent(pl.col("registered"), "dkb_residents"), dkb_date=pl.lit(official.day, pl.Date)
    )


def unmatched(residents: pl.DataFrame, official: Official) -> int:
    """Return how many kelurahan of the official counts have no resident in the list by name."""
    keys = [area_key(name).alias(name) for name in ("kecamatan", "kelurahan")]
    return official.areas.select(keys).join(residents.select(keys), on=["kecamatan", "kelurahan"], how="anti").height


def _joined(rates: pl.DataFrame, names: list[str], areas: pl.DataFrame) -> pl.DataFrame:
    keys = [f"{name}_key" for name in names]
    keyed = [area_key(name).alias(key) for name, key in zip(names, keys, strict=True)]
    counted = areas.select(*keyed, "jumlah").group_by(keys).agg(dkb_residents=pl.col("jumlah").sum())
    return (
        rates.with_columns(keyed).join(counted, on=keys, how="left", validate="m:1", maintain_order="left").drop(keys)
    )
