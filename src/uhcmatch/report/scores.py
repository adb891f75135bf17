"""Scores of a run as a table and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.evaluate import Scores
    from uhcmatch.words import Language

_ROWS: Final = {
    "precision": Words("Tautan yang benar (precision)", "Links that are true (precision)"),
    "recall": Words("Peserta yang ditemukan (recall)", "Enrolled people found (recall)"),
    "sweep_precision": Words("Daftar kunjungan yang benar (precision)", "Sweep list that is right (precision)"),
    "sweep_recall": Words("Belum terdaftar yang terdaftar kunjungan (recall)", "Unenrolled people listed (recall)"),
    "review": Words("Antrean verifikasi: pasangan benar", "Review queue: asked pair is true"),
}
_KIND: Final = Words("Recall menurut jenis kesalahan", "Recall by kind of error")
_CLEAN: Final = Words("tanpa kesalahan", "no error")
_OF: Final = Words("{part} dari {whole}", "{part} of {whole}")


def scores_json(scores: Scores) -> str:
    """Return the scores as one JSON document; shares from 0 to 1."""
    content: dict[str, Any] = {name: getattr(scores, name).share for name in _ROWS if name != "review"}
    content["f1"] = scores.f1
    content["counts"] = {name: vars(getattr(scores, name)) for name in _ROWS}
    content["review_queue"] = scores.review.whole
    content["review_true_share"] = scores.review.share
    content["recall_by_kind"] = {kind: vars(rate) | {"recall": rate.share} for kind, rate in scores.by_kind.items()}
    return as_json(content)


def scores_text(scores: Scores, page: Page) -> str:
    """Return the scores as text, shares in percent."""
    language = page.language
    rows = [[words.said(language), *_rate(getattr(scores, name), language)] for name, words in _ROWS.items()]
    rows.insert(2, ["F1", _share(scores.f1, language), ""])
    columns = [Column("", may_shrink=True), Column("%", is_number=True), Column("", is_number=True)]
    kinds = [
        [_CLEAN.said(language) if kind == "-" else kind, *_rate(rate, language)]
        for kind, rate in sorted(scores.by_kind.items(), key=lambda each: (each[1].share or 0, each[0]))
    ]
    parts = [table(columns, rows, page)]
    if kinds:
        parts += ["", page.bold(_KIND.said(language)), table(columns, kinds, page)]
    return "\n".join(parts)


def _rate(rate: Any, language: Language) -> list[str]:  # noqa: ANN401 - evaluate's Rate; siblings do not import each other
    counted = {"part": numbers.count(rate.part, language), "whole": numbers.count(rate.whole, language)}
    return [_share(rate.share, language), _OF.fill(**counted).said(language)]


def _share(share: float | None, language: Language) -> str:
    return numbers.percent(None if share is None else 100 * share, language)
