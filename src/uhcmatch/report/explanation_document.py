"""Why (not) as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch.report.document import as_json
from uhcmatch.report.explained import row_of
from uhcmatch.report.runner_up import runner_up
from uhcmatch.report.waterfall import waterfall_document

if TYPE_CHECKING:
    from uhcmatch.report.explained import Answer, Candidate, Row, Side
    from uhcmatch.words import Language, Words


def explanation_json(answer: Answer, language: Language) -> str:
    """Return the answer as JSON: bits to the thousandth, probabilities from 0 to 1.

    `rows` are all rows the question names, `explained` the first of them with their candidates. `same_as` is the row
    that is kept of a person, where this is a second one; `owner_gone` that of one who died or moved away, whose card
    this is, and `cards` the cards of such a one, null of anybody else. `counted_row` is the card that counts in place
    of a second one, and `counted` says why.
    """
    explained = [
        _row(one.side, one.row, language)
        | {
            "owner_gone": row_of("resident", one.gone) if one.gone else None,
            "cards": None if one.cards is None else [row_of("member", card) for card in one.cards],
            "candidates": [_pair(pair, language) for pair in one.candidates],
            "runner_up": _said(runner_up(one, answer.review), language),
        }
        for one in answer.explained
    ]
    rows = [_row(side, row, language) for side, row in answer.rows]
    return as_json({"run_id": answer.run_id, "rows": rows, "explained": explained})


def _row(side: Side, row: Row, language: Language) -> dict[str, Any]:
    return {"side": side} | row | {name: _said(row[name], language) for name in ("sentence", "counted")}


def _pair(pair: Candidate, language: Language) -> dict[str, Any]:
    return {
        "resident_row": row_of("resident", pair.resident),
        "member_row": row_of("member", pair.member),
        "decision": pair.decision,
        "told_apart": pair.is_told_apart,
        "rule": pair.rule,
        "sentence": _said(pair.because, language),
        "recorded_probability": pair.recorded,
        "probability": pair.probability,
        "counted_row": pair.member["counted_row"] if pair.decision == "match" else None,
        "taken_by": pair.taken_by,
        "rival": pair.rival,
        "rival_probability": pair.rival_probability,
        "prior": round(pair.start, 3),
        "name_alone": round(pair.bound, 3),
        "second_card": round(pair.price, 3),
        "hindsight": round(pair.hindsight, 3),
        "bits": round(pair.total, 3),
        "weights": waterfall_document(pair, language),
    }


def _said(words: Words | None, language: Language) -> str | None:
    return None if words is None else words.said(language)
