"""What is taken off a name, what is written out, and what is no name at all (DOMAIN §6.5).

As written in the registry = the person's own name as compared; an empty right side means there is no name.
"""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from uhcmatch.distinct import Distinct
from uhcmatch.normalise.names import mother_names, person_names

NAMES = """
H. Muhammad Rizki, S.Pd., M.Si   = MUHAMMAD RIZKI
Drs. H. Budi Santoso             = BUDI SANTOSO
HJ SITI AMINAH                   = SITI AMINAH
Dr.Ir. H. Sukarno                = SUKARNO
R.A. Kartini                     = KARTINI
RADEN SUDARSONO                  = SUDARSONO
Ny. Suparmi                      = SUPARMI
ALM. SUPARNO                     = SUPARNO
SUPARNO (ALM)                    = SUPARNO
SUPARNO ALMH                     = SUPARNO
BUDI SANTOSO, ST                 = BUDI SANTOSO
BUDI SANTOSO S.H                 = BUDI SANTOSO
BUDI SANTOSO SPD                 = BUDI SANTOSO
BUDI, S. KOM                     = BUDI
NUR AINI S.KEP NERS              = NUR AINI
SRI WAHYUNI, AMD.KEB             = SRI WAHYUNI
SITI, AMINAH, S.PD               = SITI AMINAH
, SITI                           = SITI
SANTOSO, BUDI                    = SANTOSO BUDI
MUHAMMAD H ALI                   = MUHAMMAD H ALI
SITI R                           = SITI R
SITI AMINAH BINTI AHMAD          = SITI AMINAH
AHMAD BIN                        = AHMAD
BINTI KHOIRIYAH                  = BINTI KHOIRIYAH
SITI BINTI ROHMAH                = SITI BINTI ROHMAH
MARIA BR SITORUS                 = MARIA SITORUS
MARIA BORU SITORUS               = MARIA SITORUS
H BR SITORUS                     = SITORUS
SUPARMAN ALIAS PARMAN            = SUPARMAN
AHMAD / AMAT                     = AHMAD
ABD. MUIS                        = ABDUL MUIS
MOH RISKY                        = MUHAMMAD RISKY
M. RIZKI                         = MUHAMMAD RIZKI
M RIZKI                          = MUHAMMAD RIZKI
H. M. RIZKI                      = MUHAMMAD RIZKI
HM RIZKI                         = MUHAMMAD RIZKI
ST. AMINAH                       = SITI AMINAH
ANISA ST. WAHYUNI                = ANISA SITI WAHYUNI
ANISA ST WAHYUNI                 = ANISA SITI WAHYUNI
MOEH. YASIN                      = MUHAMMAD YASIN
NYM SUKERTI                      = NYOMAN SUKERTI
KT. RASNI                        = KETUT RASNI
ANDI MUH YUSUF                   = ANDI MUHAMMAD YUSUF
A. DAHLAN                        = A DAHLAN
WD NURHAYATI                     = WA ODE NURHAYATI
NILUH PUTU SARI                  = NI LUH PUTU SARI
NIMADE SUKERTI                   = NI MADE SUKERTI
IWAYAN SUDIRA                    = I WAYAN SUDIRA
I MD SUDIRA                      = I MADE SUDIRA
IB NGR RAI                       = IDA BAGUS NGURAH RAI
ANAK AGUNG GEDE RAI              = ANAK AGUNG GEDE RAI
D E D I                          = DEDI
D E D I SETIAWAN                 = DEDI SETIAWAN
D.E.D.I                          = DEDI
MA'RUF                           = MARUF
NUR`AINI                         = NURAINI
SA’ADAH                          = SAADAH
UMMU-KULTSUM                     = UMMU KULTSUM
José                             = JOSE
S1TI AM1NAH                      = SITI AMINAH
SU6ENG 8UDIONO                   = SUGENG BUDIONO
NUR 5HOLEH                       = NUR SHOLEH
1 SITI                           = SITI
5 SITI                           = SITI
SUPARMI 2                        = SUPARMI
SLAMET SLAMET                    = SLAMET
  sri    mulyani                 = SRI MULYANI
BAYU NYOMAN                      = BAYU NYOMAN
BAYU N.Y.                        = BAYU N Y
BAYA SITI                        = BAYA SITI
BAY SUTANTO                      = BAY SUTANTO
BAIYAH                           = BAIYAH
BIYANI NYAI                      = BIYANI NYAI
BARI RIDWAN                      = BARI RIDWAN
B. NYOMAN SARI                   = B NYOMAN SARI
NY. SITI AMINAH                  = SITI AMINAH
BU NY. SITI AMINAH               = BU NY SITI AMINAH
BENNY SETIAWAN                   = BENNY SETIAWAN
TIDAK ADA NAMA                   =
-                                =
TEST                             =
XXX                              =
12345                            =
NULL                             =
X                                =
(ALM)                            =
"""

