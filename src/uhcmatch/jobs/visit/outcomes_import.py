"""Field sheets that come back: each line by its id and its run, never by its place; what cannot be taken is listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs, visits
from uhcmatch.jobs.known.visited import answers_of, answers_told, names_now
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.returned.imports import Returned
from uhcmatch.jobs.returned.sheet_runs import SheetRuns, repaired, stated_run, stated_team, team_of
from uhcmatch.jobs.returned.visit_days import visit_days
from uhcmatch.jobs.who import whoever
from uhcmatch.normalise.identifiers import card_numbers
from uhcmatch.reference.outcome_texts import OutcomeTexts, card_in
from uhcmatch.reference.outcomes import NEXT, OUTCOMES, outcomes_of
from uhcmatch.report.imported import Imported, Problem
from uhcmatch.sheets.sheet_columns import COLUMNS
from uhcmatch.visits import Answer
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from uhcmatch.files import Filled, FilledRow
    from uhcmatch.report.imported import ImportedFile
    from uhcmatch.runs import Ledger
    from uhcmatch.settings import Settings

COMMAND: Final = "outcomes import"
_ID: Final = "id_baris"
_READ: Final = (_ID, "nama", "hasil", "tanggal_kunjungan", "nomor_kartu", "keterangan")
_FILLED: Final = ("tanggal_kunjungan", "nomor_kartu", "keterangan")
_FORM: Final = files.FilledForm(
    {
        **{column.key: (column.heading.id, column.heading.en) for column in COLUMNS if column.key in _READ},
        "tim": ("Tim", "Team"),
    },
    needed=_ID,
    answers=("hasil",),
    shared=("hasil", "tanggal_kunjungan", "keterangan"),
    optional=_FILLED,
)
_FOLLOWS: Final = Words("{people} orang: {next}.", "{people} people: {next}.")
_TORN: Final = Words(
    "{people} orang dengan hasil bertentangan tetap di daftar kunjungan.",
    "{people} people with contradictory outcomes stay on the list.",
)


@dataclass(frozen=True)
class _Line:
    """A line that was answered: where it stands, its cells, its code, and whom it means."""

    place: Problem
    cells: Mapping[str, str]
    code: str
    run_id: str
    row: int
    team: int | None


def take(paths: Sequence[Path], store: Path, settings: Settings, who: str | None, *, replaces: bool) -> Imported:
    """Record the answers of all files, or of none when one cannot be read (`InputRefused`).

    With `replaces` they take back what was said before of the same visits.
    """
    read = Returned(paths, _FORM)
    moment = now()
    texts = OutcomeTexts((*outcomes_of(settings.outcomes), *OUTCOMES))
    with runs.writing(store) as ledger:
        reader = _Reader(SheetRuns(store), ledger, texts, moment, who or whoever())
        names = names_now(ledger)
        seen = {one.saying for one in answers_told(ledger)}
        last = {one.person: one.entry for one in answers_of(ledger)}
        new: list[Answer] = []
        for file, rows, counts in read.told(ledger, reader.told):
            for answer in reader.answers(file, rows, counts):
                is_known = answer.saying in seen
                counts.known += is_known
                counts.new += not is_known
                seen.add(answer.saying)
                before = last.get(names.get(answer.person, answer.person), 0) if replaces else 0
                new += [] if is_known else [replace(answer, replaces=before)]
        if new:
            entries = [runs.Told(visits.KIND, one.person, one.as_content()) for one in new]
            ledger.append(runs.Act(moment, whoever(), COMMAND, reader.told.as_content()), entries)
        return _with_effects(reader, ledger)


class _Reader:
    """Reads the lines of files, one file at a time; `told` is what came of them, `places` where each person stands."""

    def __init__(self, sheets: SheetRuns, ledger: Ledger, texts: OutcomeTexts, moment: datetime, who: str) -> None:
        self._sheets, self._ledger, self._texts, self._who = sheets, ledger, texts, who
        self._today, self._at = moment.date(), moment.astimezone(UTC).isoformat(timespec="seconds")
        self.told = Imported()
        self.places: dict[str, Problem] = {}

    def answers(self, file: Filled, rows: Sequence[FilledRow], counts: ImportedFile) -> list[Answer]:
        """Return the answers of a file; what is empty is counted, what cannot be taken is listed."""
        lines = list(self._lines(file, rows, counts))
        persons = self._prints(lines)
        as_of = [self._sheets.folder(line.run_id).as_of for line in lines]
        days = visit_days([line.cells.get("tanggal_kunjungan", "") for line in lines], as_of, self._today)
        told = [line.cells.get("nomor_kartu") or card_in(line.cells["hasil"]) for line in lines]
        written = pl.Series("card", told, dtype=pl.String)
        cards = card_numbers(written).to_list()
        return [
            replace(self._answer(line, person, day, card), nik=nik)
            for line, (person, nik), day, card in zip(lines, persons, days, cards, strict=True)
        ]

    def _lines(self, file: Filled, rows: Sequence[FilledRow], counts: ImportedFile) -> Iterator[_Line]:
        sheet = self._sheets.sheet(stated_run(file), [repaired(row.cells[_ID]) for row in rows])
        team = stated_team(file)
        for row in rows:
            cells = row.cells
            place = Problem(file.name, row.sheet, row.line, "")
            if not cells.get("hasil"):
                is_blank = not any(cells.get(name) for name in _FILLED)
                counts.blank += is_blank
                if not is_blank:
                    self._refuse(place, "hasil_kosong", counts)
                continue
            code = self._texts.code_of(cells["hasil"])
            meant = sheet.meant(repaired(cells[_ID]), cells.get("nama", ""))
            if meant.run_id is None or code is None:
                self._refuse(place, meant.reason or "hasil_tak_dikenal", counts)
                continue
            yield _Line(place, cells, code, meant.run_id, meant.row, team_of(cells, team))

    def _answer(self, line: _Line, person: str, day: str | None, card: str | None) -> Answer:
        cells = line.cells
        if cells.get("tanggal_kunjungan") and day is None:
            self._note(line.place, "tanggal_kunjungan")
        if cells.get("nomor_kartu") and card is None:
            self._note(line.place, "nomor_kartu_rusak")
        self.places[person] = line.place
        remark = cells.get("keterangan") or None
        return Answer(person, line.code, day, card, remark, line.run_id, line.team, self._who, self._at)

    def _prints(self, lines: Sequence[_Line]) -> list[tuple[str, str | None]]:
        """Return the print of each line's person and of their NIK, if they have one."""
        prints: dict[tuple[str, int], tuple[str, str | None]] = {}
        for run_id in dict.fromkeys(line.run_id for line in lines):
            rows = sorted({line.row for line in lines if line.run_id == run_id})
            people = self._sheets.residents(run_id)[[row - 1 for row in rows]]
            numbers = runs.nik_prints(people, self._ledger.key).set(people["nik"].is_null(), None)
            persons = zip(runs.resident_prints(people, self._ledger.key), numbers, strict=True)
            prints |= {(run_id, row): person for row, person in zip(rows, persons, strict=True)}
        return [prints[line.run_id, line.row] for line in lines]

    def _refuse(self, place: Problem, reason: str, counts: ImportedFile) -> None:
        counts.refused += 1
        self._note(place, reason)

    def _note(self, place: Problem, reason: str) -> None:
        self.told.problems.append(replace(place, reason=reason))


def _with_effects(reader: _Reader, ledger: Ledger) -> Imported:
    """Say what follows for the people of the files, and who of them is told of in two ways."""
    told = reader.told
    names, states = names_now(ledger), visits.standing(answers_of(ledger))
    places = {names.get(person, person): place for person, place in reader.places.items()}
    people = [states[person] for person in places]
    torn = [one for one in people if one.is_contradicted]
    told.problems += [replace(places[one.person], reason="hasil_bertentangan") for one in torn]
    told.counts["contradictory"] = len(torn)
    follows = Counter(one.latest.next for one in people)
    told.counts |= {code: follows[code] for code in NEXT}
    told.notes += [
        Words(
            _FOLLOWS.id.format(people=follows[code], next=words.id),
            _FOLLOWS.en.format(people=follows[code], next=words.en),
        )
        for code, words in NEXT.items()
        if follows[code]
    ]
    told.notes += [_TORN.fill(people=len(torn))] if torn else []
    return told
