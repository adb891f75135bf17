"""What people decided, as the ledger keeps it, brought to the rows of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import review, runs, visits
from uhcmatch.jobs.known.visited import answers_of
from uhcmatch.linkage import SAID
from uhcmatch.reference.verdicts import DIFFERENT, SAME
from uhcmatch.review import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.review import Pair, PairState
    from uhcmatch.runs import Entry, Key, Ledger, RunFolder
    from uhcmatch.shelf import Shelf

_VERDICTS: Final = {SAME: "same", DIFFERENT: "different", review.CONTRADICTED: "contradicted"}
"""What a verdict is called where it takes effect; RAGU has none."""


_ROWS: Final = ("resident_row", "member_row")
_MATCH_CARD: Final = "cocokkan"
"""What follows a visit at which somebody showed a card."""


def statements(ledger: Ledger | None) -> list[Statement]:
    """Return all that was ever said of pairs, in the order it was said."""
    if ledger is None:
        return []
    return [_kept(one) for one in ledger.entries(review.KIND)]


def states(ledger: Ledger | None) -> dict[Pair, PairState]:
    """Return what holds of each pair that people spoke of."""
    return review.standing(statements(ledger))


def states_of(ledger: Ledger, pairs: Iterable[Pair]) -> dict[Pair, PairState]:
    """Return what holds of some pairs, reading nothing that was said of others."""
    told = (ledger.entries_about(review.KIND, key) for key in dict.fromkeys(pair.key for pair in pairs))
    return review.standing(_kept(one) for entries in told for one in entries)


def _kept(entry: Entry) -> Statement:
    return Statement.kept(entry.id, entry.told.key, entry.told.content)


def said_of(ledger: Ledger, residents: Shelf, members: Shelf) -> pl.DataFrame | None:
    """Return SAID for two sides' SHOWN rows: what holds, and of which rows that take part; null if nobody spoke."""
    held = [(state.pair, _VERDICTS[state.verdict]) for state in states(ledger).values() if state.verdict in _VERDICTS]
    cards = _cards_shown(ledger)
    if not held and not cards:
        return None
    people, holders = residents.frame(), members.frame()
    decided = placed(held, ledger.key, people, holders)
    shown = _shown_cards(ledger, cards, people, holders)
    return pl.concat([decided, shown.with_columns(pl.col("pair") + len(held))])


def told_apart(folder: RunFolder, ledger: Ledger | None) -> frozenset[tuple[int, int]]:
    """Return the pairs (resident row, member row) of a run that people had called two persons when it was made."""
    if ledger is None or not folder.facts.get("ledger"):
        return frozenset()
    known = folder.facts["ledger"]["line"]
    states = review.standing(_kept(one) for one in ledger.entries(review.KIND) if one.line <= known)
    held = [(state.pair, DIFFERENT) for state in states.values() if state.verdict == DIFFERENT]
    return frozenset(placed(held, ledger.key, *sides_of(folder)).drop_nulls().select(_ROWS).iter_rows())


def sides_of(folder: RunFolder) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return both sides of a run as `placed` takes them, every row as one that takes part."""
    residents, members = (
        folder.frame(name).with_columns(row=f"{row}_row", excluded=pl.lit(None, pl.String))
        for name, row in (("residents", "resident"), ("members", "member"))
    )
    return residents, members


def _cards_shown(ledger: Ledger) -> dict[str, str]:
    """Return the card that each person showed at the door, by print."""
    return {
        person: str(card)
        for person, state in visits.standing(answers_of(ledger)).items()
        if state.latest.next == _MATCH_CARD and (card := state.latest.first_told("card"))
    }


def _shown_cards(ledger: Ledger, cards: dict[str, str], residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return SAID for the cards that people showed at the door: a clerk is to look whether they are theirs."""
    there = runs.with_prints(residents.filter(pl.col("excluded").is_null()), cards, ledger.key, of_members=False)
    told = there.with_columns(
        nomor_kartu=pl.col("print").replace_strict(cards, return_dtype=pl.String) if cards else pl.lit(None, pl.String)
    )
    known = members.filter(pl.col("excluded").is_null()).select("nomor_kartu", member_row="row")
    pairs = told.rename({"row": "resident_row"}).join(known, on="nomor_kartu", how="inner", maintain_order="left")
    numbered = pairs.with_columns(pair=pl.int_range(pl.len(), dtype=pl.Int64), verdict=pl.lit("candidate"))
    return numbered.select(pl.col(name).cast(dtype) for name, dtype in SAID.items())


def placed(pairs: Iterable[tuple[Pair, str]], key: Key, residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return pairs and their verdicts as SAID; a pair whose record is not there keeps a line without its row."""
    listed = list(pairs)
    told = pl.DataFrame(
        {
            "pair": range(len(listed)),
            "verdict": [verdict for _, verdict in listed],
            "resident": [pair.resident for pair, _ in listed],
            "member": [pair.member for pair, _ in listed],
        },
        schema={"pair": pl.Int64, "verdict": pl.String, "resident": pl.String, "member": pl.String},
    )
    for side, rows in (("resident", residents), ("member", members)):
        taking_part = rows.filter(pl.col("excluded").is_null())
        there = runs.with_prints(taking_part, set(told[side]), key, of_members=side == "member")
        there = there.rename({"row": f"{side}_row", "print": side})
        told = told.join(there, on=side, how="left", maintain_order="left")
    return told.select(pl.col(name).cast(dtype) for name, dtype in SAID.items())
