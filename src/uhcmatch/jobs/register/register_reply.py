"""Replies of BPJS: each line by its NIK, or what is left of it with name or number; never by its place, nor guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.jobs.known.registered import cases_of
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.returned.imports import Returned
from uhcmatch.jobs.returned.reply_lines import Line, Proposed
from uhcmatch.jobs.who import whoever
from uhcmatch.normalise.identifiers import digits_of
from uhcmatch.reference.calendar import MONTHS
from uhcmatch.reference.registration_layouts import own_layout, shipped_layouts
from uhcmatch.reference.replies import ANSWERS, ANSWERS_BY_CODE, REPLY_HEADINGS, answer_of, own_answers
from uhcmatch.registration import KIND_REPLY, Reply
from uhcmatch.report.imported import Imported, Problem
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from uhcmatch.files import Filled, FilledRow
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.reference.replies import Verdict
    from uhcmatch.registration import Case
    from uhcmatch.report.imported import ImportedFile
    from uhcmatch.settings import Settings

COMMAND: Final = "register reply"
_TAKEN: Final = Words("{people} orang diterima BPJS.", "{people} people were accepted by BPJS.")
_NOT_TAKEN: Final[dict[Verdict, Words]] = {
    "refused": Words("{people} orang ditolak: {why}.", "{people} people were refused: {why}."),
    "later": Words("{people} orang ditunda: {why}.", "{people} people were put off: {why}."),
}


def take(paths: Sequence[Path], asked: Asked, *, replaces: bool) -> Imported:
    """Record the replies of all files, or of none when one cannot be read (`InputRefused`).

    A reply that differs from an earlier one is listed, and recorded only when it `replaces` that.
    """
    store, settings = asked.store_path(), asked.usual_settings()
    own = own_answers(settings.registration.replies)
    read = Returned(paths, files.FilledForm(_headings(settings), "nik", answers=("balasan", "keterangan")))
    moment = now()
    with runs.writing(store) as ledger:
        taking = _Taking(moment.date().isoformat(), replaces)
        lines: list[tuple[Line, ImportedFile]] = []
        for file, rows, counts in read.told(ledger, taking.told):
            lines += [(line, counts) for line in _lines(file, rows, own, counts, taking.told)]
        taking.take(lines, Proposed(cases_of(ledger), ledger.key, store))
        if taking.new:
            entries = [runs.Told(KIND_REPLY, one.person, one.as_content()) for one in taking.new.values()]
            ledger.append(runs.Act(moment, whoever(), COMMAND, taking.told.as_content()), entries)
    return taking.told


class _Taking:
    """Takes the lines of all files of one call; `new` are the replies to be kept, by proposal."""

    def __init__(self, day: str, replaces: bool) -> None:
        self._day, self._replaces = day, replaces
        self.told = Imported()
        self.new: dict[tuple[str, str], Reply] = {}

    def take(self, lines: Sequence[tuple[Line, ImportedFile]], proposed: Proposed) -> None:
        """Count each line as new, known or refused; a proposal that is answered in two ways is answered in none."""
        meant = proposed.meant([line for line, _ in lines])
        codes: dict[tuple[str, str], set[str]] = {}
        for (line, _), case in zip(lines, meant, strict=True):
            if not isinstance(case, str):
                codes.setdefault(case.key, set()).add(line.code)
        for (line, counts), case in zip(lines, meant, strict=True):
            if isinstance(case, str):
                _refuse(self.told, counts, line.place, case)
            elif len(codes[case.key]) > 1 or not self._is_taken(line.code, case, counts):
                _refuse(self.told, counts, line.place, "balasan_bertentangan")
        _count(self.told, self.new.values())

    def _is_taken(self, code: str, case: Case, counts: ImportedFile) -> bool:
        """Keep a reply, or count it as known; false when it contradicts what was said before and replaces nothing."""
        if case.key in self.new or case.code == code:
            counts.known += 1
            return True
        if case.reply is not None and not self._replaces:
            return False
        self.new[case.key] = Reply(*case.key, code, self._day, replaces=case.reply is not None)
        counts.new += 1
        return True


def _lines(
    file: Filled, rows: Sequence[FilledRow], own: Mapping[str, str], counts: ImportedFile, told: Imported
) -> Iterator[Line]:
    """Yield the lines that were answered in words that are known; others are counted or listed."""
    numbers = digits_of(pl.Series("nik", [row.cells["nik"] or None for row in rows], dtype=pl.String))
    for row, (digits, is_scientific) in zip(rows, numbers.iter_rows(), strict=True):
        cells = row.cells
        place = Problem(file.name, row.sheet, row.line, "")
        said, remark = cells.get("balasan", ""), cells.get("keterangan", "")
        if not said and not remark:
            counts.blank += 1
            continue
        code = answer_of(said or remark, own) or (answer_of(f"{said} {remark}", own) if said and remark else None)
        if code is None:
            _refuse(told, counts, place, "balasan_tak_dikenal")
            continue
        nik = None if is_scientific else digits
        yield Line(place, nik, cells.get("nama", ""), _number(cells.get("nomor", "")), _period(cells), code)


def _refuse(told: Imported, counts: ImportedFile, place: Problem, reason: str) -> None:
    counts.refused += 1
    told.problems.append(replace(place, reason=reason))


def _count(told: Imported, new: Iterable[Reply]) -> None:
    """Say what the new replies come to."""
    codes = Counter(reply.code for reply in new)
    told.counts |= {answer.code: codes[answer.code] for answer in ANSWERS}
    accepted = sum(count for code, count in codes.items() if ANSWERS_BY_CODE[code].verdict == "accepted")
    told.counts["accepted"] = accepted
    told.notes += [_TAKEN.fill(people=accepted)] if accepted else []
    for answer in ANSWERS:
        people = codes[answer.code]
        if people and answer.verdict in _NOT_TAKEN:
            said = _NOT_TAKEN[answer.verdict]
            ids, ens = (
                getattr(said, name).format(people=people, why=getattr(answer.words, name)) for name in ("id", "en")
            )
            told.notes.append(Words(ids, ens))


def _headings(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the headings of a reply: the usual ones, and those of every layout it may be the copy of."""
    own = settings.registration.layout_file
    layouts = [*shipped_layouts().values(), *([] if own is None else [own_layout(own)])]
    taken = {heading for names in REPLY_HEADINGS.values() for heading in names}
    return {
        key: (*names, *dict.fromkeys(one for layout in layouts for one in layout.headings_of(key) if one not in taken))
        for key, names in REPLY_HEADINGS.items()
    }


def _number(text: str) -> int | None:
    whole = text.removesuffix(".0").replace(".", "")
    return int(whole) if whole.isascii() and whole.isdigit() else None


def _period(cells: Mapping[str, str]) -> str | None:
    """Return the month a line names as 2026-12; null when it names none."""
    year = cells.get("tahun", "").removesuffix(".0")
    month = cells.get("bulan", "").upper().strip().removesuffix(".0")
    number = int(month) if month.isascii() and month.isdigit() else MONTHS.get(month, 0)
    return f"{year}-{number:02}" if len(year) == 4 and year.isascii() and year.isdigit() and number else None
