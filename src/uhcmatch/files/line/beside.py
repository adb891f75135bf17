"""Lines inside a table that are no data rows: blank lines, repeated headers, totals, section headings, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.headers import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

TOTAL: Final = r"(?i)^\W*(?:grand\s*|sub\s*-?)?(?:total|jumlah|jml)\b"
"""How a line with a sum begins."""
SECTION: Final = (
    r"(?i)^\W*(?:(?:provinsi|kabupaten|kota|kecamatan|kec|kelurahan|kel|desa|dusun|lingkungan|rt"
    r"|rw|rukun|halaman|hal|page|lampiran|daftar|data|rekap|rekapitulasi|laporan|nomor kk|nama kepala"
    r"|kepala keluarga|pemerintah|dinas|lembar|sheet)\b|no\.?\s*kk\b|alamat\s*:)"
)
"""How a heading between the rows begins; whole words, for there are people called KOTAMA and DATUK."""
FAMILY: Final = r"(?i)^\W*(?:no|nomor)\W*(?:kk|kartu keluarga)\b"
"""How the line above a family begins in a report by families."""
FOOTNOTE: Final = (
    r"(?i)^\W*(?:(?:keterangan|catatan|ket|sumber|dicetak|tanggal cetak|mengetahui|kepala|nip|ttd|tanda tangan"
    r"|petugas|lurah|camat|ketua|sekretaris|printed|source|note|dibuat|diunduh|exported|akhir|end of"
    r"|\d+ rows?|\d+ baris)\b|\(\d+ )"
)
"""How a note below the table begins."""
PRINTED: Final = (
    r"(?i)^\W*(?:tanggal|tgl|dicetak|diunduh|printed|posisi|(?:data|keadaan|kondisi)? *per (?:tanggal|tgl|[0-9])"
    r"|(?:data|keadaan|kondisi) (?:tanggal|tgl)|admin|administrator|operator|user|trailer|kode pos|telp|telepon|fax"
    r"|email|kontak|website)\b"
)
"""How a line begins that says when and by whom a list was made, or whom to ask."""
PLACE_AND_DATE: Final = r"(?i)^\W*[\p{L} ]+,\s*(?:[0-9]{1,2}[ .-]+[\p{L}0-9]+[ .-]+[0-9]{4}\W*)?$"
"""`Semarang, 30 Juni 2026`; the date may stand in the next cell."""
COUNTED: Final = (
    r"(?i)^\W*(?:(?:saldo\s+)?(?:di)?pindah(?:an|kan)\b.*|kumulatif|(?:ke)?seluruh(?:an|nya)?|semua(?:nya)?|jiwa|orang"
    r"|kk|l|p|l\W*p|laki\W*laki|perempuan|pria|wanita|lk|pr|(?:kepala\s+)?keluarga|penduduk|peserta|rata\W*rata"
    r"|wajib\s+ktp)\W*$"
)
"""What stands beside a number that counts people."""
SUBTOTAL: Final = r"(?i)\w\W+(?:total|count|jumlah|hitungan)\W*$"
"""How the label of a spreadsheet's own subtotals ends: the group's name stands in front."""

LONG_NUMBER: Final = re.compile(r"[0-9]{10}")
"""What persons have and notes have not."""
_SEPARATOR: Final = re.compile(r'"?sep=\W?"?', re.IGNORECASE)
"""What spreadsheets write above a table, and files put together have between their parts."""
_ANY: Final = re.compile(r"\w")


def reason_beside(cells: Sequence[str], header: Sequence[str]) -> str | None:  # noqa: PLR0911 - one return a kind
    """Return the code of `reference.reasons.SKIPPED` for a line that is no data row, or null for what may be one."""
    filled = [cell.strip() for cell in cells if _ANY.search(cell)]
    if not filled:
        return "kosong"
    if _repeats(filled, header):
        return "judul_terulang"
    if is_column_numbers(filled):
        return "nomor_kolom"
    if len(filled) == 1 and _SEPARATOR.fullmatch(filled[0]):
        return "judul_bagian"
    has_long_number = any(LONG_NUMBER.search(cell) for cell in filled)
    is_told = re.match(FAMILY, filled[0]) or re.match(r"(?i)\W*nip\b", filled[0])
    if has_long_number and not is_told:
        return None
    if re.match(TOTAL, filled[0]):
        return "jumlah"
    if _is_dated_person(filled[1:]):
        return None
    if len(filled) <= 3 and re.match(SECTION, filled[0]):
        return "judul_bagian"
    if len(filled) <= 3 and re.match(FOOTNOTE, filled[0]):
        return "catatan_kaki"
    return None


_SEX: Final = re.compile(r"(?i)l|p|m|f|lk|pr|laki ?- ?laki|perempuan|pria|wanita|male|female")
_DATE: Final = re.compile(r"\d{8}|\d{1,4}[-/. ]\w{1,9}[-/. ]\d{2,4}")


def _is_dated_person(cells: Sequence[str]) -> bool:
    """Tell a sex beside a date: there are people called HAL and KOTA, and headings say neither."""
    return any(map(_SEX.fullmatch, cells)) and any(map(_DATE.fullmatch, cells))


def _repeats(filled: Sequence[str], header: Sequence[str]) -> bool:
    names = [fold(name) for name in header if name]
    found = [fold(cell) for cell in filled]
    return len(found) >= min(2, len(names)) and (found == names or (len(found) >= 3 and set(found) <= set(names)))


def is_column_numbers(filled: Sequence[str]) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3) …"""
    numbers = [cell.strip("() .") for cell in filled]
    return len(numbers) >= 4 and numbers == [str(place) for place in range(1, len(numbers) + 1)]


def is_few_words(cells: Sequence[str]) -> bool:
    """Return whether a line has at most two filled cells and no number long enough for a NIK or a card."""
    filled = [cell for cell in cells if _ANY.search(cell)]
    is_signature = bool(filled) and bool(re.match(r"(?i)\W*nip\b", filled[0]))
    return len(filled) <= 2 and (is_signature or not any(LONG_NUMBER.search(cell) for cell in filled))
