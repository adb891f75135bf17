"""Lines of many cells that close a list and are no people: who signs for it, and trailers full of zeros or nines.

Such a line says nothing of a person but a name, and that is an office (KETUA RT, LURAH) or a word for the end. There
are people of such names: whoever has a number, a birth date, a sex, an address or a running number is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

_OFFICE: Final = (
    r"(?i)^\W*(?:mengetahui|diketahui|menyetujui|disetujui|diperiksa|pemeriksa|dibuat|pembuat|petugas|pendata|operator"
    r"|lurah|camat|bupati|walikota|ketua|kepala|sekretaris|kasi|kasubag|kabid|plt|plh|penanggung jawab|hormat kami"
    r"|ttd|tanda tangan|nip)\b"
)
_END: Final = r"(?i)^\W*(?:trailer|trl|tlr|eof|footer|end of (?:file|data|report))\b"
_LAST: Final = r"(?i)^\W*(?:akhir|selesai|end|zzz+)\W*$"
"""Words that are names, too: only beside numbers that are none."""
_RELATIVE: Final = r"(?i)^\W*kepala\s+keluarga"
_SIGNS: Final = r"^(?:0+|9+)$"
_PADDED: Final = r"^0{6}"
"""A count with zeros in front; a card has four of them, a NIK none."""
_LONG: Final[dict[str, int]] = {"nik": 9, "nomor_kartu": 7, "no_kk": 13}
"""Field → digits from which a number is one; a date of printing has eight."""
_DATE: Final = r"[1-9]"
_SEX: Final = r"(?i)^\W*(?:l|p|lk|pr|laki.*|perempuan|pria|wanita)\W*$"
_LETTER: Final = r"\p{L}"
_RUNNING_NUMBER: Final = r"^[0-9]{1,7}\.?$"


def says_of_person(table: Table) -> pl.Expr:
    """Rows with a number, birth date, sex, relation or address that a person has, or a running number in front."""
    tests = [_is_number(place, field) for field in _LONG if (place := table.place(field))]
    tests += [_has(table, field, _DATE) for field in ("tanggal_lahir", "tempat_tanggal_lahir")]
    tests += [_has(table, "jenis_kelamin", _SEX), _has(table, "hubungan", _RELATIVE), _is_numbered(table)]
    tests += [_has(table, field, _LETTER) & ~_has(table, field, _OFFICE) for field in ("hubungan", "alamat")]
    return _any(*tests)


def closing_lines(table: Table, rows: pl.DataFrame) -> pl.Series:
    """Return the lines of those rows that close a list: no person's facts, and an office or an end where a name is."""
    told = rows.filter(_is_told(table, f"{_OFFICE}|{_END}")).filter(~says_of_person(table))
    return pl.concat([told["line"], trailers(table, rows)["line"]]).unique()


def trailers(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Return those of the rows whose numbers are all zeros, nines or counts, and that name nobody.

    All but few are ruled out by the first digits of their numbers.
    """
    held = [pl.col(place) for field in ("nik", "nomor_kartu") if (place := table.place(field))]
    looked_at = rows.filter(_any(*(cell.is_between(pl.lit("0"), pl.lit("0001")) | (cell >= "999") for cell in held)))
    return looked_at.filter(_is_trailer(table)) if looked_at.height else looked_at


def _is_trailer(table: Table) -> pl.Expr:
    numbers = [_is_number(place, field) for field in _LONG if (place := table.place(field))]
    says_something = _has(table, "jenis_kelamin", _SEX) | _has(table, "alamat", _LETTER)
    is_dated, letters = _has(table, "tanggal_lahir", _DATE), [pl.col(c).str.contains(_LETTER) for c in table.cells]
    is_blank = ~_any(*letters) & ~_has(table, "nama", _DATE) & ~is_dated & ~_is_numbered(table)
    names_nobody = _is_told(table, _END) | (_is_told(table, _LAST) & ~is_dated) | is_blank
    return ~_any(*numbers) & ~says_something & names_nobody


def _is_told(table: Table, pattern: str) -> pl.Expr:
    first = pl.coalesce(pl.when(pl.col(cell).str.contains(r"[\p{L}\p{N}]")).then(pl.col(cell)) for cell in table.cells)
    return first.str.contains(pattern).fill_null(value=False) | _has(table, "nama", pattern)


def _has(table: Table, field: str, pattern: str) -> pl.Expr:
    text = table.text(field)
    return pl.lit(value=False) if text is None else text.str.contains(pattern).fill_null(value=False)


def _is_number(place: str, field: str) -> pl.Expr:
    """Rows with such a number that counts nothing and holds no place."""
    digits = pl.col(place).str.extract(r"^([^\p{L}]*)", 1).str.replace_all("[^0-9]", "")
    is_count = digits.str.contains(_PADDED) if field != "nomor_kartu" else pl.lit(value=False)
    return (digits.str.len_bytes() >= _LONG[field]) & ~digits.str.contains(_SIGNS) & ~is_count


def _is_numbered(table: Table) -> pl.Expr:
    if table.cells[0] in [table.place(field) for field in (*_LONG, "nama")]:
        return pl.lit(value=False)
    first = pl.col(table.cells[0])
    return (first.str.contains(_RUNNING_NUMBER) & ~first.str.contains(_SIGNS)).fill_null(value=False)


def _any(*tests: pl.Expr) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(test.fill_null(value=False) for test in tests))
