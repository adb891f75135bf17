"""Nobody is lost and nobody counts twice: asserted at the end of every run, and again by `runs verify`."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.columns import MEMBER_STATUSES, RESIDENT_STATUSES
from uhcmatch.errors import UhcmatchError
from uhcmatch.words import Words

_REGISTERED: Final = ("active", "inactive")
_MOST_ROWS: Final = 1 << 32


def check_conservation(
    residents: pl.DataFrame, members: pl.DataFrame, links: pl.DataFrame, rows: tuple[int, int]
) -> None:
    """Check RESIDENTS, MEMBERS and LINKS of a run against the rows that went in, (population, members).

    Each row has exactly one known status; an excluded one has a reason; a member is matched to one resident at most;
    a registered resident and the linked member that counts name each other; a further card belongs to a registered
    resident. Raises `UhcmatchError` naming the broken rule.
    """
    residents = residents.select("resident_row", "member_row", "status", "reason")
    members = members.select("member_row", "resident_row", "status", "reason")
    matches = links.filter(pl.col("decision") == "match").select("resident_row", "member_row")
    broken = [rule for rule, holds in _rules(residents, members, matches, rows).items() if not holds]
    if broken:
        raise UhcmatchError(
            Words(
                "Neraca tidak cocok ({rules}); tidak ada hasil yang ditulis.",
                "The balance does not close ({rules}); nothing was published.",
            ).fill(rules=", ".join(broken)),
            Words("Laporkan baris ini kepada pengembang.", "Report this line to the developers."),
        )


def _rules(
    residents: pl.DataFrame, members: pl.DataFrame, matches: pl.DataFrame, rows: tuple[int, int]
) -> dict[str, bool]:
    registered = residents.filter(pl.col("status").is_in(_REGISTERED))
    linked = members.filter(pl.col("status") == "linked")
    carded = members.filter(pl.col("status").is_in(["linked", "duplicate"]))
    return {
        "resident-rows": _numbered(residents, "resident_row", rows[0]),
        "member-rows": _numbered(members, "member_row", rows[1]),
        "resident-status": _has_status(residents, RESIDENT_STATUSES),
        "member-status": _has_status(members, MEMBER_STATUSES),
        "one-resident-per-member": matches["member_row"].is_unique().all(),
        "registered-linked": _same_pairs(registered, linked),
        "cards-linked": _same_pairs(carded, matches),
        "cards-registered": carded["resident_row"].is_in(registered["resident_row"].implode()).all(),
    }


def _numbered(frame: pl.DataFrame, column: str, rows: int) -> bool:
    """Whether a column holds 1 … rows, each once."""
    wanted = pl.int_range(1, rows + 1, dtype=pl.Int64, eager=True)
    return frame.height == rows and frame[column].sort().equals(wanted)


def _has_status(frame: pl.DataFrame, known: tuple[str, ...]) -> bool:
    is_known = pl.col("status").is_in(known).fill_null(False)
    is_told = pl.col("reason").is_not_null() | pl.col("status").ne_missing("excluded")
    return bool(frame.select((is_known & is_told).all()).item())


def _same_pairs(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Whether two frames state the same pairs, each of them whole."""
    stated = _sorted_pairs(one)
    return stated.null_count() == 0 and stated.equals(_sorted_pairs(other))


def _sorted_pairs(frame: pl.DataFrame) -> pl.Series:
    """Return pairs of row numbers as one number each, ascending; null where one lacks a row."""
    return frame.select(pair=pl.col("resident_row") * _MOST_ROWS + pl.col("member_row")).to_series().sort()
