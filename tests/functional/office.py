"""An office in a town that moves: its settings, what it said so far, and calling the program as it does."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import openpyxl

from tests.cli.doubtful import columns_of
from tests.functional.bpjs import Bpjs
from uhcmatch import runs

if TYPE_CHECKING:
    from tests.cli.calling import Program
    from tests.functional.moving_town import Key, MovingTown

RESIDENTS: Final = int(os.environ.get("UHCMATCH_RESIDENTS", "4000"))
QUOTA_MONTH: Final = RESIDENTS // 160
QUOTA_YEAR: Final = RESIDENTS // 30
DUES: Final = 42_000
SETTINGS: Final = f"""
[inputs]
population = ["data/penduduk_*.csv"]
members = ["data/peserta_masterfile_*.csv", "data/peserta_pbi_*.csv", "data/peserta_pemda_*.csv"]

[store]
path = "hasil"

[products]
folder = "harian"
by = "kelurahan"
sweep = ["xlsx"]
coverage = ["json"]
changes = ["csv"]

[registration]
quota = {QUOTA_YEAR}
quota_month = {QUOTA_MONTH}

[log]
file = "uhcmatch.jsonl"
"""


@dataclass
class Office:
    """What the office said so far, as it must be found again; `met` person → night of the last visit.

    `true`, `missed`, `extra` and `right` sum what the changes told.
    """

    program: Program
    folder: Path
    town: MovingTown
    draws: random.Random
    decided: dict[str, str] = field(default_factory=dict)
    visits: Counter[int] = field(default_factory=Counter)
    met: dict[int, int] = field(default_factory=dict)
    outcomes: int = 0
    told: Counter[Key] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    coverage: list[float] = field(default_factory=list)
    bpjs: Bpjs = field(default_factory=lambda: Bpjs(random.Random(7)))
    acts: Counter[str] = field(default_factory=Counter)

    def call(self, *words: object, code: int = 0) -> Any:
        """Call the program with the office's settings; return its JSON if that is what it says."""
        told = self.program(*words, "--config", self.folder / "uhcmatch.toml")
        assert told.code == code, (words[:2], told.err)
        return json.loads(told.out) if "json" in words else told

    @property
    def kept(self) -> runs.RunFolder:
        return runs.RunFolder.opened(runs.locate("latest", self.folder / "hasil"))

    def entries(self, kind: str) -> int:
        assert runs.verify_ledger(self.folder / "hasil") == "ledger.sqlite"
        with runs.reading(self.folder / "hasil") as ledger:
            assert ledger is not None
            return len(ledger.entries(kind))

    def trail(self, command: str) -> list[dict[str, Any]]:
        """What the trail holds of a command, oldest first."""
        with runs.reading(self.folder / "hasil") as ledger:
            assert ledger is not None
            return [dict(act.content) for _, act in ledger.acts() if act.command == command]

    def books(self) -> list[Path]:
        """The workbooks that the night made."""
        return sorted((self.folder / "harian" / self.kept.run_id / "kunjungan").glob("*.xlsx"))


def lines_of(book: Path) -> dict[str, dict[str, Any]]:
    """The lines of a workbook by their id, each by its headings."""
    lines = {}
    for sheet in openpyxl.load_workbook(book).worksheets:
        if sheet.sheet_state == "visible":
            top, columns = columns_of(sheet)
            for row in sheet.iter_rows(min_row=top + 1, values_only=True):
                line = {heading: row[column - 1] for heading, column in columns.items()}
                if line["id_baris"]:
                    lines[str(line["id_baris"])] = line
    return lines
