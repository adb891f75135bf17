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
_CODE_BEFORE: Final = (
    r"^(?:[(\[] *[0-9][0-9.]{1,12} *[)\]]|[0-9]{4,10}|[0-9]{2}(?:\.[0-9]{2}){1,2}(?:\.[0-9]{4})?|[0-9]{1,3}[.)]"
    r"|[0-9]{2,3}(?: *:| +-))[ .:-]*([A-Z].*)$"
)
"""A code or a running number before the name; the 7 of 7 ULU and the 9 of 9-10 ULU are the name's own."""
_CODE_BEHIND: Final = r"^(.*[A-Z]{2}.*?) *(?:[(\[] *[0-9][0-9.]{1,12} *[)\]]|- *[0-9]{4,10}|[0-9]{6,10})$"
"""Likewise behind it, where a short number without brackets is the name's own: KARANG 2, TRANS 1972."""
_REGENCY: Final = rf"^(?:(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI|KOTAMADYA|ADM|KODE POS|[0-9]{{5}})\b|(?:{_PROVINCES})$)"
_LABELLED_VILLAGE: Final = (
    r"\b(?:KELURAHAN|KEL|DESA|DS)[ .:/-]+([A-Z0-9][A-Z0-9 '-]*?) *(?:$|[,.;]| -|\bKEC|\bKAB|\bKOTA|\bRT|\bRW)"
)
_LABELLED_DISTRICT: Final = r"\b(?:KECAMATAN|KEC)[ .:]+([A-Z][A-Z0-9 '-]*?) *(?:$|[,.;]| -|\bKAB|\bKOTA|\bPROV)"
_BEHIND_RT: Final = (
    r"^.*(?:[ .]|^)(?:[0-9]{1,3} ?[/-] ?[0-9]{1,3}|R[. ]?W[. :]*[0-9]{1,3}|R[. ]?T[. :]*[0-9]{1,3})"
    r"[ .-]+((?:[0-9]{1,2} )?[A-Z].*)$"
)
_DOOR: Final = r"R[. ]?[TW]|R[TW] ?[0-9]+|NO|NOMOR|JL|JLN|JALAN|GG|GANG|BLOK|KAV|KAVLING|PERUM|PERUMAHAN|KOMP|KOMPLEKS?"
_NO_AREA: Final = rf"^(?:{_DOOR}|DUSUN|DSN|LINGK|LINGKUNGAN|KAMPUNG|KP)\b|^[^A-Z]*$"
"""Parts of an address that are not the name of a kelurahan or kecamatan; GANGGA and JALANCAGAK may be."""
_NO_AREA_IN_PLACE: Final = rf"^(?:{_DOOR}|DUSUN|DSN|LINGK|LINGKUNGAN|KP)\b|^[^A-Z]*$"
"""Likewise behind RT/RW, where a KAMPUNG BARU is a kelurahan; behind a label any name is one."""

_NOTHING: Final = pl.Series([None], dtype=pl.String)
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
    # The label may stand before the code or behind it.
    name = _without_label(_without_code(_without_label(shown_upper(distinct))))
    key = plain(name).str.replace_all("[^A-Z0-9]", "").str.replace("^0+([0-9]+)$", "${1}")
    known = (key.str.len_bytes() > 0) & ~key.is_in(["0"])
    nothing = pl.repeat(None, len(name), dtype=pl.String, eager=True)
    return pl.DataFrame(
        {
            "name": name.zip_with(known.fill_null(value=False), nothing),
            "key": key.zip_with(known.fill_null(value=False), nothing),
        }
    )


def _without_label(shown: pl.Series) -> pl.Series:
    bare = shown.str.extract(_AREA_PREFIX, 1)
    return bare.zip_with(bare.is_not_null(), shown)


def _without_code(name: pl.Series) -> pl.Series:
    """Drop the code that stands beside letters; a code alone is all there is."""
    for pattern in (_CODE_BEFORE, _CODE_BEHIND):
        bare = name.str.extract(pattern, 1)
        name = bare.zip_with(bare.is_not_null(), name)
    return name


def areas_in_address(alamat: pl.Series) -> pl.DataFrame:
    """Read `kelurahan` and `kecamatan` out of `JALAN 1/2 KELURAHAN, KECAMATAN, KAB. X`; null where there are none.

    Names are known by their labels, else by their place: behind RT/RW, or before a kabupaten that is named.
    """
    text = plain(alamat)
    parts = _last_parts(text)
    last, before, count = parts["last"], parts["before"], parts["parts"]
    behind = _name(before.zip_with(count >= 2, last).str.extract(_BEHIND_RT, 1), _NO_AREA_IN_PLACE)
    is_told = (count >= 3) & (parts["has_regency"] | text.str.contains(SHOWS_RT))
    is_district = ((count >= 2) & behind.is_not_null()) | is_told
    return pl.DataFrame(
        {
            "kelurahan": _labelled(
                text, _LABELLED_VILLAGE, behind.zip_with(behind.is_not_null() | ~is_told, _name(before))
            ),
            "kecamatan": _labelled(text, _LABELLED_DISTRICT, _name(last.zip_with(is_district, _NOTHING))),
        }
    )


def _labelled(text: pl.Series, label: str, other: pl.Series) -> pl.Series:
    """Return the name behind a label, else another."""
    found = _name(text.str.extract(label, 1), "^[^A-Z]*$")
    return found.zip_with(found.is_not_null(), other)


def _last_parts(text: pl.Series) -> pl.DataFrame:
    """Return the `last` part between commas, the one `before`, how many `parts` there are, and `has_regency`.

    Parts that name a kabupaten or what lies above it do not count. A text without commas may have dashes for them.
    """
    whole = text.str.replace_all(" - ", ",", literal=True).zip_with(~text.str.contains(",", literal=True), text)
    lists = whole.str.split(",")
    parts = pl.DataFrame(
        {
            "place": np.repeat(np.arange(len(text)), lists.list.len().fill_null(1)),
            "part": lists.explode().str.strip_chars(" ."),
        }
    ).filter(pl.col("part").str.len_bytes() > 0)
    own = parts.filter(~pl.col("part").str.contains(_REGENCY))
    every, count = (np.bincount(some["place"], minlength=len(text)) for some in (parts, own))
    end = pl.Series(np.cumsum(count))
    counted = pl.DataFrame({"end": end, "parts": count, "has_regency": count < every})
    return counted.select(
        "parts",
        "has_regency",
        last=own["part"].gather(pl.select(pl.when(counted["parts"] >= 1).then(end - 1)).to_series()),
        before=own["part"].gather(pl.select(pl.when(counted["parts"] >= 2).then(end - 2)).to_series()),
    )


def _name(found: pl.Series, never: str = _NO_AREA) -> pl.Series:
    return found.zip_with(~found.str.contains(never), _NOTHING)
