"""Pairs to verify, on the screen and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.verdicts import VERDICTS
from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.review import EFFECTS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.evaluate import Rate
    from uhcmatch.review import Progress, ReviewLine, Statement
    from uhcmatch.words import Language

SHOWN: Final = 40
"""Pairs that a screen shows."""
_NONE: Final = Words("Tidak ada pasangan.", "There are no pairs.")
_HEADINGS: Final = (
    (Words("Penduduk", "Resident"), True),
    (Words("Nama, lahir", "Name, born"), False),
    (Words("Kartu", "Card"), True),
    (Words("Nama, lahir", "Name, born"), False),
    (Words("%", "%"), True),
    (Words("Bila SAMA", "If SAMA"), False),
    (Words("Keputusan", "Decided"), False),
)
_REST: Final = Words(
    "… dan {rest} pasangan lain: uhcmatch review export --out verifikasi.xlsx, atau --format json.",
    "… and {rest} more pairs: uhcmatch review export --out verifikasi.xlsx, or --format json.",
)
_HOW: Final = Words(
    "{pairs} pasangan. Kolom Penduduk dan Kartu: nomor baris untuk uhcmatch explain dan review decide.",
    "{pairs} pairs. Columns Resident and Card: row numbers for uhcmatch explain and review decide.",
)
_NOT_READ: Final = Words("Belum ada pasangan yang dibaca dua orang.", "No pair was read by two people yet.")
_AGREED: Final = Words(
    "{part} dari {whole} pasangan yang dibaca dua orang dijawab sama: {share} % (95 % antara {low} dan {high}).",
    "{part} of {whole} pairs read by two people were answered alike: {share} % (95 % between {low} and {high}).",
)
_PROGRESS: Final = Words(
    "{decided} dari {pairs} pasangan Anda putuskan, {unsure} ragu, {torn} bertentangan, {open} belum dijawab.",
    "You decided {decided} of {pairs} pairs; {unsure} unsure, {torn} contradictory, {open} not answered yet.",
)
_SHORT: Final = {
    "bertentangan": Words("bertentangan", "contradiction"),
    "jadi_aktif": Words("aktif", "active"),
    "jadi_nonaktif": Words("nonaktif", "inactive"),
    "aktif_kembali": Words("aktif kembali", "active again"),
    "kartu_pindah": Words("kartu pindah", "card moves"),
    "kartu_kedua": Words("kartu kedua", "second card"),
    "tetap": Words("sudah", "already so"),
}


def review_text(lines: Sequence[ReviewLine], page: Page) -> str:
    """Return the pairs as a table, in the order in which they are worth asking."""
    language = page.language
    if not lines:
        return _NONE.said(language)
    columns = [
        Column(words.said(language), is_number=is_number, may_shrink=not is_number) for words, is_number in _HEADINGS
    ]
    rows = [_row(line, language) for line in lines[:SHOWN]]
    parts = [table(columns, rows, page), "", _HOW.fill(pairs=numbers.count(len(lines), language)).said(language)]
    if len(lines) > SHOWN:
        parts.append(_REST.fill(rest=numbers.count(len(lines) - SHOWN, language)).said(language))
    return "\n".join(parts)


def progress_text(progress: Progress, language: Language) -> str:
    """Return how far one person has come with the pairs of a run."""
    if not progress.pairs:
        return _NONE.said(language)
    names = ("pairs", "decided", "unsure", "torn", "open")
    return _PROGRESS.fill(**{name: numbers.count(getattr(progress, name), language) for name in names}).said(language)


def review_json(lines: Sequence[ReviewLine], language: Language) -> str:
    """Return the pairs as one JSON document."""
    return as_json([_document(line, language) for line in lines])


def agreement_text(agreed: Rate, language: Language) -> str:
    """Return how often second readers agreed, with its interval."""
    if agreed.interval is None or agreed.share is None:
        return _NOT_READ.said(language)
    low, high = (numbers.percent(100 * bound, language) for bound in agreed.interval)
    share = numbers.percent(100 * agreed.share, language)
    return _AGREED.fill(part=agreed.part, whole=agreed.whole, share=share, low=low, high=high).said(language)


def agreement_json(agreed: Rate) -> str:
    """Return the same as one JSON document; shares from 0 to 1."""
    return as_json(
        {"read_twice": agreed.whole, "agreed": agreed.part, "share": agreed.share, "interval": agreed.interval}
    )


def _row(line: ReviewLine, language: Language) -> list[str]:
    return [
        _number(line.resident, "resident_row"),
        _person(line.resident),
        _number(line.member, "member_row"),
        _person(line.member),
        numbers.NOTHING if line.probability is None else numbers.percent(100 * line.probability, language),
        _SHORT[line.effect].said(language) if line.effect else numbers.NOTHING,
        ", ".join(f"{voice.verdict} {voice.who}" for voice in line.voices) or numbers.NOTHING,
    ]


def _number(row: dict[str, Any] | None, name: str) -> str:
    return numbers.NOTHING if row is None else str(row[name])


def _person(row: dict[str, Any] | None) -> str:
    return numbers.NOTHING if row is None else f"{row['nama'] or numbers.NOTHING}, {numbers.day(row['tanggal_lahir'])}"


def _document(line: ReviewLine, language: Language) -> dict[str, Any]:
    return {
        "pair": line.pair,
        "state": line.state,
        "verdict": line.verdict,
        "meaning": VERDICTS[line.verdict].said(language) if line.verdict in VERDICTS else None,
        "effect": line.effect,
        "if_same": EFFECTS[line.effect].said(language) if line.effect else None,
        "probability": line.probability,
        "rule": line.rule,
        "resident": line.resident,
        "member": line.member,
        "said": [_voice(voice) for voice in line.voices],
    }


def _voice(voice: Statement) -> dict[str, Any]:
    return {name: getattr(voice, name) for name in ("verdict", "who", "why", "at")}
