"""The month's file for BPJS: candidates, pre-check, quota, form; what was proposed goes into the ledger with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.known.registered import cases_of
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.register import register_batch, register_files
from uhcmatch.jobs.register.candidates import Choice, candidates
from uhcmatch.jobs.register.register_draft import Draft
from uhcmatch.jobs.visit.priority import priority_list
from uhcmatch.reference.bounces import BOUNCES, NOT_OPTIONAL
from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.reference.registration_layouts import layout_named
from uhcmatch.registration import FormDay, places_left, set_aside, within_quota
from uhcmatch.words import Words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register.candidates import Source
    from uhcmatch.jobs.register.register_draft import Exported
    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.settings import Settings
    from uhcmatch.words import Language

_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Order:
    """What one call asks for; `month` as 2026-12, null for the current one; `quota` null follows the settings."""

    out: Path
    forms: tuple[str, ...] = ("xlsx", "csv")
    layout: str | None = None
    quota: int | None = None
    month: str | None = None
    source: Source | None = None
    areas: tuple[str, ...] = ()
    priority: Path | None = None
    again: bool = False
    language: Language = "id"


def export(asked: Asked, order: Order) -> Exported:
    """Write the files into a folder that appears whole, and keep who was proposed.

    The ledger first: a file that may be sent must not be one that nobody remembers. If the folder cannot appear, the
    proposals are taken back.
    """
    folder = asked.opened()
    settings, moment = asked.settings(folder), now()
    optional = [code for code in BOUNCES if code not in NOT_OPTIONAL]
    refuse_unknown("registration.off", settings.registration.off, optional)
    day = _day(order.month, moment)
    with runs.writing(asked.store_path()) as ledger, runs.reserve(order.out) as staging:
        draft = _drafted(folder, ledger, order, settings, day)
        register_files.write(staging.path, draft, order.forms, order.language)
        if draft.batch is not None:
            register_batch.keep(ledger, draft, folder.run_id, moment)
        try:
            staging.publish()
        except BaseException:
            if draft.batch is not None:
                register_batch.take_back(ledger, draft.batch, moment)
            raise
    return draft.told()


def _drafted(folder: RunFolder, ledger: Ledger, order: Order, settings: Settings, day: FormDay) -> Draft:
    """Return who is proposed and who is not."""
    rules = settings.registration
    layout = layout_named(order.layout, rules.layout_file, rules.layout)
    priority = None if order.priority is None else priority_list(order.priority, settings)
    choice = Choice(order.source, order.areas, priority, order.again, order.language)
    found = candidates(folder, ledger, choice, settings, layout)
    checked = set_aside(found.people, rules.off)
    known = cases_of(ledger)
    usual = places_left(known, day.period, rules.quota, rules.quota_month)
    places = usual if order.quota is None else order.quota
    taken = within_quota(checked.filter(pl.col("sebab").is_null()), places, rules.priority)
    batch = register_batch.next_batch(known, ledger, day) if taken.households else None
    return Draft(found, checked, taken, places, usual, layout, day, batch, settings.anomalies.dues)


def _day(month: str | None, moment: datetime) -> FormDay:
    if month is None:
        return FormDay(moment.year, moment.month)
    found = _MONTH.fullmatch(month.strip())
    if found is None:
        raise UsageRefused(
            Words("Nilai --month tidak dapat dipakai.", "The value of --month cannot be used."),
            Words("Tulis tahun dan bulan, misalnya 2026-12.", "Write year and month, for example 2026-12."),
        )
    return FormDay(int(found[1]), int(found[2]))
