"""Writing a file whole or not at all: temporary name in the same folder, fsync, rename; only the owner may read it."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import polars as pl
import pyarrow.parquet as pq

from uhcmatch.errors import OutOfRoom, StoreFailed, UhcmatchError
from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMULA: Final = r"^\s*[=+\-@\t\r\n\x00＝＋－＠]"
"""Beginnings that a spreadsheet takes for a formula (OWASP, ASVS 1.2.10), full-width forms included."""
_NEW_FILE: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_csv(frame: pl.DataFrame, path: str | Path) -> None:
    """Write a CSV that opens right in an Indonesian Excel: `;`, UTF-8 with BOM, CRLF, dates as 31-12-1965, 89,94.

    With a point it would take 96.875 for ninety-six thousand and 89.45 for a time of day.
    Text that a spreadsheet would take for a formula gets an apostrophe in front. Raises `OutOfRoom`, `StoreFailed`.
    """
    with replacing(path) as file:
        _put_csv(frame, file)


def csv_text(frame: pl.DataFrame) -> str:
    """Return the text that `write_csv` writes, for a stream."""
    buffer = io.BytesIO()
    _put_csv(frame, buffer)
    return buffer.getvalue().decode()


def _put_csv(frame: pl.DataFrame, file: BinaryIO) -> None:
    guarded = frame.with_columns(guarded_text(name) for name, dtype in frame.schema.items() if dtype == pl.String)
    guarded.write_csv(
        file,
        separator=";",
        include_bom=True,
        line_terminator="\r\n",
        date_format="%d-%m-%Y",
        decimal_comma=True,
        quote_style="necessary",
    )


def guarded_text(column: str) -> pl.Expr:
    """Return a text column in which nothing is a formula; a lone `-` stays, it is none."""
    text = pl.col(column)
    is_formula = text.str.contains(FORMULA) & (text.str.strip_chars() != "-")
    return pl.when(is_formula).then(pl.lit("'") + text).otherwise(text).alias(column)


_ROWS_AT_ONCE: Final = 1 << 18
"""Rows of a row group, the part of a frame that is in memory in both forms."""
_REPEATS: Final = 0.5
"""Share of distinct values in a row group from which a dictionary of them is only a second copy."""
_LARGEST_DICTIONARY: Final = 1 << 26
"""Bytes; the usual one holds few of a city's names, and the rest are then written out again and again."""
_LEVEL: Final = 1
"""Of zstd, 1 to 22: 6 takes 4 % less room and twice the processor time; what is gained is gained by the encodings."""


def write_parquet(frame: pl.DataFrame, path: str | Path) -> None:
    """Write Parquet with zstd and page checksums, so that a flipped bit is an error and never another person.

    No statistics: they would repeat numbers and names of people outside the pages, and nobody asks for them. Row
    numbers go as differences, texts with their lengths apart: a sixth less, for nothing.
    """
    some = frame.head(_ROWS_AT_ONCE // 8)
    repeating = [
        name
        for name, kind in frame.schema.items()
        if not kind.is_integer() and some[name].n_unique() < _REPEATS * max(some.height, 1)
    ]
    encodings = {name: _encoding(kind) for name, kind in frame.schema.items() if name not in repeating}
    with (
        replacing(path) as file,
        pq.ParquetWriter(
            file,
            frame.clear().to_arrow().schema,
            compression="zstd",
            write_page_checksum=True,
            write_statistics=False,
            use_dictionary=repeating,
            dictionary_pagesize_limit=_LARGEST_DICTIONARY,
            column_encoding=encodings,
            compression_level=_LEVEL,
        ) as writer,
    ):
        for rows in frame.iter_slices(_ROWS_AT_ONCE):
            writer.write_table(rows.to_arrow())


def _encoding(kind: pl.DataType) -> str:
    if kind.is_integer() or kind == pl.Date:
        return "DELTA_BINARY_PACKED"
    return "DELTA_LENGTH_BYTE_ARRAY" if kind == pl.String else "PLAIN"


def write_json(document: Any, path: str | Path) -> None:  # noqa: ANN401 - any JSON document
    """Write a JSON document, UTF-8, indented, keys in the order given."""
    with replacing(path) as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")


@contextlib.contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Give a new file (mode 0600) that takes the place of `path` when the block ends well, and vanishes when not.

    Links are never followed: an existing link is replaced, not written through. Raises `OutOfRoom` when the disk is
    full, `StoreFailed` for any other failure to write.
    """
    target = Path(path)
    temporary = target.parent / f".uhcmatch-{secrets.token_hex(8)}.tmp"
    try:
        with os.fdopen(os.open(temporary, _NEW_FILE, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _told(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, nor does it need to be
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(error: OSError, target: Path) -> UhcmatchError:
    if error.errno in _NO_ROOM:
        return OutOfRoom(
            Words("Ruang simpan habis saat menulis {name}.", "No room left while writing {name}.").fill(
                name=shown(target.name)
            ),
            Words("Kosongkan ruang, lalu ulangi.", "Free some space, then run again."),
        )
    return StoreFailed(
        Words("{name} tidak dapat ditulis.", "{name} cannot be written.").fill(name=shown(target.name)),
        Words("Periksa apakah folder ada dan boleh ditulis.", "Check that the folder exists and may be written to."),
    )
