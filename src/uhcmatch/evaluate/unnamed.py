"""What of a run a truth file does not name: scores take it for false, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Unnamed:
    """Rows that count in a run and that its truth does not name.

    `residents` who are scored as people without a card · `members` cards · `links` accepted links of such cards, each
    scored as false.
    """

    residents: int
    members: int
    links: int

    @property
    def is_any(self) -> bool:
        """Whether the truth is of a part of the run only."""
        return self.residents > 0 or self.members > 0


def unnamed(residents: pl.DataFrame, members: pl.DataFrame, links: pl.DataFrame, truth: pl.DataFrame) -> Unnamed:
    """RESIDENTS, MEMBERS, LINKS and TRUTH → what the truth says nothing of."""
    counted = [frame.filter(pl.col("status") != "excluded") for frame in (residents, members)]
    people, cards = (
        _not_in(frame, truth, row) for frame, row in zip(counted, ("resident_row", "member_row"), strict=True)
    )
    accepted = links.filter(pl.col("decision") == "match")
    return Unnamed(people.height, cards.height, _not_in(accepted, truth, "member_row").height)


def _not_in(frame: pl.DataFrame, truth: pl.DataFrame, row: str) -> pl.DataFrame:
    return frame.join(truth, on=row, how="anti")
