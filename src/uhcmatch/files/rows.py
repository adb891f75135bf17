"""Among the rows of the table's shape: which are no data rows, and which are no persons."""

from __future__ import annotations

import sys
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.beside import FAMILY, FOOTNOTE, SECTION, TOTAL
from uhcmatch.files.careful import MAX_CELL
from uhcmatch.files.later_headers import turned
from uhcmatch.files.plain import is_number, starts_with_digit
from uhcmatch.files.second_table import refuse_second_table
from uhcmatch.reference.headers import fold

if TYPE_CHECKING:
    from uhcmatch.files.table import Table

_NUMBER: Final = r"^[^\p{L}]*[0-9]{6}"
_WHOLE_NUMBER: Final = r"^[^\p{L}]*[0-9]{13}"
"""A card's number or a NIK, of all or nearly all digits: no sum and no code of an area is as long."""
_DATE: Final = r"[0-9]{4}|[0-9][^0-9]+[0-9]"
_WHOLE_DATE: Final = (
    r"\b[0-9]{1,2}[./ -]+(?:[0-9]{1,2}|\p{L}+)[./ -]+(?:[0-9]{2}){1,2}\b|\b[0-9]{4}(?:[./-][0-9]{1,2}){2}\b"
)
_FEW: Final = 3
"""Cells that a heading or a note has at most."""
_TOLD: Final = f"{TOTAL}|{SECTION}|{FOOTNOTE}"
_LETTER: Final = r"\p{L}"
_WORD: Final = r"[\p{L}\p{N}]"


def set_aside(table: Table) -> Table:
    """Move totals, repeated headers, notes and blank rows to `skipped`, rows without any identity to `refused`."""
    table = _refuse_long_cells(table)
    weak = table.rows.filter(~_is_plain_person(table)).filter(~is_person(table))
    if weak.is_empty():
        return _notes_below(table)
    if others := turned(table, weak):
        return others.told(set_aside(others.table))
    lines = table.rows["line"]
    last_person = lines.filter(~lines.is_in(weak["line"].implode())).max()
    judged = weak.select("line", reason=_reason(table, _or_zero(last_person), _first_gap(table, weak, last_person)))
    is_open = judged["reason"].is_null() | (judged["reason"] == "tanpa_identitas")
    refuse_second_table(table, weak.filter(is_open))
    skipped = judged.filter(pl.col("reason").is_not_null() & (pl.col("reason") != "tanpa_identitas"))
    refused = judged.filter(pl.col("reason") == "tanpa_identitas")
    asides = weak.filter(pl.col("line").is_in(skipped["line"].implode())).select(
        "line", text=pl.concat_str(table.cells, separator=" ", ignore_nulls=True)
    )
    table = table.changed(asides=pl.concat([table.asides, asides]))
    table = table.without(skipped, "skipped").without(refused, "refused")
    return _notes_below(table)


def _or_zero(line: object) -> int:
    return line if isinstance(line, int) else 0


def _refuse_long_cells(table: Table) -> Table:
    longest = table.rows.select(pl.col(table.cells).str.len_bytes().max()).row(0)
    if max(length or 0 for length in longest) <= MAX_CELL:
        return table
    too_long = pl.any_horizontal(pl.col(table.cells).str.len_bytes() > MAX_CELL)
    return table.without(table.rows.filter(too_long).select("line", reason=pl.lit("sel_terlalu_panjang")), "refused")


def is_person(table: Table) -> pl.Expr:
    """Rows that are persons beyond doubt: a long number in its column, or a name beside a date.

    Of a line that begins as sums do, or says as little as headings and notes, all of the number or of the date is asked
    for: a city's sum has six digits too.
    """
    first, filled = pl.coalesce(table.cells), pl.sum_horizontal(pl.col(table.cells).str.contains(_WORD))
    is_told = first.str.contains(TOTAL) | ((filled <= _FEW) & (first.str.contains(_TOLD) | _is_named_total(table)))
    whole, any_part = (_has_identity_in(table, *asked) for asked in ((_WHOLE_NUMBER, _WHOLE_DATE), (_NUMBER, _DATE)))
    is_family_line = pl.col(table.cells[0]).str.contains(FAMILY).fill_null(value=False)
    return pl.when(is_told.fill_null(value=False)).then(whole).otherwise(any_part) & ~is_family_line


def _is_named_total(table: Table) -> pl.Expr:
    """Rows whose name is the word for a sum."""
    name = table.text("nama")
    return pl.lit(value=False) if name is None else name.str.contains(TOTAL).fill_null(value=False)


def _has_identity_in(table: Table, number: str, date: str) -> pl.Expr:
    """Rows with such a number in its column, or a name beside such a date."""
    tests = [pl.col(place).str.contains(number) for field in ("nik", "nomor_kartu") if (place := table.place(field))]
    name, born = table.text("nama"), table.place("tanggal_lahir") or table.place("tempat_tanggal_lahir")
    if name is not None and born:
        tests.append(name.str.contains(_LETTER) & pl.col(born).str.contains(date))
    return pl.any_horizontal(pl.lit(value=False), *(test.fill_null(value=False) for test in tests))


