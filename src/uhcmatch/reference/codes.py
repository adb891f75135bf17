"""Code lists of the registries: what a label or code in a cell means (DOMAIN §2.4, each table with its source there).

Labels are compared whole after folding (upper case, A–Z and 0-9, single spaces). Never by substring: AKTIF is inside
NON AKTIF.
"""

from __future__ import annotations

from typing import Final


def _by_label(codes: dict[str, str]) -> dict[str, str]:
    """Turn code → `label | label …` into label → code."""
    return {label.strip(): code for code, labels in codes.items() for label in labels.split("|")}


SEXES: Final[dict[str, str]] = _by_label(
    {
        "L": (
            "1 | L | LK | LAKI | LAKI LAKI | LAKILAKI | LAKI2 | LAKI 2 | PRIA | M | MALE | COWOK | LLK | 01 | "
            "1 LAKI LAKI | L LAKI LAKI | LAKI LAKI L | 1 L | LELAKI | LAKI LAKI PRIA | PRIA LAKI LAKI"
        ),
        "P": (
            "2 | P | PR | PEREMPUAN | WANITA | W | F | FEMALE | CEWEK | PRP | 02 | PEREMPUAN P | PRMPUAN | "
            "2 PEREMPUAN | P PEREMPUAN | 2 P | PREMPUAN | PEREMPUAN WANITA | WANITA PEREMPUAN"
        ),
    }
)
"""L and P; `P` is never “pria”."""

SHDK: Final[dict[str, str]] = {
    "1": "KEPALA KELUARGA",
    "2": "SUAMI",
    "3": "ISTRI",
    "4": "ANAK",
    "5": "MENANTU",
    "6": "CUCU",
    "7": "ORANG TUA",
    "8": "MERTUA",
    "9": "FAMILI LAIN",
    "10": "PEMBANTU",
    "11": "LAINNYA",
    "KK": "KEPALA KELUARGA",
    "KEP KELUARGA": "KEPALA KELUARGA",
    "ISTERI": "ISTRI",
    "ORANGTUA": "ORANG TUA",
}
"""STAT_HBKEL of the population registry; other labels stay as they are."""

PISA: Final[dict[str, str]] = {
    "1": "PESERTA",
    "2": "SUAMI",
    "3": "ISTRI",
    "4": "ANAK",
    "5": "TAMBAHAN",
    "ISTERI": "ISTRI",
    "KELUARGA TAMBAHAN": "TAMBAHAN",
}
"""PISA(T) of BPJS; 2 to 4 agree with SHDK, 1 and 5 do not."""

STATUSES: Final[dict[str, str]] = _by_label(
    {
        "aktif": (
            "0 | AKTIF | 1 AKTIF | 0 AKTIF | AKTIF PBI | AKTIF PBI APBN | AKTIF PBI APBD | PESERTA AKTIF | "
            "STATUS AKTIF | KEPESERTAAN AKTIF | ACTIVE | A | Y | YA | TRUE"
        ),
        "meninggal": (
            "2 | MENINGGAL | MENINGGAL DUNIA | 2 MENINGGAL | NON AKTIF MENINGGAL | NONAKTIF MENINGGAL | "
            "NON AKTIF KARENA MENINGGAL | NONAKTIF KARENA MENINGGAL | WAFAT | MATI"
        ),
        "nonaktif_usia": (
            "6 | TIDAK DITANGGUNG | ANAK UMUR 21 | ANAK UMUR 21 TAHUN | NON AKTIF USIA | USIA 21 | "
            "TIDAK DITANGGUNG MASA BERLAKU SUDAH BERAKHIR | MASA BERLAKU SUDAH BERAKHIR | "
            "TIDAK DITANGGUNG MASA BERLAKU SUDAH BERAKHIR ANAK UMUR 21 | TIDAK DITANGGUNG ANAK UMUR 21 | "
            "MASA BERLAKU SUDAH BERAKHIR ANAK UMUR 21"
        ),
        "nonaktif_penangguhan": "7 | PENANGGUHAN PESERTA | PENANGGUHAN PEMBAYARAN | PENANGGUHAN",
        "nonaktif_menunggak": (
            "9 | NON AKTIF KARNA PREMI | NON AKTIF KARENA PREMI | NONAKTIF KARENA PREMI | NONAKTIF PREMI | "
            "MENUNGGAK | NON AKTIF PREMI | NON AKTIF MENUNGGAK | NONAKTIF MENUNGGAK | TIDAK AKTIF MENUNGGAK | "
            "TIDAK AKTIF KARENA PREMI | NON AKTIF KARENA TUNGGAKAN | TUNGGAKAN"
        ),
        "nonaktif_akhir_bulan": (
            "15 | NON AKTIF DIAKHIR BULAN | NON AKTIF DI AKHIR BULAN | NONAKTIF AKHIR BULAN | "
            "NON AKTIF AKHIR BULAN | NONAKTIF DIAKHIR BULAN | NONAKTIF DI AKHIR BULAN"
        ),
        "nonaktif_lain": (
            "TIDAK AKTIF | TDK AKTIF | NON AKTIF | NONAKTIF | N | T | TIDAK | FALSE | INACTIVE | KELUAR | "
            "NON | NONAKTIF PPU | NON AKTIF PPU | NON AKTIF PHK | NONAKTIF PHK | NONAKTIF PBI | NON AKTIF PBI | "
            "DINONAKTIFKAN | PBI DINONAKTIFKAN | NONAKTIF MUTASI | NON AKTIF MUTASI | MUTASI | "
            "PESERTA TIDAK AKTIF | PINDAH | GANDA | NON AKTIF SEMENTARA | NONAKTIF SEMENTARA | DIBLOKIR | BLOKIR | "
            "BERHENTI | NOT ACTIVE | STATUS TIDAK AKTIF | KEPESERTAAN TIDAK AKTIF | KEPESERTAAN NON AKTIF"
        ),
    }
)
"""Label or VClaim code of a membership status → canonical code; any other label is `lainnya`."""