BABIES = """
BAYI NY. SITI AMINAH        = SITI AMINA
BAYI SITI AMINAH            = SITI AMINA
BY NY SITI AMINAH           = SITI AMINA
BY. NY. SITI AMINAH II      = SITI AMINA
BY.NY.SITI AMINAH           = SITI AMINA
BAYI NYONYA SITI AMINAH 2   = SITI AMINA
BAYI PEREMPUAN NY SITI      = SITI
ANAK NY SITI AMINAH         = SITI AMINA
SITI AMINAH, BY NY          = SITI AMINA
BAYI NY. SITI (KEMBAR I)    = SITI
BAY NY. SITI AMINAH         = SITI AMINA
BAYIA NY. SITI AMINAH       = SITI AMINA
BA'YI NY SITI AMINAH        = SITI AMINA
BIAYI NYONYA SITI AMINAH    = SITI AMINA
BAJI NY. SITI AMINAH        = SITI AMINA
B.-NY. SITI AMINAH          = SITI AMINA
B'Y. NY. SITI AMINAH        = SITI AMINA
BI. NY.SITI AMINAH          = SITI AMINA
VY. NY. SITI AMINAH         = SITI AMINA
YB NY SITI AMINAH           = SITI AMINA
NAYI NY SITI AMINAH         = SITI AMINA
BAYI                        =
"""


def rows(table: str) -> list[tuple[str, str | None]]:
    pairs = [line.partition("=") for line in table.strip("\n").splitlines()]
    return [(raw.rstrip(), name.strip() or None) for raw, _, name in pairs]


def read(raw: str, *, female: bool = False) -> dict[str, object]:
    return person_names(Distinct.of(pl.Series([raw])), pl.Series([female])).frame().row(0, named=True)


@cache
def read_all() -> dict[str, dict[str, object]]:
    cells = [raw for raw, _ in rows(NAMES + BABIES)]
    found = person_names(Distinct.of(pl.Series(cells)), pl.Series([False] * len(cells))).frame()
    return dict(zip(cells, found.iter_rows(named=True), strict=True))


@pytest.mark.parametrize(("raw", "name"), rows(NAMES))
def test_name(raw: str, name: str | None) -> None:
    found = read_all()[raw]
    assert (found["name"], found["is_baby"]) == (name, False)


@pytest.mark.parametrize(("raw", "mother"), rows(BABIES))
def test_baby_is_known_by_its_mother(raw: str, mother: str | None) -> None:
    found = read_all()[raw]
    assert (found["is_baby"], found["mother"]) == (True, mother)
    assert found["name"] is found["name_folded"] is found["name_joined"] is found["name_sorted"] is None


def test_m_of_a_woman_stays_an_initial() -> None:
    assert read("M. YOSEFA", female=True)["name"] == "M YOSEFA"
    assert read("HJ. M. YOSEFA", female=True)["name"] == "M YOSEFA"


def test_joined_and_sorted_forms_ignore_spaces_and_order() -> None:
    names = person_names(
        Distinct.of(pl.Series(["NUR AINI", "NURAINI", "AINI NUR"])), pl.Series([None, None, None], dtype=pl.Boolean)
    ).frame()
    assert names["name_joined"].to_list() == ["NURAINI", "NURAINI", "AININUR"]
    assert names["name_sorted"].to_list() == ["AINI NUR", "NURAINI", "AINI NUR"]


def test_mothers_are_folded_and_junk_is_none() -> None:
    mothers = mother_names(pl.Series(["Hj. SOEDARMI", "-", None, "SUDARMI"]))
    assert mothers["mother"].to_list() == ["SUDARMI", None, None, "SUDARMI"]
    assert mothers["nama_ibu"].to_list() == ["HJ. SOEDARMI", "-", None, "SUDARMI"]


def test_long_names_are_cut() -> None:
    assert len(str(read("ABCDE " * 100)["name"])) <= 120
