"""A question → the lines of its page, in the order in which they are best read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.review import CONTRADICTED
from uhcmatch.screen.letters import broken, filled, marked
from uhcmatch.sheets.review_columns import COLUMNS
from uhcmatch.words import Words, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.review import Question, ReviewLine
    from uhcmatch.screen.letters import Line
    from uhcmatch.words import Language

_SIDES: Final = (Words("Penduduk", "Resident"), Words("Kartu", "Card"))
_FIELDS: Final = (
    (Words("Nama", "Name"), "nama_penduduk", "nama_kartu"),
    (Words("Lahir", "Born"), "lahir_penduduk", "lahir_kartu"),
    (Words("NIK", "NIK"), "nik_penduduk", "nik_kartu"),
    (Words("No. KK", "KK"), "kk_penduduk", "kk_kartu"),
    (Words("L/P", "Sex"), "jk_penduduk", "jk_kartu"),
    (Words("Alamat", "Address"), "alamat_penduduk", "alamat_kartu"),
    (Words("Ibu", "Mother"), "ibu", None),
    (Words("No. kartu", "Card no."), None, "nomor_kartu"),
    (Words("Status", "Status"), None, "kepesertaan"),
)
"""Label, and the columns of the review book that stand at its left and right."""
_IF_SAME: Final = Words("Bila SAMA: ", "If SAMA: ")
_CHANCE: Final = Words(" (peluang {chance} %)", " (chance {chance} %)")
_SAID: Final = Words("Keputusan: ", "Decided: ")
_TORN: Final = Words("Bertentangan: ", "Contradictory: ")
_GIVEN: Final = Words("Kartu ini sudah diberi SAMA untuk: ", "This card was already given, by SAMA, to: ")
_WHY: Final = Words("Alasan Anda: ", "Your reason: ")
_LABEL: Final = 10
_GAP: Final = 2
_LEAST: Final = 12
"""Cells of a column below which nothing can be read side by side."""
_BY_KEY: Final = {column.key: column for column in COLUMNS}


@dataclass(frozen=True)
class Paper:
    """What a page is written on: cells a line, whether letters that differ can be told by their look, language."""

    width: int
    is_dressed: bool
    language: Language


def page_lines(question: Question, also: Sequence[ReviewLine], why: str | None, paper: Paper) -> list[Line]:
    """Return the page of a question; `also` are the pairs that gave its card to somebody else, `why` a reason to be."""
    line, language = question.line, paper.language
    sections = [
        ("", line.evidence),
        (_IF_SAME.said(language), _consequence(line, language)),
        ((_TORN if line.verdict == CONTRADICTED else _SAID).said(language), _voices(line)),
        (_GIVEN.said(language), ", ".join(clean(str((one.resident or {}).get("nama") or "?")) for one in also)),
        (_WHY.said(language), why),
    ]
    told = [wrapped for label, text in sections if text for wrapped in _section(label, text, paper)]
    return [*_beside(line, paper), [], *told]


def _beside(line: ReviewLine, paper: Paper) -> list[Line]:
    """Return both records side by side, a field a row."""
    width = max((paper.width - _LABEL - _GAP) // 2, _LEAST)
    heads: list[Line] = [[(side.said(paper.language), "label")] for side in _SIDES]
    rows = [_row("", *heads, width=width)]
    for label, left, right in _FIELDS:
        texts = [_BY_KEY[key].text(line, paper.language) if key else None for key in (left, right)]
        if any(texts):
            rows.append(_row(label.said(paper.language), *_cells(left, right, texts, paper), width=width))
    return [one for row in rows for one in row]


def _cells(left: str | None, right: str | None, texts: Sequence[str | None], paper: Paper) -> tuple[Line, Line]:
    one, other = (clean(text) if text else "" for text in texts)
    is_compared = left is not None and _BY_KEY[left].beside == right
    if is_compared and one and other:
        return marked(one, other, is_dressed=paper.is_dressed)
    lacking = (numbers.NOTHING if key else "" for key in (left, right))
    here, there = (text or empty for text, empty in zip((one, other), lacking, strict=True))
    return [(here, "plain")], [(there, "plain")]


def _row(label: str, left: Line, right: Line, *, width: int) -> list[Line]:
    sides = [broken(side, width) for side in (left, right)]
    lines = []
    for at in range(max(map(len, sides))):
        here, there = (side[at] if at < len(side) else [] for side in sides)
        name = filled([(label if at == 0 else "", "label")], _LABEL)
        lines.append([*name, *filled(here, width + _GAP), *there])
    return lines


def _section(label: str, text: str, paper: Paper) -> list[Line]:
    return broken([(label, "label"), (clean(text), "plain")], paper.width)


def _consequence(line: ReviewLine, language: Language) -> str | None:
    effect = _BY_KEY["akibat"].text(line, language)
    if effect is None or line.probability is None:
        return effect
    return effect + _CHANCE.fill(chance=_BY_KEY["peluang"].text(line, language)).said(language)


def _voices(line: ReviewLine) -> str:
    """Return who said what, and why."""
    return "; ".join(f"{one.verdict} ({one.who})" + (f": {one.why}" if one.why else "") for one in line.voices)
