"""Who is to be visited: on the screen, or as files for those who go."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.coverage import LEVELS, RunDay, Wanted, grouped, sweep_list
from uhcmatch.jobs.priority import priority_list
from uhcmatch.reference.channels import channels_of
from uhcmatch.report.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept import Asked

_UNKNOWN: Final = "tidak-diketahui"
_LONGEST: Final = 80
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """Whom a sweep list is about and how much of them it shows."""

    by: Level
    wanted: Wanted
    show_nik: bool = False
    priority: Path | None = None


def listed(asked: Asked, choice: Choice) -> pl.DataFrame:
    """Return the SWEEP rows of a run, cleaned and masked as chosen."""
    folder = asked.opened()
    settings = asked.settings(folder)
    wanted = replace(
        choice.wanted,
        channels=channels_of(settings.channels),
        priority=None if choice.priority is None else priority_list(choice.priority, settings),
    )
    day = RunDay(folder.run_id, folder.as_of)
    people = sweep_list(folder.frame("residents"), folder.frame("members"), day, choice.by, wanted)
    return shown(people, show_nik=choice.show_nik or settings.privacy.show_nik)


def write(people: pl.DataFrame, by: Level, forms: Iterable[str], out: Path) -> int:
    """Write one file per area and form into a folder that appears whole; return how many files."""
    parts = list(grouped(people, by))
    names = file_names([area for area, _ in parts], by)
    with runs.reserve(out) as staging:
        for (_, part), name in zip(parts, names, strict=True):
            for form in forms:
                _WRITERS[form](part, staging.path / f"{name}.{form}")
        staging.publish()
    return len(parts) * len(set(forms))


def file_names(areas: list[tuple[str | None, ...]], by: Level) -> list[str]:
    """Return a file name without its ending for each area: ASCII, short, and unique whatever the case."""
    names: dict[str, None] = {}
    for area in areas:
        slug = _slug(area, by)
        numbered = (slug if at == 1 else f"{slug}-{at}" for at in count(1))
        names[next(name for name in numbered if name not in names)] = None
    return list(names)


def _slug(area: tuple[str | None, ...], by: Level) -> str:
    parts = [
        f"{column}-{_plain(text)}" if column in ("rw", "rt") else _plain(text)
        for column, text in zip(LEVELS[by], area, strict=True)
    ]
    name = "_".join(parts)[:_LONGEST].rstrip("-_") or "semua"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def _plain(text: str | None) -> str:
    if text is None:
        return _UNKNOWN
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-") or "tanpa-nama"


def _write_json(people: pl.DataFrame, path: Path) -> None:
    dated = people.with_columns(pl.col(pl.Date).cast(pl.String))
    files.write_json(dated.to_dicts(), path)


_WRITERS: Final[Mapping[str, Callable[[pl.DataFrame, Path], None]]] = {
    "csv": files.write_csv,
    "json": _write_json,
}
