"""Every way a birth date was seen written, and what it is read as on 23 November 2026 (DOMAIN §2.5).

An empty right side means it is no date.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl
import pytest

from uhcmatch.normalise.dates import read_dates, read_plain_dates

TODAY = date(2026, 11, 23)

DATES = """
12-05-1990               = 1990-05-12
31/12/1965               = 1965-12-31
12 - 05 - 1990           = 1990-05-12
12.05.1990               = 1990-05-12
2/121990                 = 1990-12-02
0212/1990                = 1990-12-02
1990-05-12               = 1990-05-12
2026-11-20 00:00:00      = 2026-11-20
1990-05-12T00:00:00      = 1990-05-12
1990-05-11T17:00:00.000Z = 1990-05-12
7/2/2016 15.30.42        = 2016-02-07
12 Agustus 1990          = 1990-08-12
12 Agt 90                = 1990-08-12
12-AGUST-1990            = 1990-08-12
1 Pebruari 1980          = 1980-02-01
3 Nop 1999               = 1999-11-03
5 Mei 1990               = 1990-05-05
12MEI1990                = 1990-05-12
12-Dec-1990              = 1990-12-12
Nov 3, 1999              = 1999-11-03
1990-Des-01              = 1990-12-01
12-VIII-1990             = 1990-08-12
SENIN, 12 AGUSTUS 1990   = 1990-08-12
BOGOR, 01-02-1990        = 1990-02-01
'12-05-1990              = 1990-05-12
02121990                 = 1990-12-02
2121990                  = 1990-12-02
19901202                 = 1990-12-02
010290                   = 1990-02-01
27395                    = 1975-01-01
27395.0                  = 1975-01-01
27395,00                 = 1975-01-01
9999                     = 1927-05-17
12-05-45                 = 1945-05-12
12-05-69                 = 1969-05-12
12-05-26                 = 2026-05-12
24-11-26                 = 1926-11-24
90-05-12                 = 1990-05-12
29-02-2000               = 2000-02-29
06/30/2020               = 2020-06-30
01_02_1990               = 1990-02-01
01-02-1990 (36 TH)       = 1990-02-01
31-02-1990               =
29-02-1999               =
29-02-1900               =
00-00-1990               =
12-05-19845              =
1965                     =
BOGOR                    =
BOGOR 16123              =
1850-01-01               =
24-11-2026               =
2027-01-01               =
46350                    =
99999                    =
-                        =
"""


def rows() -> list[tuple[str, date | None]]:
    pairs = [line.partition("=") for line in DATES.strip("\n").splitlines()]
    return [(raw.rstrip(), date.fromisoformat(day.strip()) if day.strip() else None) for raw, _, day in pairs]


@cache
def read_all() -> dict[str, date | None]:
    cells = [raw for raw, _ in rows()]
    return dict(zip(cells, read_plain_dates(pl.Series(cells), TODAY), strict=True))


@pytest.mark.parametrize(("raw", "day"), rows())
def test_date(raw: str, day: date | None) -> None:
    assert read_all()[raw] == day


def test_both_readings_are_kept_until_the_file_decides() -> None:
    read = read_dates(pl.Series(["05/12/1990", "5 Des 1990", None]), TODAY)
    assert read["day_first"].to_list() == [date(1990, 12, 5), date(1990, 12, 5), None]
    assert read["month_first"].to_list() == [date(1990, 5, 12), date(1990, 12, 5), None]
    assert read["form"].cast(pl.String).to_list() == ["/", "named", None]
