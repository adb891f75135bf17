"""Why the second-best candidate was not it, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.reference.wording import attribute_words
from uhcmatch.report import numbers
from uhcmatch.report.waterfall import BOUND, FITTED, HINDSIGHT, NOTHING_BELOW, PRICE, START, fitted
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.report.explained import Candidate, Explained

_TOO_WEAK: Final = Words(
    "Tidak ada calon yang cukup kuat: yang terbaik {best} %, ditanyakan mulai {review} %.",
    "No candidate is strong enough: the best has {best} %, questions begin at {review} %.",
)
_LOST: Final = Words(
    "Calon 2 kalah terutama pada “{attribute}”: {second} bit, sedangkan calon 1 {first} bit.",
    "Candidate 2 lost mostly by “{attribute}”: {second} bits against {first} of candidate 1.",
)
_WEAKER: Final = Words(
    "Keduanya ditanyakan; calon 2 lebih lemah terutama pada “{attribute}”: {second} bit, calon 1 {first} bit.",
    "Both are questions; candidate 2 is weaker mostly by “{attribute}”: {second} bits against {first}.",
)
_ALIKE: Final = Words(
    "Calon 2 sama kuat: tidak ada petunjuk yang mendahulukan calon 1.",
    "Candidate 2 is as strong: nothing speaks for candidate 1 before it.",
)
_SETTLED: Final = Words(
    "Calon 1 ditetapkan sebelum bobot ditimbang ({why}); calon 2 tidak lebih ringan.",
    "Candidate 1 was settled before anything was weighed ({why}); candidate 2 weighs no less.",
)
_SECOND_CARD: Final = Words(
    "Calon 2 adalah kartu kedua orang yang sama.", "Candidate 2 is a second card of the same person."
)
_ASKED_BESIDE: Final = Words(
    "Calon 1 ditautkan; calon 2 ditanyakan sebagai kartu kedua.",
    "Candidate 1 is linked; candidate 2 is asked about as a second card.",
)
_OF_TWO_CARDS: Final[dict[tuple[str | None, str | None], Words]] = {
    ("match", "match"): _SECOND_CARD,
    ("match", "review"): _ASKED_BESIDE,
}
"""Decisions of both candidates of a resident → what the second is."""
_TAKEN: Final = Words(
    "Calon 2 kalah karena kartu itu milik penduduk baris {row}.",
    "Candidate 2 lost because it is resident row {row}'s card.",
)


def runner_up(one: Explained, review: float) -> Words | None:
    """Return the sentence; null where there are no two candidates to choose between."""
    if not one.candidates:
        return None
    best = one.candidates[0]
    if best.decision is None:
        # Weighed by itself a pair may reach what it had not beside all its rivals.
        likeliest = max(pair.probability for pair in one.candidates)
        told = _in_both(_TOO_WEAK, best=100 * likeliest, review=100 * review)
        return told if likeliest < review else None
    if len(one.candidates) == 1:
        return None
    second = one.candidates[1]
    if one.side == "resident" and second.taken_by is not None:
        return _TAKEN.fill(row=second.taken_by)
    two_cards = _OF_TWO_CARDS.get((best.decision, second.decision)) if one.side == "resident" else None
    return two_cards or _difference(best, second)


def _difference(best: Candidate, second: Candidate) -> Words:
    """Name what sets the two apart most; a card may have been settled by its number before others were weighed."""
    if second.total > best.total + NOTHING_BELOW and best.because:
        return Words(_SETTLED.id.format(why=best.because.id), _SETTLED.en.format(why=best.because.en))
    first_bits, second_bits = _bits(best), _bits(second)
    apart = {name: bits - second_bits.get(name, 0.0) for name, bits in first_bits.items()}
    widest = max(apart, key=lambda name: apart[name])
    if apart[widest] < NOTHING_BELOW:
        return _ALIKE
    words = _WEAKER if best.decision == second.decision == "review" else _LOST
    return _signed(words, _named(widest), first_bits[widest], second_bits.get(widest, 0.0))


def _bits(pair: Candidate) -> dict[str, float]:
    weights = {weight.attribute: weight.bits for weight in pair.weights if weight.attribute != "base"}
    return weights | {
        "bound": pair.bound,
        "price": pair.price,
        "hindsight": pair.hindsight,
        "start": pair.start,
        "fitted": fitted(pair),
    }


def _named(code: str) -> Words:
    own = {"bound": BOUND, "price": PRICE, "hindsight": HINDSIGHT, "start": START, "fitted": FITTED}
    return own[code] if code in own else attribute_words(code)


def _in_both(words: Words, **shares: float) -> Words:
    """Fill a sentence with percentages, as each language writes them."""
    return Words(
        words.id.format(**{name: numbers.percent(share, "id") for name, share in shares.items()}),
        words.en.format(**{name: numbers.percent(share, "en") for name, share in shares.items()}),
    )


def _signed(words: Words, attribute: Words, first: float, second: float) -> Words:
    return Words(
        words.id.format(attribute=attribute.id, first=numbers.signed(first, "id"), second=numbers.signed(second, "id")),
        words.en.format(attribute=attribute.en, first=numbers.signed(first, "en"), second=numbers.signed(second, "en")),
    )
