"""What a cell of a known column looks like when it belongs to another column.

`ODD` are cells that hardly suit their column; `GLUED` are two values grown together, which nothing else explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.files.column.misnamed import NOTHING
from uhcmatch.reference.nik import LIKE_DIGITS
from uhcmatch.reference.unknown import UNKNOWN_CELLS

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

_SEX: Final = r"(?i)^(?:[lpmf0-9]|lk|pr|laki.{0,12}|perempuan|pria|wanita|male|female|[12] ?[-=.:] ?.{1,12})$"
_MONTH: Final = r"(?i)(?:jan|feb|peb|mar|apr|mei|may|jun|jul|ag|aug|sep|okt|oct|nov|nop|des|dec)"


_AS_DIGITS: Final = rf"(?i)^\W*[{LIKE_DIGITS}](?:[ .-]?[{LIKE_DIGITS}]){{12,16}}\W*$"
"""A number some of whose digits were typed, or scanned, as letters: 32OlO9…"""

_CODE_AS_DIGITS: Final = rf"(?i)^[{LIKE_DIGITS}]+$"


def _has_a_word(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"\p{L}{3}") & ~cell.str.contains(_AS_DIGITS)


def _odd_number(cell: pl.Expr) -> pl.Expr:
    return _has_a_word(cell) & ~cell.str.contains(NOTHING)


def _odd_nik(cell: pl.Expr) -> pl.Expr:
    return _odd_number(cell) | cell.str.contains("^0[0-9]{12}$")


def _odd_card(cell: pl.Expr) -> pl.Expr:
    return _odd_number(cell) | cell.str.contains("[0-9]{15}")


def _odd_name(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains("[0-9]{4}") | ~cell.str.contains(r"\p{L}")


def _odd_date(cell: pl.Expr) -> pl.Expr:
    is_other_text = cell.str.contains(r"\p{L}{3}.*[0-9]") & ~cell.str.contains(_MONTH)
    return ~cell.str.contains("[0-9]") | is_other_text


def _odd_sex(cell: pl.Expr) -> pl.Expr:
    return ~cell.str.contains(_SEX)


def says_something(cell: pl.Expr) -> pl.Expr:
    """Tell cells that are more than a sign or a word for what is not known: such a one is no other column's."""
    return cell.str.contains(r"[\p{L}0-9]") & ~cell.is_in(list(UNKNOWN_CELLS))


def _odd_short(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"\p{L}{4}") | cell.str.contains("[0-9]{6}")


def _odd_place(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains("[0-9]{4}")


ODD: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "nik": _odd_nik,
    "no_kk": _odd_number,
    "nomor_kartu": _odd_card,
    "nama": _odd_name,
    "nama_ibu": _odd_name,
    "nama_ayah": _odd_name,
    "tanggal_lahir": _odd_date,
    "jenis_kelamin": _odd_sex,
    "rt": _odd_short,
    "rw": _odd_short,
    "tempat_lahir": _odd_place,
    "kelurahan": _odd_place,
    "kecamatan": _odd_place,
    "hubungan": _odd_place,
    "dusun": _odd_place,
}


def _glued_number(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains("[0-9]{10}") & (_has_a_word(cell) | cell.str.contains("[0-9]{20}"))


def _glued_name(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains("[0-9]{14}")


def _glued_birth(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"\p{L}{3}[0-9]{1,2}[-/. ][0-9]")


def _glued_short(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"[0-9]\p{L}{4}")


def _glued_area(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"[0-9]{2}\p{L}{3}") & ~cell.str.contains(_CODE_AS_DIGITS)


def _glued_address(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"[0-9]{14}|[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{4}\p{L}")


GLUED: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "nik": _glued_number,
    "no_kk": _glued_number,
    "nomor_kartu": _glued_number,
    "nama": _glued_name,
    "tanggal_lahir": _glued_birth,
    "tempat_lahir": _glued_birth,
    "rt": _glued_short,
    "rw": _glued_short,
    "kelurahan": _glued_area,
    "kecamatan": _glued_area,
    "alamat": _glued_address,
}
"""Field → numbers grown together with words or with another number, and long numbers outside number columns."""

STREET_WORD: Final = (
    r"(?i)\b(?:JL|JLN|JALAN|GG|GANG|DSN|DUSUN|DK|DUKUH|KP|KAMPUNG|KAMP|BLOK|BLK|PERUM|PERUMAHAN|KOMP|KOMPLEK|KOMPLEKS"
    r"|LINGK|LINGKUNGAN|BANJAR|BR|DESA|DS|KEL|KELURAHAN|KEC|KECAMATAN|KAB|KABUPATEN|KOTA|RT|RW|NO|RUSUN|ASRAMA|PASAR"
    r"|PONDOK|PONPES|RUMAH|LORONG|LR|JORONG|NAGARI|GAMPONG|STREET|ROAD|AVENUE|LANE|ST|RD|DR)\b"
)
"""Words that an address without a number holds, and a name does not."""
TOTAL_BEHIND: Final = r"(?i)\S\s+(?:SUB ?|GRAND ?)?(?:JUMLAH|TOTAL)\b[ .:=]*[0-9][0-9.,]*(?:\s+(?:ORANG|JIWA))?\W*$"
"""A total that has grown together with what stands in front of it."""
