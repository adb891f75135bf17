"""What `uhcmatch reconcile` shows: what was read, what was linked, how each area stands, and what to type next."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.areas import areas_table, repeated
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.report.text import wrapped
from uhcmatch.words import Words, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

    from uhcmatch.words import Language

_SIDE: Final = {"population": Words("Penduduk", "Population"), "members": Words("Peserta", "Members")}
STATUS: Final = {
    "active": Words("terdaftar, aktif", "registered, active"),
    "inactive": Words("terdaftar, nonaktif", "registered, inactive"),
    "review": Words("perlu verifikasi", "to verify"),
    "unenrolled": Words("BELUM TERDAFTAR", "NOT ENROLLED"),
    "excluded": Words("tidak dihitung", "not counted"),
}
CARDS: Final = {
    "linked": Words("milik penduduk", "belong to a resident"),
    "duplicate": Words("kartu ganda", "second cards"),
    "review": Words("perlu verifikasi", "to verify"),
    "unlinked": Words("tidak ditemukan pada data penduduk", "not found among the residents"),
    "excluded": Words("tidak dihitung", "not counted"),
}
_READ: Final = Words("Yang dibaca", "What was read")
_READ_HEADINGS: Final = (
    Words("Berkas", "File"),
    Words("Sebagai", "As"),
    Words("Baris", "Rows"),
    Words("Ditolak", "Refused"),
    Words("Penulisan", "Written in"),
)
_LINKED: Final = Words("Yang ditautkan", "What was linked")
_RESIDENTS: Final = Words("Penduduk: {rows} baris", "Residents: {rows} rows")
_MEMBERS: Final = Words("Peserta: {rows} baris", "Members: {rows} rows")
_AREAS: Final = Words("Per wilayah, yang terbanyak belum terdaftar di atas", "By area, most not enrolled first")
_COVERAGE: Final = Words(
    "Cakupan {coverage} % dari {residents} penduduk.", "Coverage {coverage} % of {residents} residents."
)
_BETWEEN: Final = Words(
    "\nDengan yang perlu verifikasi dan kesalahan tautan: {low} sampai {high} % (peluang 90 %).",
    "\nWith open questions and linkage errors: {low} to {high} % (90 % chance).",
)
_ROUGHLY: Final = Words(
    "\nDengan yang perlu verifikasi: {low} sampai {high} %, kasar saja (kesalahan tautan tidak diperkirakan).",
    "\nWith open questions: {low} to {high} %, no more than roughly (linkage errors are not estimated).",
)
_EXPECTED: Final = Words(
    "Perkiraan: {false} tautan keliru dan {missed} terlewat per 10.000 tautan.",
    "Expected: {false} false links and {missed} missed per 10,000 links.",
)
_DECIDED: Final = Words(
    "Keputusan petugas: {same} SAMA dan {different} BEDA diterapkan, {contradicted} bertentangan, "
    "{without_effect} tanpa efek.",
    "Clerks' decisions: {same} SAMA and {different} BEDA applied, {contradicted} contradictory, "
    "{without_effect} without effect.",
)
_DROPPED: Final = Words(
    "Dilewati: {pairs} pasangan yang sama hanya pada hal umum, dihitung per aturan.",
    "Passed over: {pairs} pairs alike in what too many share, counted rule by rule.",
)
_KEPT: Final = Words("Hasil disimpan di:", "The run is kept in:")
_NEXT: Final = Words("Berikutnya:", "Next:")


@dataclass(frozen=True)
class Reconciled:
    """Everything the summary shows: the run's facts, its folder, and its rates per area and in total."""

    facts: Mapping[str, Any]
    folder: str
    named: tuple[str, ...]
    by: str
    rates: pl.DataFrame
    total: pl.DataFrame

    def as_json(self) -> str:
        """Return the summary as one JSON document."""
        told = ("run_id", "created_at", "as_of", "inputs", "notes", "stages", "counts", "timings")
        content: dict[str, Any] = {name: self.facts[name] for name in told}
        content |= {name: self.facts.get(name) for name in ("quality", "decisions")}
        content |= {name: self.facts["model"][name] for name in ("candidates", "dropped")}
        content |= {"run": self.folder, "total": self.total.row(0, named=True), "by": self.by}
        return as_json(content | {"areas": self.rates.to_dicts()})

    def as_text(self, page: Page) -> str:
        """Return the summary as text."""
        language = page.language
        parts = [
            page.bold(_READ.said(language)),
            _files(self.facts["inputs"], page),
            "",
            page.bold(_LINKED.said(language)),
            _stages(self.facts["stages"], page),
            *_flowing(_told_quality(self.facts.get("quality"), language), page),
            *_flowing(_told_decisions(self.facts.get("decisions"), language), page),
            *_flowing(_told_dropped(self.facts["model"]["dropped"], language), page),
            "",
            _balance(_RESIDENTS, STATUS, self.facts["counts"]["residents"], page),
            "",
            _balance(_MEMBERS, CARDS, self.facts["counts"]["members"], page),
            "",
            page.bold(_AREAS.said(language)),
            areas_table(self.rates, self.total, self.by, page),
            "",
            *_flowing([_told_coverage(self.total.row(0, named=True), self.facts.get("quality"), language)], page),
            "",
            f"{_KEPT.said(language)} {clean(self.folder)}",
            f"{_NEXT.said(language)} {clean(self._next())}",
        ]
        return "\n".join(parts)

    def _next(self) -> str:
        """Return the command that lists whom to visit where most people are missing."""
        worst = self.rates.row(0, named=True) if self.rates.height else {}
        name = worst.get("kelurahan") or worst.get("kecamatan")
        if name in repeated(self.rates) and worst["kecamatan"]:
            name = f"{worst['kecamatan']}/{name}"
        area = ("--area", name) if name else ()
        return shlex.join(("uhcmatch", "sweep", *self.named, *area))


