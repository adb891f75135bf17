"""A person taken out of RESIDENTS, MEMBERS and LINKS: rows stay, for they are counted and numbered; nothing in them.

Whoever waited on a link of theirs waits no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import BESIDE, CELLS, MEMBERS, RESIDENTS

if TYPE_CHECKING:
    from collections.abc import Collection

REASON: Final = "dihapus"
"""Why such a row is excluded (`reference.reasons`)."""
_LINKED: Final = ("linked", "duplicate")


@dataclass(frozen=True)
class Frames:
    """RESIDENTS, MEMBERS and LINKS of one run."""

    residents: pl.DataFrame
    members: pl.DataFrame
    links: pl.DataFrame


def cards_of(members: pl.DataFrame, people: Collection[int], bearing: Collection[int]) -> tuple[set[int], set[int]]:
    """Return the member rows that are theirs, and those of somebody else that only bear their number.

    Theirs are the cards linked to their rows, and of the rows `bearing` their number or print those linked to nobody.
    """
    linked = members.filter(pl.col("status").is_in(_LINKED)).select("member_row", "resident_row")
    own = set(linked.filter(pl.col("resident_row").is_in(list(people)))["member_row"])
    lent = set(linked["member_row"]) & set(bearing) - own
    return own | set(bearing) - lent, lent


def blanked(run: Frames, people: Collection[int], cards: Collection[int], lent: Collection[int]) -> Frames:
    """Return a run without these residents and cards; `lent` cards are somebody else's and lose the number alone."""
    links = run.links.filter(~pl.col("resident_row").is_in(list(people)) & ~pl.col("member_row").is_in(list(cards)))
    residents = _emptied(run.residents, "resident_row", people, RESIDENTS, "member_row", "probability", "same_as")
    members = _emptied(run.members, "member_row", cards, MEMBERS, "resident_row")
    members = members.with_columns(nik=pl.when(~pl.col("member_row").is_in(list(lent))).then("nik"))
    return Frames(
        _released(residents, links, "resident_row", "unenrolled").select(list(RESIDENTS)),
        _released(members, links, "member_row", "unlinked").select(list(MEMBERS)),
        links,
    )


def _emptied(
    frame: pl.DataFrame, row: str, rows: Collection[int], schema: Collection[str], *found: str
) -> pl.DataFrame:
    """Exclude rows, and leave nothing in them of what they said or what was `found`."""
    is_gone = pl.col(row).is_in(list(rows))
    said = [name for name in schema if name in CELLS or name in BESIDE or name in found]
    return frame.with_columns(
        *(pl.when(~is_gone).then(name).alias(name) for name in said),
        status=pl.when(is_gone).then(pl.lit("excluded")).otherwise("status"),
        reason=pl.when(is_gone).then(pl.lit(REASON)).otherwise("reason"),
    )


def _released(frame: pl.DataFrame, links: pl.DataFrame, row: str, status: str) -> pl.DataFrame:
    """Give rows that wait for a clerk and have no pair left the status of those who never had one."""
    waits = (pl.col("status") == "review") & ~pl.col(row).is_in(links[row].implode())
    nothing = pl.lit(None)
    told = [name for name in ("reason", "probability") if name in frame.columns]
    return frame.with_columns(
        *(pl.when(waits).then(nothing).otherwise(name).alias(name) for name in told),
        status=pl.when(waits).then(pl.lit(status)).otherwise("status"),
    )
