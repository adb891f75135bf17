"""Reports in blocks per family (Buku Induk Penduduk): what stands on the lines above a family's members is theirs too.

A block begins with lines like `No. KK : 3201…` and `Alamat : JL. X, Nama Dusun : Y, RT/RW : 002/000`, or with one row
that holds the bare number, the head's name and `DESA X RT/RW : 002/000 DUSUN : -`; then the members follow, under a
repeated header or not (sources: the two BIP 2016 readers of OpenSID). What such a line names is written into the rows
below it, until the next line that names it again. In other lists a line that says nothing but `KELURAHAN X` or
`Kecamatan : Y`, a title that ends so, or the name of the sheet names the area of the rows below it, and the name of
a sheet their segment, where the table has no column for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.codes import SEGMENTS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.files.header.table import Table

_TOLD: Final[dict[str, str]] = {
    "no_kk": r"(?i)\b(?:no\.?|nomor)\s*(?:kk|kartu keluarga)\W*([0-9][0-9 .-]{14,22}[0-9])",
    "bare": r"(?i)^\W*(?:[0-9]{1,4}\W+)?([0-9]{16})\b.*\brt\s*/\s*rw\s*:",
    "alamat": r"(?i)\balamat\s*:\s*(.*?)\s*"
    r"(?:,?\s*\b(?:(?:nama dusun|dusun|kode pos)\s*:|(?:rt\s*/\s*rw|rt|desa|kelurahan|kecamatan)\b)|$)",
    "rt_rw": r"(?i)\brt\s*/\s*rw\s*:?\s*([0-9]{1,3}\s*/\s*[0-9]{1,3})",
    "dusun": r"(?i)\bdusun\s*:\s*([^,;:]*?)\s*(?:,|\brt\s*/\s*rw\b|$)",
    "kelurahan": r"(?i)\b(?:desa\s*/\s*kelurahan|kelurahan\s*/\s*desa|kelurahan|desa)\s*:?\s*"
    r"([^,;:]*?)\s*(?:,|\brt\s*/\s*rw\b|\bkecamatan\b|$)",
    "kecamatan": r"(?i)\bkecamatan\s*:\s*([^,;:]*?)\s*(?:,|\bkabupaten\b|$)",
}
"""Field → how a line above a block names it."""
_CODE: Final = r"(?:(?:\([0-9][0-9.]{1,13}\)|[0-9][0-9.]{2,13}|0[0-9])[ .:;|-]+|[0-9]{1,2}(?: *[.:;|]| *- )[ .:;|-]*)?"
"""The code of an area, before its name or before the label; the 16 of 16 ULU and the 9 of 9-10 ULU are the name's."""
_WORDS: Final = r"((?:[1-9][0-9]?(?:-[0-9]{1,2})? )?[\p{L}][\p{L}0-9 '.-]{2,39}?)"
_NAME: Final = rf"[. ]*:?[ ;|]*{_CODE}{_WORDS}"
_LARGE: Final = r"(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{3,})"
_ANY: Final = rf"(?:{_LARGE}|[0-9]+)"
_PEOPLE: Final = r"(?:kk|jiwa|orang|warga|penduduk|peserta)\b"
_COUNT: Final = (
    rf"(?:(?: *[:=] *{_ANY}| +(?:- *)?{_LARGE}|[ ,:=-]+(?:jumlah|jml|total)\b(?: *{_PEOPLE})?[ :=]*{_ANY}"
    rf"|[ ,:=-]+{_ANY} *{_PEOPLE})(?:[ ,/:-]*(?:{_ANY} *)?{_PEOPLE})*)?"
)
"""How many people an area has, behind its name: a small number with nothing to say so (KARANG 2) is of the name."""
_ENDS: Final = (
    rf"{_COUNT} *(?:$|[,;|()]|\b(?:kelurahan|desa|kec|kecamatan|kab|kabupaten|kota|prov|provinsi"
    r"|tahun|thn|semester|bulan|per|rt|rw)\b)"
)
_AREAS: Final[dict[str, str]] = {
    "kelurahan": r"(?:nama )?(?:desa ?/ ?kelurahan|kelurahan ?/ ?desa|kelurahan|desa|kel)\b",
    "kecamatan": r"(?:nama )?(?:kecamatan|kec)\b",
}
"""Field → how a line names an area and nothing else, and how a title (DATA PENDUDUK KECAMATAN X TAHUN 2025) ends."""
_TITLES: Final = r"(?:data|daftar|rekap\w*|laporan|buku|lampiran|register)\b[^:,]*?\b"
_DISTRICT_FIRST: Final = r"kec\w*\.? ?/ ?(?:kel\w*|desa)\.? *:? *"
_VILLAGE_FIRST: Final = r"(?:kel\w*|desa)\.? ?/ ?kec\w*\.? *:? *"
_SECOND: Final = r"[^/;|,]+/ *"
_BOTH: Final = {
    field: rf"(?:{first}|{second}{_SECOND}){_CODE}{_WORDS}{_COUNT} *(?:$|[/;|,])"
    for field, first, second in (
        ("kelurahan", _VILLAGE_FIRST, _DISTRICT_FIRST),
        ("kecamatan", _DISTRICT_FIRST, _VILLAGE_FIRST),
    )
}
"""Field → how `KEC/KEL : X / Y` names it."""
_BEFORE: Final = rf"(?i)^\W*{_CODE}(?:{_TITLES})?(?:(?:desa|kelurahan|kel|kecamatan|kec)\b.{{2,45}}?[ ,])?"
_IN_GROUP: Final = r"(?:(?:desa|kelurahan|kel|kecamatan|kec|dusun|lingkungan)\b.{2,60}?[ ,;|])*"
_NUMBERS: Final = {
    "rt": r"(?:rt ?/ ?rw\W*([0-9]{1,3}) ?/|(?:rw\W*[0-9]{1,3}\b\W*)?rt\W*([0-9]{1,3})\b)",
    "rw": r"(?:rt(?: ?/ ?rw)?\W*[0-9]{1,3} ?/ ?([0-9]{1,3})\b|(?:rt\W*[0-9]{1,3}\b\W*)?rw\W*([0-9]{1,3})\b)",
}
_TO: Final = r"[0-9]{1,3} *(?:-|s/?\.?d\.?|sampai|,|&|dan)"
_SEVERAL: Final = rf"(?i)\b(?:rt\W*{_TO} *(?:rt\W*)?|rw\W*{_TO} *(?:rw\W*)?)[0-9]{{1,3}}"
"""`RT 1-5`: whose is which is not told."""
_IN_AREA: Final = {
    **{field: (rf"{_BEFORE}{area}{_NAME}{_ENDS}", rf"(?i)^\W*{_BOTH[field]}") for field, area in _AREAS.items()},
    **{field: (rf"(?i)^\W*(?:{_TITLES})?{_IN_GROUP}{number}",) for field, number in _NUMBERS.items()},
}
"""Field → how headings between the rows, and titles, name it."""
_NO_NAMES: Final = (
    r"(?i)^(?:dan|atau|se|per|di|yang|dalam|terdaftar|kode|nomor|jumlah|jml|total|tahun|bulan|halaman)\b|-$"
)
_FAMILY: Final = "no_kk"
_OF_ONE_FAMILY: Final = ("no_kk", "alamat", "rt_rw", "dusun")
"""What is never carried on to the next family."""


