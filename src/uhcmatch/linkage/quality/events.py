"""EVENTS: what is expected to be wrong, as weighted cases that were seen.

One row per case: `kind` (`false` or `missed` link, or `twice`: a resident with two rows), `stage` (`verified`,
`confirmed`, `weighed`, of second rows `register`), `weight` (links it stands for), `changes` (share of it that changes
who is registered: the others have another card), `rule` (why a clerk is asked about it, null where nobody is),
`stands_in` (seen in others, for whom it stands; else the pair speaks for itself), and of whom it is: `number` (a usable
NIK), `age`, `name`. Sums give the estimate, sums of squares of those that stand in how unsure it is, groups the strata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from datetime import date

EVENTS: Final[dict[str, pl.DataType]] = {
    "kind": pl.String(),
    "stage": pl.String(),
    "weight": pl.Float64(),
    "changes": pl.Float64(),
    "rule": pl.String(),
    "stands_in": pl.Boolean(),
    "number": pl.String(),
    "age": pl.String(),
    "name": pl.String(),
}
STRATA: Final = ("number", "age", "name")
AGES: Final = ((0, "0"), (1, "1-4"), (5, "5-17"), (18, "18-39"), (40, "40-59"), (60, "60+"))
"""First year of each age group and what it is called, as `evaluate` has them."""
UNKNOWN: Final = "?"


def groups(records: pl.DataFrame, latest: date | None) -> pl.DataFrame:
    """RECORDS → `number`, `age`, `name`, a row each; years are counted to the latest birth in the register."""
    years = (pl.lit(latest, pl.Date) - pl.coalesce("born", "nik_born")).dt.total_days() / 365.2425
    age = pl.lit(AGES[0][1])
    for first, called in AGES[1:]:
        age = pl.when(years >= first).then(pl.lit(called)).otherwise(age)
    lacks = pl.col("nik_key").is_null() & pl.col("nik_prefix15").is_null()
    return records.select(
        number=pl.when(lacks).then(pl.lit("without")).otherwise(pl.lit("with")),
        age=pl.when(years.is_null()).then(pl.lit(UNKNOWN)).otherwise(age),
        name=pl.when(pl.col("name_folded").is_null())
        .then(pl.lit(UNKNOWN))
        .when(pl.col("name_folded").str.contains(" ", literal=True))
        .then(pl.lit("several"))
        .otherwise(pl.lit("mononym")),
    )


def events(  # noqa: PLR0913 - the columns of a frame
    kind: str,
    stage: str,
    whom: pl.DataFrame,
    weight: pl.Series,
    changes: pl.Series | float = 1.0,
    *,
    rule: pl.Series | None = None,
    stands_in: bool = True,
    number: str = "",
) -> pl.DataFrame:
    """Return EVENTS; `whom` are GROUPS of the same length, `number` stands in where the case speaks for other cards."""
    told = whom.with_columns(
        kind=pl.lit(kind),
        stage=pl.lit(stage),
        weight=weight.cast(pl.Float64),
        changes=pl.lit(changes) if isinstance(changes, float) else changes,
        rule=pl.lit(None, pl.String) if rule is None else rule,
        stands_in=pl.lit(stands_in),
    )
    told = told.with_columns(number=pl.lit(number)) if number else told
    return told.select(pl.col(name).cast(dtype) for name, dtype in EVENTS.items())
