"""Cases seen in others: each hidden member or lent number that went wrong, for the cards it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import lent_in_families
from uhcmatch.linkage.quality.confusion import family_here
from uhcmatch.linkage.quality.events import events, groups
from uhcmatch.linkage.quality.reweighed import reweighed
from uhcmatch.linkage.quality.sample import standing_for
from uhcmatch.linkage.weigh.conditions import IS_BABY, NAMED_AT_HOME, OWN_DATE, SAME_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.quality.shown import Shown

    Flags = npt.NDArray[np.bool_]

_UNTOLD: Final = 0.5
"""Share of misread lines with a name written in another way that neither sex nor mother tells."""
_LENT: Final = 0.5
"""Share of what would pass if any two of a family lent each other their numbers that does (60 made-up towns of four
makings: 12 of 34)."""
_LEAST_FOUND: Final = 0.5
"""Share of the lost that is found in spite of it, at least."""


def by_family(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Borrowed numbers that passed for their owner's because the family's names agree."""
    lent, numbers = lent_in_families(run), shown.numbers
    whom = groups(run.residents.select(pl.all().gather(lent["resident"])), shown.latest)
    # The owner of a number mostly has a card of his own.
    unserved = 1 - float(run.holds.mean())
    # A card with the birth date of its own namesake in the register objects to the number's owner (`verified`).
    silent = numbers.mute + (numbers.borrowed - numbers.mute) * (1 - _recognised(shown.recovery.true_pairs))
    for stage, caught in (("verified", silent), ("confirmed", numbers.mute)):
        passed = int(lent[stage].sum())
        each = pl.Series([_LENT * caught * numbers.in_family / max(lent.height - passed, 1)])
        yield events("false", stage, whom.filter(lent[stage]), each.new_from_index(0, passed), unserved)


def _recognised(true_pairs: pl.DataFrame) -> float:
    """Return how often name and birth date of a card are those of its resident, to the letter."""
    return float(((true_pairs["name"] == Name.EQUAL) & (true_pairs["birth_date"] == BirthDate.EQUAL)).mean() or 0.0)  # type: ignore[arg-type]


def by_nobody(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Hidden members linked to somebody in spite of their resident being away, each for the open cards of nobody."""
    for kind, number, seen in (("none", "without", "confused"), ("number", "with", "confused_with_number")):
        absent = 1 - run.here[(run.kind == kind).to_numpy()]
        yield _of_nobody(shown, shown.confused[seen], shown.open_cards[kind], absent, number)


def _of_nobody(shown: Shown, seen: pl.DataFrame, cards: pl.DataFrame, absent: Vector, number: str) -> pl.DataFrame:
    """Cards of nobody that are linked to somebody; whoever left with all the family is not mixed up with it."""
    stays = family_here(shown.cards, cards, absent)
    each = standing_for(shown.cards.drop("kin"), cards.drop("kin"), absent)[seen["member"].to_numpy()]
    weight = each * np.where(seen["in_family"].to_numpy(), stays, 1.0) * seen["another"].to_numpy()
    whom = shown.whom.select(pl.all().gather(seen["member"]))
    return events("false", "weighed", whom, pl.Series(weight), seen["unserved"].cast(pl.Float64), number=number)


def by_misread(run: Material, shown: Shown) -> pl.DataFrame:
    """Lines of a family card misread for the line of another who has a card, seen where the name tells: for the others.

    A name that is written in another way tells nothing, and the card passes for the owner's of its number and date,
    unless sex or mother tell.
    """
    lent = run.scored.filter(SAME_NUMBER & OWN_DATE & NAMED_AT_HOME & ~IS_BABY)
    lent = lent.filter(pl.col("resident").is_in(run.taken.implode()))
    otherwise = 1 - float((shown.recovery.true_pairs["name"] == Name.EQUAL).mean() or 0.0)  # type: ignore[arg-type]
    served = run.taken.n_unique() / run.residents.height
    each = _UNTOLD * otherwise / max(1 - otherwise, _LEAST_FOUND) / max(served, _LEAST_FOUND)
    whom = groups(run.members.select(pl.all().gather(lent["member"])), shown.latest)
    return events("false", "weighed", whom, pl.Series([each]).new_from_index(0, lent.height), 0.0)


def by_lost(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Hidden members linked to another or never found, each for the cards of residents whom no number leads to."""
    lost = _lost(run, reweighed(run, shown.hindsight))
    for kind, number, found in (
        ("none", "without", shown.recovery),
        ("number", "with", shown.misled),
        ("shared", "with", shown.misled),
    ):
        stand = standing_for(shown.cards, shown.open_cards[kind], lost[(run.kind == kind).to_numpy()])
        never, wrong = ((found.outcome == outcome).to_numpy() for outcome in ("never", "wrong"))
        yield _stand_in("false", shown, wrong, stand, number)
        yield _stand_in("missed", shown, wrong, stand, number)
        stand = stand * shown.likeness
        # Those lost are counted from what was found of them.
        told = 1 - float(stand[never].sum()) / max(float(stand.sum()), 1e-9)
        yield _stand_in("missed", shown, never, stand / max(told, _LEAST_FOUND), number)


def _stand_in(kind: str, shown: Shown, flag: Flags, weight: Vector, number: str) -> pl.DataFrame:
    whom = shown.whom.filter(pl.Series(flag))
    return events(kind, "weighed", whom, pl.Series(weight[flag]), number=number)


def _lost(run: Material, again: Vector) -> Vector:
    """Return member by member how surely it is a resident whom no number leads to, linked or not."""
    lost = np.zeros(run.members.height)
    left = run.open.with_columns(again=again)
    for pairs, told in ((left, "again"), (run.matched, "probability")):
        astray = pairs.filter(pl.col("nik").is_in([Nik.MISSING, Nik.DIFFERENT]))
        np.add.at(lost, astray["member"].to_numpy(), astray[told].to_numpy())
    return np.minimum(lost, 1.0)