_LABEL: Final = (
    r"(?i)^\W*(?:no\.?|nomor)?\W*(?:kk|kartu keluarga|alamat|nama kepala keluarga|kepala keluarga|nama dusun|dusun"
    r"|rt\s*/\s*rw|desa\s*/\s*kelurahan|kelurahan\s*/\s*desa|kelurahan|desa|kecamatan|kabupaten(?:\s*/\s*kota)?"
    r"|kota|provinsi|kode pos)\s*:?$"
)
"""A cell that only says what stands in the cells beside it."""
_CARD: Final = r"^\W*[0-9]{16}\W*$"
_HOME: Final = r"(?i)\brt\s*/\s*rw\s*:"
_FEW: Final = 8
"""Cells that a line above a family fills: labels and what they say."""
_BEFORE_NAMES: Final = 3
"""Columns in which the bare number of a family stands."""


def families_apart(table: Table) -> Table:
    """Set aside the rows that begin a family; where there are any, also labels of its home and the ends of long cells.

    A family begins with a card number behind a label, or bare before the head's name and home. Tables with a column for
    card or address are no such report.
    """
    nik = table.place("nik")
    if nik is None or {"no_kk", "alamat"} & table.heading.fields.keys():
        return table
    number = _bare_number(table, nik)
    is_labelled = pl.coalesce(table.cells).str.contains(_LABEL) & pl.sum_horizontal(
        pl.col(table.cells).is_not_null()
    ).is_between(2, _FEW)
    has_number = pl.any_horizontal(pl.col(table.cells).str.contains(_CARD))
    told = table.rows.select(
        "line", *table.cells, number=number, labelled=is_labelled.fill_null(value=False), has_number=has_number
    )
    if told.filter(pl.col("number").is_not_null() | (pl.col("labelled") & pl.col("has_number"))).is_empty():
        return table
    begins = told.filter(pl.col("number").is_not_null() | pl.col("labelled"))
    return _without_ends(
        table.changed(asides=pl.concat([table.asides, _as_text(begins, table.cells)])).without(
            begins.select("line", reason=pl.lit("judul_bagian")), "skipped"
        )
    )


def _bare_number(table: Table, nik: str) -> pl.Expr:
    before = [pl.col(cell) for cell in table.cells[:_BEFORE_NAMES] if cell != nik]
    number = pl.coalesce(pl.when(cell.str.contains(_CARD)).then(cell) for cell in before)
    has_home = pl.any_horizontal(pl.col(table.cells).str.contains(_HOME).fill_null(value=False))
    is_member = pl.col(nik).str.contains("[0-9]{6}").fill_null(value=False)
    return pl.when(has_home & ~is_member).then(number)


