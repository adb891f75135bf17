"""Where proposals stand: by person, by file, by reason, and how much of quota and money is used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.jobs.known.registered import Rows, cases_of, rows_of
from uhcmatch.jobs.moment import now
from uhcmatch.reference.replies import ANSWERS
from uhcmatch.registration import used
from uhcmatch.report.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.registration import Case

_CASE: Final[dict[str, pl.DataType]] = {
    "usulan": pl.String(),
    "nomor": pl.Int64(),
    "tanggal": pl.String(),
    "periode": pl.String(),
    "permintaan": pl.String(),
    "keadaan": pl.String(),
    "balasan": pl.String(),
    "tanggal_balasan": pl.String(),
    "resident_row": pl.Int64(),
}
_PERSON: Final = ("kecamatan", "kelurahan", "rw", "rt", "no_kk", "nik", "nama", "status")
_STATES: Final = ("open", "accepted", "refused", "later")


def listed(asked: Asked, states: Sequence[str], batch: str | None, *, show_nik: bool) -> pl.DataFrame:
    """Return one row per proposal, oldest first, with who it is where the run still has the person."""
    folder = asked.opened()
    with runs.reading(asked.store_path()) as ledger:
        known = [
            case
            for case in cases_of(ledger)
            if (not states or case.state in states) and batch in (None, case.proposal.batch)
        ]
        residents = folder.frame("residents")
        rows = rows_of(known, residents, ledger.key) if ledger else Rows({}, {})
    told = pl.DataFrame([(*_row(case), rows.of(case)) for case in known], schema=_CASE, orient="row")
    joined = told.join(
        residents.select("resident_row", *_PERSON), on="resident_row", how="left", maintain_order="left", validate="m:1"
    )
    return shown(joined.drop("resident_row"), show_nik=show_nik or asked.settings(folder).privacy.show_nik)


def _row(case: Case) -> tuple[Any, ...]:
    one, reply = case.proposal, case.reply
    answered = (None, None) if reply is None else (reply.code, reply.day)
    return one.batch, one.number, one.day, one.period, one.request, case.state, *answered


def progress(asked: Asked) -> dict[str, Any]:
    """Return counts per file, people refused by reason, and places and rupiah of this month and year."""
    settings, moment = asked.usual_settings(), now()
    with runs.reading(asked.store_path()) as ledger:
        known = cases_of(ledger)
    of: dict[str, list[Case]] = {}
    for case in known:
        of.setdefault(case.proposal.batch, []).append(case)
    refused = Counter(case.code for case in known if case.state == "refused")
    rules = settings.registration
    month = _used(known, f"{moment:%Y-%m}", rules.quota_month, settings.anomalies.dues)
    return {
        "batches": [_batch(batch, cases) for batch, cases in of.items()],
        "refused": {answer.code: refused[answer.code] for answer in ANSWERS if refused[answer.code]},
        "quota": {"month": month, "year": _used(known, f"{moment:%Y}", rules.quota, settings.anomalies.dues)},
    }


def _batch(batch: str, known: Sequence[Case]) -> dict[str, Any]:
    states = Counter(case.state for case in known)
    return {
        "usulan": batch,
        "tanggal": known[0].proposal.day,
        "proposed": len(known),
        **{state: states[state] for state in _STATES},
        "rupiah_month": sum(case.proposal.dues for case in known if case.state in ("open", "accepted")),
    }


def _used(known: Sequence[Case], period: str, quota: int | None, dues: int) -> dict[str, Any]:
    """Return the places of a month or a year that are taken, and what is left of it and of its money."""
    places = used(known, period)
    left = None if quota is None else max(quota - places, 0)
    return {
        "period": period,
        "quota": quota,
        "used": places,
        "left": left,
        "beyond": 0 if quota is None else max(places - quota, 0),
        "rupiah": places * dues,
        "rupiah_left": None if left is None else left * dues,
    }
