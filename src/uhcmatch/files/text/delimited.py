"""A delimited text → a table; every physical line below the header is a row, refused or skipped."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.files.header.find_header import SEARCHED, Wanted, refuse_unusable
from uhcmatch.files.header.later_headers import refuse_other_headers
from uhcmatch.files.header.second_table import begins_without_header, refuse_persons_above
from uhcmatch.files.header.table import Table, above_header, listed, trimmed
from uhcmatch.files.line.careful import Examined, examine
from uhcmatch.files.line.decode import UNDECODABLE, Text, decode
from uhcmatch.files.line.lines import WHITE, unwrapped
from uhcmatch.files.refusals import EXPORT_AGAIN, LOOK, is_really, shown
from uhcmatch.files.text.audit import audit, sound_rows, suspect_lines
from uhcmatch.files.text.broken import refuse_broken_rows, refuse_cut_row
from uhcmatch.files.text.clipped import refuse_clipped_lines, refuse_hole
from uhcmatch.files.text.dialect import HEADER_SPAN, Opening, open_text, usual_width
from uhcmatch.files.text.pages import pages_skipped
from uhcmatch.files.text.ragged import settle_ragged
from uhcmatch.words import Words

_SAMPLED: Final = 300
FEW_UNNAMED: Final = 0.05
"""Share of rows with a note beside the table up to which it is those rows that are wrong, not the header."""

_NO_HEADER: Final = (
    "tidak memuat baris judul kolom yang dikenal",
    "has no header row that is known",
    Words(
        "Datanya mulai tanpa judul. Tulis judul kolom di baris pertama tiap bagian, atau sambung jadi satu berkas.",
        "Its rows begin without a header. Write it on the first line of each part, or join the parts into one file.",
    ),
)
"""Of a part of an export that was cut up: only the first has the header."""


def read_delimited(name: str, content: bytes, wanted: Wanted) -> Table:
    """Read a CSV, TSV or TXT; raises `InputRefused` when it is no table with the columns that are needed."""
    text = decode(name, content)
    refuse_hole(name, text.content)
    head = text.content[: 1 << 20].decode(errors="ignore").replace("\r\n", "\n").split("\n")
    if not any(line.strip(WHITE) for line in head):
        raise is_really(name, "kosong", "is empty")
    opening = open_text(head[: SEARCHED + HEADER_SPAN], wanted)
    refusal = refuse_unusable(name, opening.found if opening else None, wanted, opening.first if opening else 0)
    if opening is None and begins_without_header(head[:SEARCHED]):
        raise is_really(name, *_NO_HEADER)
    if opening is None or refusal is not None:
        raise refusal or is_really(name, "tidak dikenal", "is not known", LOOK)
    refuse_persons_above(name, head[: opening.first - 1])
    table = _below(name, text, opening, head[opening.lines : opening.lines + _SAMPLED])
    return table.changed(asides=pl.concat([above_header(head[: opening.first - 1], 1), table.asides]))


def _below(name: str, text: Text, opening: Opening, sample: list[str]) -> Table:
    dialect, above = opening.dialect, opening.lines
    content = _unwrapped(text.content) if dialect.is_wrapped else text.content
    names = opening.found.heading.names
    width = usual_width([unwrapped(line) if dialect.is_wrapped else line for line in sample], dialect, names)
    checked = audit(content, dialect, width, above)
    refuse_clipped_lines(name, content, checked, dialect.delimiter)
    suspects = suspect_lines(content, checked)
    refuse_other_headers(name, suspects, dialect, names)
    found = pages_skipped(examine(suspects, dialect, width, names))
    sound = sound_rows(content, checked, dialect, width)
    table = _assembled(name, opening, trimmed(sound, {f"c{place}" for place in checked.padded}), found)
    total = checked.lines.height
    cut_line = None if text.ends_with_newline or not total else above + total
    table = _without_undecodable(settle_ragged(table, found.ragged, cut_line), text)
    table = refuse_broken_rows(refuse_cut_row(table, cut_line), [line for line in found.fragments if line != cut_line])
    table = refuse_unnamed(table, len(names))
    _assert_every_line_is_told(table, total, found)
    return table.changed(
        encoding=text.encoding,
        delimiter=dialect.delimiter,
        notes=(*text.notes, *_notes(opening, found)),
        stray_breaks=text.stray_breaks,
    )


def _unwrapped(content: bytes) -> bytes:
    lines = content.decode().replace("\r\n", "\n").split("\n")
    return "\n".join(unwrapped(line) for line in lines).encode()


def _assembled(name: str, opening: Opening, sound: pl.DataFrame, found: Examined) -> Table:
    careful = pl.DataFrame([(number, *cells) for number, cells in found.rows], schema=sound.schema, orient="row")
    rows = pl.concat([sound, trimmed(careful)]).sort("line") if careful.height else sound
    heading = opening.found.heading
    width = sound.width - 1
    names = (*heading.names[:width], *[""] * (width - len(heading.names)))
    asides = {"line": pl.Int64, "text": pl.String}
    return Table(
        name=name,
        heading=replace(heading, names=names),
        header_line=opening.first,
        rows=rows,
        refused=listed(found.refused),
        skipped=listed(found.skipped),
        asides=pl.DataFrame(found.asides, schema=asides, orient="row"),
    )


def refuse_unnamed(table: Table, named: int) -> Table:
    """Refuse rows with something in a column beyond the header; raises `InputRefused` when more than a few have it.

    A delimiter at the end of every row is a habit; a filled cell without a name means that the header lost one.
    """
    beyond = table.cells[named:]
    if not beyond:
        return table
    filled = table.rows.filter(pl.any_horizontal(pl.col(beyond).is_not_null()))
    if filled.height >= 3 and filled.height > FEW_UNNAMED * table.rows.height:
        raise InputRefused(
            Words(
                "{name}: baris data punya lebih banyak kolom daripada judulnya (baris {line}).",
                "{name}: the rows have more cells than the header (line {line}).",
            ).fill(name=shown(table.name), line=table.header_line),
            EXPORT_AGAIN,
        )
    return table.without(filled.select("line", reason=pl.lit("jumlah_kolom")), "refused")


def _without_undecodable(table: Table, text: Text) -> Table:
    if not text.has_undecodable:
        return table
    broken = pl.any_horizontal(pl.col(table.cells).str.contains(UNDECODABLE, literal=True))
    return table.without(table.rows.filter(broken).select("line", reason=pl.lit("huruf_rusak")), "refused")


def _notes(opening: Opening, found: Examined) -> tuple[Words, ...]:
    notes = []
    if opening.dialect.is_wrapped:
        notes.append(
            Words(
                "Tiap baris terbungkus tanda kutip: dibuka dulu.", "Each line was wrapped in quotes: unwrapped first."
            )
        )
    if found.stray:
        notes.append(
            Words(
                "{count} baris memuat tanda kutip lepas; tetap terbaca.",
                "{count} rows hold a stray quote; read all the same.",
            ).fill(count=found.stray)
        )
    if found.titled:
        notes.append(
            Words(
                "{count} baris: nama terpotong di koma sebelum gelar; disambung lagi.",
                "{count} rows: the name was cut at the comma before a title; joined again.",
            ).fill(count=found.titled)
        )
    if found.broken:
        notes.append(
            Words("{count} baris memuat ganti baris di dalam sel.", "{count} rows have a line break in a cell.").fill(
                count=found.broken
            )
        )
    return tuple(notes)


def _assert_every_line_is_told(table: Table, total: int, found: Examined) -> None:
    told = table.rows.height + table.refused.height + table.skipped.height + found.joined
    if told != total:
        raise AssertionError(f"{total} lines became {told}")
