"""Which run a field sheet is of, and whom each of its lines means: by the line's id, checked against its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from uhcmatch import runs
from uhcmatch.coverage.record_ids import row_of
from uhcmatch.sheets.filling_in import LISTS, RUN, TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from uhcmatch.files import Filled
    from uhcmatch.runs import RunFolder

_ALIKE: Final = 70
"""Of 100: two spellings of one name reach more, two names less; one id in a thousand is valid by chance."""
_SHORTEST: Final = 6
"""Letters of an id without its dash; a spreadsheet takes the zeros in front of one that is all digits."""


@dataclass(frozen=True)
class Meant:
    """Whom a line means: a row of a run, or why nobody."""

    run_id: str | None = None
    row: int = 0
    reason: str | None = None


class SheetRuns:
    """The runs of a store as far as sheets come from them."""

    def __init__(self, store: Path) -> None:
        self._folders = {folder.run_id: folder for folder in runs.listed(store)}
        self._frames: dict[str, pl.DataFrame] = {}

    def has(self, run_id: str) -> bool:
        """Whether a run is kept in the store."""
        return run_id in self._folders

    def folder(self, run_id: str) -> RunFolder:
        """Return a run that a line was found to be of."""
        return self._folders[run_id]

    def residents(self, run_id: str) -> pl.DataFrame:
        """Return the residents of a run, read once."""
        if run_id not in self._frames:
            self._frames[run_id] = self._folders[run_id].frame("residents")
        return self._frames[run_id]

    def sheet(self, stated: str | None, ids: Sequence[str]) -> Sheet:
        """Return what tells the lines of a file with these ids, of the run that it states, if any."""
        known = {run_id: sum(self._row(run_id, text) is not None for text in ids) for run_id in self._folders}
        first = [stated] if stated in known else []
        others = sorted(
            (run_id for run_id in known if run_id not in first and known[run_id]), key=lambda one: -known[one]
        )
        is_sure = bool(first) or (stated is None and bool(others) and 2 * known[others[0]] > len(ids))
        return Sheet(self, tuple(first + others), is_sure=is_sure, is_kept=stated is None or bool(first))

    def _row(self, run_id: str, text: str) -> int | None:
        row = row_of(run_id, text)
        rows: int = self._folders[run_id].facts["counts"]["residents"]["rows"]
        return row if row is not None and row <= rows else None

    def row(self, run_id: str, text: str) -> int | None:
        """Return the row of a run that an id stands for; null when it is none of that run's."""
        return self._row(run_id, text)


@dataclass(frozen=True)
class Sheet:
    """The runs a file's lines may be of, likeliest first.

    `is_sure` the first is the file's run, also where a line does not name its person · `is_kept` the run it states, if
    any, is in the store.
    """

    runs: SheetRuns
    order: tuple[str, ...]
    is_sure: bool
    is_kept: bool

    def meant(self, text: str, name: str) -> Meant:
        """Return whom a line with an id and a name means; the name may have been corrected, but not exchanged."""
        reason = "id_rusak" if self.is_kept else "hasil_tidak_disimpan"
        for at, run_id in enumerate(self.order):
            row = self.runs.row(run_id, text)
            if row is None:
                continue
            if not name and at == 0 and self.is_sure:
                return Meant(run_id, row)
            if name and is_alike(name, self.runs.residents(run_id)["nama"][row - 1]):
                return Meant(run_id, row)
            if self.is_kept and at == 0 and name:
                reason = "orang_lain"
        return Meant(reason=reason)


def repaired(text: str) -> str:
    """Return an id as it was before a spreadsheet took it for a number."""
    whole = text.removesuffix(".0")
    return whole.zfill(_SHORTEST) if whole.isdigit() else whole


def stated_run(file: Filled) -> str | None:
    """Return the run that a workbook says it is of, on its hidden sheet."""
    return _fact(file, RUN)


def stated_team(file: Filled) -> int | None:
    """Return the team a workbook is for; null without teams."""
    text = _fact(file, TEAM)
    return int(text) if text and text.isdigit() else None


def team_of(cells: Mapping[str, str], file_team: int | None) -> int | None:
    """Return the team of a line: that of its own column, else the file's."""
    text = cells.get(TEAM, "").removesuffix(".0")
    return int(text) if text.isdigit() else file_team


def _fact(file: Filled, name: str) -> str | None:
    lines: Iterable[tuple[str, ...]] = (line for sheet in file.sheets if sheet.name == LISTS for line in sheet.lines)
    return next((line[at + 1] for line in lines for at in range(len(line) - 1) if line[at] == name), None)


def is_alike(one: str, other: str | None) -> bool:
    """Whether two spellings may be one name."""
    return other is not None and fuzz.token_sort_ratio(one.upper(), other.upper()) >= _ALIKE
