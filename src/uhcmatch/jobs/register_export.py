"""The month's file for BPJS: candidates, pre-check, quota, form; what was proposed goes into the ledger with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.candidates import Candidates, Choice, candidates
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.priority import priority_list
from uhcmatch.jobs.registered import cases_of
from uhcmatch.jobs.who import whoever
from uhcmatch.reference.bounces import BOUNCES, NOT_OPTIONAL, OVER_QUOTA
from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.reference.registration_layouts import REQUESTS, layout_named
from uhcmatch.registration import (
    KIND_PROPOSAL,
    KIND_WITHDRAWN,
    FormDay,
    Proposal,
    Taken,
    form_rows,
    set_aside,
    used,
    within_quota,
)
from uhcmatch.report.text import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from uhcmatch.jobs.candidates import Source
    from uhcmatch.jobs.kept import Asked
    from uhcmatch.reference.registration_layouts import FormLayout
    from uhcmatch.registration import Case
    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.settings import Settings
    from uhcmatch.words import Language

COMMAND: Final = "register export"
ASIDE: Final = "disisihkan"
SUMMARY: Final = "ringkasan"
_PERSON: Final = (
    "resident_row", "kecamatan", "kelurahan", "rw", "rt", "no_kk", "alamat", "nik", "nama", "jenis_kelamin",
    "tanggal_lahir", "hubungan", "status",
)  # fmt: skip
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


@dataclass(frozen=True)
class Exported:
    """What came of it. Every candidate is in `proposed`, `aside` or `over`, exactly once.

    `batch` null when nobody was proposed · `reasons` code → people set aside · `requests` code → people proposed ·
    `empty` heading → proposed people without it · `places` the limit, null without · `passed` households too large for
    what was left · `accepted`, `otherwise` as of `Candidates`.
    """

    batch: str | None
    period: str
    layout: Words
    source: Source
    candidates: int
    proposed: int
    aside: int
    over: int
    households: int
    passed: int
    places: int | None
    dues: int
    accepted: int
    otherwise: int
    reasons: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it as JSON: counts only."""
        told = {**vars(self), "layout": self.layout.id, "rupiah_month": self.proposed * self.dues}
        left = None if self.places is None else max(self.places - self.proposed, 0)
        return {**told, "left": left}


def export(asked: Asked, order: Order) -> Exported:
    """Write the files into a folder that appears whole, and keep who was proposed; both or neither."""
    folder = asked.opened()
    settings = asked.settings(folder)
    refuse_unknown(
        "registration.off", settings.registration.off, [code for code in BOUNCES if code not in NOT_OPTIONAL]
    )
    layout = layout_named(order.layout, settings.registration.layout_file, settings.registration.layout)
    moment = now()
    day = _day(order.month, moment)
    priority = None if order.priority is None else priority_list(order.priority, settings)
    choice = Choice(order.source, order.areas, priority, order.again, order.language)
    with runs.writing(asked.store_path()) as ledger, runs.reserve(order.out) as staging:
        found = candidates(folder, ledger, choice, settings, layout)
        checked = set_aside(found.people, settings.registration.off)
        known = cases_of(ledger)
        places = order.quota if order.quota is not None else _places(settings, known, day)
        taken = within_quota(checked.filter(pl.col("sebab").is_null()), places, settings.registration.priority)
        proposed = taken.people.filter("taken")
        batch = _batch(known, ledger, day) if proposed.height else None
        told = _told(found, checked, taken, places, layout, day, batch, settings)
        _write(
            staging.path,
            order,
            layout,
            form_rows(_clean(proposed), layout, day),
            _left_out(checked, taken, order),
            told,
        )
        if batch is None:
            staging.publish()
            return told
        _keep(ledger, _proposals(proposed, batch, day, moment, folder, settings, ledger), told, moment)
        try:
            staging.publish()
        except BaseException:
            _withdraw(ledger, batch, moment)
            raise
    return told


def withdraw(asked: Asked, batch: str) -> int:
    """Take a file back that was never sent; return how many people may be proposed again.

    Raises `UsageRefused` when there is no such file, or BPJS has answered it.
    """
    with runs.writing(asked.store_path()) as ledger:
        of_it = [case for case in cases_of(ledger) if case.proposal.batch == batch]
        if not of_it or any(case.reply for case in of_it):
            raise UsageRefused(
                Words(
                    "Tidak ada usulan dengan nomor itu yang belum dijawab.",
                    "There is no unanswered proposal of that number.",
                ),
                Words("Lihat uhcmatch register progress.", "See uhcmatch register progress."),
            )
        _withdraw(ledger, batch, now())
    return len(of_it)


def _withdraw(ledger: Ledger, batch: str, moment: datetime) -> None:
    act = runs.Act(moment, whoever(), "register withdraw", {"batch": batch})
    ledger.append(act, [runs.Told(KIND_WITHDRAWN, batch, {"day": moment.date().isoformat()})])


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


