"""What is known of a file that was looked at, before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uhcmatch.words import Words


@dataclass(frozen=True)
class Listed:
    """Lines set aside for one reason: how many, and the first of them."""

    reason: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class NikHealth:
    """The NIK column: filled cells, cells without any issue, issues by code, share ending in 0 (percent)."""

    filled: int
    sound: int
    issues: dict[str, int]
    ending_in_0: float | None
    is_ruined: bool


@dataclass(frozen=True)
class Inspected:
    """One file, sheet or archive member; counts only.

    `filled` field → percent of the rows read that have a cell · `understood` what is compared (also where it was read
    out of another column, as RT out of the address) → percent of the rows read · `doubles` field → (numbers that occur
    again, rows they stand in) · `dates` shape → rows · `labels` field, label, canonical code, rows; labels that repeat
    only.
    """

    name: str
    role: str
    sha256: str
    size: int
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_line: int
    columns: dict[str, tuple[str, ...]]
    unknown: dict[str, str | None]
    rows: int
    refused: int
    filled: dict[str, float]
    understood: dict[str, float]
    nik: NikHealth | None
    doubles: dict[str, tuple[int, int]]
    dates: dict[str, int]
    labels: tuple[tuple[str, str, str, int], ...]
    refusals: tuple[Listed, ...]
    skipped: tuple[Listed, ...]
    notes: tuple[Words, ...]