STATUS_FLAGS: Final[dict[str, str]] = {"1": "aktif", "0": "nonaktif_lain"}
"""A column that holds only these two is a flag (PCare `aktif`), no VClaim code, where 0 is active."""

STATUS_UNKNOWN: Final = "lainnya"

IS_ACTIVE: Final[dict[str, bool]] = {
    "aktif": True,
    "nonaktif_akhir_bulan": True,
    "nonaktif_menunggak": False,
    "nonaktif_usia": False,
    "nonaktif_penangguhan": False,
    "nonaktif_lain": False,
    "meninggal": False,
    STATUS_UNKNOWN: False,
}
"""Whether a status counts as active; a member without a status (null) does. `nonaktif_akhir_bulan` is usable until the
month ends."""

SEGMENTS: Final[dict[str, str]] = _by_label(
    {
        "PBI_JK": (
            "21 | PBI APBN | PBI JK | PBIJK | PBI JK APBN | PBI | AKTIF PBI | PBI PUSAT | PBI JKN | PBI APBN JK | APBN "
            "| PBI JAMINAN KESEHATAN | PENERIMA BANTUAN IURAN | PENERIMA BANTUAN IURAN PBI | "
            "PENERIMA BANTUAN IURAN JK | PBI PENERIMA BANTUAN IURAN | PENERIMA BANTUAN IURAN JAMINAN KESEHATAN"
        ),
        "PBPU_PEMDA": (
            "22 | PBI APBD | PBPU PEMDA | PBPU DAN BP PEMDA | PBPU BP PEMDA | PBPU BP PEMERINTAH DAERAH | "
            "PD PEMDA | JAMKESDA | PBPU DAN BP PEMERINTAH DAERAH | PBPU APBD | PBI DAERAH | PBI PEMDA | PEMDA | "
            "APBD | BP PEMDA | PBPU DAN BP YANG DIDAFTARKAN PEMERINTAH DAERAH | "
            "PENDUDUK YANG DIDAFTARKAN PEMDA | PENDUDUK YANG DIDAFTARKAN PEMERINTAH DAERAH | "
            "PENDUDUK YANG DIDAFTARKAN OLEH PEMERINTAH DAERAH"
        ),
        "PPU": (
            "13 | PPU | PPU BU | PPU SWASTA | PPU PN | PPU PNS | PPU PEMERINTAH | PEKERJA PENERIMA UPAH | "
            "PEGAWAI SWASTA | PNS | ASN | PNS PUSAT | PNS DAERAH | PNS POLRI | PNS TNI | PNS TNI AD | PNS TNI AL "
            "| PNS TNI AU | PPPK | PRAJURIT AD | PRAJURIT AL | PRAJURIT AU | TNI | POLRI | ANGGOTA POLRI | "
            "PEGAWAI BUMN | PEGAWAI BUMD | BUMN | PEGAWAI BUMN BUMD | PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA "
            "| PPNPN | PEGAWAI PEMERINTAH NON PEGAWAI NEGERI | DPRD | PEJABAT NEGARA | PPU BADAN USAHA | "
            "PPU PENYELENGGARA NEGARA | KEPALA DESA DAN PERANGKAT DESA | BUMD | PERANGKAT DESA | "
            "PEGAWAI PEMERINTAH NON PEGAWAI NEGERI SIPIL | PEKERJA PENERIMA UPAH BADAN USAHA | "
            "PEKERJA PENERIMA UPAH PPU | PPU PEKERJA PENERIMA UPAH | KARYAWAN SWASTA | TNI POLRI | ASN TNI POLRI"
        ),
        "PBPU_MANDIRI": (
            "14 | PEKERJA MANDIRI | PBPU | PBPU MANDIRI | MANDIRI | PEKERJA BUKAN PENERIMA UPAH | PBPU PERORANGAN "
            "| PEKERJA SEKTOR INFORMAL INDIVIDU | PEKERJA SEKTOR INFORMAL | PEKERJA BUKAN PENERIMA UPAH MANDIRI | "
            "PESERTA MANDIRI | PEKERJA BUKAN PENERIMA UPAH PBPU | PBPU PEKERJA BUKAN PENERIMA UPAH"
        ),
        "BP": (
            "BP | BUKAN PEKERJA | BUKAN PEKERJA LAIN LAIN | BP LAIN LAIN | BP PENYELENGGARA NEGARA | "
            "BP PENERIMA PENSIUN | PENERIMA PENSIUN | PENERIMA PENSIUN PNS | PENERIMA PENSIUN TNI | "
            "PENERIMA PENSIUN POLRI | PENERIMA PENSIUN SWASTA | PENERIMA PENSIUN PEJABAT NEGARA | VETERAN | "
            "VETERAN TUVET | VETERAN NON TUVET | PERINTIS KEMERDEKAAN | BP SWASTA | INVESTOR | PEMBERI KERJA | "
            "PENSIUNAN | BP MANDIRI | BUKAN PEKERJA BP | BP BUKAN PEKERJA"
        ),
    }
)
"""Label or code of a membership segment → canonical segment; a trailing class (-1, KELAS 3) is taken off before."""

