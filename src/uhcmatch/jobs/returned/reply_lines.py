"""Which proposal a line of a reply means: by its NIK and name; where Excel ruined the NIK, by what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.jobs.returned.sheet_runs import SheetRuns, is_alike

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uhcmatch.registration import Case
    from uhcmatch.report.imported import Problem
    from uhcmatch.runs import Key

_DIGITS: Final = 16


@dataclass(frozen=True)
class Line:
    """A line that was answered: where it stands, and its NIK, name, number in the file, month and answer.

    `nik` the digits, null when there are none fit to be compared · `period` as 2026-12.
    """

    place: Problem
    nik: str | None
    name: str
    number: int | None
    period: str | None
    code: str


class Proposed:
    """All proposals that stand, found by what a reply says of them: as they were sent, or as corrected since."""

    def __init__(self, cases: Sequence[Case], key: Key, store: Path) -> None:
        self._key, self._runs = key, SheetRuns(store)
        self._by_nik: dict[str, list[Case]] = {}
        self._by_near: dict[str, list[Case]] = {}
        self._by_number: dict[int, list[Case]] = {}
        for case in cases:
            for nik in {case.proposal.nik, case.now.nik}:
                self._by_nik.setdefault(nik, []).append(case)
            for near in {case.proposal.near, case.now.near}:
                self._by_near.setdefault(near, []).append(case)
            self._by_number.setdefault(case.proposal.number, []).append(case)

    def meant(self, lines: Sequence[Line]) -> list[Case | str]:
        """Return for each line the case that it means, or the code of why none."""
        told = pl.DataFrame(
            {"nik": [line.nik for line in lines], "nama": [line.name for line in lines]},
            schema={"nik": pl.String, "nama": pl.String},
        )
        prints = zip(runs.nik_prints(told, self._key), runs.near_prints(told, self._key), strict=True)
        return [self._case(line, nik, near) for line, (nik, near) in zip(lines, prints, strict=True)]

    def _case(self, line: Line, nik: str, near: str) -> Case | str:
        if found := self._by_nik.get(nik):
            named = [case for case in found if not line.name or self._is_named(case, line.name, near)]
            return _of_month(named, line.period) if named else "orang_lain"
        alike = self._by_near.get(near, []) if line.nik and line.name else []
        if alike and len({case.now.nik for case in alike}) == 1:
            return _of_month(alike, line.period)
        return self._by_place(line, near)

    def _by_place(self, line: Line, near: str) -> Case | str:
        """Return the case of the number that a line without a sound NIK has, if its name is the one there."""
        if line.nik is not None and len(line.nik) == _DIGITS:
            return "tak_diusulkan"
        listed = self._by_number.get(line.number or 0, [])
        named = [case for case in listed if line.name and self._is_named(case, line.name, near)]
        of_month = [case for case in named if line.period in (None, case.proposal.period)]
        return of_month[0] if len(of_month) == 1 else "nik_balasan_rusak"

    def _is_named(self, case: Case, name: str, near: str) -> bool:
        """Whether a name is the person's, or another spelling of it; where the run has gone only the first shows."""
        return near in (case.proposal.near, case.now.near) or is_alike(name, self._name_of(case))

    def _name_of(self, case: Case) -> str | None:
        proposal = case.proposal
        if not self._runs.has(proposal.run):
            return None
        name = self._runs.residents(proposal.run)["nama"][proposal.row - 1]
        return None if name is None else str(name)


def _of_month(cases: Sequence[Case], period: str | None) -> Case:
    """Return the case of the month that is named, else the last one."""
    return next((case for case in reversed(cases) if case.proposal.period == period), cases[-1])
