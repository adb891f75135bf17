"""Proposals to BPJS on the screen: what one file holds and leaves out, who was proposed, and what is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.bounces import BOUNCES
from uhcmatch.reference.registrations import registration_words
from uhcmatch.reference.replies import ANSWERS_BY_CODE
from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.words import Language

SHOWN: Final = 40
_SOURCES: Final = {
    "outcomes": Words("dari hasil kunjungan", "from outcomes of visits"),
    "sweep": Words("dari daftar kunjungan", "from the sweep list"),
}
_TITLE: Final = Words("Usulan {batch}, {layout}, {source}", "Proposal {batch}, {layout}, {source}")
_NOBODY: Final = Words("(tidak ada yang diusulkan)", "(nobody is proposed)")
_CANDIDATES: Final = Words("Calon", "Candidates")
_PROPOSED: Final = Words("Diusulkan", "Proposed")
_ASIDE: Final = Words("Disisihkan", "Set aside")
_OVER: Final = Words("Di luar kuota", "Over the quota")
_HEADINGS: Final = (Words("", ""), Words("Orang", "People"))
_QUOTA: Final = Words(
    "Kuota {places}: terpakai {used}, sisa {left}; Rp{rupiah} per bulan.",
    "Quota {places}: {used} used, {left} left; Rp{rupiah} a month.",
)
_NO_QUOTA: Final = Words("Tanpa kuota; Rp{rupiah} per bulan.", "No quota; Rp{rupiah} a month.")
_BEYOND: Final = Words(
    "Perhatian: {beyond} orang lebih banyak daripada yang disisakan [registration] quota dan quota_month.",
    "Mind: {beyond} people more than [registration] quota and quota_month leave.",
)
_PASSED: Final = Words(
    "{passed} keluarga dilewati: sisa kuota tidak cukup untuk semua anggotanya, keluarga berikutnya didahulukan.",
    "{passed} households were passed over: too few places left for all of them, smaller ones went before.",
)
_ACCEPTED: Final = Words(
    "{people} orang sudah diterima BPJS, tidak diusulkan lagi.", "{people} people were accepted before and left out."
)
_OTHERWISE: Final = Words(
    "{people} orang bersedia lewat jalan lain (mandiri, pemberi kerja): bukan usulan Pemda.",
    "{people} people are willing in another way (own payment, employer): none of the Pemda's.",
)
_EMPTY: Final = Words("Sel kosong untuk diisi: {listed}.", "Empty cells to be filled in: {listed}.")
_STATES: Final = {
    "open": Words("belum dijawab", "open"),
    "accepted": Words("diterima", "accepted"),
    "refused": Words("ditolak", "refused"),
    "later": Words("bulan depan", "next month"),
}
_PEOPLE: Final = {
    "usulan": Words("Usulan", "File"),
    "nomor": Words("No", "No"),
    "nama": Words("Nama", "Name"),
    "kelurahan": Words("Kelurahan/Desa", "Kelurahan"),
    "permintaan": Words("Permintaan", "Request"),
    "jawaban": Words("Jawaban BPJS", "BPJS's answer"),
}
_NONE: Final = Words("Belum ada usulan.", "No proposals yet.")
_COUNTED: Final = Words("{people} usulan.", "{people} proposals.")
_REST: Final = Words(
    "… dan {rest} usulan lain: pakai --format csv atau json.", "… and {rest} more: use --format csv or json."
)
_BATCHES: Final = {
    "usulan": Words("Usulan", "File"),
    "tanggal": Words("Tanggal", "Day"),
    "proposed": Words("Diusul-\nkan", "Pro-\nposed"),
    "open": Words("Belum\ndijawab", "Open"),
    "accepted": Words("Diterima", "Accepted"),
    "refused": Words("Ditolak", "Refused"),
    "later": Words("Bulan\ndepan", "Next\nmonth"),
    "rupiah_month": Words("Rp per\nbulan", "Rp a\nmonth"),
}
_REASONS: Final = Words("Ditolak karena", "Refused because")
_QUOTAS: Final = {
    "month": Words("Bulan {period}", "Month {period}"),
    "year": Words("Tahun {period}", "Year {period}"),
}
_USED: Final = Words(
    "{when}: {used} tempat terpakai, Rp{rupiah} per bulan", "{when}: {used} places used, Rp{rupiah} a month"
)
_LEFT: Final = Words(
    "; sisa {left} dari {quota} (Rp{rupiah_left} per bulan).", "; {left} left of {quota} (Rp{rupiah_left} a month)."
)

_TOO_MANY: Final = Words("; {beyond} lebih banyak daripada {quota}.", "; {beyond} more than {quota}.")


def exported_text(told: dict[str, Any], layout: Words, page: Page) -> str:
    """Return the balance of one file: every candidate proposed, set aside or over the quota."""
    language = page.language
    batch = told["batch"] or _NOBODY.said(language)
    title = _TITLE.said(language).format(
        batch=batch, layout=layout.said(language), source=_SOURCES[told["source"]].said(language)
    )
    rows = [
        [_CANDIDATES.said(language), told["candidates"]],
        [_PROPOSED.said(language), told["proposed"]],
        *([f"  {code}", count] for code, count in told["requests"].items()),
        [_ASIDE.said(language), told["aside"]],
        *([f"  {BOUNCES[code].said(language)}", count] for code, count in told["reasons"].items()),
        [_OVER.said(language), told["over"]],
    ]
    columns = [
        Column(words.said(language), is_number=at == 1, may_shrink=at == 0) for at, words in enumerate(_HEADINGS)
    ]
    counted = [[name, numbers.count(count, language)] for name, count in rows]
    return "\n".join([page.bold(title), "", table(columns, counted, page), "", *_sentences(told, language)])


def _sentences(told: dict[str, Any], language: Language) -> list[str]:
    rupiah = numbers.count(told["rupiah_month"], language)
    places = {name: numbers.count(told[name], language) for name in ("places", "proposed", "left")}
    quota = _NO_QUOTA.fill(rupiah=rupiah)
    if told["places"] is not None:
        quota = _QUOTA.fill(places=places["places"], used=places["proposed"], left=places["left"], rupiah=rupiah)
    lines = [quota]
    lines += [_BEYOND.fill(beyond=numbers.count(told["beyond"], language))] if told["beyond"] else []
    lines += [_PASSED.fill(passed=numbers.count(told["passed"], language))] if told["passed"] else []
    lines += [_ACCEPTED.fill(people=numbers.count(told["accepted"], language))] if told["accepted"] else []
    lines += [_OTHERWISE.fill(people=numbers.count(told["otherwise"], language))] if told["otherwise"] else []
    said = [line.said(language) for line in lines]
    if told["empty"]:
        listed = ", ".join(f"{heading} {numbers.count(count, language)}" for heading, count in told["empty"].items())
        said.append(_EMPTY.said(language).format(listed=listed))
    return said


def proposed_text(people: pl.DataFrame, page: Page) -> str:
    """Return who was proposed, and what BPJS answered."""
    language = page.language
    if people.is_empty():
        return _NONE.said(language)
    columns = [
        Column(words.said(language), is_number=name == "nomor", may_shrink=name in ("nama", "kelurahan", "jawaban"))
        for name, words in _PEOPLE.items()
    ]
    rows = [
        [str(row[name]) if row[name] is not None else numbers.NOTHING for name in _PEOPLE if name != "jawaban"]
        + [_state(row, language)]
        for row in people.head(SHOWN).to_dicts()
    ]
    told = [_COUNTED.fill(people=numbers.count(people.height, language))]
    told += [_REST.fill(rest=numbers.count(people.height - SHOWN, language))] if people.height > SHOWN else []
    return "\n".join([table(columns, rows, page), "", *(words.said(language) for words in told)])


def _state(row: dict[str, Any], language: Language) -> str:
    return (
        registration_words(row["balasan"]).said(language) if row["balasan"] else _STATES[row["keadaan"]].said(language)
    )


def progress_text(told: dict[str, Any], page: Page) -> str:
    """Return what became of each file, why people were refused, and what is used up and left."""
    language = page.language
    if not told["batches"]:
        return _NONE.said(language)
    columns = [
        Column(words.said(language), is_number=name not in ("usulan", "tanggal")) for name, words in _BATCHES.items()
    ]
    rows = [[_cell(batch[name], language) for name in _BATCHES] for batch in told["batches"]]
    parts = [table(columns, rows, page)]
    if told["refused"]:
        reasons = [
            [ANSWERS_BY_CODE[code].words.said(language), numbers.count(count, language)]
            for code, count in told["refused"].items()
        ]
        heads = [Column(_REASONS.said(language), may_shrink=True), Column(_HEADINGS[1].said(language), is_number=True)]
        parts += ["", table(heads, reasons, page)]
    return "\n".join([*parts, "", *(_used(told["quota"][kind], words, language) for kind, words in _QUOTAS.items())])


def _cell(value: str | int, language: Language) -> str:
    return value if isinstance(value, str) else numbers.count(value, language)


def _used(quota: dict[str, Any], when: Words, language: Language) -> str:
    counted = {name: numbers.count(quota[name], language) for name in quota if name != "period"}
    named = when.said(language).format(period=quota["period"])
    said = _USED.said(language).format(when=named, **{name: counted[name] for name in ("used", "rupiah")})
    if quota["quota"] is None:
        return f"{said}."
    if quota["beyond"]:
        return said + _TOO_MANY.said(language).format(**{name: counted[name] for name in ("beyond", "quota")})
    return said + _LEFT.said(language).format(**{name: counted[name] for name in ("left", "quota", "rupiah_left")})
