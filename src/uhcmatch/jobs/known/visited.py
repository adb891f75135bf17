"""What the ledger knows of visits, brought to the rows of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs, visits
from uhcmatch.reference.outcomes import STAYS_LISTED
from uhcmatch.visits import Answer

if TYPE_CHECKING:
    from uhcmatch.runs import Ledger
    from uhcmatch.visits import PersonVisits

_DONE: Final = "selesai"
_TO_REPORT: Final = "dukcapil"
"""What the registry should know it should know whatever the card's status."""
VISITED: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "kunjungan": pl.Int64(),
    "hasil": pl.String(),
    "berikutnya": pl.String(),
    "tanggal_kunjungan": pl.String(),
    "nomor_kartu": pl.String(),
    "keterangan": pl.String(),
    "tim": pl.Int64(),
    "is_done": pl.Boolean(),
}
"""One row per resident of a run who was visited: how often, the outcome that counts (two of them where it is told in
two ways), what follows, when, which card was shown, remarks, which team; `is_done` nobody needs to go there again."""


def answers_of(ledger: Ledger | None) -> list[Answer]:
    """Return all answers ever recorded, in that order, by the print that each person has now."""
    names = names_now(ledger)
    return [replace(one, person=names.get(one.person, one.person)) for one in answers_told(ledger)]


def answers_told(ledger: Ledger | None) -> list[Answer]:
    """Return all answers ever recorded, in that order, by the print the person had then."""
    if ledger is None:
        return []
    return [Answer.kept(one.id, one.told.key, one.told.content) for one in ledger.entries(visits.KIND)]


def names_now(ledger: Ledger | None) -> dict[str, str]:
    """Return for prints that somebody had the one they have now."""
    if ledger is None:
        return {}
    return visits.known_as((one.told.content["was"], one.told.key) for one in ledger.entries(visits.RENAMED))


def visited(residents: pl.DataFrame, ledger: Ledger | None, *, with_gone: bool = False) -> pl.DataFrame:
    """Return VISITED for RESIDENTS of a run; whoever two rows say the same of is in neither.

    Those whom the registry tells dead or moved only `with_gone`.
    """
    states = visits.standing(answers_of(ledger))
    if ledger is None or not states:
        return pl.DataFrame(schema=VISITED)
    taking_part = people_of(residents, with_gone=with_gone).with_columns(row="resident_row")
    there = runs.with_prints(taking_part, states, ledger.key, of_members=False)
    once = there.filter(pl.col("print").is_unique()).sort("row")
    is_active = residents["status"].gather(once["row"] - 1) == "active"
    told = zip(once.iter_rows(), is_active, strict=True)
    rows = [(row, *_told(states[person], is_active=is_settled)) for (row, person), is_settled in told]
    return pl.DataFrame(rows, schema=VISITED, orient="row")


def people_of(residents: pl.DataFrame, *, with_gone: bool) -> pl.DataFrame:
    """Return the RESIDENTS that stand for a person each: no refused row and no double."""
    is_gone = (pl.col("status") == "excluded") & pl.col("reason").is_in(list(GONE))
    takes_part = pl.col("status") != "excluded"
    return residents.filter(takes_part | is_gone if with_gone else takes_part)


GONE: Final = ("meninggal", "pindah")


def _told(state: PersonVisits, *, is_active: bool) -> tuple[object, ...]:
    latest = state.latest
    follows = _DONE if is_active and latest.next != _TO_REPORT else latest.next
    return (
        len(state.visits),
        ", ".join(latest.codes),
        follows,
        latest.last.day,
        latest.first_told("card"),
        latest.first_told("remark"),
        latest.first_told("team"),
        follows not in STAYS_LISTED,
    )
