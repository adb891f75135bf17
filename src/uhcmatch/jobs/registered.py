"""What the ledger knows of registrations, brought to the rows of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.jobs.visited import people_of
from uhcmatch.reference.registrations import SETTLED
from uhcmatch.registration import (
    KIND_PROPOSAL,
    KIND_REPLY,
    KIND_WITHDRAWN,
    Case,
    Proposal,
    Reply,
    Withdrawn,
    cases,
    latest,
)

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.runs import Ledger

REGISTERED: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "usulan": pl.String(),
    "keadaan": pl.String(),
    "registrasi": pl.String(),
    "sejak_registrasi": pl.String(),
}
"""One row per resident of a run who was proposed: the file, the state of the last case, what a list says of it (a code
of `reference.registrations`), and since when."""
_WITHOUT_ANSWER: Final = {
    ("open", False): "diusulkan",
    ("open", True): "belum_dijawab",
    ("accepted", False): "diterima",
    ("accepted", True): "belum_tampak",
    ("later", False): "bulan_depan",
    ("later", True): "bulan_depan",
}
"""State, and whether the member files ought to show it by now → what a list says; a refusal says why itself."""


def cases_of(ledger: Ledger | None) -> list[Case]:
    """Return a case for every proposal ever made and not withdrawn, in that order."""
    if ledger is None:
        return []
    return cases(
        (Proposal.kept(one.id, one.told.key, one.told.content) for one in ledger.entries(KIND_PROPOSAL)),
        (Reply.kept(one.id, one.told.key, one.told.content) for one in ledger.entries(KIND_REPLY)),
        (Withdrawn(one.told.key, one.told.content["day"]) for one in ledger.entries(KIND_WITHDRAWN)),
    )


def registered(residents: pl.DataFrame, ledger: Ledger | None, as_of: date, wait_days: int) -> pl.DataFrame:
    """Return REGISTERED for RESIDENTS of a run, found by the person's print or that of the NIK, the later case.

    A NIK that two residents have tells of neither.
    """
    known = latest(cases_of(ledger))
    if ledger is None or not known.by_person:
        return pl.DataFrame(schema=REGISTERED)
    people = people_of(residents, with_gone=True).with_columns(row="resident_row")
    by_person = runs.with_prints(people, known.by_person, ledger.key, of_members=False)
    by_nik = runs.with_nik_prints(people, known.by_nik, ledger.key)
    found: dict[int, Case] = {}
    for prints, table in ((by_person, known.by_person), (by_nik, known.by_nik)):
        for row, print_ in prints.filter(pl.col("print").is_unique()).iter_rows():
            case = table[print_]
            if row not in found or case.proposal.entry > found[row].proposal.entry:
                found[row] = case
    rows = [
        (row, case.proposal.batch, case.state, said_of(case, as_of, wait_days), case.day)
        for row, case in sorted(found.items())
    ]
    return pl.DataFrame(rows, schema=REGISTERED, orient="row")


def said_of(case: Case, as_of: date, wait_days: int) -> str:
    """Return what a list says of a case on a day."""
    return _WITHOUT_ANSWER.get((case.state, case.is_over(as_of, wait_days))) or str(case.code)


def with_registration(known: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """VISITED, REGISTERED → one row per resident whom either tells of, as `Wanted.visited` takes them.

    Adds `registrasi`, and `selesai`: by which code nobody has to go there again. What is later counts, on one day BPJS.
    """
    joined = known.join(told, on="resident_row", how="full", coalesce=True)
    is_bpjs = pl.col("registrasi").is_not_null() & (
        pl.col("tanggal_kunjungan").is_null() | (pl.col("tanggal_kunjungan") <= pl.col("sejak_registrasi"))
    )
    is_settled = pl.col("registrasi").is_in(list(SETTLED))
    return joined.with_columns(
        pl.col("kunjungan").fill_null(0),
        is_done=pl.when(is_bpjs).then(is_settled).otherwise(pl.col("is_done").fill_null(value=False)),
        selesai=pl.when(is_bpjs).then("registrasi").otherwise("berikutnya"),
        registrasi=pl.when(is_bpjs).then("registrasi"),
    )
