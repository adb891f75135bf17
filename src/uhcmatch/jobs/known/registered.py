"""What the ledger knows of registrations, brought to the rows of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.jobs.known.visited import names_now, people_of
from uhcmatch.reference.registrations import SETTLED
from uhcmatch.reference.replies import ANSWERS_BY_CODE
from uhcmatch.registration import (
    KIND_PROPOSAL,
    KIND_REPLY,
    KIND_WITHDRAWN,
    Case,
    Prints,
    Proposal,
    Reply,
    Withdrawn,
    cases,
)
from uhcmatch.visits import RENAMED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uhcmatch.runs import Key, Ledger

REGISTERED: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "usulan": pl.String(),
    "keadaan": pl.String(),
    "registrasi": pl.String(),
    "sejak_registrasi": pl.String(),
    "dibetulkan": pl.Boolean(),
}
"""One row per resident of a run who was proposed: the file, the state of the last case, what a list says of it (a code
of `reference.registrations`), since when, and whether what BPJS found wrong was corrected since."""
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
        _prints_now(ledger),
    )


def _prints_now(ledger: Ledger) -> dict[str, Prints]:
    """Return, for prints of records that were corrected since, what their persons are known by now."""
    told = {one.told.key: one.told.content for one in ledger.entries(RENAMED)}
    return {was: Prints(now, told[now]["nik"], told[now]["near"]) for was, now in names_now(ledger).items()}


@dataclass(frozen=True)
class Rows:
    """Rows of a run by the print of the person, and by that of the NIK; one that two rows have tells of neither."""

    by_person: dict[str, int]
    by_nik: dict[str, int]

    def of(self, case: Case) -> int | None:
        """Return the row of the person proposed; null when the run does not have it."""
        return self.by_person.get(case.now.person, self.by_nik.get(case.now.nik))


def rows_of(known: Sequence[Case], residents: pl.DataFrame, key: Key) -> Rows:
    """Return the rows of RESIDENTS that somebody proposed has."""
    people = people_of(residents, with_gone=True).with_columns(row="resident_row")
    by_person = runs.with_prints(people, {case.now.person for case in known}, key, of_members=False)
    by_nik = runs.with_nik_prints(people, {case.now.nik for case in known}, key)
    return Rows(*({print_: row for row, print_ in _once(found).iter_rows()} for found in (by_person, by_nik)))


def _once(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(pl.col("print").is_unique())


def registered(residents: pl.DataFrame, ledger: Ledger | None, as_of: date, wait_days: int) -> pl.DataFrame:
    """Return REGISTERED for RESIDENTS of a run; of several cases of a person the last."""
    known = cases_of(ledger)
    if ledger is None or not known:
        return pl.DataFrame(schema=REGISTERED)
    rows = rows_of(known, residents, ledger.key)
    found = {row: case for case in known if (row := rows.of(case)) is not None}
    told = [
        (row, case.proposal.batch, case.state, said_of(case, as_of, wait_days), case.day, _is_mended(case, rows))
        for row, case in sorted(found.items())
    ]
    return pl.DataFrame(told, schema=REGISTERED, orient="row")


def _is_mended(case: Case, rows: Rows) -> bool:
    """Whether a refusal is about a number, or about a record, that the person does not have any more."""
    if case.now.nik != case.proposal.nik:
        return True
    is_as_proposed = case.now.person == case.proposal.person and case.now.person in rows.by_person
    return not is_as_proposed and case.code is not None and ANSWERS_BY_CODE[case.code].is_of_record


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
