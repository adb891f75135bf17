"""Decided pairs → one status per resident and per member; the balance always closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import CELLS, LINKS, MEMBERS, RESIDENTS
from uhcmatch.linkage.decide.decided_by_people import CONTRADICTED, SHOWN_CARD
from uhcmatch.linkage.decide.rules import OF_MOTHER, OF_NUMBER_AND_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_GOOD_AS_EVEN: Final = 0.46
"""Chance of those asked about below which their card is a stranger's as likely. What may only be asked (`bounds`) is
never likelier than even: where nothing takes away from that nine in ten are theirs, else six."""


def links(decided: pl.DataFrame) -> pl.DataFrame:
    """Decided pairs by position → LINKS by row number, which counts from 1, sorted by resident and member."""
    return (
        decided.with_columns((pl.col("resident", "member").cast(pl.Int64) + 1).name.suffix("_row"))
        .select(pl.col(name).cast(dtype) for name, dtype in LINKS.items())
        .sort("resident_row", "member_row")
    )


def counting(links: pl.DataFrame, members: pl.DataFrame, is_active: Mapping[str, bool]) -> pl.DataFrame:
    """LINKS → one row per linked resident: the member that counts.

    Columns `resident_row`, `member_row`, `active`, `probability`. An active card counts before an inactive one, then
    one in the person's own name before a newborn's, then one with number and name, then the surer, then the first by
    its cells; a card without a status counts as active.
    """
    matches = links.filter(pl.col("decision") == "match")
    status = members["status_peserta"].gather(matches["member_row"] - 1)
    is_active_status = status.replace_strict(is_active, default=True, return_dtype=pl.Boolean).fill_null(value=True)
    matched = matches.select(
        "resident_row", "member_row", pl.Series("active", is_active_status), "probability", status, "rule"
    )
    has_several = matched["resident_row"].is_duplicated()
    several = matched.filter(has_several)
    cells = members.select(pl.col(CELLS).gather(several["member_row"] - 1).name.prefix("card_"))
    # Number and name are as sure as can be, though a card weighed by all it says may have another nine.
    surest = ["active", pl.col("rule") != OF_MOTHER, pl.col("rule") == OF_NUMBER_AND_NAME, "probability"]
    best = (
        several.hstack(cells)
        .sort(
            ["resident_row", *surest, *cells.columns, "member_row"],
            descending=[False, *[True] * len(surest), *[False] * cells.width, False],
        )
        .unique("resident_row", keep="first", maintain_order=True)
        .select(matched.columns)
    )
    return pl.concat([matched.filter(~has_several), best]).sort("resident_row")


def residents_with_status(
    residents: pl.DataFrame, links: pl.DataFrame, counted: pl.DataFrame, double: pl.DataFrame, likely: float
) -> pl.DataFrame:
    """RECORDS of the residents → RESIDENTS; `double` says which repeat the person of a better row (`doubles`).

    A question is one about the card alone if it is less likely than `likely`, or if the card is as likely a stranger's
    as of those asked about: it would hide a person without one.
    """
    asked = _best_question(links, "resident_row", likely)
    rows = (pl.col("position", "better").cast(pl.Int64) + 1).name.keep()
    kept = double.select(rows).rename({"position": "resident_row", "better": "same_as"})
    status = (
        pl.when(pl.col("excluded").is_not_null())
        .then(pl.lit("excluded"))
        .when(pl.col("active"))
        .then(pl.lit("active"))
        .when(pl.col("active").not_())
        .then(pl.lit("inactive"))
        .when("hides")
        .then(pl.lit("review"))
        .otherwise(pl.lit("unenrolled"))
    )
    reason = pl.coalesce(
        "excluded", pl.when(pl.col("active").not_()).then("status_peserta"), "rule", "asked_rule", "nik_issue"
    )
    told = (
        residents.select("excluded", "nik_issue", resident_row="row")
        .hstack(_by_row(counted, "resident_row", residents.height))
        .hstack(_by_row(asked, "resident_row", residents.height))
        .hstack(_by_row(kept, "resident_row", residents.height))
        .select("resident_row", "member_row", "probability", "same_as", status=status, reason=reason)
    )
    return _with_outcome(residents, told, RESIDENTS)


def members_with_status(
    members: pl.DataFrame, links: pl.DataFrame, counted: pl.DataFrame, gone: pl.DataFrame
) -> pl.DataFrame:
    """RECORDS of the members → MEMBERS; `gone` says whose owner is no resident any more (`owners_gone`)."""
    matched = links.filter(pl.col("decision") == "match").select("member_row", "resident_row", "rule")
    counts = counted.select("member_row", counts=pl.lit(value=True))
    asked = _best_question(links, "member_row").drop("hides")
    linked = pl.col("resident_row").is_not_null()
    status = (
        pl.when(pl.col("excluded").is_not_null())
        .then(pl.lit("excluded"))
        .when(linked & pl.col("counts"))
        .then(pl.lit("linked"))
        .when(linked)
        .then(pl.lit("duplicate"))
        .when(pl.col("asked_rule").is_not_null())
        .then(pl.lit("review"))
        .otherwise(pl.lit("unlinked"))
    )
    told = (
        members.select("excluded", "nik_issue", member_row="row")
        .hstack(_by_row(matched, "member_row", members.height))
        .hstack(_by_row(counts, "member_row", members.height))
        .hstack(_by_row(asked, "member_row", members.height))
        .hstack(_by_row(gone, "member_row", members.height))
        .select(
            "member_row",
            "resident_row",
            status=status,
            reason=pl.coalesce("excluded", "rule", "asked_rule", "gone", "nik_issue"),
        )
    )
    return _with_outcome(members, told, MEMBERS)


def _by_row(told: pl.DataFrame, row: str, height: int) -> list[pl.Series]:
    """Spread what is told of some rows, each once, over all of them, null for the rest; rows count from 1."""
    place = np.full(height, -1, dtype=np.int32)
    place[told[row].to_numpy() - 1] = np.arange(told.height, dtype=np.int32)
    at = pl.Series(place)
    return told.drop(row).select(pl.all().gather(at.set(at < 0, None))).get_columns()


def _with_outcome(records: pl.DataFrame, told: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Put beside RECORDS what is told of each; the wide frame itself takes part in no join."""
    shown = records.select(name for name in schema if name in records.columns and name not in told.columns)
    return shown.hstack(told).select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def _best_question(links: pl.DataFrame, side: str, likely: float = 0.0) -> pl.DataFrame:
    """Return the open question per row of one side, one that people raised before others, then the likeliest.

    Columns `side`, `asked_rule`, and whether it `hides` a resident (`residents_with_status`).
    """
    raised = pl.col("rule").is_in([CONTRADICTED, SHOWN_CARD])
    of_those_asked = pl.col("chance").sum().over("member_row").round(9)
    return (
        links.filter(pl.col("decision") == "review")
        .with_columns(chance=pl.when(raised).then(1.0).otherwise("probability"))
        .with_columns(hides=(pl.col("chance") >= likely) & (of_those_asked >= AS_GOOD_AS_EVEN))
        .sort([side, "hides", "chance", "rule"], descending=[False, True, True, False])
        .unique(side, keep="first", maintain_order=True)
        .select(side, "hides", asked_rule="rule")
    )
