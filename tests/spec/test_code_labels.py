"""What labels and codes of the registries mean (DOMAIN §2.4)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.normalise import codes
from uhcmatch.reference.codes import IS_ACTIVE, SEGMENTS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

STATUS = """
AKTIF                                                                = aktif
Aktif                                                                = aktif
0                                                                    = aktif
true                                                                 = aktif
NON AKTIF                                                            = nonaktif_lain
TIDAK AKTIF                                                          = nonaktif_lain
Nonaktif PPU                                                         = nonaktif_lain
NON AKTIF DIAKHIR BULAN                                              = nonaktif_akhir_bulan
15                                                                   = nonaktif_akhir_bulan
Non Aktif Karna Premi                                                = nonaktif_menunggak
9                                                                    = nonaktif_menunggak
PENANGGUHAN PEMBAYARAN                                               = nonaktif_penangguhan
7                                                                    = nonaktif_penangguhan
Tidak Ditanggung / Masa Berlaku Sudah Berakhir (Anak Umur > 21)      = nonaktif_usia
6                                                                    = nonaktif_usia
MENINGGAL                                                            = meninggal
2.0                                                                  = meninggal
NONAKTIF KARENA MENINGGAL                                            = meninggal
Status Aktif                                                         = aktif
NOT ACTIVE                                                           = nonaktif_lain
PENGAKTIFAN                                                          = lainnya
GAGAL-AKTIF PBI APBN                                                 = lainnya
-                                                                    =
"""

SEGMENT = """
PBI (APBN)                                  = PBI_JK
PBI-JK                                      = PBI_JK
21                                          = PBI_JK
CACAT TOTAL TETAP DAN TIDAK MAMPU (APBN)    = PBI_JK
PBI (APBD)                                  = PBPU_PEMDA
PBPU dan BP Pemda                           = PBPU_PEMDA
JAMKESDA 3                                  = PBPU_PEMDA
PHK > BULAN DAN TIDAK MAMPU (APBD)          = PBPU_PEMDA
PBPU PEMDA KAB BOGOR                        = PBPU_PEMDA
Penerima Bantuan Iuran (PBI)                = PBI_JK
PBPU BP PEMDA PROVINSI                      = PBPU_PEMDA
Pekerja Penerima Upah (PPU)                 = PPU
Pekerja Bukan Penerima Upah (PBPU)          = PBPU_MANDIRI
Bukan Pekerja (BP)                          = BP
PEGAWAI SWASTA                              = PPU
PPU BU                                      = PPU
PEKERJA MANDIRI                             = PBPU_MANDIRI
PEKERJA SEKTOR INFORMAL INDIVIDU-1          = PBPU_MANDIRI
PBPU KELAS 3                                = PBPU_MANDIRI
BUKAN PEKERJA LAIN-LAIN-2                   = BP
PENERIMA PENSIUN PNS                        = BP
SOMETHING NEW                               = LAINNYA
"""

SEX = """
1 = L
2.0 = P
L = L
p = P
Lk = L
Pr = P
Laki - laki = L
PEREMPUAN = P
PRIA = L
WANITA = P
LAKI-LKI = L
PEREMPUN = P
PEREMPAUN = P
PELAJAR =
LALAT =
? =
0 =
"""

VITAL = """
HIDUP = 
1 = 
2 = meninggal
Meninggal Dunia = meninggal
3 = pindah
PINDAH = pindah
"""


def rows(table: str) -> list[tuple[str, str | None]]:
    pairs = [line.partition("=") for line in table.strip("\n").splitlines()]
    return [(raw.strip(), code.strip() or None) for raw, _, code in pairs]


READERS: dict[str, Callable[[pl.Series], pl.Series]] = {
    STATUS: lambda raw: codes.statuses(raw, pl.Series(["a.csv"] * len(raw)), {}),
    SEGMENT: lambda raw: codes.segments(raw, {}),
    SEX: codes.sexes,
    VITAL: codes.exclusions,
}


@cache
def read_all(table: str) -> dict[str, str | None]:
    cells = [label for label, _ in rows(table)]
    return dict(zip(cells, READERS[table](pl.Series(cells)), strict=True))


@pytest.mark.parametrize(("label", "code"), rows(STATUS))
def test_status(label: str, code: str | None) -> None:
    assert read_all(STATUS)[label] == code


@pytest.mark.parametrize(("label", "code"), rows(SEGMENT))
def test_segment(label: str, code: str | None) -> None:
    assert read_all(SEGMENT)[label] == code


@pytest.mark.parametrize(("label", "code"), rows(SEX))
def test_sex(label: str, code: str | None) -> None:
    assert read_all(SEX)[label] == code


@pytest.mark.parametrize(("label", "code"), rows(VITAL))
def test_vital_status(label: str, code: str | None) -> None:
    assert read_all(VITAL)[label] == code


def test_codes_of_the_two_registries_are_two_lists() -> None:
    raw = pl.Series(["1", "3", "5", "Famili Lain"])
    assert codes.relations(raw, "population").to_list() == ["KEPALA KELUARGA", "ISTRI", "MENANTU", "FAMILI LAIN"]
    assert codes.relations(raw, "members").to_list() == ["PESERTA", "ISTRI", "TAMBAHAN", "FAMILI LAIN"]


def test_one_and_zero_are_yes_and_no_in_a_file_that_has_a_one() -> None:
    raw, file = pl.Series(["1", "0", "0", "9"]), pl.Series(["flags", "flags", "codes", "codes"])
    found = codes.statuses(raw, file, {}).to_list()
    assert found == ["aktif", "nonaktif_lain", "aktif", "nonaktif_menunggak"]


def test_labels_of_the_office_win() -> None:
    own = {"Jalan Terus": "aktif", "aktif": "nonaktif_lain"}
    raw = pl.Series(["JALAN-TERUS", "AKTIF"])
    assert codes.statuses(raw, pl.Series(["a", "a"]), own).to_list() == ["aktif", "nonaktif_lain"]
    assert codes.segments(pl.Series(["Warga Kita"]), {"warga kita": "PBPU_PEMDA"}).to_list() == ["PBPU_PEMDA"]


def test_every_canonical_status_says_whether_it_is_active() -> None:
    assert set(STATUSES.values()) | {"lainnya"} == set(IS_ACTIVE)
    assert {status for status, active in IS_ACTIVE.items() if active} == {"aktif", "nonaktif_akhir_bulan"}


def test_no_label_means_two_things() -> None:
    for table in (STATUSES, SEGMENTS):
        assert all(label == " ".join(label.split()).upper() for label in table)
