"""BPJS, played: it reads our form as its branch would, answers in its own words, late, twice, torn, and never in order.

It knows nothing of the program's ledger or tables: what it was sent and what it said is counted here once more, so that
both counts can be held against each other. Texts of answers: DOMAIN.md §3.1.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import openpyxl

Line = dict[str, str]
Told = tuple[str, str]
"""A case: the file's number and the line's."""

ON_TIME: Final = 2
"""Nights by which the files show those whom BPJS took."""
ACCEPTED: Final[dict[str, tuple[str, ...]]] = {
    "diterima": ("BERHASIL", " berhasil", "BERHASIL APLIKASI MIGRASI", "Berhasil "),
    "diterima_tunggakan": ("BERHASIL (ada iuran yang belum terbayarkan Rp.35,000)",),
}
ACTIVE: Final = {
    "aktif_pbi": ("GAGAL-AKTIF PBI APBN", "GAGAL AKTIF APBN", "GAGAL/AKTIF PBI APBN", "gagal - aktif pbi apbn"),
    "aktif_ppu": ("GAGAL-AKTIF PPU SWASTA", "GAGAL-AKTIF PNS DAERAH"),
}
BOUNCED: Final = {
    "nik_tidak_ditemukan": ("GAGAL-NIK TIDAK DITEMUKAN (CEK KEMBALI)",),
    "nik_tidak_padan": ("NIK TIDAK PADAN CAPIL", "nik tidak padan capil"),
    "nik_tidak_online": ("NIK TIDAK ONLINE", " NIK TIDAK ONLINE"),
    "luar_domisili": ("GAGAL NIK DILUAR DOMISILI",),
}
LATER: Final[dict[str, tuple[str, ...]]] = {"bulan_depan": ("DIAJUKAN KEMBALI BULAN BERIKUTNYA",)}
UNHEARD: Final = "SEDANG DIPROSES DI PUSAT"
"""Words that mean nothing: the line must be listed, and stay open."""
ON_LISTS: Final = {
    "nik_tidak_ditemukan": "BPJS: NIK tidak ditemukan",
    "nik_tidak_padan": "BPJS: NIK tidak padan dengan Dukcapil",
    "nik_tidak_online": "BPJS: NIK tidak online",
    "luar_domisili": "BPJS: NIK di luar domisili",
    "aktif_pbi": "BPJS: sudah aktif sebagai PBI-JK (APBN)",
    "aktif_ppu": "BPJS: sudah aktif sebagai pekerja (PPU)",
}
"""What the next sweep list must say of those who were refused."""


@dataclass
class Case:
    """A line that was received: whom it is about, when, and what was answered so that the office could read it."""

    person: int
    line: Line
    period: str
    night: int
    code: str | None = None
    answered: int | None = None

    @property
    def state(self) -> str:
        if self.code is None:
            return "open"
        if self.code in ACCEPTED:
            return "accepted"
        return "later" if self.code in LATER else "refused"

    def is_waiting(self, night: int) -> bool:
        """Whether an answer is outstanding, or a card is on its way."""
        return self.state == "open" or (self.state == "accepted" and night - (self.answered or 0) <= ON_TIME)


@dataclass
class Answered:
    """A reply file, and what the office must make of it."""

    path: Path
    rows: int = 0
    new: int = 0
    known: int = 0
    blank: int = 0
    refused: int = 0
    said: list[tuple[Told, str]] = field(default_factory=list)


@dataclass
class Bpjs:
    """All that was ever received; `bounced` people are refused the first time they are proposed."""

    draws: random.Random
    cases: dict[Told, Case] = field(default_factory=dict)
    bounced: dict[int, str] = field(default_factory=dict)

    def receive(self, form: Path, batch: str, person_of: dict[str, int], night: int) -> list[Case]:
        """Take a form in; nobody may stand in it twice, nor be waiting already."""
        received = []
        for line in table(form):
            person = person_of[line["NIK"]]
            before = [case for case in self.cases.values() if case.person == person]
            assert not [case.state for case in before if case.is_waiting(night)], (batch, line["NO"])
            period = f"{line['TAHUN']}-{_MONTHS.index(line['PERIODE BULAN']) + 1:02}"
            case = self.cases[batch, line["NO"]] = Case(person, line, period, night)
            received.append(case)
        return received

    def places(self, period: str) -> int:
        """Places taken in a month or a year: people open or accepted in it, each once."""
        return len(
            {
                case.person
                for case in self.cases.values()
                if case.period.startswith(period) and case.state in ("open", "accepted")
            }
        )

    def last(self) -> dict[int, Case]:
        """Each person's last case."""
        return {case.person: case for case in self.cases.values()}

    def answer(self, night: int, active: set[int], folder: Path) -> Answered:
        """Answer part of what is open, in a file that looks like no other; `active` have a card in truth."""
        lines: list[Line] = []
        told = Answered(folder / f"Balasan DES {night} (final){'.csv' if night % 3 == 2 else '.xlsx'}")
        for name, case in self.cases.items():
            if case.state != "open":
                continue
            fate = self.draws.random() if night - case.night < 3 else 1.0
            code, text = self._verdict(case, active)
            texts = [text]
            if fate < 0.12:
                continue
            if fate < 0.16:
                texts, told.blank = [""], told.blank + 1
            elif fate < 0.20:
                texts, told.refused = [UNHEARD], told.refused + 1
            elif fate < 0.25:
                texts, told.refused = ["BERHASIL", "NIK TIDAK ONLINE"], told.refused + 2
            else:
                texts, told.known = ([text, text], told.known + 1) if fate < 0.35 else (texts, told.known)
                told.new += 1
                told.said.append((name, code))
            lines += [{**case.line, "STATUS TL": each} for each in texts]
        self.draws.shuffle(lines)
        told.rows = len(lines)
        _write(lines, told.path, is_cut=night % 4 == 3)
        return told

    def correct(self, night: int, folder: Path) -> Answered | None:
        """Say of one who was refused that it went through after all."""
        wrong = [name for name, case in self.cases.items() if case.code in BOUNCED and case is self.last()[case.person]]
        if not wrong:
            return None
        name = self.draws.choice(wrong)
        told = Answered(folder / f"ralat {night}.xlsx", rows=1, new=1, said=[(name, "diterima")])
        _write([{**self.cases[name].line, "STATUS TL": "BERHASIL"}], told.path, is_cut=False)
        return told

    def heard(self, told: Answered, night: int) -> list[int]:
        """Note what the office has read; return whom BPJS took."""
        for name, code in told.said:
            self.cases[name].code, self.cases[name].answered = code, night
        return [self.cases[name].person for name, code in told.said if code in ACCEPTED]

    def _verdict(self, case: Case, active: set[int]) -> tuple[str, str]:
        if case.person in active:
            return self._one_of(ACTIVE)
        if case.person not in self.bounced and self.draws.random() < 0.2:
            code, text = self._one_of(BOUNCED)
            self.bounced[case.person] = code
            return code, text
        return self._one_of(LATER if self.draws.random() < 0.05 else ACCEPTED)

    def _one_of(self, texts: dict[str, tuple[str, ...]]) -> tuple[str, str]:
        code = self.draws.choice(list(texts))
        return code, self.draws.choice(texts[code])


