"""Why (not), on the screen: the person, the candidates with their waterfalls, and why the second was not it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.report.explained import row_of
from uhcmatch.report.pair_values import place
from uhcmatch.report.reconciled import CARDS, STATUS
from uhcmatch.report.runner_up import runner_up
from uhcmatch.report.table import Column, Page, table
from uhcmatch.report.text import wrapped
from uhcmatch.report.waterfall import takes_back, waterfall_text
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uhcmatch.report.explained import Answer, Candidate, Explained, Row, Side
    from uhcmatch.words import Language

_SIDES: Final[dict[Side, Words]] = {"resident": Words("Penduduk", "Resident"), "member": Words("Peserta", "Member")}
_STATUSES: Final[dict[Side, dict[str, Words]]] = {"resident": STATUS, "member": CARDS}
_ROW: Final = Words("baris {row}: {name}", "row {row}: {name}")
_CARD: Final = Words("kartu", "card")
_DECISIONS: Final[dict[str | None, Words]] = {
    "match": Words("cocok", "a match"),
    "review": Words("perlu verifikasi", "to verify"),
    None: Words("tidak ditautkan", "not linked"),
}
_TOLD_APART: Final = Words("petugas memutuskan BEDA", "a clerk decided BEDA (two persons)")
_CHANCE: Final = Words("{decision}, peluang {chance} %", "{decision}, probability {chance} %")
_UNLESS: Final = Words(
    "{decision}: {why} (andaikata bukan, peluang {chance} %)", "{decision}: {why} (were it not so, {chance} %)"
)
_COUNTED: Final = Words("yang dihitung kartu baris {row}: {why}", "counted is card row {row}: {why}")
_OF_ONE_GONE: Final = frozenset({"pemilik_meninggal", "pemilik_pindah"})
"""Cards that were weighed for nobody, however likely somebody else's they seem."""
_LIKELY: Final = 0.5
_TAKEN: Final = Words("kartu ini milik penduduk baris {row}", "this card is that of resident row {row}")
_RIVAL: Final = Words(
    "kartu ini juga cocok dengan penduduk baris {row} ({chance} %)",
    "this card fits resident row {row} too ({chance} %)",
)
_NO_RIVAL: Final = 0.01
"""Probability below which another resident takes nothing off a pair's."""
_NOBODY: Final[dict[Side, Words]] = {
    "resident": Words("Tidak ada kartu yang mirip.", "No card is like this person."),
    "member": Words("Tidak ada penduduk yang mirip.", "No resident is like this card."),
}
_NO_PART: Final = Words("Baris ini tidak ikut dicocokkan.", "This row was not compared.")
_COUNTED_AS: Final = Words(
    "Baris ini tidak ikut dicocokkan; orangnya dihitung pada baris ini:",
    "This row was not compared; the person is counted by this one:",
)
_CARDS: Final = Words("Kartu orang ini:", "This person's cards:")
_NO_CARDS: Final = Words("Tidak ada kartu yang diketahui miliknya.", "No card is known to be theirs.")
_OWNER_GONE: Final = Words(
    "Kartu ini tidak dicocokkan dengan orang lain; pemiliknya:", "This card was weighed for nobody; its owner:"
)
_SEVERAL: Final = Words("Baris dengan NIK ini: {rows}", "Rows with this NIK: {rows}")
_REST: Final = Words(
    "Dijelaskan: {shown}. Yang lain dengan --resident-row atau --member-row.",
    "Explained: {shown}. The others with --resident-row or --member-row.",
)
_HEADINGS: Final = (
    Words("Sisi", "Side"),
    Words("Baris", "Row"),
    Words("Nama", "Name"),
    Words("Tgl lahir", "Born"),
    Words("Status", "Status"),
)
_TAKES_BACK: Final = Words(
    "Bobot dipelajari bersama: minus di sebelah “sama” mengambil kembali yang sudah dihitung baris lain.",
    "Weights are learnt together: a minus beside “same” takes back what another line has counted already.",
)
_INDENT: Final = "   "


def explanation_text(answer: Answer, page: Page) -> str:
    """Return the answer as text; rows that a NIK names are listed before any is explained."""
    sections = [_listed(answer, page)] if answer.names_several else []
    sections += [section for one in answer.explained for section in _explained(one, answer, page)]
    if len(answer.explained) < len(answer.rows):
        sections.append(_flowing([_REST.fill(shown=len(answer.explained)).said(page.language)], page))
    return "\n\n".join(sections)


def _listed(answer: Answer, page: Page) -> str:
    language = page.language
    columns = [
        Column(words.said(language), is_number=at == 1, may_shrink=at in (2, 4)) for at, words in enumerate(_HEADINGS)
    ]
    rows = [
        [
            _SIDES[side].said(language),
            str(row_of(side, row)),
            row["nama"] or numbers.NOTHING,
            numbers.day(row["tanggal_lahir"]),
            _STATUSES[side][row["status"]].said(language),
        ]
        for side, row in answer.rows
    ]
    title = _SEVERAL.fill(rows=numbers.count(len(rows), language)).said(language)
    return f"{page.bold(title)}\n{table(columns, rows, page)}"