def _is_plain_person(table: Table) -> pl.Expr:
    """Rows with nothing but a long number in its column, and no word in the first: a cheap look at what `is_person`."""
    first = pl.col(table.cells[0])
    numbers = [is_number(pl.col(place), 8, 19) for field in ("nik", "nomor_kartu") if (place := table.place(field))]
    has_number = pl.any_horizontal(pl.lit(value=False), *(number.fill_null(value=False) for number in numbers))
    return has_number & (first.is_null() | starts_with_digit(first))


def _first_gap(table: Table, weak: pl.DataFrame, last_person: object) -> int:
    """Return the first line below the last person that is no row with a name: what is below it are notes."""
    name = pl.col(table.place("nama") or table.cells[0])
    first = pl.coalesce(table.cells)
    is_named = (name.str.contains(_LETTER) & ~first.str.contains(_TOLD)).fill_null(value=False)
    beside = [weak.filter(~is_named)["line"], table.skipped["line"], table.refused["line"]]
    below = pl.concat(beside).sort()
    return _or_zero(below.filter(below > _or_zero(last_person)).min()) or sys.maxsize


def _reason(table: Table, last_person: int, gap: int) -> pl.Expr:
    """Return the reason code of a row that is no person beyond doubt; null for what is read all the same.

    Below the last person lines of few cells are notes, unless they have a name and follow without a `gap`.
    """
    cells = table.cells
    filled = pl.sum_horizontal(pl.col(cells).str.contains(_WORD).fill_null(value=False))
    first = pl.coalesce(pl.when(pl.col(cell).str.contains(_WORD)).then(pl.col(cell)) for cell in cells)
    text = table.text("nama")
    name = pl.col(cells[0]) if text is None else text
    has_name = name.str.contains(_LETTER).fill_null(value=False)
    is_below = pl.col("line") > last_person
    is_numbered = first.str.contains(r"^[0-9][0-9.]*$") & (filled >= 2)
    follows = (pl.col("line") < gap) & ~first.str.contains(_TOLD)
    says_one_thing = (filled >= 3) & (pl.concat_list(cells).list.drop_nulls().list.n_unique() == 1)
    return (
        pl.when(filled == 0)
        .then(pl.lit("kosong"))
        .when(_repeats_header(table))
        .then(pl.lit("judul_terulang"))
        .when(_numbers_columns(cells))
        .then(pl.lit("nomor_kolom"))
        .when(first.str.contains(TOTAL) | (_is_named_total(table) & (filled <= _FEW)))
        .then(pl.lit("jumlah"))
        .when((filled == 1) & first.str.contains(r"^[0-9.]+$"))
        .then(pl.lit("kosong"))
        .when(is_below & (filled <= 2) & ~((is_numbered | follows) & has_name))
        .then(pl.lit("catatan_kaki"))
        .when(((filled <= 2) | first.str.contains(FAMILY)) & first.str.contains(SECTION))
        .then(pl.lit("judul_bagian"))
        .when((filled <= 2) & first.str.contains(FOOTNOTE))
        .then(pl.lit("catatan_kaki"))
        .when((filled == 1) | says_one_thing | ~_has_identity(table))
        .then(pl.lit("tanpa_identitas"))
    )


def _repeats_header(table: Table) -> pl.Expr:
    """Rows in which every filled cell under a used header is that header again, three or more of them."""
    used = sorted({place for places in table.heading.fields.values() for place in places})
    told = [
        pl.col(f"c{place}").str.to_uppercase().str.replace_all("[^A-Z0-9]", "") == fold(table.heading.names[place])
        for place in used
    ]
    same = pl.sum_horizontal(one.fill_null(value=False) for one in told)
    return same >= min(3, max(2, len(used) - 1))


def _numbers_columns(cells: list[str]) -> pl.Expr:
    bare = [pl.col(cell).str.strip_chars("() .").str.to_lowercase() for cell in cells]
    counted = [
        pl.sum_horizontal((cell == sign).fill_null(value=False) for cell, sign in zip(bare, signs, strict=False))
        for signs in ([str(place) for place in range(1, len(cells) + 1)], ascii_lowercase)
    ]
    return pl.max_horizontal(counted) >= max(4, len(cells) - 2)


def _has_identity(table: Table) -> pl.Expr:
    name = table.text("nama")
    tests = [] if name is None else [name.str.contains(_LETTER)]
    tests += [
        pl.col(place).str.contains("[0-9]{4}") for field in ("nik", "nomor_kartu") if (place := table.place(field))
    ]
    return pl.any_horizontal(test.fill_null(value=False) for test in tests)


def _notes_below(table: Table) -> Table:
    """Turn short lines of plain words below the last row, refused so far for their shape, into notes."""
    last = table.rows["line"].max()
    is_note = pl.col("line").is_in(table.asides["line"].implode()) & (pl.col("line") > _or_zero(last))
    is_note &= pl.col("reason").is_in(["jumlah_kolom", "tanda_kutip"])
    notes = table.refused.filter(is_note).with_columns(reason=pl.lit("catatan_kaki"))
    return table.changed(refused=table.refused.filter(~is_note), skipped=pl.concat([table.skipped, notes]))
