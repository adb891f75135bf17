"""Find the residents who are not enrolled in JKN-KIS: match civil registry and membership exports.

`reconcile` is the program as a function. Importing this package is cheap and prints nothing; what is heavy is loaded
by the first call.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from uhcmatch.jobs.reconcile.result import Reconciliation
    from uhcmatch.settings import Settings

    Input = str | Path | pl.DataFrame | pl.LazyFrame

__version__: Final = "0.1.0"
__all__ = ["__version__", "reconcile"]


def reconcile(
    population: Input | Sequence[Input],
    members: Input | Sequence[Input],
    settings: Settings | Mapping[str, Any] | str | Path | None = None,
    *,
    model: Mapping[str, Any] | str | Path | None = None,
    today: date | None = None,
) -> Reconciliation:
    """Match a population with its members.

    Each side is a file, a folder, a glob or a polars frame, or several of them. `settings` is a settings file, a
    mapping with the same keys, or `Settings`; without it everything is as shipped. `model` is the run folder or
    `run.json` of another run, or what that file holds (`.facts`): its weights and shares are used and nothing is
    learnt. Ages are counted on `today`.
    Returns the frames RESIDENTS, MEMBERS and LINKS with `.sweep(by=…)`, `.coverage(by=…)` and `.write(folder)`;
    nothing is written before `.write`. Raises the errors of `uhcmatch.errors`.
    """
    from uhcmatch.jobs.reconcile import api

    return api.reconcile(population, members, settings, model, today)
