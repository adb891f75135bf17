"""One pair as a waterfall: a line per attribute, how its values agree, and the bits that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.wording import ATTRIBUTES, SPEAKS, attribute_words, level_words
from uhcmatch.report import numbers
from uhcmatch.report.pair_values import values_of
from uhcmatch.report.table import Column, Page, table
from uhcmatch.report.text import wrapped
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.report.explained import Candidate, Weight
    from uhcmatch.report.pair_values import Values
    from uhcmatch.words import Language

_HEADINGS: Final = (
    Words("Petunjuk", "Evidence"),
    Words("Penduduk / kartu", "Resident / card"),
    Words("Bit", "Bits"),
)
START: Final = Words("Titik awal", "Start")
PRICE: Final = Words("Kartu lain", "Other card")
BOUND: Final = Words("Hanya ditanyakan", "Only asked")
_START_IS: Final = Words(
    "satu di antara {residents} penduduk, atau orang luar", "one of {residents} residents, or an outsider"
)
_START_IS_ONE: Final = Words("satu-satunya penduduk, atau orang luar", "the only resident, or an outsider")
FITTED: Final = Words("Setelan", "Fitted")
_FITTED_IS: Final = Words("bagian bersama dari bobot yang dipelajari", "what the learnt weights have in common")
_PRICE_IS: Final = Words("kartu lain ditautkan lebih dulu", "another card was linked to them first")
_BOUND_IS: Final = Words(
    "ini saja belum cukup: bisa keluarga atau senama", "not enough alone: may be a relative or a namesake"
)
ANOTHER_CHILD: Final = Words("Anak lain", "Another child")
_ANOTHER_CHILD_IS: Final = Words(
    "kartu bayi ini menyebut kelahiran atau ibu lain", "this newborn's card tells of another birth or mother"
)
_EVEN: Final = -1.0
"""Bits that what may only be asked may reach; a newborn's card of another child reaches far less."""
HINDSIGHT: Final = Words("Sesudah semua", "In hindsight")
_HINDSIGHT_IS: Final = Words(
    "setelah kartu lain diputuskan: pertanyaan seperti ini hampir selalu benar",
    "when all other cards were decided: questions like this one come true",
)
_SUM: Final = Words("Jumlah", "Sum")
_NOT_COUNTED: Final = Words("tidak dihitung", "not counted")
_ONLY_OF_BABIES: Final = {"infancy": True, "name": False}
"""A card that says only “baby of” has no name of its own; only its age is asked."""
_UNFIT: Final = Words("tidak dapat dibandingkan", "cannot be compared")
_MISSING: Final = "MISSING"
_SAME: Final = ("EQUAL", "SAME")
_BASE: Final = "base"
"""Belongs to no attribute: on the screen the line below the start."""
NOTHING_BELOW: Final = 0.05
"""Bits that read as 0.0."""


def steps(pair: Candidate) -> list[Weight]:
    """Return the weights worth a line, in the order people read them; those without words come last."""
    order = {attribute: at for at, attribute in enumerate(ATTRIBUTES)}
    told = [weight for weight in pair.weights if weight.attribute != _BASE and _is_told(weight, pair)]
    return sorted(told, key=lambda weight: order.get(weight.attribute, len(order)))


def fitted(pair: Candidate) -> float:
    """Return the bits that belong to no attribute: learnt together, weights may all be too low or too high."""
    return sum(weight.bits for weight in pair.weights if weight.attribute == _BASE)


def takes_back(pair: Candidate) -> bool:
    """Tell whether something that agrees weighs less than nothing, as another line counts it already."""
    return any(SPEAKS.get(str(weight.level)) == 1 and weight.bits < -NOTHING_BELOW for weight in steps(pair))


def agreement(weight: Weight, pair: Candidate, language: Language) -> str:
    """Return how the values agree, both of them shown; where something else says as much it is not counted."""
    words, values = _words_and_values(weight, pair)
    told = [] if words is None else [words.said(language)]
    if values is not None:
        told.append(values.told(is_same=weight.level in _SAME))
    said = ", ".join(_remarks(weight, values, language))
    return ": ".join(told) + (f" ({said})" if said else "")


