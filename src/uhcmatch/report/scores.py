"""Scores of a run as tables and as a document: each share with its 95 % interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.evaluate import Rate, Scores, Stratum, Unnamed
    from uhcmatch.words import Language

_ROWS: Final = {
    "precision": Words("Tautan benar (precision)", "True links (precision)"),
    "recall": Words("Peserta ditemukan (recall)", "Enrolled people found (recall)"),
    "sweep_precision": Words("Daftar kunjungan (precision)", "Sweep list (precision)"),
    "sweep_recall": Words("Daftar kunjungan (recall)", "Sweep list (recall)"),
    "review": Words("Antrean: penduduk yang kartunya benar", "Review queue: asked of the right card"),
}
_KIND: Final = Words("Recall menurut jenis kesalahan", "Recall by kind of error")
_CLEAN: Final = Words("tanpa kesalahan", "no error")
_OF: Final = Words("{part} dari {whole}", "{part} of {whole}")
_INTERVAL: Final = Words("95 % antara", "95 % interval")
_GROUPS: Final = Words("Menurut kelompok orang", "By groups of people")
_FOUND: Final = Words("peserta", "enrolled")
_LINKS: Final = Words("tautan", "links")
_PARTIAL: Final = Words(
    "Kunci tidak menyebut {residents} penduduk dan {members} kartu dari hasil ini: para penduduk itu dinilai tidak"
    " punya kartu, dan {links} tautan kartu itu dinilai keliru.",
    "The truth does not name {residents} residents and {members} cards of this run: these residents are scored as"
    " people without a card, and {links} links of these cards as false.",
)
_ATTRIBUTES: Final = {
    "name": Words("Nama", "Name"),
    "age": Words("Umur", "Age"),
    "segment": Words("Segmen", "Segment"),
}
_VALUES: Final = {
    "mononym": Words("satu kata", "one word"),
    "several": Words("beberapa kata", "several words"),
    "?": numbers.UNKNOWN,
}


def partial_truth(unnamed: Unnamed) -> Words:
    """Return what is to be known of scores by a truth that names only a part of the run."""
    return _PARTIAL.fill(**vars(unnamed))


def scores_json(scores: Scores, strata: Sequence[Stratum], unnamed: Unnamed) -> str:
    """Return the scores as one JSON document; shares and intervals from 0 to 1.

    `unnamed` counts the residents, cards and links of the run that the truth does not name.
    """
    content: dict[str, Any] = {name: getattr(scores, name).share for name in _ROWS if name != "review"}
    content["f1"] = scores.f1
    content["counts"] = {name: vars(getattr(scores, name)) for name in _ROWS}
    content["intervals"] = {name: getattr(scores, name).interval for name in _ROWS}
    content["review_queue"] = scores.review.whole
    content["review_true_share"] = scores.review.share
    content["recall_by_kind"] = {
        kind: vars(rate) | {"recall": rate.share, "interval": rate.interval} for kind, rate in scores.by_kind.items()
    }
    content["unnamed"] = vars(unnamed)
    content["strata"] = [
        {
            "attribute": one.attribute,
            "value": one.value,
            "precision": _document(one.precision),
            "recall": _document(one.recall),
        }
        for one in strata
    ]
    return as_json(content)


def scores_text(scores: Scores, strata: Sequence[Stratum], page: Page) -> str:
    """Return the scores as text, shares in percent."""
    language = page.language
    rows = [[words.said(language), *_rate(getattr(scores, name), language)] for name, words in _ROWS.items()]
    rows.insert(2, ["F1", _share(scores.f1, language), "", ""])
    parts = [table(_columns(language), rows, page)]
    if strata:
        parts += ["", page.bold(_GROUPS.said(language)), _strata_table(strata, page)]
    kinds = [
        [_CLEAN.said(language) if kind == "-" else kind, *_rate(rate, language)]
        for kind, rate in sorted(scores.by_kind.items(), key=lambda each: (each[1].share or 0, each[0]))
    ]
    if kinds:
        parts += ["", page.bold(_KIND.said(language)), table(_columns(language), kinds, page)]
    return "\n".join(parts)


def _columns(language: Language) -> list[Column]:
    interval = Column(_INTERVAL.said(language), is_number=True)
    return [Column("", may_shrink=True), Column("%", is_number=True), Column("", is_number=True), interval]


def _strata_table(strata: Sequence[Stratum], page: Page) -> str:
    language = page.language
    interval, found, links = (words.said(language) for words in (_INTERVAL, _FOUND, _LINKS))
    columns = [
        Column("", may_shrink=True),
        *(Column(name, is_number=True) for name in (f"\n{found}", "recall\n%", f"\n{interval}")),
        *(Column(name, is_number=True) for name in (f"\n{links}", "precision\n%")),
    ]
    rows = [
        [
            _group(one, language),
            numbers.count(one.recall.whole, language),
            _share(one.recall.share, language),
            _between(one.recall.interval, language),
            numbers.count(one.precision.whole, language),
            _share(one.precision.share, language),
        ]
        for one in strata
    ]
    return table(columns, rows, page)


def _group(one: Stratum, language: Language) -> str:
    value = _VALUES[one.value].said(language) if one.value in _VALUES else one.value
    return f"{_ATTRIBUTES[one.attribute].said(language)}: {value}"


def _document(rate: Rate) -> dict[str, Any]:
    return vars(rate) | {"share": rate.share, "interval": rate.interval}


def _rate(rate: Rate, language: Language) -> list[str]:
    counted = {"part": numbers.count(rate.part, language), "whole": numbers.count(rate.whole, language)}
    return [_share(rate.share, language), _OF.fill(**counted).said(language), _between(rate.interval, language)]


def _share(share: float | None, language: Language) -> str:
    return numbers.percent(None if share is None else 100 * share, language)


def _between(interval: tuple[float, float] | None, language: Language) -> str:
    return numbers.NOTHING if interval is None else "–".join(_share(bound, language) for bound in interval)
