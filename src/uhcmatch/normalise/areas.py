"""Kelurahan and kecamatan, from columns of their own or out of one address line (DOMAIN §2.2, §2.5)."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.distinct import by_distinct, distinct_rows
from uhcmatch.normalise.addresses import SHOWS_RT
from uhcmatch.normalise.text import plain, shown_upper
from uhcmatch.reference.nik import PROVINCES

_PROVINCES: Final = "|".join(name.upper() for name in PROVINCES.values())
_AREA_PREFIX: Final = (
    r"^(?:KELURAHAN|KEL|DESA KELURAHAN|DESA|DS|KECAMATAN|KEC|DISTRIK|NAGARI|GAMPONG|PEKON)\b[ .:/-]*([A-Z0-9].*)$"
)
_AREA_NUMBER: Final = r"^(?:[0-9]{4,10}|[0-9]{1,3}[.)])[ .-]*([A-Z])"
"""A code or a running number before the name; the 7 of 7 ULU is the name's own."""
_REGENCY: Final = rf"^(?:(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI|KOTAMADYA|ADM|KODE POS|[0-9]{{5}})\b|(?:{_PROVINCES})$)"
_LABELLED_VILLAGE: Final = (
    r"\b(?:KELURAHAN|KEL|DESA|DS)[ .:/-]+([A-Z0-9][A-Z0-9 '-]*?) *(?:$|[,.;]| -|\bKEC|\bKAB|\bKOTA|\bRT|\bRW)"
)
_LABELLED_DISTRICT: Final = r"\b(?:KECAMATAN|KEC)[ .:]+([A-Z][A-Z0-9 '-]*?) *(?:$|[,.;]| -|\bKAB|\bKOTA|\bPROV)"
_BEHIND_RT: Final = (
    r"^.*(?:[ .]|^)(?:[0-9]{1,3} ?[/-] ?[0-9]{1,3}|R[. ]?W[. :]*[0-9]{1,3}|R[. ]?T[. :]*[0-9]{1,3})"
    r"[ .-]+((?:[0-9]{1,2} )?[A-Z].*)$"
)
_NO_AREA: Final = (
    r"^(?:R[. ]?[TW]\b|R[TW][0-9]|NO\b|NOMOR|JL|JALAN|GG|GANG|BLOK|KAV|PERUM|KOMP|DUSUN|DSN|LINGK|KAMPUNG|KP\b)"
    r"|^[^A-Z]*$"
)
"""Parts of an address that are never the name of a kelurahan or kecamatan."""

_AREAS: Final = dict.fromkeys(("kelurahan", "kecamatan"), pl.String())
_AREA: Final = dict.fromkeys(("name", "key"), pl.String())


def areas(kelurahan: pl.Series, kecamatan: pl.Series, times: pl.Series) -> pl.DataFrame:
    """Return both names as shown and their keys: `kelurahan`, `kecamatan`, `kelurahan_key`, `kecamatan_key`.

    Every area is shown in the spelling most of its rows have, so that one area is one line in a table; `times` says how
    many rows each pair stands for.
    """
    numbers, cells = distinct_rows(pl.DataFrame({"kelurahan": kelurahan, "kecamatan": kecamatan}))
    named = pl.DataFrame({"rows": np.bincount(numbers, times, cells.height).astype(np.int64)})
    for level in cells.columns:
        names = area_names(cells[level])
        named = named.with_columns(names["name"].alias(level), names["key"].alias(f"{level}_key"))
    usual = named.select(
        _usual_spelling(named, "kelurahan", ["kecamatan_key", "kelurahan_key"]),
        _usual_spelling(named, "kecamatan", ["kecamatan_key"]),
        "kelurahan_key",
        "kecamatan_key",
    )
    return usual.select(pl.all().gather(numbers))


def _usual_spelling(named: pl.DataFrame, shown: str, keys: list[str]) -> pl.Series:
    """Return for each of distinct names the spelling that most of the `rows` with its keys have."""
    counted = named.group_by(*keys, shown).agg(pl.col("rows").sum()).drop_nulls(shown)
    usual = counted.sort("rows", shown, descending=[True, False]).unique(keys, keep="first", maintain_order=True)
    found = named.select(*keys, written=shown).join(
        usual.select(*keys, shown), on=keys, how="left", nulls_equal=True, maintain_order="left", validate="m:1"
    )
    return found.select(pl.when(pl.col("written").is_not_null()).then(shown).alias(shown)).to_series()


def area_names(raw: pl.Series) -> pl.DataFrame:
    """Return area names to show (`name`: upper case, without KEL., KEC. …) and to compare (`key`: A–Z and 0–9 only)."""
    return by_distinct(raw, _area, _AREA)


def _area(distinct: pl.Series) -> pl.DataFrame:
    shown = shown_upper(distinct)
    bare = shown.str.extract(_AREA_PREFIX, 1)
    name = bare.zip_with(bare.is_not_null(), shown)
    key = (
        plain(name)
        .str.replace(_AREA_NUMBER, "${1}")
        .str.replace_all("[^A-Z0-9]", "")
        .str.replace("^0+([0-9]+)$", "${1}")
    )
    known = (key.str.len_bytes() > 0) & ~key.is_in(["0"])
    nothing = pl.repeat(None, len(name), dtype=pl.String, eager=True)
    return pl.DataFrame(
        {
            "name": name.zip_with(known.fill_null(value=False), nothing),
            "key": key.zip_with(known.fill_null(value=False), nothing),
        }
    )


def areas_in_address(alamat: pl.Series) -> pl.DataFrame:
    """Read `kelurahan` and `kecamatan` out of `JALAN 1/2 KELURAHAN, KECAMATAN, KAB. X`; null where there are none."""
    return by_distinct(alamat, lambda some: _areas(plain(some)), _AREAS)


def _areas(text: pl.Series) -> pl.DataFrame:
    """Take the names by their labels, else by their place: behind RT/RW, or before a kabupaten that is named."""
    has_comma = pl.col("text").str.contains(",")
    whole = pl.when(has_comma).then("text").otherwise(pl.col("text").str.replace_all(" - ", ","))
    every = whole.str.split(",").list.eval(pl.element().str.strip_chars(" .").filter(pl.element().str.len_bytes() > 0))
    frame = text.rename("text").to_frame().select("text", every=every)
    is_regency = pl.element().str.contains(_REGENCY)
    frame = frame.with_columns(parts=pl.col("every").list.eval(pl.element().filter(~is_regency)))
    count = pl.col("parts").list.len()
    last, before = (pl.col("parts").list.get(at, null_on_oob=True) for at in (-1, -2))
    behind = _name(pl.when(count >= 2).then(before).otherwise(last).str.extract(_BEHIND_RT, 1))
    is_told = (count >= 3) & ((count < pl.col("every").list.len()) | pl.col("text").str.contains(SHOWS_RT))
    frame = frame.select("text", "parts", behind=behind, is_told=is_told)
    is_district = ((count >= 2) & pl.col("behind").is_not_null()) | pl.col("is_told")
    village = pl.coalesce("behind", pl.when("is_told").then(before))
    return frame.select(
        kelurahan=_name(pl.coalesce(pl.col("text").str.extract(_LABELLED_VILLAGE, 1), village)),
        kecamatan=_name(
            pl.coalesce(pl.col("text").str.extract(_LABELLED_DISTRICT, 1), pl.when(is_district).then(last))
        ),
    )


def _name(found: pl.Expr) -> pl.Expr:
    return pl.when(~found.str.contains(_NO_AREA)).then(found)