def table(path: Path) -> list[Line]:
    """The rows of a form, every cell as the text it is; a number in its place is an error."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";", strict=True))
    rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    assert all(cell is None or isinstance(cell, str) for row in rows for cell in row)
    return [dict(zip(map(str, rows[0]), [cell or "" for cell in map(_text, row)], strict=True)) for row in rows[1:]]


def _text(cell: Any) -> str | None:
    return None if cell is None else str(cell)


def _write(lines: list[Line], path: Path, *, is_cut: bool) -> None:
    """Save lines with a column more and one less; `is_cut` as a spreadsheet does that took the NIK for a number."""
    headings = ["CATATAN CABANG", *(name for name in lines[0] if name != "KODE POS")] if lines else ["NIK", "STATUS TL"]
    rows = [["sudah dicek", *(line[name] for name in headings[1:])] for line in lines]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=",").writerows([headings, *rows])
        return
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BALASAN USULAN PBPU PEMDA"])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
        if is_cut:
            cell = sheet.cell(sheet.max_row, headings.index("NIK") + 1)
            cell.value = int(str(cell.value)[:15] + "0")
    book.save(path)


_MONTHS: Final = (
    "JANUARI", "FEBRUARI", "MARET", "APRIL", "MEI", "JUNI", "JULI", "AGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER",
    "DESEMBER",
)  # fmt: skip
