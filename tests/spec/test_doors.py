"""What two registers write of one door: the street and the house are read alike from either."""

from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.normalise.streets import doors

SAME_DOOR = {
    "JL. MAWAR NO. 3": ("MAWAR", "3"),
    "JLN MAWAR NO 3 RT 001/RW 002": ("MAWAR", "3"),
    "Jalan Mawar No.03 RT.1 RW.2": ("MAWAR", "3"),
    "JL. MAWAR NO. 3 1/2 SUKASARI, BOGOR TIMUR, KOTA BOGOR": ("MAWAR", "3"),
    "MAWAR 3, KEL. SUKASARI, KEC. BOGOR TIMUR": ("MAWAR", "3"),
    "JL MAWAR 3 KOTA BOGOR": ("MAWAR", "3"),
}
EITHER_ORDER = {
    "PERUM GRAHA SEJAHTERA JL MAWAR NO 3": ("GRAHA MAWAR SEJAHTERA", "3"),
    "JL. MAWAR NO. 3 PERUMAHAN GRAHA SEJAHTERA": ("GRAHA MAWAR SEJAHTERA", "3"),
}
OTHERS = {
    "GG. ANGGREK NO. 12A": ("ANGGREK", "12A"),
    "PERUM GRAHA SEJAHTERA BLOK G NO. 81": ("G GRAHA SEJAHTERA", "81"),
    "DUSUN SAWAH LEGA": ("LEGA SAWAH", None),
    "DUSUN SAWAH LEGA 2/17 KALIPANCUR, NGALIYAN": ("LEGA SAWAH", None),
    "3533 n 48th st": ("N ST TH", "3533"),
    "RT 001 RW 002": (None, None),
    "-": (None, None),
}


@pytest.mark.parametrize("written", [*SAME_DOOR, *EITHER_ORDER, *OTHERS])
def test_street_and_house(written: str) -> None:
    assert doors(pl.Series([written])).row(0) == (SAME_DOOR | EITHER_ORDER | OTHERS)[written]


def test_no_address_is_no_door() -> None:
    assert doors(pl.Series([None, None], dtype=pl.String)).rows() == [(None, None), (None, None)]
