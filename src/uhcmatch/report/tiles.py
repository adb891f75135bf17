"""The map without borders: one tile per kelurahan, kecamatan by kecamatan, each with its name, percent and people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.html import Html, tag, together
from uhcmatch.report.shades import legend, shade
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uhcmatch.words import Language

_MISSING: Final = Words("{people} belum", "{people} missing")


def tiles(rows: Iterable[Mapping[str, Any]], language: Language) -> Html:
    """Return tiles in the order of names, a block for each kecamatan; unknown names come last."""
    ordered = sorted(rows, key=lambda row: (_last(row["kecamatan"]), _last(row["kelurahan"])))
    blocks = [
        tag(
            "section",
            tag("h3", numbers.name(kecamatan, language)),
            tag("div", together(_tile(row, language) for row in part), class_="tiles"),
        )
        for kecamatan, part in groupby(ordered, key=lambda row: row["kecamatan"])
    ]
    return together([tag("div", together(blocks), class_="blocks"), legend(language)])


def _tile(row: Mapping[str, Any], language: Language) -> Html:
    missing = _MISSING.fill(people=numbers.count(row["unenrolled"], language)).said(language)
    percent = f"{numbers.percent(row['coverage'], language)} %"
    name = numbers.name(row["kelurahan"], language)
    return tag("div", tag("b", percent), name, tag("div", missing), class_=f"tile {shade(row['coverage'])}")


def _last(name: str | None) -> tuple[bool, str]:
    return name is None, name or ""
