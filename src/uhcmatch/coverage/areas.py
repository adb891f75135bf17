"""Areas: one spelling each, a key of kecamatan *and* kelurahan, and finding the one a user names.

269 of 514 kabupaten repeat a village name (DOMAIN §1.3), so a kelurahan is never a group by itself. An unknown part of
an area is null and forms a group of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import polars as pl
from rapidfuzz import fuzz, process

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

Level = Literal["rt", "rw", "kelurahan", "kecamatan", "total"]

PARTS: Final = ("kecamatan", "kelurahan", "rw", "rt")
LEVELS: Final[dict[Level, tuple[str, ...]]] = {
    "total": (),
    "kecamatan": PARTS[:1],
    "kelurahan": PARTS[:2],
    "rw": PARTS[:3],
    "rt": PARTS,
}
"""How far down an area goes: level → the columns that name it."""

_KIND: Final = r"^(?:KECAMATAN|KELURAHAN|DESA|KEC|KEL|DS)[ .:]+"
_NEAREST: Final = 3
_MOST_NUMBERS: Final = 8


def area_key(column: str) -> pl.Expr:
    """Return a name of an area without kind, accents, case, spaces and signs; null stays null."""
    letters = pl.col(column).str.normalize("NFKD").str.to_uppercase().str.strip_chars()
    return letters.str.replace(_KIND, "").str.replace_all("[^A-Z0-9]", "")


def unify_areas(residents: pl.DataFrame) -> pl.DataFrame:
    """RESIDENTS → RESIDENTS: `kecamatan` and `kelurahan` in the commonest of their spellings; same rows, same order."""
    spelled = residents.group_by("kecamatan", "kelurahan").len()
    keyed = spelled.with_columns(kec_key=area_key("kecamatan"), kel_key=area_key("kelurahan"))
    for part, keys in (("kecamatan", ["kec_key"]), ("kelurahan", ["kec_key", "kel_key"])):
        commonest = (
            keyed.group_by(*keys, part)
            .agg(pl.col("len").sum())
            .sort("len", part, descending=[True, False], nulls_last=True)
            .unique(keys, keep="first", maintain_order=True)
            .select(*keys, pl.col(part).alias(f"one_{part}"))
        )
        keyed = keyed.join(commonest, on=keys, how="left", nulls_equal=True, validate="m:1")
    one_each = keyed.select("kecamatan", "kelurahan", "one_kecamatan", "one_kelurahan")
    if all(one_each[part].equals(one_each[f"one_{part}"]) for part in PARTS[:2]):
        return residents
    joined = residents.join(
        one_each, on=["kecamatan", "kelurahan"], how="left", nulls_equal=True, validate="m:1", maintain_order="left"
    )
    return joined.with_columns(kecamatan="one_kecamatan", kelurahan="one_kelurahan").select(residents.columns)


def chosen_areas(residents: pl.DataFrame, asked: Sequence[str]) -> pl.DataFrame:
    """Return the residents of the named areas; every name is a kecamatan, a kelurahan, or a part of one.

    `NAME`, `KECAMATAN/KELURAHAN`, each with `/RW` or `/RW/RT` behind it. A name that several areas carry means all of
    them. Raises `UsageRefused` with the nearest names when there is no such area.
    """
    if not asked:
        return residents
    areas = residents.select(PARTS).unique().sort(PARTS, nulls_last=True)
    areas = areas.with_columns(kec_key=area_key("kecamatan"), kel_key=area_key("kelurahan"))
    found = pl.concat(_found(areas, text) for text in asked).unique(PARTS)
    return residents.join(found, on=PARTS, how="semi", nulls_equal=True, maintain_order="left")


def _found(areas: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return the areas that one text means; at least one."""
    names, numbers = _parts(text)
    named = areas.filter(_is_named(names))
    if named.is_empty():
        raise _unknown_name(areas, names)
    wanted = named
    for column, number in zip(("rw", "rt"), numbers, strict=False):
        wanted = wanted.filter(pl.col(column) == number)
    if wanted.is_empty():
        raise _unknown_number(named)
    return wanted


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Split `KECAMATAN/KELURAHAN/RW/RT` into names and three-digit numbers; not every part has to be there."""
    names = [part.strip() for part in text.split("/")]
    numbers: list[str] = []
    while len(names) > 1 and len(numbers) < 2 and names[-1].isascii() and names[-1].isdigit():
        numbers.insert(0, names.pop().zfill(3))
    return names, numbers


def _is_named(names: list[str]) -> pl.Expr:
    keys = pl.DataFrame({"name": names}, schema={"name": pl.String}).select(area_key("name"))["name"].to_list()
    if len(keys) > 2 or not all(keys):
        return pl.lit(False)
    named: pl.Expr = pl.col("kel_key") == keys[-1]
    is_kecamatan: pl.Expr = pl.col("kec_key") == keys[0]
    return named & is_kecamatan if len(keys) == 2 else named | is_kecamatan


_NO_AREA: Final = Words("Wilayah yang disebut tidak ada dalam hasil ini.", "There is no such area in this run.")


def _unknown_name(areas: pl.DataFrame, names: list[str]) -> UsageRefused:
    known = pl.concat([areas["kelurahan"], areas["kecamatan"]]).drop_nulls().unique().sort().to_list()
    near = [name for name, _, _ in process.extract(names[-1].upper(), known, scorer=fuzz.ratio, limit=_NEAREST)]
    listed = ", ".join("".join(letter for letter in name if letter.isprintable())[:40] for name in near)
    return UsageRefused(
        _NO_AREA,
        Words("Yang paling mirip: {listed}.", "The nearest names: {listed}.").fill(listed=listed)
        if listed
        else Words("Data penduduk tidak memuat nama wilayah.", "The population names no areas."),
    )


def _unknown_number(named: pl.DataFrame) -> UsageRefused:
    known = named.drop_nulls("rw").select(pl.concat_str("rw", pl.col("rt").fill_null("-"), separator="/"))
    listed = ", ".join(known.to_series().unique().sort().head(_MOST_NUMBERS).to_list())
    return UsageRefused(
        _NO_AREA,
        Words("RW/RT yang ada di sana antara lain: {listed}.", "RW/RT there are, among others: {listed}.").fill(
            listed=listed or "–"
        ),
    )
