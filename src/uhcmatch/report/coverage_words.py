"""What stands under the figures, in sentences: bounds, activity, people missing, denominators, segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference import uhc
from uhcmatch.report import numbers
from uhcmatch.report.areas import label, repeated
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.report.figures import Figures
    from uhcmatch.words import Language

COVERAGE: Final = Words(
    "Cakupan {coverage} %: {registered} dari {residents} penduduk terdaftar. ",
    "Coverage {coverage} %: {registered} of {residents} residents are registered. ",
)
BETWEEN: Final = Words(
    "Dengan yang perlu verifikasi dan kesalahan tautan yang diperkirakan, angka sebenarnya antara {low} dan {high} % "
    "(peluang 90 %).",
    "With open questions and expected linkage errors the true figure is between {low} and {high} % (90 % chance).",
)
CERTAIN: Final = Words(
    "Kesalahan tautan yang diperkirakan terlalu kecil untuk mengubahnya (peluang 90 %).",
    "Expected linkage errors are too few to change it (90 % chance).",
)
ACTIVE: Final = Words(
    "Keaktifan {rate} % dari yang terdaftar (aktif ÷ terdaftar, ukuran BPJS); {coverage} % dari penduduk (aktif ÷ "
    "penduduk).",
    "Active: {rate} % of the registered (active ÷ registered, as BPJS has it); {coverage} % of residents (active ÷ "
    "residents).",
)
INACTIVE: Final = Words("Nonaktif {inactive}: {listed}.", "Inactive {inactive}: {listed}.")
MISSING: Final = Words("Kurang orang untuk mencapai: {listed}.", "People missing to reach: {listed}.")
LOW: Final = Words(
    "{areas} wilayah di bawah {low} %, perlu disisir rinci: {listed}.",
    "{areas} areas below {low} %, to be swept in detail: {listed}.",
)
READY: Final = Words(
    "{areas} wilayah 100 %, siap dideklarasikan: {listed}.", "{areas} areas at 100 %, ready to be declared: {listed}."
)
BY_NAME: Final = Words(
    "Penyebut: daftar nama yang diberikan, {residents} orang per {day}.",
    "Denominator: the list by name as given, {residents} people on {day}.",
)
OFFICIAL: Final = Words(
    "Penyebut lain: DKB {people} orang{day}; terhadapnya cakupan {coverage} %.",
    "Other denominator: DKB {people} people{day}; against it coverage is {coverage} %.",
)
OF_DAY: Final = Words(" per {day}", " of {day}")
OVER: Final = Words(
    "Lebih dari 100 % berarti yang terdaftar menurut nama melebihi hitungan DKB: semesternya lain, atau daftar "
    "nama memuat "
    "orang yang sudah dibersihkan dari DKB. Angkanya ditampilkan apa adanya.",
    "More than 100 % means that more people are registered by name than the DKB counts: it is of another semester, "
    "or the "
    "list holds people who were cleaned from the DKB. The figure is shown as it is.",
)
OUTSIDE: Final = Words(
    "{areas} kelurahan dalam berkas DKB tidak ada dalam daftar nama.",
    "{areas} kelurahan of the DKB file are not in the list by name.",
)
SEGMENTS: Final = Words("Peserta yang dimuat: {listed}.", "Members loaded: {listed}.")
UNESTIMATED: Final = Words(
    "Hasil ini tidak memuat perkiraan mutunya sendiri: rentangnya memakai peluang setiap tautan saja dan lebih kasar.",
    "This run has no estimate of its own errors: the range rests on the links' own probabilities and is coarser.",
)
_NAMED: Final = 12
"""Areas that a sentence names."""
SEGMENT: Final = {
    "PBI_JK": Words("PBI-JK", "PBI-JK"),
    "PBPU_PEMDA": Words("PBPU Pemda", "PBPU Pemda"),
    "PPU": Words("PPU", "PPU"),
    "PBPU_MANDIRI": Words("PBPU mandiri", "PBPU mandiri"),
    "BP": Words("BP", "BP"),
    "LAINNYA": Words("lainnya", "others"),
    "?": Words("tanpa keterangan segmen", "no segment told"),
}


def sentences(figures: Figures, language: Language) -> list[str]:
    """Return the sentences of a report in order; what does not apply is left out."""
    row = figures.all
    return [
        headline(row, language),
        _filled(ACTIVE, language, rate=row["active_rate"], coverage=row["active_coverage"]),
        *_inactive(row, language),
        *_missing(figures, language),
        *_standing(figures, language),
        _priority(figures, language),
        uhc.PRIORITY_SOURCE.said(language),
        *_denominators(figures, language),
        *_segments(figures, language),
        *([] if figures.estimated else [UNESTIMATED.said(language)]),
    ]


def headline(row: Mapping[str, Any], language: Language) -> str:
    """Return the coverage of an area with its bounds, in a sentence."""
    shown = {name: row[name] for name in ("coverage", "registered", "residents")}
    is_certain = row["registered_low"] == row["registered_high"]
    how_sure = CERTAIN if is_certain else BETWEEN
    bounds = _filled(how_sure, language, low=row["coverage_low"], high=row["coverage_high"])
    return _filled(COVERAGE, language, **shown) + bounds


def _filled(words: Words, language: Language, **places: object) -> str:
    """Return a sentence with its places filled: whole numbers as counts, others as percent, text as it is."""
    shown = {name: _shown(value, language) for name, value in places.items()}
    return words.fill(**shown).said(language)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return numbers.count(value, language)
    return numbers.percent(value if isinstance(value, float) else None, language)


def _inactive(row: Mapping[str, Any], language: Language) -> list[str]:
    told = [
        f"{words.said(language)} ({numbers.count(row[f'inactive_{code}'], language)})"
        for code, words in uhc.INACTIVE.items()
        if row[f"inactive_{code}"]
    ]
    return [_filled(INACTIVE, language, inactive=row["inactive"], listed=", ".join(told))] if told else []


def _missing(figures: Figures, language: Language) -> list[str]:
    told = [
        f"{numbers.short(level, language)} % → {numbers.count(figures.all[column], language)}"
        for level, column in figures.levels.items()
    ]
    return [_filled(MISSING, language, listed=" · ".join(told))] if told else []


def _standing(figures: Figures, language: Language) -> list[str]:
    """Count and name the areas at either end, those with most people missing first; a total has none below it."""
    if figures.by == "total":
        return []
    rows, ambiguous = figures.areas.to_dicts(), repeated(figures.areas)
    bar = numbers.short(figures.bars.low, language)
    told = []
    for code, words in ((uhc.LOW, LOW), (uhc.READY, READY)):
        named = [" ".join(label(row, figures.by, ambiguous, language)) for row in rows if row["standing"] == code]
        if named:
            listed = ", ".join([*named[:_NAMED], *(["…"] if len(named) > _NAMED else [])])
            told.append(_filled(words, language, areas=len(named), low=bar, listed=listed))
    return told


def _priority(figures: Figures, language: Language) -> str:
    verdict = uhc.MET if figures.all["uhc_prioritas"] else uhc.NOT_MET
    registered, active = (
        numbers.short(bar, language) for bar in (figures.bars.priority_registered, figures.bars.priority_active)
    )
    return _filled(uhc.PRIORITY, language, registered=registered, active=active, verdict=verdict.said(language))


def _denominators(figures: Figures, language: Language) -> list[str]:
    row = figures.all
    told = [_filled(BY_NAME, language, residents=row["residents"], day=numbers.day(figures.as_of))]
    if row["dkb_residents"] is None:
        return told
    day = "" if figures.official is None else _filled(OF_DAY, language, day=numbers.day(figures.official))
    told.append(_filled(OFFICIAL, language, people=row["dkb_residents"], day=day, coverage=row["dkb_coverage"]))
    if any((share or 0) > 100 for share in (row["dkb_coverage"], *figures.areas["dkb_coverage"])):
        told.append(OVER.said(language))
    return [*told, *([_filled(OUTSIDE, language, areas=figures.outside)] if figures.outside else [])]


def _segments(figures: Figures, language: Language) -> list[str]:
    listed = [
        f"{SEGMENT[code].said(language)} {numbers.count(cards, language)}" for code, cards in figures.segments.items()
    ]
    return [_filled(SEGMENTS, language, listed=", ".join(listed))] if listed else []
