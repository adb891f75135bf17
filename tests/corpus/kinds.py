"""The kinds of pollution: one function each, named for what it does to a clean file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Final

from tests.corpus.drafts import Draft
from tests.corpus.layouts import line

Kind = Callable[[Draft], None]
KINDS: Final[dict[str, Kind]] = {}


def kind(pollute: Kind) -> Kind:
    """Enter a pollution under its own name."""
    KINDS[pollute.__name__] = pollute
    return pollute


# --- dialect -----------------------------------------------------------------------------------------------------


@kind
def clean(file: Draft) -> None:
    file.expected = "read"


@kind
def comma(file: Draft) -> None:
    file.rewrite(",")
    file.expected = "read"


@kind
def tab(file: Draft) -> None:
    file.rewrite("\t")
    file.expected = "read"


@kind
def pipe(file: Draft) -> None:
    file.rewrite("|")
    file.expected = "read"


@kind
def all_quoted(file: Draft) -> None:
    file.rewrite(";", quoting=csv.QUOTE_ALL)
    file.expected = "read"


@kind
def all_quoted_comma_with_stray_quote(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = 'Ja"an'
    file.rewrite(",", quoting=csv.QUOTE_ALL)
    file.truth[at] = row
    file.lines[at] = ",".join(f'"{cell}"' for cell in row)


@kind
def single_quotes_around_all(file: Draft) -> None:
    file.lines = [";".join(f"'{cell}'" for cell in row) for row in file.truth]
    file.before = [";".join(f"'{name}'" for name in file.header)]
    head = file.before.pop()
    file.content = "\n".join([head, *file.lines, ""]).encode()
    file.expected = "any"


@kind
def comma_and_space(file: Draft) -> None:
    file.content = "\n".join(
        [
            ", ".join(f'"{name}"' for name in file.header),
            *(", ".join(f'"{cell}"' for cell in row) for row in file.truth),
            "",
        ]
    ).encode()
    file.expected = "read"


@kind
def sep_line(file: Draft) -> None:
    file.before = ["sep=;"]
    file.expected = "read"


@kind
def sep_line_that_lies(file: Draft) -> None:
    file.before = ["sep=,"]
    file.expected = "any"


@kind
def wrapped_lines(file: Draft) -> None:
    file.rewrite(",")
    wrap = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in [line(file.header, ","), *file.lines]]
    file.content = "\r\n".join([*wrap, ""]).encode()
    file.expected = "any"


@kind
def wrapped_lines_with_semicolons(file: Draft) -> None:
    file.rewrite(",", quoting=csv.QUOTE_ALL)
    wrap = [f'"{one.replace(chr(34), chr(34) * 2)}";;' for one in [line(file.header, ","), *file.lines]]
    file.content = "\r\n".join([*wrap, ""]).encode()
    file.expected = "any"


@kind
def crlf(file: Draft) -> None:
    file.line_end = "\r\n"
    file.expected = "read"


@kind
def carriage_returns_only(file: Draft) -> None:
    file.line_end = "\r"
    file.expected = "any"


@kind
def mixed_line_ends(file: Draft) -> None:
    ends = ["\n", "\r\n", "\r"]
    text = "".join(one + ends[at % 3] for at, one in enumerate([line(file.header), *file.lines]))
    file.content = text.encode()
    file.expected = "read"


@kind
def doubled_carriage_returns(file: Draft) -> None:
    file.line_end = "\r\r\n"
    file.expected = "any"


# --- letters -----------------------------------------------------------------------------------------------------


@kind
def utf8_bom(file: Draft) -> None:
    file.encoding = "utf-8-sig"
    file.expected = "read"


@kind
def utf16(file: Draft) -> None:
    file.encoding = "utf-16"
    file.expected = "read"


@kind
def utf16_big_endian_without_bom(file: Draft) -> None:
    file.encoding = "utf-16-be"
    file.expected = "any"


@kind
def cp1252(file: Draft) -> None:
    row = file.cells(3)
    row[file.column("nama")] = "JOSÉ D\u2019ARC"
    file.put(3, row)
    file.encoding = "cp1252"
    file.expected = "read"


@kind
def cp1252_undefined_byte(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = file.lines[at].replace(file.truth[at][file.column("nama")][:4], "X\udc81Y", 1)
    file.content = "\n".join([line(file.header), *file.lines, ""]).encode("utf-8", "surrogateescape")


@kind
def two_encodings(file: Draft) -> None:
    for at, name in ((3, "JOSÉ"), (8, "RENÉ")):
        row = file.cells(at)
        row[file.column("nama")] = name
        file.put(at, row)
    text = [
        line(file.header).encode(),
        *(one.encode("cp1252" if at == 8 else "utf-8") for at, one in enumerate(file.lines)),
        b"",
    ]
    file.content = b"\n".join(text)
    file.damaged = {3, 8}
    file.expected = "any"


@kind
def mojibake(file: Draft) -> None:
    row = file.cells(4)
    row[file.column("nama")] = "JOSÃ‰ RENÃ©"
    file.put(4, row)
    file.expected = "read"


@kind
def bom_in_the_middle(file: Draft) -> None:
    middle = len(file.lines) // 2
    file.lines.insert(middle, "\ufeff" + line(file.header))
    file.expected = "read"


@kind
def zero_width_header(file: Draft) -> None:
    file.header = ["\u200b" + name for name in file.header]
    file.expected = "read"


@kind
def unicode_line_separators_in_names(file: Draft) -> None:
    for at, letter in ((2, "\u2028"), (5, "\x85"), (7, "\x0b"), (9, "\x0c"), (11, "\x1c")):
        row = file.cells(at)
        row[file.column("nama")] = f"SITI{letter}AMINAH"
        file.put(at, row)
    file.damaged = {2, 5, 7, 9, 11}


@kind
def ctrl_z_at_the_end(file: Draft) -> None:
    file.content = file.written() + b"\x1a"
    file.expected = "read"


@kind
def nul_in_a_name(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = file.lines[at].replace(" ", "\0", 1)


@kind
def hole_of_nuls(file: Draft) -> None:
    at = file.pick()
    file.damaged |= {at - 1, at + 1}
    text = file.written()
    start = text.find(file.lines[at].encode()) + 3
    file.content = text[:start] + b"\0" * 40 + text[start + 40 :]
    file.expected = "any"


@kind
def control_letters_in_a_name(file: Draft) -> None:
    row = file.cells(6)
    row[file.column("nama")] = "SITI\x1b[31m\x07 AMINAH"
    file.put(6, row)
    file.damaged = {6}


# --- round the table ---------------------------------------------------------------------------------------------


@kind
def title_rows(file: Draft) -> None:
    file.before = ["DAFTAR PENDUDUK DAN PESERTA", "KABUPATEN CIPTA TAHUN 2026", ""]
    file.expected = "read"


@kind
def padded_title_rows(file: Draft) -> None:
    pad = ";" * (len(file.header) - 1)
    file.before = [f"DATA NIK DAN NAMA{pad}", f"Per 1 November 2026{pad}", pad, pad]
    file.expected = "read"


@kind
def many_title_rows(file: Draft) -> None:
    file.before = [f"Keterangan {number}: lihat lampiran" for number in range(18)]
    file.expected = "read"


@kind
def title_with_a_quote(file: Draft) -> None:
    file.before = ['LAPORAN "SEMENTARA', ""]
    file.expected = "read"


@kind
def column_numbers_below_the_header(file: Draft) -> None:
    file.lines.insert(0, ";".join(str(number) for number in range(1, len(file.header) + 1)))
    file.expected = "read"


@kind
def repeated_headers(file: Draft) -> None:
    middle = len(file.lines) // 2
    file.lines[middle:middle] = [line(file.header)]
    file.lines.append(line(file.header))
    file.expected = "read"


@kind
def total_rows(file: Draft) -> None:
    pad = ";" * (len(file.header) - 2)
    file.lines.insert(10, f"JUMLAH;10{pad[1:]}")
    file.after = [f"TOTAL;{len(file.truth)}{pad[1:]}", "Total: 30"]
    file.expected = "read"


@kind
def section_headings(file: Draft) -> None:
    pad = ";" * (len(file.header) - 1)
    file.lines.insert(0, f"KELURAHAN SUKAMAJU{pad}")
    file.lines.insert(12, f"KELURAHAN MEKARSARI{pad}")
    file.lines.insert(20, "RT 002 RW 003")
    file.expected = "read"


@kind
def signature_block(file: Draft) -> None:
    pad = ";" * (len(file.header) - 3)
    file.after = [
        pad + ";;",
        f"{pad}Cipta, 12 November 2026;;",
        f"{pad}Kepala Dinas;;",
        f"{pad}Drs. X;;",
        f"{pad}NIP. 196501011990031001;;",
    ]
    file.expected = "read"


@kind
def plain_footer(file: Draft) -> None:
    file.after = ["", "Keterangan: data per 1 November 2026", "Dicetak oleh petugas", "Sumber: kabupaten"]
    file.expected = "read"


@kind
def footer_without_newline(file: Draft) -> None:
    file.after = ["Dicetak 12-11-2026 10:30"]
    file.ends_with_newline = False


@kind
def blank_lines(file: Draft) -> None:
    pad = ";" * (len(file.header) - 1)
    for at in (20, 10, 5):
        file.lines[at:at] = ["", pad, "   "]
    file.after = ["", "", pad]
    file.expected = "read"


@kind
def prenumbered_empty_rows(file: Draft) -> None:
    pad = ";" * (len(file.header) - 1)
    if file.layout.headers[0].startswith("NO") and file.layout.fields[0] is None:
        file.after = [f"{len(file.truth) + number}{pad}" for number in range(1, 6)]
    file.expected = "read"


@kind
def trailing_empty_columns(file: Draft) -> None:
    file.header += ["", "", ""]
    file.lines = [one + ";;;" for one in file.lines]
    file.expected = "read"


@kind
def trailing_delimiter_in_rows_only(file: Draft) -> None:
    file.lines = [one + ";" for one in file.lines]
    file.expected = "read"


@kind
def empty_column_in_the_middle(file: Draft) -> None:
    file.header.insert(2, "")
    file.lines = [line([*row[:2], "", *row[2:]]) for row in file.truth]
    file.expected = "read"


@kind
def unnamed_index_column(file: Draft) -> None:
    file.header.insert(0, "")
    file.lines = [f"{at};{one}" for at, one in enumerate(file.lines)]
    file.expected = "read"


@kind
def no_final_newline(file: Draft) -> None:
    file.ends_with_newline = False
    file.damaged = {len(file.truth) - 1}


@kind
def columns_in_another_order(file: Draft) -> None:
    order = list(range(len(file.header)))
    file.rng.shuffle(order)
    file.header = [file.header[place] for place in order]
    file.lines = [line([row[place] for place in order]) for row in file.truth]
    file.expected = "read"


# --- header ------------------------------------------------------------------------------------------------------


@kind
def header_lower_case_and_dotted(file: Draft) -> None:
    file.header = [f" {name.lower().replace('_', '. ')} " for name in file.header]
    file.expected = "read"


@kind
def header_with_line_break(file: Draft) -> None:
    file.header = [name.replace("_", "\n").replace(" ", "\n") for name in file.header]
    file.expected = "any"


@kind
def no_header(file: Draft) -> None:
    file.content = "\n".join([*file.lines, ""]).encode()
    file.expected = "refused"


@kind
def header_only(file: Draft) -> None:
    file.content = (line(file.header) + "\n").encode()
    file.expected = "refused"


@kind
def doubled_nik_header(file: Draft) -> None:
    file.header.append("NIK")
    file.lines = [one + ";1" for one in file.lines]
    file.expected = "refused"


@kind
def doubled_unneeded_header(file: Draft) -> None:
    file.header += ["KET", "KET"]
    file.lines = [one + ";a;b" for one in file.lines]
    file.expected = "read"


@kind
def header_lost_a_separator(file: Draft) -> None:
    names = file.header
    place = len(names) - 2
    file.header = [*names[:place], names[place] + names[place + 1]]
    file.expected = "any"


@kind
def header_lost_a_separator_before_blank_column(file: Draft) -> None:
    names = [*file.header, "KET"]
    place = 3
    file.header = [*names[:place], f"{names[place]} {names[place + 1]}", *names[place + 2 :]]
    file.lines = [one + ";" for one in file.lines]
    file.expected = "any"


@kind
def header_extra_separator(file: Draft) -> None:
    file.header.insert(3, "")
    file.expected = "any"


@kind
def second_table_in_another_order(file: Draft) -> None:
    middle = len(file.lines) // 2
    order = list(reversed(range(len(file.header))))
    later = [line([row[place] for place in order]) for row in file.truth[middle:]]
    file.lines[middle:] = [line([file.header[place] for place in order]), *later]
    file.damaged = set(range(middle, len(file.truth)))
    file.expected = "any"


@kind
def summary_table_below(file: Draft) -> None:
    file.after = ["", "KELURAHAN;JUMLAH JIWA", "SUKAMAJU;12", "MEKARSARI;18"]


@kind
def wider_table_below(file: Draft) -> None:
    width = len(file.header)
    file.after = ["", ";".join(f"KOLOM {number}" for number in range(width + 2)), ";".join(["1"] * (width + 2))]


# --- quotes ------------------------------------------------------------------------------------------------------


@kind
def stray_quote_in_a_name(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = 'Ja"an'
    file.truth[at] = row
    file.lines[at] = ";".join(row)
    file.expected = "read"


@kind
def stray_quote_before_a_name(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = '"' + row[file.column("nama")]
    file.truth[at] = row
    file.lines[at] = ";".join(row)


@kind
def stray_quote_behind_a_name(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] += '"'
    file.truth[at] = row
    file.lines[at] = ";".join(row)


@kind
def stray_quotes_far_apart(file: Draft) -> None:
    last = len(file.lines) - 2
    for at, edge in ((2, "before"), (last, "behind")):
        row = file.cells(at)
        name = row[file.column("nama")]
        row[file.column("nama")] = f'"{name}' if edge == "before" else f'{name}"'
        file.truth[at] = row
        file.lines[at] = ";".join(row)
        file.damaged.add(at)


@kind
def stray_quotes_on_neighbouring_lines(file: Draft) -> None:
    for at, mark in ((4, '"{}'), (5, '{}"')):
        row = file.cells(at)
        row[file.column("nama")] = mark.format(row[file.column("nama")])
        file.truth[at] = row
        file.lines[at] = ";".join(row)
        file.damaged.add(at)


@kind
def stray_quotes_in_all_quoted_lines(file: Draft) -> None:
    file.rewrite(";", quoting=csv.QUOTE_ALL)
    for at in (3, len(file.lines) - 3):
        file.lines[at] = file.lines[at].replace('";"', '";', 1)
        file.damaged.add(at)


@kind
def quoted_name_with_delimiter(file: Draft) -> None:
    row = file.cells(5)
    row[file.column("nama")] = "SITI; AMINAH"
    file.put(5, row)
    file.expected = "read"


@kind
def doubled_quotes(file: Draft) -> None:
    row = file.cells(5)
    row[file.column("nama")] = 'SITI "ITI" AMINAH'
    file.put(5, row)
    file.expected = "read"


@kind
def backslash_quotes(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = 'SITI "ITI" AMINAH'
    file.truth[at] = row
    file.lines[at] = ";".join('"' + cell.replace('"', '\\"') + '"' for cell in row)


@kind
def backslash_quotes_with_delimiter(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = 'SITI "ITI; AMINAH'
    file.truth[at] = row
    file.lines[at] = ";".join('"' + cell.replace('"', '\\"') + '"' for cell in row)


@kind
def address_over_two_lines(file: Draft) -> None:
    at = 6
    row = file.cells(at)
    row[file.column("alamat") if "alamat" in file.layout.fields else file.column("nama")] = "JL. MAWAR\nNO. 3"
    file.put(at, row)
    file.damaged.add(at)


@kind
def address_over_four_lines(file: Draft) -> None:
    at = 6
    row = file.cells(at)
    row[file.column("alamat") if "alamat" in file.layout.fields else file.column("nama")] = "JL. MAWAR\n\nRT 3;\nRW 4"
    file.put(at, row)
    file.damaged.add(at)


@kind
def quote_never_closed(file: Draft) -> None:
    at = len(file.lines) - 1
    row = file.cells(at)
    row[1] = '"' + row[1]
    file.truth[at] = row
    file.lines[at] = ";".join(row)
    file.damaged.add(at)


@kind
def a_line_that_is_one_quote(file: Draft) -> None:
    file.lines.insert(7, '"')


@kind
def row_all_in_one_quote(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = f'"{file.lines[at]}"'


@kind
def quoted_delimiter_and_lost_separator(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[-1] = f'"{row[-1]}; X"'
    file.lines[at] = ";".join(row).replace(";", "", 1)
    file.damaged.add(at)


# --- cells moved -------------------------------------------------------------------------------------------------


def _places(file: Draft, stop: int, start: int = 0) -> list[int]:
    """Choose columns: all of them in a long file; in a short one so few that most rows stay sound."""
    return file.rng.sample(range(start, stop), min(stop - start, max(2, len(file.lines) // 12)))


def _less(file: Draft, place: int) -> None:
    at = file.pick()
    row = file.cells(at)
    file.lines[at] = line([*row[:place], row[place] + row[place + 1], *row[place + 2 :]])


def _more(file: Draft, place: int) -> None:
    at = file.pick()
    row = file.cells(at)
    file.lines[at] = line([*row[:place], "", *row[place:]])


@kind
def separators_lost(file: Draft) -> None:
    for place in _places(file, len(file.header) - 1):
        _less(file, place)


@kind
def separators_too_many(file: Draft) -> None:
    for place in _places(file, len(file.header)):
        _more(file, place)


def _with_remark(file: Draft) -> None:
    file.header.append("KET")
    file.lines = [one + ";" for one in file.lines]


@kind
def separators_lost_before_blank_column(file: Draft) -> None:
    _with_remark(file)
    for place in _places(file, len(file.layout.headers) - 1):
        at = file.pick()
        row = file.cells(at)
        file.lines[at] = line([*row[:place], row[place] + row[place + 1], *row[place + 2 :], ""])


@kind
def separators_too_many_before_blank_column(file: Draft) -> None:
    _with_remark(file)
    for place in _places(file, len(file.layout.headers), 1):
        at = file.pick()
        row = file.cells(at)
        file.lines[at] = line([*row[:place], "", *row[place:], ""])


@kind
def one_lost_and_one_too_many(file: Draft) -> None:
    width = len(file.layout.headers)
    for lost in _places(file, width - 1):
        at = file.rng.randrange(1, len(file.lines) - 1)
        if at in file.damaged:
            continue
        file.damaged.add(at)
        row = file.cells(at)
        shorter = [*row[:lost], row[lost] + row[lost + 1], *row[lost + 2 :]]
        place = file.rng.choice([spot for spot in range(1, width) if spot != lost])
        file.lines[at] = line([*shorter[:place], "", *shorter[place:]])


@kind
def lost_and_filled_up_at_the_end(file: Draft) -> None:
    for lost in _places(file, len(file.layout.headers) - 1):
        at = file.pick()
        row = file.cells(at)
        file.lines[at] = line([*row[:lost], row[lost] + row[lost + 1], *row[lost + 2 :], ""])


@kind
def unquoted_delimiter_in_address(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    place = file.column("alamat") if "alamat" in file.layout.fields else file.column("nama")
    row[place] = row[place].replace(" ", "; ", 1)
    file.lines[at] = ";".join(row)


@kind
def two_rows_on_one_line(file: Draft) -> None:
    at = file.pick()
    file.damaged.add(at + 1)
    file.lines[at : at + 2] = [file.lines[at] + file.lines[at + 1]]
    file.unseen = 1


@kind
def row_broken_over_two_lines(file: Draft) -> None:
    at = file.pick()
    middle = len(file.lines[at]) // 2
    file.lines[at : at + 1] = [file.lines[at][:middle], file.lines[at][middle:]]


@kind
def carriage_return_in_a_name(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = file.lines[at].replace(" ", "\r", 1)


@kind
def other_delimiter_in_one_row(file: Draft) -> None:
    for delimiter in (",", "\t", "|", " "):
        at = file.pick()
        file.lines[at] = delimiter.join(file.cells(at))


@kind
def last_row_with_other_delimiter(file: Draft) -> None:
    file.lines[-1] = ",".join(file.truth[-1])
    file.damaged.add(len(file.truth) - 1)


@kind
def row_without_its_first_cells(file: Draft) -> None:
    at = file.pick()
    file.lines[at] = line(file.cells(at)[2:])


@kind
def rows_short_of_blank_cells(file: Draft) -> None:
    file.header += ["KET", "X"]
    file.lines = [one if at % 2 else one + ";a;b" for at, one in enumerate(file.lines)]
    file.damaged = set(range(len(file.truth)))


@kind
def long_cell(file: Draft) -> None:
    at = file.pick()
    row = file.cells(at)
    row[file.column("nama")] = "A" * 20000
    file.truth[at] = row
    file.lines[at] = line(row)


# --- cut ---------------------------------------------------------------------------------------------------------


@kind
def cut_in_the_last_row(file: Draft) -> None:
    whole = file.written()
    size = len(file.lines[-1].encode()) + 1
    file.content = whole[: len(whole) - file.rng.randrange(2, size)]
    file.damaged = {len(file.truth) - 1}


@kind
def cut_in_the_last_cell(file: Draft) -> None:
    whole = file.written()
    file.content = whole[: len(whole) - file.rng.randrange(2, max(3, len(file.truth[-1][-1])))]
    file.damaged = {len(file.truth) - 1}


@kind
def cut_behind_a_delimiter(file: Draft) -> None:
    whole = file.written()
    file.content = whole[: whole.rfind(b";") + 1]
    file.damaged = {len(file.truth) - 1}


# --- cells as they come ------------------------------------------------------------------------------------------


def _every_nik(file: Draft, change: Callable[[str], str]) -> None:
    place = file.column("nik")
    for at in range(len(file.truth)):
        row = file.cells(at)
        row[place] = change(row[place])
        file.put(at, row)
    file.expected = "read"


@kind
def nik_with_apostrophe(file: Draft) -> None:
    _every_nik(file, lambda nik: f"'{nik}")


@kind
def nik_as_formula_text(file: Draft) -> None:
    place = file.column("nik")
    for at in range(len(file.truth)):
        row = file.cells(at)
        row[place] = f'="{row[place]}"'
        file.truth[at] = row
        file.lines[at] = ";".join(row)
    file.expected = "read"


@kind
def nik_in_scientific_text(file: Draft) -> None:
    _every_nik(file, lambda nik: f"{nik[0]},{nik[1:6]}E+15")


@kind
def nik_with_trailing_nbsp(file: Draft) -> None:
    place = file.column("nik")
    for at in range(len(file.truth)):
        row = file.cells(at)
        file.lines[at] = line([*row[:place], row[place] + "\u00a0", *row[place + 1 :]])
    file.expected = "read"


@kind
def nik_with_dots(file: Draft) -> None:
    _every_nik(file, lambda nik: f"{nik[:6]}.{nik[6:12]}.{nik[12:]}")


@kind
def blank_niks(file: Draft) -> None:
    place = file.column("nik")
    for at in (3, 9, 14):
        row = file.cells(at)
        row[place] = ("", "-", "TIDAK ADA")[at % 3]
        file.put(at, row)
    file.expected = "read"


@kind
def spaces_round_cells(file: Draft) -> None:
    file.lines = [";".join(f"  {cell} " for cell in row) for row in file.truth]
    file.expected = "read"


@kind
def formulas_for_names(file: Draft) -> None:
    for at, name in ((2, "=1+1"), (4, "+62812"), (6, "@SITI"), (8, "-")):
        row = file.cells(at)
        row[file.column("nama")] = name
        file.put(at, row)
    file.damaged = {2, 4, 6, 8}


@kind
def dates_of_many_shapes(file: Draft) -> None:
    if "tanggal_lahir" in file.layout.fields:
        shapes = ["01/02/1990", "1990-02-01", "12 Agustus 1990", "33001", "1/2/90", "31-02-1990", "", "00-00-0000"]
        for at, shape in enumerate(shapes, start=2):
            row = file.cells(at)
            row[file.column("tanggal_lahir")] = shape
            file.put(at, row)
    file.expected = "read"


@kind
def place_and_date_swapped(file: Draft) -> None:
    if "tempat_lahir" in file.layout.fields:
        for at in (3, 7):
            row = file.cells(at)
            place, born = file.column("tempat_lahir"), file.column("tanggal_lahir")
            row[place], row[born] = row[born], row[place]
            file.put(at, row)
    file.expected = "read"


@kind
def odd_but_true_names(file: Draft) -> None:
    names = [
        "Ja'an",
        "D`ANGELO",
        "M. NUR",
        "SITI (ALM)",
        "O",
        "NULL",
        "JUMLAH",
        "TOTAL",
        "NAMA",
        "H. ABD. 2",
        "DESA",
        "N/A",
    ]
    for at, name in enumerate(names, start=3):
        row = file.cells(at)
        row[file.column("nama")] = name
        file.put(at, row)
    file.expected = "read"


# --- no tables ---------------------------------------------------------------------------------------------------


def _file(content: bytes) -> Kind:
    def pollute(file: Draft) -> None:
        file.content = content
        file.expected = "refused"

    return pollute


_NO_TABLES: Final[dict[str, Kind]] = {
    "empty": _file(b""),
    "only_bom": _file(b"\xef\xbb\xbf"),
    "only_blank_lines": _file(b"\n\n  \n"),
    "html": _file(b"<!DOCTYPE html><html><body><table><tr><td>NIK</td></tr></table></body></html>"),
    "old_xls": _file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "pdf": _file(b"%PDF-1.7\n" + b"\x80\x90" * 300),
    "random_bytes": _file(bytes(range(256)) * 20),
    "broken_zip": _file(b"PK\x03\x04" + b"\x11" * 200),
    "broken_gzip": _file(b"\x1f\x8b\x08\x00" + b"\x22" * 100),
    "prose": _file(b"Yth. Bapak Camat,\nbersama ini kami sampaikan data.\nTerima kasih.\n"),
    "one_column": _file(b"NIK\n3298010101900001\n3298010101900002\n"),
    "json_lines": _file(b'[{"nik": "3298010101900001", "nama": "SITI"}]'),
}

KINDS.update(_NO_TABLES)
