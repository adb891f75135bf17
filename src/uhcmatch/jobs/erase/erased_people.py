"""Who asked to be erased, as the ledger keeps it: hashes only, and nobody with them comes back to a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from uhcmatch.runs import Frames, Key, Ledger

KIND: Final = "erased"
"""Kind of entry in the ledger; its key is the print of the NIK."""


@dataclass(frozen=True)
class Erased:
    """Prints of numbers, of residents' records and of cards that no run is to hold."""

    niks: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    cards: set[str] = field(default_factory=set)

    def add(self, nik: str, content: Mapping[str, Any]) -> None:
        """Add what an entry says."""
        self.niks.add(nik)
        self.people.update(content["people"])
        self.cards.update(content["cards"])

    def content(self) -> dict[str, Any]:
        """Return what an entry keeps beside the number's print."""
        return {"people": sorted(self.people), "cards": sorted(self.cards)}


def erased_people(ledger: Ledger | None) -> Erased:
    """Return all who asked to be erased and did not take it back."""
    standing = {} if ledger is None else {one.told.key: one.told.content for one in ledger.entries(KIND)}
    erased = Erased()
    for nik, content in standing.items():
        if not content.get("lifted"):
            erased.add(nik, content)
    return erased


@dataclass(frozen=True)
class Rows:
    """Rows of a run that are somebody's: as resident, as card, and cards of others that bear the number."""

    people: set[int]
    cards: set[int]
    lent: set[int]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.people or self.cards or self.lent)


def rows_of(run: Frames, erased: Erased, key: Key) -> Rows:
    """Return the rows of erased people in a run."""
    residents, members = run.residents.rename({"resident_row": "row"}), run.members.rename({"member_row": "row"})
    people = _rows(
        runs.with_nik_prints(residents, erased.niks, key),
        runs.with_prints(residents, erased.people, key, of_members=False),
    )
    bearing = _rows(
        runs.with_nik_prints(members, erased.niks, key), runs.with_prints(members, erased.cards, key, of_members=True)
    )
    return Rows(people, *runs.cards_of(run.members, people, bearing))


def _rows(*found: pl.DataFrame) -> set[int]:
    return {int(row) for frame in found for row in frame["row"]}


def prints_of(run: Frames, rows: Rows, key: Key) -> tuple[Iterable[str], Iterable[str]]:
    """Return the prints of a person's rows, as resident and as card."""
    people = run.residents.filter(run.residents["resident_row"].is_in(list(rows.people)))
    cards = run.members.filter(run.members["member_row"].is_in(list(rows.cards)))
    return runs.resident_prints(people, key), runs.member_prints(cards, key)
