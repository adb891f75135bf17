"""RT, RW and area names, from columns of their own or out of one address line (DOMAIN §2.2, §2.5)."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.distinct import by_distinct
from uhcmatch.normalise.text import plain, shown_upper
from uhcmatch.reference.nik import PROVINCES

_RT: Final = r"R[. ]?T[.: ]*"
_RW: Final = r"R[. ]?W[.: ]*"
_NUMBER: Final = r"0*([0-9]{1,3})(?:[.]0+)?"
_TWO_LABELLED: Final = rf"\b{_RT}(?:/ ?{_RW})?{_NUMBER}(?:[ ,./-]*\b{_RW}| ?{_RW}| ?[/-] ?){_NUMBER}(?:[^0-9]|$)"
_RW_FIRST: Final = rf"\b{_RW}{_NUMBER}[ ,./-]*{_RT}{_NUMBER}(?:[^0-9]|$)"
_RT_ALONE: Final = rf"\b{_RT}{_NUMBER}(?:[^0-9]|$)"
_RW_ALONE: Final = rf"\b{_RW}{_NUMBER}(?:[^0-9]|$)"
_BARE: Final = r"(?:^| )0*([0-9]{1,3}) ?/ ?0*([0-9]{1,3})(?:[ ,]|$)"
_BEFORE_AREA: Final = r"(?:^| )0*([0-9]{1,3}) ?/ ?0*([0-9]{1,3}) +[A-Z][^,]*,"
_ANY_RT: Final = rf"\b{_RT}[0-9]|[0-9] ?/ ?[0-9]"
_DASHED: Final = r"(?:^| )0*([0-9]{1,3}) ?- ?0*([0-9]{1,3}) +[A-Z][^,]*,"
_HOUSE: Final = (
    r"\b(?:NO|NOMOR|NOMER|BLOK|BLOCK|KAV|KM|GG|GANG)\b[. :]*[A-Z]{0,2}[ .-]?[0-9]+[A-Z]?(?: ?[/-] ?[0-9A-Z]+)?"
)
"""House, block and alley numbers also have slashes: they are no RT/RW."""

_PROVINCES: Final = "|".join(name.upper() for name in PROVINCES.values())
_AS_DATE: Final = r"^[12][0-9]{3}-([0-9]{2})-([0-9]{2})(?: 00:00:00)?$"
"""RT/RW 1/2 that a spreadsheet took for the first of February."""

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


_NUMBERS: Final = dict.fromkeys(("first", "second", "rw_only"), pl.String())
_AREAS: Final = dict.fromkeys(("kelurahan", "kecamatan"), pl.String())
_AREA: Final = dict.fromkeys(("name", "key"), pl.String())


def rt_rw(raw: pl.DataFrame) -> pl.DataFrame:
    """Read `rt` and `rw` (three digits, null when unknown) from the columns rt, rw, rt_rw and alamat, in that order."""
    own = by_distinct(raw["rt"], lambda some: _numbers(plain(some)), _NUMBERS)
    of_rw = by_distinct(raw["rw"], lambda some: _numbers(plain(some)), _NUMBERS)
    both = by_distinct(raw["rt_rw"], lambda some: _numbers(plain(some)), _NUMBERS)
    frame = pl.DataFrame(
        {
            "rt": own["first"],
            "rw_in_rt": own["second"],
            "rw": pl.select(pl.coalesce(of_rw["rw_only"], of_rw["first"])).to_series(),
            "rt_both": both["first"],
            "rw_both": both["second"],
            "alamat": raw["alamat"],
        }
    )
    known = frame.select(rt=pl.coalesce("rt", "rt_both"), rw=pl.coalesce("rw", "rw_in_rt", "rw_both"), alamat="alamat")
    missing = known.select(pl.col("rt").is_null() & pl.col("alamat").is_not_null()).to_series().arg_true()
    if not len(missing):
        return known.select(_three("rt"), _three("rw"))
    parsed = by_distinct(raw["alamat"].gather(missing), lambda some: _in_address(plain(some)), _NUMBERS)
    rt = known["rt"].clone().scatter(missing, parsed["first"])
    rw = (
        known["rw"]
        .clone()
        .scatter(missing, pl.select(pl.coalesce(known["rw"].gather(missing), parsed["second"])).to_series())
    )
    return pl.DataFrame({"rt": rt, "rw": rw}).select(_three("rt"), _three("rw"))


def areas_in_address(alamat: pl.Series) -> pl.DataFrame:
    """Read `kelurahan` and `kecamatan` out of `JALAN 1/2 KELURAHAN, KECAMATAN, KAB. X`; null where there are none."""
    return by_distinct(alamat, lambda some: _areas(plain(some)), _AREAS)


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


def _numbers(text: pl.Series) -> pl.DataFrame:
    """Return `first` and `second` number of a cell, and `rw_only` where it is labelled RW alone."""
    labelled = _labelled(pl.col("text"))
    whole = pl.col("text").str.replace(r"^([0-9]+)[.,]0+$", "${1}").str.replace(_AS_DATE, "${2}/${1}")
    is_only_rw = pl.col("text").str.contains(_RW_ALONE) & ~pl.col("text").str.contains(_RT_ALONE)
    numbers = pl.when(~is_only_rw).then(whole).str.extract_all("[0-9]+").list
    return (
        text.rename("text")
        .to_frame()
        .select(
            first=pl.coalesce(labelled[0], numbers.get(0, null_on_oob=True)),
            second=pl.coalesce(labelled[1], numbers.get(1, null_on_oob=True)),
            rw_only=pl.col("text").str.extract(_RW_ALONE, 1),
        )
    )


def _labelled(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    rt = pl.coalesce(text.str.extract(_TWO_LABELLED, 1), text.str.extract(_RW_FIRST, 2))
    rw = pl.coalesce(text.str.extract(_TWO_LABELLED, 2), text.str.extract(_RW_FIRST, 1))
    return rt, rw


def _in_address(text: pl.Series) -> pl.DataFrame:
    labelled = _labelled(pl.col("text"))
    bare = pl.col("text").str.replace_all(_HOUSE, " ").str.replace_all("  +", " ")
    return (
        text.rename("text")
        .to_frame()
        .select(
            first=pl.coalesce(labelled[0], pl.col("text").str.extract(_RT_ALONE, 1), *_bare(bare, 1)),
            second=pl.coalesce(labelled[1], pl.col("text").str.extract(_RW_ALONE, 1), *_bare(bare, 2)),
            rw_only=pl.col("text").str.extract(_RW_ALONE, 1),
        )
    )


def _bare(without_house: pl.Expr, place: int) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Look for a bare `1/2`: first where it is no house number, then anywhere before an area, also `1-2`."""
    return (
        without_house.str.extract(_BARE, place),
        pl.col("text").str.extract(_BEFORE_AREA, place),
        without_house.str.extract(_DASHED, place),
    )


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
    behind = pl.when(count >= 2).then(_behind_rt(before)).otherwise(_behind_rt(last))
    is_told = (count >= 3) & ((count < pl.col("every").list.len()) | pl.col("text").str.contains(_ANY_RT))
    district = pl.when(((count >= 2) & behind.is_not_null()) | is_told).then(last)
    return frame.select(
        kelurahan=_name(
            pl.coalesce(pl.col("text").str.extract(_LABELLED_VILLAGE, 1), behind, pl.when(is_told).then(before))
        ),
        kecamatan=_name(pl.coalesce(pl.col("text").str.extract(_LABELLED_DISTRICT, 1), district)),
    )


def _behind_rt(part: pl.Expr) -> pl.Expr:
    """Return what stands behind the last RT/RW of a part of an address."""
    return _name(part.str.extract(_BEHIND_RT, 1))


def _name(found: pl.Expr) -> pl.Expr:
    return pl.when(~found.str.contains(_NO_AREA)).then(found)


def _three(name: str) -> pl.Expr:
    number = pl.col(name).str.strip_chars_start("0")
    return pl.when(number.str.len_bytes().is_between(1, 3)).then(number.str.zfill(3)).alias(name)