def _places(settings: Settings, known: Sequence[Case], day: FormDay) -> int | None:
    """Return how many places the settings leave for this month; null without a quota."""
    rules = settings.registration
    left = [
        quota - used(known, period)
        for quota, period in ((rules.quota, str(day.year)), (rules.quota_month, day.period))
        if quota is not None
    ]
    return max(min(left), 0) if left else None


def _batch(known: Sequence[Case], ledger: Ledger, day: FormDay) -> str:
    """Return the name of a new file: its month and a number; a number that was withdrawn is not given again."""
    names = {case.proposal.batch for case in known} | {one.told.key for one in ledger.entries(KIND_WITHDRAWN)}
    number = 1 + sum(name.startswith(f"{day.period}-") for name in names)
    return f"{day.period}-{number}"


def _proposals(  # noqa: PLR0913 - all that a proposal says
    proposed: pl.DataFrame,
    batch: str,
    day: FormDay,
    moment: datetime,
    folder: RunFolder,
    settings: Settings,
    ledger: Ledger,
) -> list[Proposal]:
    prints = zip(
        runs.resident_prints(proposed, ledger.key),
        runs.nik_prints(proposed, ledger.key),
        runs.near_prints(proposed, ledger.key),
        proposed["permintaan"],
        proposed["resident_row"],
        strict=True,
    )
    told_on = moment.date().isoformat()
    return [
        Proposal(
            person, nik, near, batch, number, told_on, day.period, request, settings.anomalies.dues, folder.run_id, row
        )
        for number, (person, nik, near, request, row) in enumerate(prints, start=1)
    ]


def _keep(ledger: Ledger, proposals: Sequence[Proposal], told: Exported, moment: datetime) -> None:
    counts = {name: getattr(told, name) for name in ("batch", "candidates", "proposed", "aside", "over")}
    entries = [runs.Told(KIND_PROPOSAL, one.person, one.as_content()) for one in proposals]
    ledger.append(runs.Act(moment, whoever(), COMMAND, counts), entries)


def _told(  # noqa: PLR0913 - all that is counted
    found: Candidates,
    checked: pl.DataFrame,
    taken: Taken,
    places: int | None,
    layout: FormLayout,
    day: FormDay,
    batch: str | None,
    settings: Settings,
) -> Exported:
    aside = checked["sebab"].drop_nulls()
    proposed = taken.people.filter("taken")
    rows = form_rows(proposed, layout, day)
    empty = {
        column.heading: rows[column.heading].null_count()
        for column in layout.columns
        if column.field not in ("", "balasan", "nomor_kartu")
    }
    return Exported(
        batch,
        day.period,
        Words(layout.title.id, layout.title.en),
        found.source,
        checked.height,
        proposed.height,
        len(aside),
        taken.people.height - proposed.height,
        taken.households,
        taken.passed,
        places,
        settings.anomalies.dues,
        found.accepted,
        found.otherwise,
        _counted(aside, BOUNCES),
        _counted(proposed["permintaan"], REQUESTS),
        {heading: count for heading, count in empty.items() if count},
    )


def _counted(codes: pl.Series, order: Iterable[str]) -> dict[str, int]:
    counted = dict(codes.rename("code").value_counts().iter_rows())
    return {code: counted[code] for code in order if code in counted}


def _clean(people: pl.DataFrame) -> pl.DataFrame:
    """Return people with cells fit for a form; numbers stay whole, this file is what they are for."""
    return shown(people, show_nik=True)


def _left_out(checked: pl.DataFrame, taken: Taken, order: Order) -> dict[str, pl.DataFrame]:
    """Return who is not in the file, in files of their own: those set aside with the reason, those over the quota."""
    sentences = {code: words.said(order.language) for code, words in BOUNCES.items()}
    aside = checked.filter(pl.col("sebab").is_not_null()).sort("sebab", "resident_row")
    told = aside.with_columns(alasan=pl.col("sebab").replace_strict(sentences, default=None, return_dtype=pl.String))
    over = taken.people.filter(~pl.col("taken")).sort("rumah", "resident_row")
    return {
        ASIDE: _clean(told.select("sebab", "alasan", "rincian", "permintaan", *_PERSON)),
        OVER_QUOTA: _clean(over.select("rumah", "desil", "permintaan", *_PERSON)),
    }


def _write(  # noqa: PLR0913 - what is written
    folder: Path,
    order: Order,
    layout: FormLayout,
    form: pl.DataFrame,
    left_out: dict[str, pl.DataFrame],
    told: Exported,
) -> None:
    tables = {f"{layout.name}-{told.batch}": (layout.sheet, form)} if told.batch else {}
    tables |= {name: (name, table) for name, table in left_out.items() if table.height}
    for name, (sheet, table) in tables.items():
        for form_of in order.forms:
            path = folder / f"{name}.{form_of}"
            if form_of == "xlsx":
                files.write_workbook({sheet: table}, path)
            else:
                files.write_csv(table, path)
    files.write_json(told.document(), folder / f"{SUMMARY}.json")