def _explained(one: Explained, answer: Answer, page: Page) -> Iterator[str]:
    language = page.language
    who = _row(one.side, one.row, page)
    if one.is_excluded:
        yield from _left_out(one, who, page)
        return
    if not one.candidates:
        yield f"{who}\n{_NOBODY[one.side].said(language)}"
        return
    if one.gone:
        yield f"{who}\n{_OWNER_GONE.said(language)}"
        yield _row("resident", one.gone, page)
    else:
        yield who
    for at, pair in enumerate(one.candidates, start=1):
        yield _candidate(at, pair, one.side, answer, page)
    if any(map(takes_back, one.candidates)):
        yield "\n".join(wrapped(_TAKES_BACK.said(language), page.width))
    told_apart = runner_up(one, answer.review)
    if told_apart is not None:
        yield "\n".join(wrapped(told_apart.said(language), page.width))


def _left_out(one: Explained, who: str, page: Page) -> Iterator[str]:
    """Say of a row that took no part who is counted for the person, or whether one who is gone has cards."""
    language = page.language
    yield f"{who}\n{(_COUNTED_AS if one.kept else _NO_PART).said(language)}"
    if one.kept:
        yield _row(one.side, one.kept, page)
    if one.cards is not None:
        yield (_CARDS if one.cards else _NO_CARDS).said(language)
        yield from (_row("member", card, page) for card in one.cards)


def _row(side: Side, row: Row, page: Page) -> str:
    """Return one row with all that is known of it."""
    return _titled(side, row, page) + "\n" + _flowing(_known(side, row, page.language), page)


def _candidate(at: int, pair: Candidate, asked: Side, answer: Answer, page: Page) -> str:
    """Return one candidate, of the side that was not asked about: who, what is recorded of the pair, the waterfall."""
    language = page.language
    side: Side = "member" if asked == "resident" else "resident"
    row = pair.member if asked == "resident" else pair.resident
    inner = replace(page, width=None if page.width is None else page.width - len(_INDENT))
    steps = waterfall_text(pair, answer.residents, inner).split("\n")
    known = [_numbers_of(row, language), *_decided(asked, pair, language)]
    title = _titled(side, row, page, f"{at}. ")
    return "\n".join([title, _flowing(known, page), *(f"{_INDENT}{line}" for line in steps)])


def _titled(side: Side, row: Row, page: Page, before: str = "") -> str:
    born = row["tanggal_lahir"]
    named = [row["nama"] or numbers.NOTHING, row["jenis_kelamin"], numbers.day(born) if born else None]
    told = _ROW.fill(row=row_of(side, row), name=", ".join(filter(None, named))).said(page.language)
    lines = wrapped(f"{before}{_SIDES[side].said(page.language)} {told}", page.width, _INDENT)
    return "\n".join(map(page.bold, lines))


def _known(side: Side, row: Row, language: Language) -> Iterator[str]:
    """Tell a row's numbers, its place, its status and why."""
    yield _numbers_of(row, language)
    where = place(row)
    if where:
        yield where
    status = _STATUSES[side][row["status"]].said(language)
    yield f"{status}: {row['sentence'].said(language)}" if row["sentence"] else status
    yield from _counted(row, language)


def _counted(row: Row, language: Language) -> Iterator[str]:
    """Say of a second card which one counts, and why."""
    if row["counted"] is not None:
        yield _COUNTED.fill(row=row["counted_row"], why=row["counted"].said(language)).said(language)


def _numbers_of(row: Row, language: Language) -> str:
    named = {"NIK": row["nik"] or numbers.NOTHING, "KK": row["no_kk"], _CARD.said(language): row.get("nomor_kartu")}
    return ", ".join(f"{name} {number}" for name, number in named.items() if number)


def _decided(asked: Side, pair: Candidate, language: Language) -> Iterator[str]:
    """Say what is recorded of a pair: the decision, its probability and what carried it."""
    chance = pair.probability if pair.recorded is None else pair.recorded
    decision = (_TOLD_APART if pair.is_told_apart else _DECISIONS[pair.decision]).said(language)
    percent = numbers.percent(100 * chance, language)
    if pair.member["reason"] in _OF_ONE_GONE and chance >= _LIKELY:
        why = pair.member["sentence"].said(language)
        yield _UNLESS.fill(decision=decision, why=why, chance=percent).said(language)
        return
    told = _CHANCE.fill(decision=decision, chance=percent).said(language)
    yield f"{told}: {pair.because.said(language)}" if pair.because else told
    if asked == "resident" and pair.decision == "match":
        yield from _counted(pair.member, language)
    if pair.taken_by is not None and asked == "resident":
        yield _TAKEN.fill(row=pair.taken_by).said(language)
    elif asked == "resident" and pair.rival is not None and (pair.rival_probability or 0.0) >= _NO_RIVAL:
        percent = numbers.percent(100 * (pair.rival_probability or 0.0), language)
        yield _RIVAL.fill(row=pair.rival, chance=percent).said(language)


def _flowing(sentences: Iterable[str], page: Page) -> str:
    """Indent sentences, each on lines of its own."""
    room = None if page.width is None else page.width - len(_INDENT)
    return "\n".join(f"{_INDENT}{line}" for sentence in sentences for line in wrapped(sentence, room))