def _remarks(weight: Weight, values: Values | None, language: Language) -> list[str]:
    """Return what has to be said of the values beside how they agree."""
    remarks = list(values.remarks) if values is not None else []
    if _is_nothing(weight) and weight.level not in (None, _MISSING):
        remarks.append(_NOT_COUNTED)
    return [remark.said(language) for remark in remarks]


def _is_nothing(weight: Weight) -> bool:
    return abs(weight.bits) < NOTHING_BELOW


def waterfall_text(pair: Candidate, residents: int, page: Page) -> str:
    """Return the waterfall as a table; what is long goes on in the next line."""
    language = page.language
    rows = list(_rows(pair, residents, language))
    names, bits = (max(len(row[at]) for row in rows) for at in (0, 2))
    room = None if page.width is None else max(page.width - names - bits - 4, 20)
    lines = [line for row in rows for line in _lines(row, room)]
    columns = [Column(words.said(language), is_number=at == 2) for at, words in enumerate(_HEADINGS)]
    return table(columns, lines, page, has_total=True)


def waterfall_document(pair: Candidate, language: Language) -> list[dict[str, Any]]:
    """Return every weight of the model for a JSON document, bits to the thousandth."""
    documents = []
    for weight in pair.weights:
        words, values = _words_and_values(weight, pair)
        is_so = weight.level is not None or not _is_nothing(weight)
        documents.append(
            {
                "attribute": weight.attribute,
                "level": weight.level,
                "agreement": words.said(language) if words and is_so else None,
                "resident": None if values is None else values.resident,
                "member": None if values is None else values.member,
                "remarks": _remarks(weight, values, language),
                "bits": round(weight.bits, 3),
            }
        )
    return documents


def _words_and_values(weight: Weight, pair: Candidate) -> tuple[Words | None, Values | None]:
    """Return how the values agree and the values; one that is there may still be unfit to be compared."""
    words, values = level_words(weight.attribute, weight.level), values_of(weight.attribute, pair)
    is_unfit = weight.level == _MISSING and values is not None and None not in (values.resident, values.member)
    return (_UNFIT if is_unfit else words), values


def _is_told(weight: Weight, pair: Candidate) -> bool:
    if weight.level is None and _is_nothing(weight):
        return False
    is_baby = bool(pair.member["is_baby"])
    if weight.attribute == "mother" and weight.level == _MISSING and not is_baby:
        return False  # Few files name her but for newborns.
    if weight.attribute == "infancy" and weight.level == _MISSING and pair.member["tanggal_lahir"] is not None:
        return False  # A card with a birth date is asked for that instead.
    return is_baby == _ONLY_OF_BABIES.get(weight.attribute, is_baby)


def _rows(pair: Candidate, residents: int, language: Language) -> Iterator[tuple[str, str, str]]:
    among = _START_IS_ONE if residents == 1 else _START_IS.fill(residents=numbers.count(residents, language))
    yield START.said(language), among.said(language), numbers.signed(pair.start, language)
    if abs(fitted(pair)) >= NOTHING_BELOW:
        yield FITTED.said(language), _FITTED_IS.said(language), numbers.signed(fitted(pair), language)
    for weight in steps(pair):
        named = attribute_words(weight.attribute).said(language)
        yield named, agreement(weight, pair, language), numbers.signed(weight.bits, language)
    if pair.bound:
        is_other_child = pair.member["is_baby"] and pair.total - pair.price - pair.hindsight < _EVEN
        name, why = (ANOTHER_CHILD, _ANOTHER_CHILD_IS) if is_other_child else (BOUND, _BOUND_IS)
        yield name.said(language), why.said(language), numbers.signed(pair.bound, language)
    if pair.price:
        yield PRICE.said(language), _PRICE_IS.said(language), numbers.signed(pair.price, language)
    if pair.hindsight:
        yield HINDSIGHT.said(language), _HINDSIGHT_IS.said(language), numbers.signed(pair.hindsight, language)
    yield _SUM.said(language), "", numbers.signed(pair.total, language)


def _lines(row: tuple[str, str, str], room: int | None) -> list[tuple[str, str, str]]:
    name, told, bits = row
    parts = wrapped(told, room, indent="  ")
    return [(name, parts[0], bits), *(("", part, "") for part in parts[1:])]
