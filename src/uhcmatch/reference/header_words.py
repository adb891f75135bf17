"""Headers word by word: what stands in a table of aliases need not be written there in every abbreviation.

`Tgl. Lhr Peserta (dd/mm/yyyy)`, `TGL_LAHIR_PST` and `tglLahir` are the same four or fewer words. A header is cut into
its words, each is written out, and words that say nothing about the column are left out, as few as needed. What is left
must be an alias as a whole: no part of a header ever decides (STATUS KEPESERTAAN DTKS is no STATUS KEPESERTAAN).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WRITTEN_OUT: Final[dict[str, str]] = {
    "NO": "NOMOR NOMER NMR NR NUMBER",
    "NAMA": "NM NAME",
    "TANGGAL": "TGL TNGGL",
    "LAHIR": "LHR LHIR KELAHIRAN",
    "TEMPAT": "TMPT TMP TPT",
    "JENIS": "JNS",
    "KELAMIN": "KLMIN KLMN",
    "KARTU": "KRT CARD",
    "KELUARGA": "KLRG KLG KLGA KLUARGA",
    "KEPENDUDUKAN": "KPDDKN",
    "ALAMAT": "ALMT ALMAT ALAMT ADDRESS",
    "KELURAHAN": "KEL DESA DS KLRHN",
    "KECAMATAN": "KEC KCMTN",
    "KABUPATEN": "KAB",
    "PROVINSI": "PROV PROP PROPINSI",
    "STATUS": "STAT STS STTS",
    "HUBUNGAN": "HUB HUBGN",
    "DENGAN": "DGN DG",
    "RUMAH": "RMH",
    "DALAM": "DLM DLAM",
    "KAWIN": "KWN NIKAH PERKAWINAN",
    "PESERTA": "PST MEMBER",
    "PASIEN": "PATIENT PX",
    "SEGMEN": "SEGMENT SEGMENTASI",
    "KODE": "KD KDE",
    "KETERANGAN": "KET",
    "PENDIDIKAN": "PDDK PDDKN",
    "GOLONGAN": "GOL",
    "DARAH": "DRH",
}
"""Word → its abbreviations and spellings, customary ones without a source; DESA and KELURAHAN are one kind of area."""
_OUT: Final = {short: word for word, shorts in _WRITTEN_OUT.items() for short in shorts.split()}

_SAYING_NOTHING: Final = re.compile(
    "PESERTA|PENDUDUK|WARGA|ANGGOTA|INDIVIDU|PASIEN|LENGKAP|JKN|KIS|BPJS|KESEHATAN|DATA|YBS|DALAM|PADA|DI|DOMISILI"
    "|TERDAFTAR|L|P|LK|PR"
)
"""Words that do not change which column it is."""
_ANYBODYS: Final = re.compile("NO|KODE|TANGGAL|TEMPAT|STATUS|JENIS|KETERANGAN|KARTU|KK|IBU|AYAH|JALAN|KOTA|AKTIF|LAHIR")
"""What is too little when it is the only word left."""
_IDLE_PHRASES: Final = re.compile(
    r"\bWAJIB DIISI\b|\bANGGOTA KELUARGA\b|\bSESUAI (?:E ?)?(?:KTP|KK|KARTU KELUARGA|IDENTITAS)(?: EL)?\b"
)
_DATE_FORMAT: Final = re.compile(r"\((?:[^A-Z()]|TGL|TANGGAL|HARI|BLN|BULAN|THN?|TAHUN)+\)")
_GLUED: Final = re.compile(r"(?<=[A-Z]{2})(?=(?:PST|PESERTA|PASIEN|PENDUDUK)\b)")
_FORMAT: Final = re.compile("DIGIT|ANGKA|TEKS|TEXT|FORMAT|CONTOH|DD|MM|YY|HH|BB|TT|YYYY|TTTT|[0-9]{1,2}")
"""Words on how to fill in the column."""
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[A-Z]+|[0-9]+")
MISSPELT: Final = 6
"""Letters of a word from which one wrong letter leaves no doubt which it is."""
MOST_LEFT_OUT: Final = 6
"""Words left out of one header; a longer one is a sentence."""


@lru_cache(maxsize=8192)
def words(header: str) -> tuple[str, ...]:
    """Return the words of a header, written out; a word that follows itself (KEL/DESA) stands once."""
    text = unicodedata.normalize("NFKC", _HUMP.sub(" ", header)).upper().replace("_", " ")
    text = _IDLE_PHRASES.sub(" ", " ".join(_WORD.findall(_GLUED.sub(" ", _DATE_FORMAT.sub(" ", text)))))
    written = [_OUT.get(word, word) for word in text.split() if not _FORMAT.fullmatch(word)]
    return tuple(word for word, _ in itertools.groupby(written))


def key(header: str) -> str:
    """Return the words of a header as they are compared: in any order, for a group above its part turns it round."""
    return "".join(sorted(words(header)))


def mended(header: str, known: Collection[str]) -> str | None:
    """Return the words of a header with the misspelt ones as they are known; null where none is misspelt.

    A word is misspelt if one letter too many, too few, another or swapped makes it a known one of MISSPELT letters or
    more, and no second one.
    """
    told = words(header)
    meant = [word if word in known else _meant(word, known) for word in told]
    return " ".join(meant) if list(told) != meant else None


def _meant(word: str, known: Collection[str]) -> str:
    long = [one for one in known if len(one) >= MISSPELT and abs(len(one) - len(word)) <= 1]
    near = [one for one in long if OSA.distance(word, one, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 and word.isalpha() else word


def shorter(header: str) -> Iterator[str]:
    """Yield the keys of a header without words that say nothing, those that leave out fewest first."""
    told = words(header)
    idle = [place for place, word in enumerate(told) if _SAYING_NOTHING.fullmatch(word)]
    if len(idle) > MOST_LEFT_OUT:
        return
    for many in range(1, len(idle) + 1):
        for left_out in itertools.combinations(idle, many):
            rest = [word for place, word in enumerate(told) if place not in left_out]
            if len(rest) > 1 or (rest and not _ANYBODYS.fullmatch(rest[0])):
                yield "".join(sorted(rest))
