"""The program as a Python function: the same job, with values in place of a command line."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from uhcmatch import runs
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.reconcile import reconcile as job
from uhcmatch.settings import Settings, check_settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uhcmatch.jobs.reconcile.inputs import Input
    from uhcmatch.jobs.reconcile.result import Reconciliation


def reconcile(
    population: Input | Sequence[Input],
    members: Input | Sequence[Input],
    settings: Settings | Mapping[str, Any] | str | Path | None,
    model: Mapping[str, Any] | str | Path | None,
    today: date | None,
) -> Reconciliation:
    """See `uhcmatch.reconcile`."""
    moment = now()
    if today is not None:
        moment = datetime.combine(today, time(12), tzinfo=moment.tzinfo)
    run_id = runs.new_run_id(moment)
    checked = _checked(settings)
    told = job.model_of(model, checked)
    return job.reconcile(_several(population), _several(members), checked, moment, run_id, told)


def _several(given: Input | Sequence[Input]) -> Sequence[Input]:
    return [given] if isinstance(given, str | Path | pl.DataFrame | pl.LazyFrame) else list(given)


def _checked(settings: Settings | Mapping[str, Any] | str | Path | None) -> Settings:
    if isinstance(settings, Settings):
        return settings
    if settings is None or isinstance(settings, str | Path):
        return read_settings(None if settings is None else Path(settings))
    return check_settings(dict(settings), "settings")
