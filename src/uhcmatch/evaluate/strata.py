"""Who is linked worse than others: precision and recall by kind of name, age and segment.

An average hides them: the people whom linking misses are those the list is about, the young, the mobile, the mononyms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.evaluate.rate import Rate
from uhcmatch.evaluate.truth import of_kept_rows

if TYPE_CHECKING:
    from datetime import date

_PAIR: Final = ("resident_row", "member_row")
AGES: Final = ((0, "0"), (1, "1-4"), (5, "5-17"), (18, "18-39"), (40, "40-59"), (60, "60+"))
"""First year of each age group and what it is called."""
UNKNOWN: Final = "?"


@dataclass(frozen=True)
class Stratum:
    """One group of people. `attribute` is `name`, `age` or `segment`; `value` the group, `?` where it is not known.

    `precision` accepted links of residents (segment: of cards) in the group that are true · `recall` residents of the
    group with a true card (segment: one of that segment) whom one of their cards was linked to.
    """

    attribute: str
    value: str
    precision: Rate
    recall: Rate


def strata(
    residents: pl.DataFrame, members: pl.DataFrame, links: pl.DataFrame, truth: pl.DataFrame, as_of: date
) -> tuple[Stratum, ...]:
    """RESIDENTS, MEMBERS, LINKS and TRUTH → strata, in a fixed order; empty ones are left out."""
    pairs = of_kept_rows(truth, residents).drop_nulls(_PAIR).select(_PAIR)
    told = links.filter(pl.col("decision") == "match").select(_PAIR)
    told = told.join(pairs.with_columns(is_true=pl.lit(value=True)), on=_PAIR, how="left").with_columns(
        pl.col("is_true").fill_null(value=False)
    )
    found = told.filter("is_true")["resident_row"].unique()
    owners = pairs.with_columns(is_found=pl.col("resident_row").is_in(found.implode()))
    groups = {
        "name": residents.select("resident_row", value=_name_group()),
        "age": residents.select("resident_row", value=_age_group(as_of)),
        "segment": members.select("member_row", value=pl.col("segmen").fill_null(UNKNOWN)),
    }
    return tuple(
        stratum for attribute, grouped in groups.items() for stratum in _of_attribute(attribute, grouped, told, owners)
    )


def _of_attribute(attribute: str, grouped: pl.DataFrame, told: pl.DataFrame, owners: pl.DataFrame) -> list[Stratum]:
    row = grouped.columns[0]
    precision = _rates(told.join(grouped, on=row), "is_true")
    recall = _rates(owners.join(grouped, on=row).unique(["resident_row", "value"]), "is_found")
    order = [name for _, name in AGES] if attribute == "age" else []
    values = sorted({*precision, *recall}, key=lambda value: (value == UNKNOWN, *_place(value, order)))
    nothing = Rate(0, 0)
    return [Stratum(attribute, each, precision.get(each, nothing), recall.get(each, nothing)) for each in values]


def _place(value: str, order: list[str]) -> tuple[int, str]:
    return (order.index(value) if value in order else len(order), value)


def _rates(rows: pl.DataFrame, flag: str) -> dict[str, Rate]:
    counted = rows.group_by("value").agg(part=pl.col(flag).sum(), whole=pl.len())
    return {value: Rate(int(part), int(whole)) for value, part, whole in counted.iter_rows()}


def _name_group() -> pl.Expr:
    """Tell mononyms from names of several words; a word with a dot is a title or an initial."""
    words = pl.col("nama").str.split(" ").list.eval(pl.element().filter(~pl.element().str.contains(r"\."))).list.len()
    return (
        pl.when(pl.col("nama").is_null())
        .then(pl.lit(UNKNOWN))
        .when(words <= 1)
        .then(pl.lit("mononym"))
        .otherwise(pl.lit("several"))
    )


def _age_group(as_of: date) -> pl.Expr:
    born = pl.col("tanggal_lahir")
    had_birthday = born.dt.month().cast(pl.Int32) * 100 + born.dt.day() <= as_of.month * 100 + as_of.day
    years = as_of.year - born.dt.year() - pl.when(had_birthday).then(0).otherwise(1)
    group = pl.lit(AGES[0][1])
    for first, name in AGES[1:]:
        group = pl.when(years >= first).then(pl.lit(name)).otherwise(group)
    return pl.when(born.is_null()).then(pl.lit(UNKNOWN)).otherwise(group)