def _as_text(begins: pl.DataFrame, cells: list[str]) -> pl.DataFrame:
    """Return asides in which every label is followed by a colon, so that all reports read alike."""
    label = "No. KK : " + pl.col("number") + ";"
    text = pl.concat_str(label, pl.col(cells).str.replace(_LABEL, "${0} :"), separator=" ", ignore_nulls=True)
    return begins.select("line", text=text.str.replace_all(r":\s*:", ":"))


def _without_ends(table: Table) -> Table:
    """Drop rows with no cell under a header that is used: the rest of a long cell on the line before."""
    used = [f"c{place}" for places in table.heading.fields.values() for place in places]
    ends = table.rows.filter(pl.all_horizontal(pl.col(used).is_null()))
    return table.without(ends.select("line", reason=pl.lit("kosong")), "skipped")


def with_lines_above(table: Table) -> Table:
    """Return the table with the fields that lines between its rows name; a table without such lines as it is."""
    told = (
        _told(table, {field: (pattern,) for field, pattern in _TOLD.items()}, "|")
        .with_columns(no_kk=pl.coalesce("no_kk", "bare"))
        .drop("bare")
    )
    if told[_FAMILY].count() == 0 or _FAMILY in table.heading.fields:
        told = _told(table, _IN_AREA).with_columns(
            pl.lit(None, pl.String).alias(_FAMILY), segmen=pl.lit(_segment(table.sheet), pl.String)
        )
    named = told.with_columns(family=pl.col(_FAMILY).is_not_null().cum_sum())
    fields = [field for field in told.columns if field != "line"]
    carried = named.with_columns(
        pl.col(field).forward_fill().over("family") if field in _OF_ONE_FAMILY else pl.col(field).forward_fill()
        for field in fields
        if field not in _NUMBERS
    )
    carried = _within_areas(carried) if "rt" in fields else carried
    known = table.heading.fields.keys() | (_NUMBERS if table.heading.fields.keys() & {*_NUMBERS, "rt_rw"} else set())
    new = [field for field in fields if field not in known and carried[field].count()]
    return _with_fields(table, carried.select("line", *new), new) if new else table


def _within_areas(carried: pl.DataFrame) -> pl.DataFrame:
    """Carry RT and RW on as long as the area is the same, the RT also as long as no other RW is named alone."""
    area = pl.struct("kelurahan", "kecamatan").rle_id()
    ward = pl.col("rw").forward_fill().over(area)
    return carried.with_columns(rw=ward, area=area).with_columns(
        rt=pl.col("rt").forward_fill().over("area", pl.col("rw").rle_id())
    )


def _segment(sheet: str | None) -> str | None:
    """Return the name of a sheet that is the label of a segment: one sheet per segment is how some offices keep it."""
    label = " ".join(re.findall("[A-Z0-9]+", (sheet or "").upper()))
    return sheet if label in SEGMENTS and not label.isdigit() else None


def _with_fields(table: Table, carried: pl.DataFrame, new: list[str]) -> Table:
    rows = table.rows.join_asof(carried, on="line", strategy="backward")
    width = len(table.cells)
    places = {field: (width + step,) for step, field in enumerate(new)}
    renamed = rows.rename({field: f"c{places[field][0]}" for field in new})
    heading = table.heading
    note = Words(
        "{fields} diambil dari judul, nama lembar, atau baris di antara baris data.",
        "{fields} taken from titles, the sheet's name or lines between the rows.",
    )
    return table.changed(
        rows=renamed,
        heading=replace(
            heading, names=(*heading.names, *(f"[{field}]" for field in new)), fields=heading.fields | places
        ),
        notes=(*table.notes, note.fill(fields=", ".join(new))),
    )


def _told(table: Table, patterns: Mapping[str, Sequence[str]], blank: str = "") -> pl.DataFrame:
    """Return `line` and what the sheet's name and each line outside the table name, in file order.

    Of a group of a pattern the first that is found counts. `blank` are signs to be read as spaces.
    """
    sheet = pl.DataFrame({"line": [0], "text": [table.sheet]}, schema=table.asides.schema)
    text = pl.col("text").str.replace_all(rf"[\s_{blank}]+", " ").str.strip_chars(" ;,|").str.replace_all(_SEVERAL, "")
    found = {field: pl.coalesce(_groups(text, pattern) for pattern in told) for field, told in patterns.items()}
    names = {field: pl.when((cell != "") & ~cell.str.contains(_NO_NAMES)).then(cell) for field, cell in found.items()}
    return pl.concat([sheet, table.asides]).sort("line", maintain_order=True).select("line", **names)


def _groups(text: pl.Expr, pattern: str) -> pl.Expr:
    groups = re.compile(pattern.replace(r"\p{L}", "a")).groups
    return pl.coalesce(text.str.extract(pattern, group) for group in range(1, groups + 1))
