"""What a file really is, by its first bytes, and the tables packed inside it."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pyarrow as pa

from uhcmatch.files.refusals import EXPORT_AGAIN, is_really

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from uhcmatch.errors import InputRefused

Kind = Literal["text", "workbook", "parquet"]

MAX_UNPACKED: Final = 6 * 1024**3
"""Bytes one packed file may unpack to: five times the largest kabupaten."""
MAX_RATIO: Final = 200
"""Times its packed size a member may unpack to, above SMALL: exports pack 5–30 times."""
SMALL: Final = 64 * 1024**2
MAX_MEMBERS: Final = 2000
_CHUNK: Final = 1 << 20
_TABLE_MEMBER: Final = re.compile(r"\.(csv|tsv|txt|xlsx|xlsm)$", re.IGNORECASE)
_PACKED_MEMBER: Final = re.compile(r"\.(zip|gz|zst|rar|7z)$", re.IGNORECASE)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML: Final = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|table|meta|style|script|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPTED: Final = re.compile(rb"^\s*[\[{]\s*[\"\[{]")

_OTHER_FORMATS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "adalah PDF", "is a PDF"),
    (b"Rar!\x1a", "adalah arsip RAR", "is a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "adalah arsip 7z", "is a 7z archive"),
    (b"BZh", "dikompresi dengan bzip2", "is packed with bzip2"),
    (b"\xfd7zXZ", "dikompresi dengan xz", "is packed with xz"),
    (b"SQLite format 3", "adalah basis data SQLite", "is an SQLite database"),
    (b"\x89PNG", "adalah gambar", "is a picture"),
    (b"\xff\xd8\xff", "adalah gambar", "is a picture"),
    (b"GIF8", "adalah gambar", "is a picture"),
    (b"{\\rtf", "adalah dokumen RTF", "is an RTF document"),
    (b"\x7fELF", "adalah program", "is a program"),
    (b"ARROW1", "adalah berkas Arrow", "is an Arrow file"),
)


@dataclass(frozen=True)
class Part:
    """One table-bearing part of a file: the file itself or a member of an archive."""

    name: str
    kind: Kind
    content: bytes


def parts(name: str, content: bytes, *, depth: int = 0) -> list[Part]:
    """Return the tables a file holds, unpacked; raises `InputRefused` saying what the file really is."""
    if not content:
        raise is_really(name, "kosong (0 byte)", "is empty (0 bytes)")
    if content.startswith(b"\x1f\x8b"):
        return _inner(name, _unpacked(name, gzip.GzipFile(fileobj=io.BytesIO(content)), len(content)), depth)
    if content.startswith(b"\x28\xb5\x2f\xfd"):
        stream = pa.CompressedInputStream(pa.BufferReader(content), "zstd")
        return _inner(name, _unpacked(name, stream, len(content)), depth)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_parts(name, content, depth)
    if content.startswith(b"PAR1"):
        return [Part(name, "parquet", content)]
    _refuse_other_formats(name, content)
    return [Part(name, "text", content)]


def _inner(name: str, content: bytes, depth: int) -> list[Part]:
    if depth:
        raise is_really(name, "adalah arsip di dalam arsip", "is an archive inside an archive")
    return parts(name, content, depth=depth + 1)


def _unpacked(name: str, stream: IO[bytes] | gzip.GzipFile, packed: int) -> bytes:
    try:
        return b"".join(_limited(name, stream, packed))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, pa.ArrowException, NotImplementedError) as error:
        raise is_really(
            name, "rusak atau terpotong: tidak dapat dibuka", "is damaged or cut off: it does not unpack"
        ) from error


def _limited(name: str, stream: IO[bytes] | gzip.GzipFile, packed: int) -> Iterator[bytes]:
    """Yield an unpacking stream by pieces, counting what really comes out and not what the archive declares."""
    size = 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > MAX_UNPACKED or size > max(SMALL, packed * MAX_RATIO):
            raise too_large(name)
        yield piece


def too_large(name: str) -> InputRefused:
    """Return the refusal of a file that unpacks to more than any export does."""
    return is_really(name, "membengkak melebihi batas saat dibuka", "unpacks to more than any export does")


def _zip_parts(name: str, content: bytes, depth: int) -> list[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _refuse_other_documents(name, names)
            if "xl/workbook.xml" in names:
                return [Part(name, "workbook", content)]
            if depth:
                raise is_really(name, "adalah arsip di dalam arsip", "is an archive inside an archive")
            return [_member(name, archive, member) for member in _tables(name, members)]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise is_really(name, "adalah arsip ZIP yang rusak", "is a damaged ZIP archive") from error


def _refuse_other_documents(name: str, names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise is_really(name, "adalah XLSB", "is an XLSB workbook")
    if "word/document.xml" in names:
        raise is_really(name, "adalah dokumen Word", "is a Word document")
    if "mimetype" in names and "content.xml" in names:
        raise is_really(name, "adalah dokumen OpenDocument", "is an OpenDocument file")


def _tables(name: str, members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(members) > MAX_MEMBERS:
        raise is_really(name, "memuat terlalu banyak berkas", "holds too many files")
    files = [member for member in members if not member.is_dir() and not _is_litter(member.filename)]
    if any(_PACKED_MEMBER.search(member.filename) for member in files):
        raise is_really(name, "memuat arsip di dalam arsip", "holds an archive inside an archive")
    tables = sorted((m for m in files if _TABLE_MEMBER.search(m.filename)), key=lambda member: member.filename)
    if not tables:
        raise is_really(name, "adalah ZIP tanpa CSV atau XLSX di dalamnya", "is a ZIP without CSV or XLSX inside")
    if any(member.flag_bits & 1 for member in tables):
        raise is_really(name, "dilindungi kata sandi", "is protected by a password")
    if sum(member.file_size for member in tables) > MAX_UNPACKED:
        raise too_large(name)
    return tables


def _is_litter(filename: str) -> bool:
    base = filename.rsplit("/", 1)[-1]
    return filename.startswith("__MACOSX/") or base.startswith((".", "~$"))


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Part:
    """Return one archive member; its path is only a label (the base name), nothing is ever written to disk."""
    base = re.split(r"[/\\]", member.filename)[-1]
    label = f"{name}/{base}"
    with archive.open(member) as stream:
        content = _unpacked(label, stream, member.compress_size)
    inner = parts(label, content, depth=1)
    return inner[0]


def _refuse_other_formats(name: str, content: bytes) -> None:
    head = content[:4096]
    for magic, indonesian, english in _OTHER_FORMATS:
        if head.startswith(magic):
            raise is_really(name, indonesian, english)
    if head.startswith(_OLE):
        raise _old_or_locked(name, content)
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(bare):
        raise is_really(name, "adalah halaman HTML, bukan tabel", "is an HTML page, not a table")
    if bare.lstrip().startswith(b"<?xml"):
        raise is_really(name, "adalah XML, bukan tabel", "is XML, not a table")
    if _SCRIPTED.match(bare):
        raise is_really(name, "adalah JSON, bukan tabel", "is JSON, not a table")


def _old_or_locked(name: str, content: bytes) -> InputRefused:
    is_locked = "EncryptedPackage".encode("utf-16-le") in content
    if is_locked:
        return is_really(name, "dilindungi kata sandi", "is protected by a password", EXPORT_AGAIN)
    return is_really(name, "adalah XLS lama", "is an old XLS workbook", EXPORT_AGAIN)