def _files(inputs: list[dict[str, Any]], page: Page) -> str:
    columns = [
        Column(heading.said(page.language), is_number=at in (2, 3), may_shrink=at == 0)
        for at, heading in enumerate(_READ_HEADINGS)
    ]
    rows = [
        [
            source["name"],
            _SIDE[source["role"]].said(page.language),
            numbers.count(source["rows"], page.language),
            numbers.count(source["refused"], page.language),
            _written_in(source),
        ]
        for source in inputs
    ]
    return table(columns, rows, page)


def _written_in(source: Mapping[str, Any]) -> str:
    delimiter = {"\t": "tab", None: ""}.get(source["delimiter"], source["delimiter"])
    return " ".join(part for part in (source["encoding"] or source["sheet"] or "", delimiter) if part)


def _stages(stages: list[dict[str, Any]], page: Page) -> str:
    columns = [Column("", may_shrink=True), Column("", is_number=True)]
    return _indented(
        table(columns, [[each[page.language], numbers.count(each["links"], page.language)] for each in stages], page)
    )


def _balance(heading: Words, labels: Mapping[str, Words], counts: Mapping[str, int], page: Page) -> str:
    language = page.language
    columns = [Column("", may_shrink=True), Column("", is_number=True)]
    rows = [[words.said(language), numbers.count(counts[status], language)] for status, words in labels.items()]
    title = heading.fill(rows=numbers.count(counts["rows"], language)).said(language)
    return f"{page.bold(title)}\n{_indented(table(columns, rows, page))}"


def _told_quality(quality: Mapping[str, Any] | None, language: Language) -> list[str]:
    """Say how many links are expected to be wrong, or why that is not known; a run of an older program says nothing."""
    if quality is None:
        return []
    if quality["warning"] is not None:
        return [quality["warning"][language]]
    rates = {kind: numbers.few(quality[f"expected_{kind}_per_10000"], language) for kind in ("false", "missed")}
    return [_EXPECTED.fill(**rates).said(language)]


def _told_decisions(decisions: Mapping[str, int] | None, language: Language) -> list[str]:
    """Say how many decisions of people took effect, where there are any."""
    if not decisions or not any(decisions.values()):
        return []
    return [_DECIDED.fill(**{name: numbers.count(pairs, language) for name, pairs in decisions.items()}).said(language)]


def _told_dropped(dropped: Mapping[str, int], language: Language) -> list[str]:
    """Say how many candidate pairs were not looked at, by whichever rule, where there are any."""
    pairs = sum(dropped.values())
    return [_DROPPED.fill(pairs=numbers.count(pairs, language)).said(language)] if pairs else []


def _told_coverage(total: Mapping[str, Any], quality: Mapping[str, Any] | None, language: Language) -> str:
    places = {
        "coverage": numbers.percent(total["coverage"], language),
        "residents": numbers.count(total["residents"], language),
    }
    sentence = _COVERAGE.fill(**places).said(language)
    if total["registered_low"] == total["registered_high"]:
        return sentence
    low, high = (numbers.percent(total[f"coverage_{bound}"], language) for bound in ("low", "high"))
    is_estimated = quality is None or quality["warning"] is None
    return sentence + (_BETWEEN if is_estimated else _ROUGHLY).fill(low=low, high=high).said(language)


def _flowing(texts: Iterable[str], page: Page) -> Iterator[str]:
    """Yield sentences, a paragraph to each of their lines, none wider than the page."""
    for text in texts:
        for paragraph in text.split("\n"):
            yield from wrapped(paragraph, page.width)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
