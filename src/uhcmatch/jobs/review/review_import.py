"""Review books that come back: each answer by the id of its line, never by its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from uhcmatch import files, review, runs
from uhcmatch.jobs.known.decisions import statements
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.returned.imports import Returned
from uhcmatch.jobs.review.review_queue import contradictions
from uhcmatch.jobs.who import whoever
from uhcmatch.reference.verdicts import verdict_of
from uhcmatch.report.imported import Imported, Problem
from uhcmatch.review import Pair, Statement
from uhcmatch.sheets.review_columns import COLUMNS, ID, VERDICT, WHO, WHY
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from uhcmatch.files import Filled, FilledRow
    from uhcmatch.report.imported import ImportedFile
    from uhcmatch.runs import Ledger

COMMAND: Final = "review import"
_FORM: Final = files.FilledForm(
    {column.key: (column.heading.id, column.heading.en) for column in COLUMNS if column.key in (ID, VERDICT, WHO, WHY)},
    needed=ID,
    answers=(VERDICT,),
    shared=(VERDICT, WHO, WHY),
    optional=(WHO, WHY),
)
_TORN: Final = Words(
    "{pairs} pasangan dengan keputusan bertentangan kembali ke antrean verifikasi.",
    "{pairs} pairs with contradictory decisions go back to review.",
)


@dataclass(frozen=True)
class Answer:
    """A line that was filled in, and where it stands."""

    statement: Statement
    problem: Problem


def take(paths: Sequence[Path], store: Path, who: str | None) -> Imported:
    """Record the answers of all files, or of none when one cannot be read (`InputRefused`).

    `who` answered where a line does not say.
    """
    read = Returned(paths, _FORM)
    moment = now()
    with runs.writing(store) as ledger:
        told = Imported()
        said = statements(ledger)
        seen = {one.saying for one in said}
        new: list[Statement] = []
        for file, rows, counts in read.told(ledger, told):
            answers = _answers(file, rows, ledger, who or whoever(), moment.astimezone(UTC).isoformat(), counts, told)
            for one in _without_conflicts(answers, counts, told):
                is_known = one.saying in seen
                counts.known += is_known
                counts.new += not is_known
                seen.add(one.saying)
                new += [] if is_known else [one]
        if new:
            entries = [runs.Told(review.KIND, one.pair.key, one.as_content()) for one in new]
            ledger.append(runs.Act(moment, whoever(), COMMAND, told.as_content()), entries)
        torn = contradictions(store, ledger)
    told.counts["contradictory"] = torn
    if torn:
        told.notes.append(_TORN.fill(pairs=torn))
    return told


def _answers(  # noqa: PLR0913 - a file, and the circumstances of its import
    file: Filled,
    rows: Iterable[FilledRow],
    ledger: Ledger,
    who: str,
    at: str,
    counts: ImportedFile,
    told: Imported,
) -> list[Answer]:
    """Return the answers of a file; what is empty is counted, what cannot be taken is listed."""
    answers = []
    for row in rows:
        cells = row.cells
        place = Problem(file.name, row.sheet, row.line, "")
        if not cells.get(VERDICT):
            counts.blank += 1
            continue
        named = review.read_pair_id(cells[ID], ledger.key.seal)
        verdict = verdict_of(cells[VERDICT])
        if named is None or verdict is None:
            counts.refused += 1
            told.problems.append(_because(place, "id_rusak" if named is None else "keputusan_tak_dikenal"))
            continue
        pair = Pair(named.resident, named.member)
        said = Statement(pair, verdict, cells.get(WHO) or who, cells.get(WHY) or None, at, named.settles)
        answers.append(Answer(said, place))
    return answers


def _without_conflicts(answers: Sequence[Answer], counts: ImportedFile, told: Imported) -> list[Statement]:
    """Return the statements of a file but for those in which one person answers one pair in two ways."""
    said: dict[tuple[str, str], set[str]] = {}
    for one in answers:
        said.setdefault((one.statement.pair.key, one.statement.voice), set()).add(one.statement.verdict)
    kept = []
    for one in answers:
        if len(said[one.statement.pair.key, one.statement.voice]) > 1:
            counts.refused += 1
            told.problems.append(_because(one.problem, "bertentangan_dalam_berkas"))
        else:
            kept.append(one.statement)
    return kept


def _because(place: Problem, reason: str) -> Problem:
    return Problem(place.file, place.sheet, place.line, reason)
