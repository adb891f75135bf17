"""Changes between two runs on the screen: the balance of residents, the kinds, the areas, the first lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.reference.changes import KINDS
from uhcmatch.report import numbers
from uhcmatch.report.areas import area_columns, label, repeated
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.report.moved import Moved
    from uhcmatch.words import Language

LINES: Final = 20
"""Lines and areas shown on a screen; all of them are in the other forms."""
_BETWEEN: Final = Words("Perubahan dari {before} ke {after}.", "Changes from {before} to {after}.")
_BALANCE: Final = Words(
    "Penduduk: {then} + {came} datang - {went} pergi = {now}.", "Residents: {then} + {came} came - {went} went = {now}."
)
_NONE: Final = Words("Tidak ada yang berubah.", "Nothing changed.")
_REST: Final = Words(
    "… dan {rest} baris lain: pakai --format csv, --format json, atau --out FOLDER --format xlsx.",
    "… and {rest} more lines: use --format csv, --format json, or --out DIR --format xlsx.",
)
_AREAS: Final = Words("… dan {rest} wilayah lain.", "… and {rest} more areas.")
_KIND: Final = Words("Perubahan", "Change")
_PEOPLE: Final = Words("Orang", "People")
_NAME: Final = Words("Nama", "Name")
_NIK: Final = Words("NIK", "NIK")
_VILLAGE: Final = Words("Kelurahan/Desa", "Kelurahan")
_BY_AREA: Final[dict[str, tuple[Words, tuple[str, ...]]]] = {
    "came": (Words("Datang", "Came"), ("lahir", "datang", "kembali")),
    "went": (Words("Pergi", "Went"), ("meninggal", "pindah", "hilang")),
    "enrolled": (Words("Baru\nterdaftar", "Newly\nenrolled"), ("terdaftar",)),
    "lost": (Words("Kartu\nhilang", "Card\nlost"), ("lepas",)),
    "inactive": (Words("Jadi\nnonaktif", "Fell\ninactive"), ("jadi_nonaktif",)),
    "again": (Words("Aktif\nlagi", "Re-\nactivated"), ("aktif_lagi",)),
}
"""Columns of the table of areas: heading, and the kinds they sum."""


def change_text(told: Moved, page: Page) -> str:
    """Return what moved as text; what is not shown is counted."""
    language = page.language
    days = {"before": numbers.day(told.before.day), "after": numbers.day(told.after.day)}
    head = [page.bold(_BETWEEN.fill(**days).said(language))]
    if told.is_whole:
        head.append(_balance(told, language))
    if told.rows.is_empty():
        return "\n".join([*head, _NONE.said(language)])
    parts = [*head, "", _kinds(told.kinds, page), ""]
    if told.by != "total":
        parts += [_areas(told.areas, told.by, page), ""]
    parts.append(_lines(told.rows.head(LINES), page))
    if told.rows.height > LINES:
        parts.append(_REST.fill(rest=numbers.count(told.rows.height - LINES, language)).said(language))
    return "\n".join(parts)


def _balance(told: Moved, language: Language) -> str:
    moved = {
        group: sum(people for kind, people in told.kinds.iter_rows() if KINDS[kind].group == group)
        for group in ("came", "went")
    }
    told_of = {**moved, "then": told.before.residents, "now": told.after.residents}
    return _BALANCE.fill(**{name: numbers.count(value, language) for name, value in told_of.items()}).said(language)


def _kinds(kinds: pl.DataFrame, page: Page) -> str:
    language = page.language
    columns = [Column(_KIND.said(language), may_shrink=True), Column(_PEOPLE.said(language), is_number=True)]
    seen = [(kind, people) for kind, people in kinds.iter_rows() if people]
    return table(
        columns, [[KINDS[kind].words.said(language), numbers.count(people, language)] for kind, people in seen], page
    )


def _areas(areas: pl.DataFrame, by: str, page: Page) -> str:
    language = page.language
    ambiguous = repeated(areas)
    columns = [
        *area_columns(by, language),
        *(Column(words.said(language), is_number=True) for words, _ in _BY_AREA.values()),
    ]
    lines = [
        [
            *label(row, by, ambiguous, language),
            *(numbers.count(sum(row[kind] for kind in kinds), language) for _, kinds in _BY_AREA.values()),
        ]
        for row in areas.head(LINES).to_dicts()
    ]
    shown = table(columns, lines, page)
    if areas.height > LINES:
        shown += "\n" + _AREAS.fill(rest=numbers.count(areas.height - LINES, language)).said(language)
    return shown


def _lines(rows: pl.DataFrame, page: Page) -> str:
    language = page.language
    columns = [
        Column(_KIND.said(language), may_shrink=True),
        Column(_NAME.said(language), may_shrink=True),
        Column(_NIK.said(language)),
        Column(_VILLAGE.said(language), may_shrink=True),
        Column("RT/RW"),
    ]
    lines = [
        [
            KINDS[row["jenis"]].words.said(language),
            row["nama"] or numbers.NOTHING,
            row["nik"] or numbers.NOTHING,
            numbers.name(row["kelurahan"], language),
            f"{row['rt'] or '?'}/{row['rw'] or '?'}",
        ]
        for row in rows.to_dicts()
    ]
    return table(columns, lines, page)
