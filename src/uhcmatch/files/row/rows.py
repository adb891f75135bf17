"""Among the rows of the table's shape: which are no data rows, and which are no persons."""

from __future__ import annotations

import sys
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.header.later_headers import turned
from uhcmatch.files.header.second_table import refuse_second_table
from uhcmatch.files.line.beside import (
    COUNTED,
    FAMILY,
    FOOTNOTE,
    PLACE_AND_DATE,
    PRINTED,
    SECTION,
    SUBTOTAL,
    TOTAL,
)
from uhcmatch.files.line.careful import MAX_CELL
from uhcmatch.files.row.closing import closing_lines, says_of_person, trailers
from uhcmatch.files.row.section_text import names_only_areas, section_text
from uhcmatch.files.row.usual import FEW, Usual, filled, identifiers, is_plain_person
from uhcmatch.reference.headers import fold

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

_NUMBER: Final = r"^[^\p{L}]*[0-9]{6}"
_DATE: Final = r"[0-9]{4}|[0-9][^0-9]+[0-9]"
_WHOLE_DATE: Final = (
    r"\b[0-9]{1,2}[./ -]+(?:[0-9]{1,2}|\p{L}+)[./ -]+(?:[0-9]{2}){1,2}\b|\b[0-9]{4}(?:[./-][0-9]{1,2}){2}\b"
)
_TOLD: Final = f"{TOTAL}|{SECTION}|{FOOTNOTE}"
_RUNNING_NUMBER: Final = r"^[0-9]{1,7}\.?$"
_LETTER: Final = r"\p{L}"
_WORD: Final = r"[\p{L}\p{N}]"


def set_aside(table: Table) -> Table:
    """Move totals, repeated headers, notes and blank rows to `skipped`, rows without any identity to `refused`."""
    table = _refuse_long_cells(table)
    weak = not_persons(table, table.rows.filter(~is_plain_person(table)))
    if weak.is_empty():
        return _notes_below(table)
    if others := turned(table, weak):
        return others.told(set_aside(others.table))
    lines = table.rows["line"]
    last_person = lines.filter(~lines.is_in(weak["line"].implode())).max()
    judged = weak.select(
        "line",
        reason=pl.coalesce(
            _reason(table, _or_zero(last_person), _first_gap(table, weak, last_person)),
            _closing_reason(table, weak, _or_zero(last_person)),
        ),
    )
    is_open = judged["reason"].is_null() | (judged["reason"] == "tanpa_identitas")
    refuse_second_table(table, weak.filter(is_open))
    skipped = judged.filter(pl.col("reason").is_not_null() & (pl.col("reason") != "tanpa_identitas"))
    refused = judged.filter(pl.col("reason") == "tanpa_identitas")
    asides = weak.filter(pl.col("line").is_in(skipped["line"].implode())).select("line", text=section_text(table.cells))
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


