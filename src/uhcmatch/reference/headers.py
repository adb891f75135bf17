"""Column headers of real exports: canonical field → the headers that mean it, best first.

Compared after `fold`: upper case, NFKC, only A–Z and 0–9, so that `No. KK`, `NO_KK` and `nokk` are one; a header that
is no alias like this is compared word by word (`header_words`). When two headers
of a file claim the same field, the one further to the front of the list wins (NIK before NO_KTP, which in SIAK is the
old card number; PSNOKA_BPJS, the person's card, before NOKA_BPJS, the family head's; names of areas before codes).
An entry with `+` is several columns read as one text.

Sources: SIAK tables BIODATA_WNI/DATA_KELUARGA and the Dukcapil web service; BIP 2016 reports and the import of OpenSID;
the PENDUDUK_ALL template; Dinsos BNBA lists and RT/RW books; the annex to the Pemda decree; the 21-column PBI list of
SIKS-NG; VClaim and PCare answers flattened with dots. Entries after `U` are customary spellings without a source.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uhcmatch.reference.header_words import key, mended, shorter, words

if TYPE_CHECKING:
    from uhcmatch.columns import Role

_PERSON: Final[dict[str, str]] = {
    "nama": "NAMA_LGKP | NAMA LENGKAP | NAMA | NAMA_PENERIMA | NAMA INDIVIDU | NAMA_PERTMA + NAMA_KLRGA | NAMA_PERTMA"
    " | U | NAMA PENDUDUK | NAMA WARGA | NAMA ANGGOTA KELUARGA | NAMA ART | NAMA KK ANGGOTA | NAME | FULL NAME",
    "jenis_kelamin": "JENIS_KLMIN | JENIS KELAMIN | JK | SEX | KELAMIN | JENIS KELAMIN (1=LAKI, 2=PEREMPUAN)"
    " | U | L/P | JENKEL | JNS KELAMIN | JNS_KLMN | JNSKEL | LP | KLMIN | GENDER | LAKI-LAKI/PEREMPUAN"
    " | JENIS KELAMIN (L/P) | JK (L/P) | JNS KEL | P/L",
    "tempat_lahir": "TMPT_LHR | TEMPAT LAHIR | TMP_LAHIR | TEMPAT | U | TMPT LAHIR | TPT LAHIR | TMPLHR | KOTA LAHIR"
    " | PLACE OF BIRTH | BIRTH PLACE",
    "tanggal_lahir": "TGL_LHR + BLN_LHR + THN_LHR | TGL LAHIR + BLN LAHIR + THN LAHIR"
    " | TANGGAL LAHIR + BULAN LAHIR + TAHUN LAHIR | TGL_LHR | TGL LAHIR | TANGGAL LAHIR | TGLLAHIR | TGL/BLN/TH LAHIR"
    " | U | TGLLHR | TGL.LHR | TGL/BLN/THN LAHIR | TANGGAL/BULAN/TAHUN LAHIR | DOB | TANGGAL LAHIR (DD-MM-YYYY)"
    " | TGL LAHIR (DD/MM/YYYY) | BIRTH DATE | DATE OF BIRTH"
    " | TGL + BLN + THN | TGL + BLN + TH | TANGGAL + BULAN + TAHUN | TGL + BULAN + TAHUN | HARI + BULAN + TAHUN"
    " | TGL | TANGGAL",
    "tempat_tanggal_lahir": "TTL | U | TEMPAT TANGGAL LAHIR | TEMPAT, TGL LAHIR | TEMPAT/TANGGAL LAHIR"
    " | TEMPAT DAN TANGGAL LAHIR | TEMPAT & TGL LAHIR | TEMPAT DAN TGL LAHIR | TMPT TGL LAHIR",
    "no_kk": "NO_KK | NOMOR KK | NO. KARTU KELUARGA | NOMOR KARTU KELUARGA | KARTU KELUARGA | NOKK_TMT"
    " | U | NO KELUARGA | NOMOR KELUARGA | NIK KK | NOMOR KARTU KELUARGA (KK)"
    " | FAMILY CARD NUMBER | KK | NKK | NO KARTU KK | KARTU KK",
    "nama_ibu": "NAMA_LGKP_IBU | NAMA IBU KANDUNG | NAMA IBU | IBU | U | NM_IBU | IBU KANDUNG | NAMA LENGKAP IBU"
    " | IBU NAMA | NM IBU KANDUNG | MOTHER NAME | MOTHERS NAME",
    "alamat": "ALAMAT | ALMT_T | ALAMAT TEMPAT TINGGAL | ALAMAT_LENGKAP | ALAMAT RUMAH"
    " | U | ALAMAT KTP | ALAMAT DOMISILI | ALAMAT TINGGAL | ALAMAT_SEKARANG | ALAMAT PESERTA | ALAMAT LENGKAP SESUAI KTP | ADDRESS"
    " | JALAN | NAMA JALAN | TEMPAT TINGGAL | ALAMAT JALAN | ALAMAT JALAN/DUSUN | ALAMAT (JALAN/DUSUN)",
    "rt": "NO_RT | RT | RT_T | U | NOMOR RT | RUKUN TETANGGA",
    "rw": "NO_RW | RW | RW_T | U | NOMOR RW | RUKUN WARGA",
    "rt_rw": "RT/RW | U | RT RW | RT-RW | NO RT/RW | RT.RW | RT DAN RW",
    "dusun": "DUSUN | DUSUN_T | NAMA DUSUN | U | LINGKUNGAN | BANJAR | KAMPUNG | DUSUN/LINGKUNGAN | LINGK",
    "kelurahan": "NAMA_KEL | KEL_NAME | KEL_N | KELURAHAN | DESA | DESA / KELURAHAN | KELURAHAN / DESA | DESA KEL"
    " | U | NAMA KELURAHAN | NAMA DESA | NMDESA | NM_KEL | KEL/DESA | KEL | NAGARI | GAMPONG | PEKON | KELURAHAN_NAMA"
    " | NAMA DESA/KELURAHAN | NAMA KELURAHAN/DESA | VILLAGE | VILLAGE NAME | URBAN VILLAGE | NO_KEL | NO_KELURAHAN | KODE_KEL | KDDESA | KODE_WILAYAH",
    "kecamatan": "NAMA_KEC | KEC_NAME | KECAMATAN | U | NAMA KECAMATAN | NM_KEC | NMKEC | KEC | DISTRIK | KAPANEWON"
    " | KEMANTREN | DISTRICT | DISTRICT NAME | SUBDISTRICT | NO_KEC | NO_KECAMATAN | KODE_KEC",
}
_POPULATION: Final[dict[str, str]] = {
    "nik": "NIK | N I K | NO NIK | NIK_KTP | NIK_TMT | NO_INDUK_KEPENDUDUKAN"
    " | U | NOMOR INDUK KEPENDUDUKAN | NOMOR NIK | NIK PENDUDUK | NIK INDIVIDU | NIK ART"
    " | NOMOR INDUK KEPENDUDUKAN (NIK)"
    " | NIK/NO KTP | NO KTP/NIK | NATIONAL ID | NATIONAL ID NUMBER | NO_KTP | NOMOR KTP | KTP",
    "hubungan": "STAT_HBKEL | SHDK | STATUS HUBUNGAN DALAM KELUARGA | HUBUNGAN KELUARGA | HUB_KELUARGA | HUB_KEL"
    " | STTS_HUB_KELUARGA | KK_LEVEL | U | HUBUNGAN DALAM KELUARGA | STATUS HUBUNGAN KELUARGA"
    " | HUBUNGAN | STATUS DALAM KELUARGA"
    " | SHDRT | HUB. DLM KELUARGA | HUBUNGAN DENGAN KEPALA KELUARGA | HUB DENGAN KK | STATUS KELUARGA | RELATIONSHIP | SHDK KETERANGAN",
    "nama_ayah": "NAMA_LGKP_AYAH | NAMA AYAH | AYAH | U | NAMA BAPAK | BAPAK | NAMA AYAH KANDUNG | NM_AYAH | NAMA LENGKAP AYAH | AYAH NAMA",
    "status_hidup": "STAT_HIDUP | STATUS_DASAR | U | FLAG_STATUS | STATUS HIDUP | STATUS PENDUDUK",
    "tanggal_meninggal": "TGL MENINGGAL | U | TANGGAL MENINGGAL | TGL_MATI | TANGGAL KEMATIAN",
    "tanggal_pindah": "TGL_PINDAH | U | TANGGAL PINDAH | TGL KELUAR",
    "status_kawin": "STAT_KWN | STATUS_KAWIN | STATUS NIKAH | STATUS PERKAWINAN | STATUSPERKAWINAN | STTS_KAWIN"
    " | U | STATUS KAWIN KETERANGAN",
    "kode_pos": "KODE_POS | KODEPOS | U | KD POS",
    "hamil": "HAMIL | U | IBU HAMIL | BUMIL | STATUS KEHAMILAN",
    "kronis": "U | KRONIS | PENYAKIT KRONIS | PENYAKIT MENAHUN | PENYAKIT KATASTROPIK",
    "desil": "DESIL | DESIL NASIONAL | DESIL DTSEN | U | DESIL KESEJAHTERAAN | KELOMPOK DESIL | PERINGKAT KESEJAHTERAAN",
}
_MEMBERS: Final[dict[str, str]] = {
    "nomor_kartu": "PSNOKA_BPJS | PSNOKA | NO. KARTU | NOMOR KARTU | NOKA | NOKAPST | NOMOR_PESERTA | NO PESERTA"
    " | U | NO KARTU BPJS | NOMOR KARTU BPJS | NO KARTU PESERTA | NO KARTU JKN | NO KARTU JKN-KIS | NO KARTU JKN KIS"
    " | NO KARTU KIS | NO KIS | NOMOR KIS"
    " | NO JKN | NOMOR JKN | NO BPJS | NOMOR BPJS | NO BPJS KESEHATAN | NOMOR KARTU PESERTA | NOMOR KARTU JKN"
    " | NOMOR PESERTA BPJS | NO_ASURANSI | NOMOR ASURANSI | KARTU BPJS | KARTU JKN | NOKA PESERTA | CARD NUMBER | CARD NO | MEMBER NUMBER"
    " | MEMBER CARD NUMBER | INSURANCE NUMBER | NOKA_BPJS | PSTV01",
    "nik": "NIK | NO NIK | NOKTP | NOIDENTITAS | NIK_KTP"
    " | U | NIKPST | NIK PESERTA | NOMOR INDUK KEPENDUDUKAN | NOMOR NIK | NIK INDIVIDU | NO KTP"
    " | NOMOR KTP | NIK/NO KTP"
    " | NO KTP/NIK | NOMOR IDENTITAS | N I K | NATIONAL ID | NATIONAL ID NUMBER | IDENTITY NUMBER | KTP",
    "nama": "NAMA | NMPST | NAMA INDIVIDU | NAMA_LENGKAP | U | NAMA PESERTA | NAMAPST | NAMA LENGKAP PESERTA"
    " | NM PESERTA"
    " | NAMA_LGKP | NAMA PENERIMA | NAMA ANGGOTA | NAMA PENDUDUK | NAMA WARGA"
    " | NAMA ANGGOTA KELUARGA | NAME | FULL NAME | PATIENT NAME | MEMBER NAME",
    "hubungan": "PISA | PISAT | HUBUNGAN KELUARGA | HUB_KELUARGA | U | KODE HUBUNGAN KELUARGA | HUBUNGAN | STATUS PISAT"
    " | HUB KEL | SHDK | RELATIONSHIP",
    "segmen": "JENISPESERTA.KETERANGAN | SEGMEN PESERTA | SEGMEN | SEGMENTASI | SEGMENTASI_PESERTA | JENIS PESERTA"
    " | JNSPESERTA.NAMA | JNSPESERTA | U | JENIS KEPESERTAAN | SEGMEN KEPESERTAAN | NMJENISPESERTA | NAMA JENIS PESERTA"
    " | KATEGORI PESERTA | KATEGORI KEPESERTAAN | JENIS SEGMEN | KELOMPOK PESERTA"
    " | NAMA SEGMEN | MEMBERSHIP TYPE | MEMBER TYPE | SEGMENT | KODE SEGMEN | JENISPESERTA.KODE | JNSPESERTA.KODE | KDJENISPESERTA",
    "status_peserta": "STATUSPESERTA.KETERANGAN | STATUS PESERTA | STATUS KEPESERTAAN | KETAKTIF | STATUS AKTIF"
    " | STATUS_BPJS | STATUS | STATUSPESERTA.KODE | AKTIF | U | STATUS JKN | STATUS KARTU"
    " | STATUS KEAKTIFAN | KEAKTIFAN"
    " | KET AKTIF | NMSTATUSPESERTA | STATUS PST | KETERANGAN STATUS | MEMBERSHIP STATUS | MEMBER STATUS | KDSTATUSPESERTA"
    " | KETERANGAN",
}
_OTHER: Final[str] = (
    "NO | NO URUT | NOMOR | NOMOR URUT | ID | KET | AGAMA | AGAMA_ID | PDDK_AKH | PENDIDIKAN"
    " | PENDIDIKAN TERAKHIR | JENIS_PKRJN"
    " | PEKERJAAN | JENIS PEKERJAAN | STAT_KWN | STATUS KAWIN | STATUS PERKAWINAN | STATUS NIKAH | GOL_DRH | GOL DARAH"
    " | GOLONGAN DARAH | GOL. DRH | KEWARGANEGARAAN | WARGANEGARA_ID | KODE_POS | IDDTKS | DTKS | STATUS DTKS"
    " | NIK_IBU | IBU_NIK | NIK_AYAH | AYAH_NIK | NAMA_KEP | NAMA KEPALA KELUARGA | KEPALA KELUARGA | NAMA KK"
    " | KAB | KABUPATEN | KOTA | KABUPATEN/KOTA | NAMA_KAB | KAB_NAME | NO_KAB | PROVINSI | NAMA_PROP"
    " | PROP_NAME | NO_PROP"
    " | KTP_EL | EKTP_STATUS | STAT_KTP | STATUS_REKAM | STAT RKM | WJB KTP | WAJIB KTP | NO AKTA LAHIR"
    " | NO_AKTA_LHR | AKTA_LHR | TELP"
    " | NO HP | NOHP | NO TELEPON | NOTELEPON | EMAIL | PENDIDIKAN_KK_ID | PEKERJAAN_ID | STATUS_KAWIN"
    " | SUKU | LAT | LONG"
    " | UMUR | USIA | HAKKELAS | HAKKELAS.KETERANGAN | HAKKELAS.KODE | JNSKELAS | JNSKELAS.NAMA | JNSKELAS.KODE | KELAS"
    " | KELAS RAWAT | KLSRAWAT | PROVUMUM.KDPROVIDER | PROVUMUM.NMPROVIDER | KDPROVIDERPST.KDPROVIDER"
    " | KDPROVIDERPST.NMPROVIDER | KDPROVIDERGIGI.KDPROVIDER | KDPROVIDERGIGI.NMPROVIDER | KDPROVIDER"
    " | NMPROVIDER | FKTP"
    " | FASKES | FASKES TK I | NMPPK | KDPPK | PPK | TGLTMT | TMT | TGLMULAIAKTIF | TGL AKTIF | TGLTAT"
    " | TAT | TGLAKHIRBERLAKU"
    " | TGLCETAKKARTU | TUNGGAKAN | JML BULAN MENUNGGAK | TOTAL TUNGGAKAN | NAMA PEMDA"
    " | KODE BADAN USAHA | PERIODE BULAN"
    " | TAHUN | TANGGAL ENTRI | TGL_ENTRI | NO_PASPOR | NAMA_KET_RT | NAMA_KET_RW | ID_ASURANSI"
    " | TMPT_SBL | TGL_AKH_PASPOR | AKTA_KWN | NO_AKTA_KWN | TGL_KWN | AKTA_CRAI | NO_AKTA_CRAI | TGL_CRAI | KLAIN_FSK"
    " | PNYDNG_CCT | NAMA_PET_REG | NIP_PET_REG | NAMA_PET_ENTRI | NIP_PET_ENTRI | JENIS_BNTU | ALS_NUMPANG | PFLAG"
    " | CFLAG | SYNC_FLAG | COUNT_KTP | EKTP_CREATED | RESPON | KWRNGRN | NO_KITAP"
    " | PENDIDIKAN_SEDANG_ID | GOLONGAN_DARAH_ID | AKTA_LAHIR | AKTA_PERKAWINAN | TANGGALPERKAWINAN | AKTA_PERCERAIAN"
    " | TANGGALPERCERAIAN | CACAT_ID | CARA_KB_ID | HAMIL | DOKUMEN_PASPORT | DOKUMEN_KITAS | TAG_ID_CARD"
    " | DTKS(Y/T) | ASURANSI KESEHATAN | PENDUDUK TETAP (Y/T)"
    " | MR.NOMR | MR.NOTELEPON | COB.NMASURANSI | COB.NOASURANSI | COB.TGLTAT | COB.TGLTMT | INFORMASI.DINSOS"
    " | INFORMASI.NOSKTM | INFORMASI.PROLANISPRB | UMUR.UMURSEKARANG | UMUR.UMURSAATPELAYANAN | PSTPROL | PSTPRB"
    " | ASURANSI.KDASURANSI | ASURANSI.NMASURANSI | ASURANSI.NOASURANSI | ASURANSI.COB | KODEPROP | NAMAPROP"
    " | KODEDATI2 | NAMADATI2"
)
_NAMES_NOT_PERSONS: Final[str] = "KEPESERTAAN | TGL DATANG | TANGGAL DATANG | TGL_DATANG | STATUS TL"

_WRAPPERS: Final = re.compile(
    r"^(?:(?:response|peserta|data|result|list|content|penduduk|row)[./:_\[\]0-9]+)+", re.IGNORECASE
)
_ALTERNATIVES: Final = re.compile(r"[()/]|\bATAU\b", re.IGNORECASE)
_NOT_FOLDED: Final = re.compile(r"[^A-Z0-9]")


def fold(header: str) -> str:
    """Return a header as it is compared: upper case, NFKC, only A–Z and 0–9."""
    return _NOT_FOLDED.sub("", unicodedata.normalize("NFKC", header).upper())


def spellings(header: str) -> tuple[str, ...]:
    """Return the folded readings of a header, best first: with and without the wrappers of a flattened API answer."""
    whole, bare = fold(header), fold(_unwrapped(header))
    return (whole,) if whole == bare else (whole, bare)


def worded(header: str) -> tuple[str, ...]:
    """Return the readings of a header with its words written out, and of its first name if it gives two for one field."""
    bare = _unwrapped(header)
    several = [part for part in _ALTERNATIVES.split(bare) if fold(part)]
    is_one_field = len(several) > 1 and bool(frozenset.intersection(*(fields_of(part) for part in several)))
    return tuple(dict.fromkeys([key(header), key(bare), *([key(several[0])] if is_one_field else [])]))


def shortened(header: str) -> tuple[str, ...]:
    """Return the readings of a header without words that say nothing, those closest to the whole first."""
    return tuple(shorter(_unwrapped(header)))


def misspelt(header: str) -> str | None:
    """Return the words of a header as they were meant where a letter is wrong in them; null where none is."""
    return mended(_unwrapped(header), _WORDS)


def _unwrapped(header: str) -> str:
    return _WRAPPERS.sub("", header)


def fields_of(header: str) -> frozenset[str]:
    """Return the fields that a header can mean on either side."""
    return FIELDS_OF.get(fold(header), frozenset()) | FIELDS_OF_WORDS.get(key(header), frozenset())


def _written(text: str) -> list[tuple[str, ...]]:
    entries = [entry.strip() for entry in text.split(" | ")]
    return [tuple(one.strip() for one in entry.split(" + ")) for entry in entries if entry != "U"]


def _table(texts: dict[str, str]) -> dict[str, list[Alias]]:
    return {
        field: [Alias(tuple(fold(one) for one in entry), tuple(key(one) for one in entry)) for entry in _written(text)]
        for field, text in texts.items()
    }


@dataclass(frozen=True, slots=True)
class Alias:
    """A header that means a field, or several headers joined with a space: folded, and by their words."""

    folded: tuple[str, ...]
    worded: tuple[str, ...]


ALIASES: Final[dict[Role, dict[str, list[Alias]]]] = {
    "population": _table(_PERSON | _POPULATION),
    "members": _table(_PERSON | _MEMBERS),
}
"""Role → field → aliases, best first. The field `tempat_tanggal_lahir` is one column for two fields and is split when
read."""


def _by_header(part: Literal["folded", "worded"]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in ALIASES.values():
        for field, aliases in table.items():
            for header in (header for alias in aliases for header in getattr(alias, part)):
                found.setdefault(header, set()).add(field)
    return {header: frozenset(fields) for header, fields in found.items()}


FIELDS_OF: Final = _by_header("folded")
FIELDS_OF_WORDS: Final = _by_header("worded")
"""Alias → the fields it can mean on either side."""

_IDLE: Final = [one for text in (_OTHER, _NAMES_NOT_PERSONS) for entry in _written(text) for one in entry]
NOT_NEEDED: Final = frozenset(fold(one) for one in _IDLE)
NOT_NEEDED_WORDS: Final = frozenset(key(one) for one in _IDLE)
"""Headers that are known and not used."""

_WORDS: Final = frozenset(
    word
    for text in [*_PERSON.values(), *_POPULATION.values(), *_MEMBERS.values(), _OTHER, _NAMES_NOT_PERSONS]
    for entry in _written(text)
    for one in entry
    for word in words(one)
)
"""Words of all headers that are known."""

SHOWN: Final[dict[str, str]] = {
    fold(one): one
    for text in [*_PERSON.values(), *_POPULATION.values(), *_MEMBERS.values(), _OTHER]
    for entry in _written(text)
    for one in entry
}
"""Folded alias → the alias as people write it, for suggestions."""
