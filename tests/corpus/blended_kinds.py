"""Pollutions in which what is left looks sound: the parts of two tables, rows or lines that pass for one."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.corpus.kinds import kind
from tests.corpus.layouts import ANNEX, line

if TYPE_CHECKING:
    from tests.corpus.drafts import Draft

_OTHER_DELIMITER = ","


# --- headers below people ------------------------------------------------------------------------------------------


@kind
def header_of_another_list_that_knows_more(file: Draft) -> None:
    width = len(file.header)
    header = ["NIK", "NAMA", "NAMA IBU", "ALAMAT", "RT", "RW", "DUSUN", "KECAMATAN", "NO KK", "KELURAHAN"]
    row = ["3298010101900999", "SITI", "AMINAH", "JL. X", "001", "002", "I", "CIPTA", "3298010101200001", "CIPTA"]
    padding = [""] * width
    file.after = [line([*header, *padding][:width]), *[line([*row, *padding][:width])] * 3]
    file.expected = "refused"


@kind
def people_above_the_header(file: Draft) -> None:
    file.before = file.lines[:3]
    file.lines = file.lines[3:]
    file.expected = "refused"


@kind
def one_person_above_a_file_with_another_delimiter(file: Draft) -> None:
    rest = [line(row, _OTHER_DELIMITER) for row in file.truth[1:]]
    file.lines = [file.lines[0], line(file.header, _OTHER_DELIMITER), *rest]
    file.damaged = set(range(len(file.truth)))
    file.expected = "any"


@kind
def header_with_line_breaks_in_every_cell(file: Draft) -> None:
    names = [name.replace("_", " ").replace(" ", "\n") for name in file.header]
    quoted = file.delimiter.join(f'"{name}"' for name in names)
    file.content = "\n".join([quoted, *file.lines, ""]).encode()
    file.expected = "read"


@kind
def single_quotes_below_a_bare_header(file: Draft) -> None:
    file.lines = [file.delimiter.join(f"'{cell}'" for cell in row) for row in file.truth]
    file.expected = "read"


# --- rows with a part missing --------------------------------------------------------------------------------------


@kind
def row_without_its_last_cell(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = line(file.truth[at][:-1])


@kind
def row_broken_before_its_last_cell(file: Draft) -> None:
    at = file.pick()
    *cells, last = file.truth[at]
    file.lines[at : at + 1] = [line([*cells, ""]), line([last])]


@kind
def every_third_row_broken_in_its_last_cell(file: Draft) -> None:
    rows = range(0, len(file.truth), 3)
    for at in rows:
        file.truth[at][-1] = "JL. MAWAR NO 3"
    file.lines = [
        part
        for at, row in enumerate(file.truth)
        for part in ([line([*row[:-1], "JL. MAWAR"]), "NO 3"] if at in rows else [line(row)])
    ]
    file.damaged = {beside for at in rows for beside in (at, at + 1)}


@kind
def broken_row_under_doubled_line_ends(file: Draft) -> None:
    file.line_end = "\r\r\n"
    at = file.pick()
    file.damaged.add(at + 1)
    file.truth[at][-1] = "CIPTA TENGAH"
    file.lines[at : at + 1] = [line([*file.truth[at][:-1], "CIPTA"]), " TENGAH"]


@kind
def lines_clipped_at_one_length(file: Draft) -> None:
    longest = max(len(one) for one in file.lines)
    file.lines = [one[: longest - 12] for one in file.lines]
    file.damaged = set(range(len(file.truth)))
    file.expected = "any"


@kind
def hole_of_nuls_over_many_rows(file: Draft) -> None:
    text = file.written()
    start = len(text) // 2
    file.content = text[:start] + b"\0" * 600 + text[start + 600 :]
    file.expected = "refused"


@kind
def last_row_that_another_value_continues(file: Draft) -> None:
    last = len(file.truth) - 1
    for at in range(0, last, 2):
        file.put(at, [*file.truth[at][:-1], "DUSUN II" if at % 4 else "DUSUN III"])
    file.put(last, [*file.truth[last][:-1], "DUSUN III"])
    file.lines[last] = file.lines[last].removesuffix("I")
    file.ends_with_newline = False
    file.damaged = {last}


# --- rows that are sound all the same ------------------------------------------------------------------------------


@kind
def two_delimiters_more_in_every_second_row(file: Draft) -> None:
    file.lines = [one + file.delimiter * 2 if at % 2 else one for at, one in enumerate(file.lines)]
    file.expected = "read"


@kind
def tab_behind_every_line(file: Draft) -> None:
    file.rewrite(_OTHER_DELIMITER)
    file.lines = [f"{one}\t" for one in file.lines]
    file.expected = "read"


@kind
def some_rows_in_one_quote(file: Draft) -> None:
    file.lines = [f'"{one}"' if at % 5 == 0 and '"' not in one else one for at, one in enumerate(file.lines)]
    file.expected = "read"


@kind
def name_and_address_alone_in_the_last_rows(file: Draft) -> None:
    kept = {file.column("nama"), file.column("alamat")} if "alamat" in file.layout.fields else set()
    for at in range(len(file.truth) - 2, len(file.truth)):
        if kept:
            file.put(at, [cell if place in kept else "" for place, cell in enumerate(file.truth[at])])
            file.damaged.add(at)


# --- rows of something else ----------------------------------------------------------------------------------------


@kind
def row_of_the_word_null(file: Draft) -> None:
    file.lines.insert(3, line(["NULL"] * len(file.header)))


@kind
def half_the_rows_with_nik_and_name_swapped(file: Draft) -> None:
    nik, name = file.column("nik"), file.column("nama")
    middle = len(file.lines) // 2
    for at in range(middle, len(file.truth)):
        row = file.cells(at)
        row[nik], row[name] = row[name], row[nik]
        file.lines[at] = line(row)
        file.damaged.add(at)
    file.expected = "any"


@kind
def rows_of_another_delimiter_that_begin_like_a_note(file: Draft) -> None:
    for at in range(len(file.truth) - 3, len(file.truth)):
        row = file.cells(at)
        row[0] = row[file.column("nik")] = ""
        row[file.column("nama")] = "SUMBER REJEKI"
        if file.layout is ANNEX:
            row[file.column("nomor_kartu")] = ""
        file.truth[at] = row
        file.lines[at] = line(row, _OTHER_DELIMITER)
        file.damaged.add(at)


@kind
def cell_longer_than_any_header_in_quotes(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = "A" * 1_000_000
    file.lines[at] = file.delimiter.join(f'"{cell}"' for cell in row)


@kind
def same_table_twice_in_one_archive(file: Draft) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", file.written())
        archive.writestr("b.csv", file.written())
    file.content = packed.getvalue()
    file.expected = "refused"
