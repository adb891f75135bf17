"""What speaks for and against a pair, in a sentence without numbers: by what the words say, whatever they weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.reference.wording import ATTRIBUTES, SPEAKS, attribute_words, level_words
from uhcmatch.report.waterfall import NOTHING_BELOW
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.report.explained import Weight
    from uhcmatch.words import Language

_FOR: Final = Words("Mendukung: {told}.", "For: {told}.")
_AGAINST: Final = Words("Meragukan: {told}.", "Against: {told}.")
_DIGITS: Final = Words("angka ke-{digits}", "digit {digits}")
_UNTOLD: Final = (None, "MISSING")


def evidence_words(weights: Sequence[Weight], digits_apart: Sequence[int], language: Language, *, is_baby: bool) -> str:
    """Return `Mendukung: nama sama, …. Meragukan: NIK berbeda.`; what is unknown or not counted is left out."""
    order = {attribute: at for at, attribute in enumerate(ATTRIBUTES)}
    told = [
        weight
        for weight in sorted(weights, key=lambda one: order.get(one.attribute, len(order)))
        if weight.level not in _UNTOLD
        and abs(weight.bits) >= NOTHING_BELOW
        and not (is_baby and weight.attribute == "name")
    ]
    sides = ((_FOR, [one for one in told if _sign(one) > 0]), (_AGAINST, [one for one in told if _sign(one) < 0]))
    return " ".join(
        words.fill(told="; ".join(_said(one, digits_apart, language) for one in some)).said(language)
        for words, some in sides
        if some
    )


def _sign(weight: Weight) -> float:
    return SPEAKS.get(str(weight.level), weight.bits)


def _said(weight: Weight, digits_apart: Sequence[int], language: Language) -> str:
    words = level_words(weight.attribute, weight.level)
    said = f"{attribute_words(weight.attribute).said(language)} {words.said(language) if words else ''}".strip()
    if weight.attribute == "nik" and digits_apart:
        digits = _DIGITS.fill(digits=", ".join(map(str, digits_apart))).said(language)
        return f"{said} ({digits})"
    return said
