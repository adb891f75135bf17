"""The program on one page: from two piles of exports to who is enrolled, who is not, and who must be asked.

Read top to bottom, this is the main job; `jobs/` opens files around it and `report/` shows what comes out.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch import linkage
from uhcmatch.columns import BESIDE, CELLS, COMPARED, SHOWN, SHOWN_AND_COMPARED
from uhcmatch.normalise import comparable
from uhcmatch.reference.codes import IS_ACTIVE
from uhcmatch.shelf import Parcel, rows_of
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from uhcmatch.columns import Role
    from uhcmatch.linkage import Model
    from uhcmatch.settings import Settings
    from uhcmatch.shelf import Shelf
    from uhcmatch.words import Words


@dataclass(frozen=True)
class Outcome:
    """What a run knows: RESIDENTS, MEMBERS and LINKS, and how it came to know it.

    `stages` are links by the stage or rule that made them · `notes` what the files lack, for people · `counts`
    numbers by code · `model` the weights and candidate counts · `quality` how
    many links are expected to be false or missing · `decisions` how many pairs people decided, by verdict, and how many
    of those had no effect · `timings` seconds per step.
    """

    residents: pl.DataFrame
    members: pl.DataFrame
    links: pl.DataFrame
    stages: tuple[tuple[str, int], ...]
    notes: tuple[Words, ...]
    counts: dict[str, int]
    model: dict[str, object]
    quality: dict[str, object]
    decisions: dict[str, int]
    timings: dict[str, float]


def match(  # noqa: PLR0913 - the two sides and the circumstances of one run
    population: pl.DataFrame,
    members: pl.DataFrame,
    settings: Settings,
    today: date,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Match two RAW frames. Every row of either comes out exactly once, with a status."""
    residents, cards = together(
        lambda: prepared(Parcel(population), "population", settings, today),
        lambda: prepared(Parcel(members), "members", settings, today),
    )
    return decided(residents, cards, settings, frozen, progress)


@dataclass(frozen=True)
class Prepared:
    """One side fit to be linked, its RECORDS in two parts: while pairs are compared, only one of them is at work.

    `shown` what people will read, laid aside meanwhile · `compared` what is compared, both of all rows · `gone` who
    died or moved away (`linkage.gone`) · `notes` and `counts` as of `Normalised`.
    """

    shown: Shelf
    compared: Parcel[Shelf]
    gone: pl.DataFrame
    notes: tuple[Words, ...]
    counts: dict[str, int]


def prepared(raw: Parcel[pl.DataFrame], role: Role, settings: Settings, today: date) -> Prepared:
    """RAW → RECORDS of one side, fit to be linked."""
    side = comparable(raw.take(), role, settings, today)
    records = side.shelf
    return Prepared(
        shown=records.only(*SHOWN, *BESIDE, "nik_issue"),
        compared=Parcel(records.only("row", "excluded", *SHOWN_AND_COMPARED, *COMPARED)),
        gone=linkage.gone(records.filter(records.known("excluded")).frame()),
        notes=side.notes,
        counts=side.counts,
    )


def decided(  # noqa: PLR0913 - the two sides and the circumstances of one run
    residents: Prepared,
    cards: Prepared,
    settings: Settings,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
    said: pl.DataFrame | None = None,
) -> Outcome:
    """Link both sides, by a model of this run or a frozen one, hear what people `said`, give every row its status."""
    clock = _Clock(progress)
    people, holders = (linkage.able(side.compared.take().frame()) for side in (residents, cards))
    double = linkage.doubles(people, residents.shown.only(*CELLS, *BESIDE), holders)
    stands_once = ~people["position"].is_in(double["position"].implode())
    everybody = Parcel(people.drop("father"))
    del people
    people = rows_of(everybody, stands_once)
    gone = linkage.owners_gone(residents.gone, holders, people)
    places = people["position"], holders["position"]
    is_open = linkage.is_card_of_residents(gone, holders, people)
    everybody = Parcel(holders)
    del holders
    linked = linkage.link_able(people, Parcel(rows_of(everybody, is_open)), settings.thresholds, frozen, clock.step)

    clock.step("classify")
    del people  # What is compared takes as much room as what is shown.
    heard = linkage.by_people(
        linked.decided, linked.stages, pl.DataFrame(schema=linkage.SAID) if said is None else said, *places
    )
    links = linkage.links(heard.decided)
    # One side after the other: both at once take more room than any other stage.
    shown = cards.shown.frame()
    counting = linkage.counting(links, shown, IS_ACTIVE)
    members = linkage.members_with_status(shown, links, counting, gone)
    shown = _excluding(residents.shown.frame(), double["position"])
    return Outcome(
        residents=linkage.residents_with_status(shown, links, counting, double, settings.thresholds.review),
        members=members,
        links=links,
        stages=heard.stages,
        notes=(*residents.notes, *cards.notes, *linkage.notes_on(linked, residents.shown, cards.shown)),
        counts=_counts(residents.counts, cards.counts),
        model={
            "sha256": linked.model.fingerprint,
            "weights": linked.model.as_document(),
            "candidates": linked.found,
            "dropped": linked.dropped,
        },
        quality=linkage.figures(linked.quality, is_opaque=settings.identifier.kind == "opaque"),
        decisions=heard.counts,
        timings=clock.stop(),
    )


def _excluding(shown: pl.DataFrame, double: pl.Series) -> pl.DataFrame:
    """Exclude residents who stand there twice, but once; `double` are the positions of the others."""
    return shown.with_columns(excluded=shown["excluded"].scatter(double, "penduduk_ganda"))


def _counts(population: dict[str, int], members: dict[str, int]) -> dict[str, int]:
    """Put the counts of both sides under names that say which side they are of."""
    return {f"population.{code}": count for code, count in population.items()} | {
        f"members.{code}": count for code, count in members.items()
    }


class _Clock:
    """Names the step that runs now and keeps the seconds each took."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        self._seconds: dict[str, float] = {}
        self._name: str | None = None
        self._since = 0.0

    def step(self, name: str) -> None:
        """End the running step and begin the next."""
        self._end()
        self._name, self._since = name, time.perf_counter()
        self._progress(name)

    def stop(self) -> dict[str, float]:
        """End the last step and return seconds per step, to the millisecond."""
        self._end()
        return {name: round(seconds, 3) for name, seconds in self._seconds.items()}

    def _end(self) -> None:
        if self._name is not None:
            self._seconds[self._name] = self._seconds.get(self._name, 0.0) + time.perf_counter() - self._since
