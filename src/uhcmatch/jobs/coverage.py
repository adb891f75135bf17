"""How each area of a kept run stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uhcmatch.coverage import rates
from uhcmatch.errors import CoverageBelow
from uhcmatch.words import Words

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept import Asked


@dataclass(frozen=True)
class Coverage:
    """The rates of one run per area and in total, and the target (percent) they are held against."""

    areas: pl.DataFrame
    total: pl.DataFrame
    target: float


def coverage(asked: Asked, by: Level, target: float | None) -> Coverage:
    """Return the rates of a run; without a target that of the settings counts."""
    folder = asked.opened()
    residents = folder.frame("residents")
    wanted = asked.settings(folder).targets.coverage if target is None else target
    return Coverage(rates(residents, by, wanted), rates(residents, "total", wanted), wanted)


def check_minimum(found: Coverage, minimum: float | None) -> None:
    """Raise `CoverageBelow` when fewer than `minimum` percent of all residents are registered."""
    reached = found.total["coverage"].item()
    if minimum is not None and (reached is None or reached < minimum):
        raise CoverageBelow(
            Words("Cakupan {reached} %, di bawah {minimum:g} %.", "Coverage is {reached} %, below {minimum:g} %.").fill(
                reached="–" if reached is None else f"{reached:.4f}", minimum=minimum
            ),
            Words("Lihat wilayahnya dengan uhcmatch coverage --by rt.", "See the areas: uhcmatch coverage --by rt."),
        )
