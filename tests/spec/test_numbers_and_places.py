"""How NIKs, cards, RT/RW and area names come out of the cells people made of them (DOMAIN §1.4, §2.5)."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from uhcmatch.normalise.addresses import rt_rw
from uhcmatch.normalise.areas import area_names, areas_in_address
from uhcmatch.normalise.identifiers import card_numbers, kk_columns, nik_columns

NIKS = """
3271011205900001            = 3271011205900001 |
'3271011205900001           = 3271011205900001 |
`3271011205900001           = 3271011205900001 |
9'3271011205900001          = 3271011205900001 |
="3271011205900001"         = 3271011205900001 |
32.71.01.120590.0001        = 3271011205900001 |
3271 0112 0590 0001         = 3271011205900001 |
3271-0112-0590-0001         = 3271011205900001 |
3271011205900001.0          = 3271011205900001 |
,3271011205900001           = 3271011205900001 |
;3271011205900001           = 3271011205900001 |
327I0112O59OOOOI            = 3271011205900001 |
3271010202040000            = 3271010202040000 |
3,27101E+15                 =                  | nik_notasi_ilmiah
3.27E+15                    =                  | nik_notasi_ilmiah
3271010000000000            =                  | nik_semu
3271011205000000            =                  | nik_notasi_ilmiah
327101120590001             =                  | nik_bukan_16_digit
327101120590****            =                  | nik_disamarkan
3271-0112-0590-XXXX         =                  | nik_disamarkan
3271xxxxxxxx0001            =                  | nik_disamarkan
3271011205900**1            =                  | nik_disamarkan
32710112059000?1            =                  | nik_bukan_16_digit
****************            =                  | nik_kosong
32710112059000011           =                  | nik_bukan_16_digit
0                           =                  | nik_bukan_16_digit
1111111111111111            =                  | nik_semu
1234567890123456            =                  | nik_semu
9999999999999999            =                  | nik_semu
3271013102900001            = 3271013102900001 | nik_tanggal_mustahil
3271017202900001            = 3271017202900001 | nik_tanggal_mustahil
3271011213900001            = 3271011213900001 | nik_tanggal_mustahil
3271012902000001            = 3271012902000001 |
3271016902990001            = 3271016902990001 | nik_tanggal_mustahil
9971011205900001            = 9971011205900001 | nik_wilayah_tak_dikenal
TIDAK ADA NIK               =                  | nik_kosong
-                           =                  | nik_kosong
"""

CARDS = """
0001234567890   = 0001234567890
1234567890      = 0001234567890
1234567         = 0000001234567
'0001234567890  = 0001234567890
1234567890.0    = 0001234567890
1.234.567.890   = 0001234567890
1,23457E+12     =
123456          =
12345678901234  =
0000000000000   =
"""

RT_RW = """
rt=1                           : 001 -
rt=01 rw=2                     : 001 002
rt=001 rw=000                  : 001 -
rt=- rw=0                      : - -
rt=`9 rw=;999                  : 009 999
rt=1.0 rw=12.0                 : 001 012
rt=1/2                         : 001 002
rt=RW.05                       : - -
rw=RW.05                       : - 005
rt=1234                        : - -
rt=RT.001/RW.02                : 001 002
rt_rw=002/000                  : 002 -
rt_rw=RT.01.RW.02              : 001 002
rt_rw=RW.02.RT.01              : 001 002
rt_rw=-/-                      : - -
rt_rw=2026-02-01               : 001 002
alamat=JL_MAWAR_NO_12/3        : - -
alamat=JL_MAWAR_RT_01_RW_02    : 001 002
alamat=JL_MAWAR_RT.03/05       : 003 005
alamat=JL_MAWAR_RT001/002      : 001 002
alamat=JL_MAWAR_RT/RW_003/005  : 003 005
alamat=JL_MAWAR_RT_4           : 004 -
alamat=JL_MAWAR_NO.3/4_RT_1/2  : 001 002
alamat=DUSUN_II_1/2_BARU,_X    : 001 002
alamat=GG_1/2_BARU,_KEC        : 001 002
alamat=KP_3_1-2_BARU,_LAMA     : 001 002
alamat=BLOK_A/12_4-5_BARU,_X   : 004 005
alamat=JL_MAWAR_NO_12-3        : - -
"""

AREAS = """
DUSUN I 1/2 SUKASARI, BOGOR TIMUR, KAB. BOGOR         = SUKASARI | BOGOR TIMUR
JL MAWAR 001/002 SUKASARI, BOGOR TIMUR                = SUKASARI | BOGOR TIMUR
JL MAWAR RT 01 RW 02 SUKASARI, BOGOR TIMUR, KAB. X    = SUKASARI | BOGOR TIMUR
JL MAWAR RT 1/2, SUKASARI, BOGOR TIMUR, KOTA BOGOR    = SUKASARI | BOGOR TIMUR
JL MAWAR NO 3 KEL. SUKASARI KEC. BOGOR TIMUR          = SUKASARI | BOGOR TIMUR
JL MAWAR RT 01/02 DESA BARU, KEC. LAMA, KAB. X        = BARU     | LAMA
JL MAWAR RT 01/02 SUKASARI                            = SUKASARI |
JL MAWAR RT 01/02, SUKASARI, BOGOR TIMUR              = SUKASARI | BOGOR TIMUR
JL MAWAR, SUKASARI, BOGOR TIMUR, KAB. X               = SUKASARI | BOGOR TIMUR
KP. X 1/2 SUKASARI, BOGOR TIMUR, KAB. X, JAWA BARAT   = SUKASARI | BOGOR TIMUR
KP. X 1-2 SUKASARI, BOGOR TIMUR, KAB. X 16111         = SUKASARI | BOGOR TIMUR
KP. X 1/2 SUKASARI - BOGOR TIMUR - KAB. X             = SUKASARI | BOGOR TIMUR
KP. X RT. 1 RW. 2 - SUKASARI, KEC. BOGOR TIMUR        = SUKASARI | BOGOR TIMUR
KP. X RT 1/2 KEL. 9-10 ULU KEC. TANAH-SAREAL KOTA X   = 9-10 ULU | TANAH-SAREAL
LORONG X 1/2 7 ULU, SEBERANG ULU I, KOTA PALEMBANG    = 7 ULU    | SEBERANG ULU I
GG. MELATI 4/3 KAMPUNG BARU, SUMBER AGUNG, KAB. X     = KAMPUNG BARU | SUMBER AGUNG
JL MAWAR NO 3 KEL. KAMPUNG BARU KEC. JALANCAGAK       = KAMPUNG BARU | JALANCAGAK
JL MAWAR 4/3 SUKASARI, GANGGA, KAB. X                 = SUKASARI | GANGGA
JL MAWAR, GANG BUNTU, RT 01/02                        =          |
JL MAWAR, PERUM INDAH, BLOK C                         =          |
KP. X RT 012 RW 009                                   =          |
JL MAWAR NO 3                                         =          |
JL MAWAR, KOTA BOGOR                                  =          |
"""

AREA_NAMES = """
Kel. Suka Sari       = SUKA SARI    | SUKASARI
KECAMATAN MARIO-RIAWA = MARIO-RIAWA | MARIORIAWA
Desa Ja"an           = JA"AN        | JAAN
KELAPA DUA           = KELAPA DUA   | KELAPADUA
DESAKU               = DESAKU       | DESAKU
1001 SUKASARI        = SUKASARI     | SUKASARI
1001 - SUKASARI      = SUKASARI     | SUKASARI
01 - SUKAMAJU        = SUKAMAJU     | SUKAMAJU
3298011001 SUKASARI  = SUKASARI     | SUKASARI
3298011001-SUKASARI  = SUKASARI     | SUKASARI
32.98.01.1001 SUKASARI = SUKASARI   | SUKASARI
(1001) SUKASARI      = SUKASARI     | SUKASARI
[3298011001] SUKASARI = SUKASARI    | SUKASARI
SUKASARI (3298011001) = SUKASARI    | SUKASARI
SUKASARI (01)        = SUKASARI     | SUKASARI
SUKASARI - 3298011001 = SUKASARI    | SUKASARI
SUKASARI 3298011001  = SUKASARI     | SUKASARI
KEL. 1001 - SUKASARI = SUKASARI     | SUKASARI
1001 - KEL. SUKASARI = SUKASARI     | SUKASARI
3298011001           = 3298011001   | 3298011001
KARANG 2             = KARANG 2     | KARANG2
RW 05                = RW 05        | RW05
CIPTA (2)            = CIPTA (2)    | CIPTA2
15 ULU               = 15 ULU       | 15ULU
13 ILIR D.I          = 13 ILIR D.I  | 13ILIRDI
11-12 ULU            = 11-12 ULU    | 1112ULU
TRANS 1972           = TRANS 1972   | TRANS1972
01. SUKASARI         = SUKASARI     | SUKASARI
7 ULU                = 7 ULU        | 7ULU
9-10 ULU             = 9-10 ULU     | 910ULU
001                  = 001          | 1
-                    =              |
"""


def rows(table: str) -> list[tuple[str, str | None, str | None]]:
    found = []
    for line in table.strip("\n").splitlines():
        raw, _, right = line.rpartition(" = ") if " = " in line else line.rpartition(" =")
        first, _, second = right.partition("|")
        found.append((raw.strip(), first.strip() or None, second.strip() or None))
    return found


@cache
def read_niks() -> dict[str, tuple[str | None, str | None]]:
    cells = [raw for raw, _, _ in rows(NIKS)]
    found = nik_columns(pl.Series(cells), pl.Series([f"{i}.csv" for i in range(len(cells))]))
    return dict(zip(cells, found.select("nik_key", "nik_issue").iter_rows(), strict=True))


@pytest.mark.parametrize(("raw", "key", "issue"), rows(NIKS))
def test_nik(raw: str, key: str | None, issue: str | None) -> None:
    assert read_niks()[raw] == (key, issue)


def test_digits_of_an_unfit_nik_are_kept_for_the_office() -> None:
    raw = pl.Series(["327101120590001", "3,27101E+15", "32710112059000011", None])
    assert nik_columns(raw, pl.Series(["a"] * 4))["nik"].to_list() == [
        "327101120590001",
        "327101",
        "32710112059000011",
        None,
    ]


def test_scientific_text_with_all_digits_still_gives_a_prefix() -> None:
    found = nik_columns(pl.Series(["3.27101120590001E+15"]), pl.Series(["a"])).row(0, named=True)
    assert found == {
        "nik": "327101120590001",
        "nik_key": None,
        "nik_issue": "nik_notasi_ilmiah",
        "nik_prefix15": "327101120590001",
        "nik_odd": None,
        "nik_seen": None,
    }


ODD_NIKS = {
    "327101120590001": "327101120590001",
    "'3271 0111 2059 00011": "32710111205900011",
    "32710112059000?1": "327101120590001",
    "3271011205900001": None,
    "32710112059001": None,
    "327101120590000011": None,
    "3.27101120590001E+15": None,
    "3,2710112059000123E+16": None,
    "327101000000000": None,
    "111111111111111": None,
    "99999999999999999": None,
    "123456789012345": None,
    "12345678901234567": None,
    "-": None,
}


@pytest.mark.parametrize(("raw", "odd"), ODD_NIKS.items())
def test_a_number_that_lost_a_digit_or_has_one_twice_is_kept_as_it_stands(raw: str, odd: str | None) -> None:
    assert nik_columns(pl.Series([raw]), pl.Series(["a"]))["nik_odd"].item() == odd


@cache
def read_cards() -> dict[str, str | None]:
    cells = [raw for raw, _, _ in rows(CARDS)]
    return dict(zip(cells, card_numbers(pl.Series(cells)), strict=True))


@pytest.mark.parametrize(("raw", "card", "_"), rows(CARDS))
def test_card(raw: str, card: str | None, _: None) -> None:
    assert read_cards()[raw] == card


def cells_of(line: str) -> dict[str, str | None]:
    given: dict[str, str | None] = dict.fromkeys(("rt", "rw", "rt_rw", "alamat"))
    parts = [part.partition("=") for part in line.rpartition(":")[0].replace("rt_rw=", "rt~rw=").split()]
    return given | {name.replace("~", "_"): value.replace("_", " ") for name, _, value in parts}


@cache
def read_rt_rw() -> list[tuple[str | None, ...]]:
    given = [cells_of(line) for line in RT_RW.strip().splitlines()]
    return list(rt_rw(pl.DataFrame(given, schema=dict.fromkeys(given[0], pl.String))).iter_rows())


@pytest.mark.parametrize("place", range(len(RT_RW.strip().splitlines())))
def test_rt_rw(place: int) -> None:
    expected = RT_RW.strip().splitlines()[place].rpartition(":")[2].split()
    assert read_rt_rw()[place] == tuple(None if part == "-" else part for part in expected)


def test_areas_in_addresses() -> None:
    table = rows(AREAS)
    found = areas_in_address(pl.Series([raw for raw, _, _ in table]))
    assert [(raw, *areas) for (raw, _, _), areas in zip(table, found.iter_rows(), strict=True)] == table


def test_area_names() -> None:
    table = rows(AREA_NAMES)
    found = area_names(pl.Series([raw for raw, _, _ in table]))
    assert [(raw, *names) for (raw, _, _), names in zip(table, found.iter_rows(), strict=True)] == table


def test_family_cards_of_sixteen_digits_only() -> None:
    raw = ["'3271010505100007", "327101050510007", "3,27E+15", "0000000000000000", "-", "3271010505000000"]
    found = kk_columns(pl.Series(raw), pl.Series(["a"] * 6))
    assert found["kk_key"].to_list() == ["3271010505100007", None, None, None, None, None]
