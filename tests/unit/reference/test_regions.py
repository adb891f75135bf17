from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.reference.nik import PROVINCES
from uhcmatch.reference.regions import (
    kabupaten_code,
    kabupaten_name,
    kecamatan_prefixes,
    known_province,
    known_region,
    villages,
)


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("3271", "32.71"),
        ("32.71", "32.71"),
        ("Kota Bogor", "32.71"),
        ("BOGOR", "32.71"),
        ("Kab. Bogor", "32.01"),
        ("Kabupaten Bogor", "32.01"),
        ("soppeng", "73.12"),
        ("9999", None),
        ("Antah Berantah", None),
    ],
)
def test_kabupaten_by_code_or_name(region: str, code: str | None) -> None:
    assert kabupaten_code(region) == code


def test_villages_of_kota_kediri() -> None:
    found = villages("Kota Kediri")
    assert len(found) == 46
    assert {village.kecamatan for village in found} == {"Mojoroto", "Kota", "Pesantren"}
    assert all(len(village.code) == 10 for village in found)
    assert villages("Antah Berantah") == ()


def test_kabupaten_name() -> None:
    assert kabupaten_name("3271") == "Kota Bogor"
    assert kabupaten_name("nowhere at all") is None


def test_prefixes_cover_all_provinces() -> None:
    assert {prefix[:2] for prefix in kecamatan_prefixes()} == set(PROVINCES)


def test_retired_codes_of_papua_are_no_error() -> None:
    prefixes = pl.DataFrame({"p": ["327101", "327199", "911599", "990101", None]})
    assert prefixes.select(known_region(pl.col("p"))).to_series().to_list() == [True, False, True, False, None]
    assert prefixes.select(known_province(pl.col("p"))).to_series().to_list() == [True, True, True, False, None]