SEGMENT_ENDINGS: Final[tuple[tuple[str, str], ...]] = (
    (r" APBN$", "PBI_JK"),
    (r" APBD$", "PBPU_PEMDA"),
    (
        (
            r"^(?:PBI APBD|PBPU PEMDA|PBPU (?:DAN )?BP PEMDA|PD PEMDA|JAMKESDA) "
            r"(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI|PEMPROV|PEMKAB|PEMKOT)\b"
        ),
        "PBPU_PEMDA",
    ),
)
"""Labels with a payer behind them (CACAT TOTAL TETAP DAN TIDAK MAMPU (APBN)); what pays decides."""

SEGMENT_CLASS: Final = r" (?:(?:KELAS|KLS) )?(?:[123]|I{1,3})$"

SEGMENT_UNKNOWN: Final = "LAINNYA"

VITAL: Final[dict[str, str]] = _by_label(
    {
        "meninggal": "2 | MATI | 2 MATI | MENINGGAL | MENINGGAL DUNIA | WAFAT | ALM | ALMARHUM | ALMARHUMAH | MD",
        "pindah": "3 | 6 | PINDAH | 3 PINDAH | PINDAH KELUAR | PERGI | PINDAH DOMISILI | MUTASI KELUAR",
    }
)
"""STAT_HIDUP of SIAK, STATUS_DASAR of OpenSID → reason of exclusion; who has any other is there."""

THERE: Final[dict[str, str]] = _by_label(
    {
        "ada": (
            "HIDUP | 1 HIDUP | MASIH HIDUP | ADA | ADA DI TEMPAT | TETAP | MENETAP | DOMISILI | BERDOMISILI | AKTIF | "
            "DATANG | PINDAH DATANG | PENDATANG | LAHIR | PENDUDUK TETAP | WARGA TETAP"
        )
    }
)
"""Labels beside those of `VITAL` in a column of that kind: who has one is there."""