def not_persons(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Return those of a table's rows that are no persons beyond doubt, in file order.

    A person has a long number in its column, or a name beside a date. Of a line that begins as sums do, or says as
    little as headings and notes, all of the number is asked for: a city's sum has six digits too, an area's code ten.
    """
    is_total = pl.coalesce(table.cells).str.contains(TOTAL).fill_null(value=False)
    is_doubtful = is_total | (filled(table) <= FEW)
    is_family_line = pl.col(table.cells[0]).str.contains(FAMILY).fill_null(value=False)
    is_person = _has_long_number(table) | _is_dated(table, _DATE)
    # A million rows may come here, few of them doubtful: only these are held against the usual row.
    doubtful = rows.filter(is_doubtful)
    found = [rows.filter(~is_doubtful & (~is_person | is_family_line))]
    found.append(trailers(table, rows.filter(~is_doubtful & is_person & ~is_family_line)))
    if doubtful.height:
        found.append(doubtful.filter(~_is_person_all_the_same(table) | is_family_line))
    return pl.concat(found).sort("line")


def _is_person_all_the_same(table: Table) -> pl.Expr:
    usual, first = Usual.of(table), pl.coalesce(table.cells)
    is_told = first.str.contains(_TOLD).fill_null(value=False) | _is_named(table, f"{TOTAL}|{COUNTED}")
    has_number = _has_long_number(table) & ~usual.is_bare(table)
    is_dated = pl.when(is_told).then(_is_dated(table, _WHOLE_DATE)).otherwise(has_number | _is_dated(table, _DATE))
    return usual.has_whole_number() | (is_dated & ~_is_printed(table, usual))


def _is_printed(table: Table, usual: Usual) -> pl.Expr:
    """Rows that say when, where or by whom the list was made."""
    first = pl.coalesce(table.cells).str.contains(PRINTED).fill_null(value=False)
    is_place = usual.is_bare(table) & _is_named(table, PLACE_AND_DATE)
    return first | ((_is_named(table, PRINTED) | is_place) & ~_is_numbered(table))


def _is_numbered(table: Table) -> pl.Expr:
    """Rows with a running number in front: who has one stands in the list."""
    if table.cells[0] in identifiers(table):
        return pl.lit(value=False)
    return pl.col(table.cells[0]).str.contains(_RUNNING_NUMBER).fill_null(value=False)


def _is_named(table: Table, pattern: str) -> pl.Expr:
    """Rows whose name is a word of this kind."""
    name = table.text("nama")
    return pl.lit(value=False) if name is None else name.str.contains(pattern).fill_null(value=False)


def _has_long_number(table: Table) -> pl.Expr:
    tests = (pl.col(place).str.contains(_NUMBER).fill_null(value=False) for place in identifiers(table))
    return pl.any_horizontal(pl.lit(value=False), *tests)


def _is_dated(table: Table, date: str) -> pl.Expr:
    """Rows with a name beside such a date."""
    name, born = table.text("nama"), table.place("tanggal_lahir") or table.place("tempat_tanggal_lahir")
    if name is None or not born:
        return pl.lit(value=False)
    return (name.str.contains(_LETTER) & pl.col(born).str.contains(date)).fill_null(value=False)


def _has_sex_and_date(table: Table) -> pl.Expr:
    """Tell rows that say what no heading does, whoever they are: there are people called HAL."""
    born, sex = table.place("tanggal_lahir"), table.place("jenis_kelamin")
    if not born or not sex:
        return pl.lit(value=False)
    return (pl.col(born).str.contains(_DATE) & pl.col(sex).str.contains(_LETTER)).fill_null(value=False)


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
    cells, says, usual = table.cells, filled(table), Usual.of(table)
    first = pl.coalesce(pl.when(pl.col(cell).str.contains(_WORD)).then(pl.col(cell)) for cell in cells)
    text = table.text("nama")
    name = pl.col(cells[0]) if text is None else text
    has_name = name.str.contains(_LETTER).fill_null(value=False)
    is_below = pl.col("line") > last_person
    is_numbered = first.str.contains(r"^[0-9][0-9.]*$") & (says >= 2)
    follows = (pl.col("line") < gap) & ~first.str.contains(_TOLD)
    is_bare, is_short = usual.is_bare(table), usual.has_short_number()
    is_unclear = is_bare & usual.has_short_number(only_nik=True)
    is_subtotal = is_bare & pl.any_horizontal(pl.col(cells).str.contains(SUBTOTAL).fill_null(value=False))
    is_sum = _is_named(table, TOTAL) | (_is_named(table, COUNTED) & is_short) | is_subtotal
    is_section = first.str.contains(SECTION) | (is_bare & is_short & _is_named(table, SECTION))
    is_section &= ~_has_sex_and_date(table)
    says_one_thing = (says >= 3) & (pl.concat_list(cells).list.drop_nulls().list.n_unique() == 1)
    return (
        pl.when(says == 0)
        .then(pl.lit("kosong"))
        .when(_repeats_header(table))
        .then(pl.lit("judul_terulang"))
        .when(_numbers_columns(cells))
        .then(pl.lit("nomor_kolom"))
        .when(first.str.contains(TOTAL) | (is_sum & (says <= FEW)))
        .then(pl.lit("jumlah"))
        .when((says == 1) & first.str.contains(r"^[0-9.]+$") & ~is_short)
        .then(pl.lit("kosong"))
        .when(is_below & (says <= 2) & ~((is_numbered | follows) & has_name))
        .then(pl.lit("catatan_kaki"))
        .when(((says <= 2) | first.str.contains(FAMILY) | is_bare) & is_section | names_only_areas(cells))
        .then(pl.lit("judul_bagian"))
        .when(((says <= 2) & first.str.contains(FOOTNOTE)) | ((says <= FEW) & _is_printed(table, usual)))
        .then(pl.lit("catatan_kaki"))
        .when((says == 1) | says_one_thing | is_unclear | ~_has_identity(table))
        .then(pl.lit("tanpa_identitas"))
    )


def _closing_reason(table: Table, weak: pl.DataFrame, last_person: int) -> pl.Expr:
    """Return the reason code of a row of many cells that closes the list, or names who signs below such a row.

    Between the persons it is refused: what it says is no person, but neither is it below the table.
    """
    lines = closing_lines(table, weak)
    below = lines.filter(lines > last_person).min() if last_person else None
    closing = pl.when(pl.col("line").is_in(lines.implode())).then(pl.lit("tanpa_identitas"))
    if below is None:
        return closing
    is_below = (pl.col("line") >= below) & ~says_of_person(table)
    return pl.when(is_below).then(pl.lit("catatan_kaki")).otherwise(closing)


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
