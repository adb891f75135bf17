"""What a run shows of its own errors before anything is summed: hidden members in each world, borrowed numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.quality.borrowed import borrowed
from uhcmatch.linkage.quality.confusion import confused
from uhcmatch.linkage.quality.control import control
from uhcmatch.linkage.quality.events import groups
from uhcmatch.linkage.quality.recovery import recovered
from uhcmatch.linkage.quality.reweighed import hindsight
from uhcmatch.linkage.quality.sample import with_kin
from uhcmatch.linkage.quality.twice import standing_twice
from uhcmatch.together import together

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.linkage.quality.borrowed import Borrowed
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.quality.recovery import Recovery
    from uhcmatch.linkage.weigh.hidden import Hidden
    from uhcmatch.linkage.weigh.model import Hindsight


_KINDS: Final = ("none", "number", "shared")


@dataclass(frozen=True)
class Shown:
    """What is known before anything is summed.

    `cards` of the hidden members, `open_cards` those the cheap passes left, by `Material.kind`, all with `kin` ·
    `recovery` of the hidden without their numbers, `misled` as if they bore those of nobody · `confused` (CONFUSED)
    when their resident is taken away, without their number and (`confused_with_number`) with it · `likeness` of each to
    the cards that were left, `whom` their GROUPS · `numbers` that are borrowed · `line` by which the probabilities of
    cards without a number come true, `hindsight` what others are weighed again by · `twice` second rows in the
    register · `latest` birth in it.
    """

    cards: pl.DataFrame
    open_cards: dict[str, pl.DataFrame]
    recovery: Recovery
    misled: Recovery
    confused: dict[str, pl.DataFrame]
    likeness: Vector
    whom: pl.DataFrame
    numbers: Borrowed
    line: tuple[float, float]
    hindsight: Hindsight
    twice: pl.DataFrame
    latest: date | None


def shown_of(run: Material, hidden: Hidden) -> Shown:
    """Make the experiments of a run that has hidden members."""
    latest = run.residents.select(pl.coalesce("born", "nik_born").max()).item()
    (recovery, misled), (numbers, twice, controlled) = together(
        lambda: recovered(run, hidden), lambda: (borrowed(run), standing_twice(run), control(run, hidden))
    )
    likeness = recovery.likeness(run.linked_without_number)
    weighed = {"confused": recovery.others, "confused_with_number": controlled}
    cards, open_cards = together(
        lambda: with_kin(hidden.cards, run.resident_keys, hidden.resident),
        lambda: {kind: with_kin(run.members.filter(run.kind == kind), run.resident_keys) for kind in _KINDS},
    )
    return Shown(
        cards=cards,
        open_cards=open_cards,
        recovery=recovery,
        misled=misled,
        confused={name: confused(run, hidden, pairs, twice) for name, pairs in weighed.items()},
        likeness=likeness,
        whom=groups(hidden.cards, latest),
        numbers=numbers,
        line=recovery.line(likeness),
        hindsight=hindsight(run, numbers, misled.line(likeness)),
        twice=twice,
        latest=latest,
    )
