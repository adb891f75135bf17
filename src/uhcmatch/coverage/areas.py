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
    areas = residents.select(PARTS).unique(maintain_order=True)
    areas = areas.with_columns(kec_key=area_key("kecamatan"), kel_key=area_key("kelurahan"))
    found = [areas.filter(_names(text)) for text in asked]
    for each in found:
        if each.is_empty():
            raise _unknown(areas, asked[found.index(each)])
    return residents.join(pl.concat(found).unique(PARTS), on=PARTS, how="semi", nulls_equal=True, maintain_order="left")


def _names(text: str) -> pl.Expr:
    """Return the condition on the keyed areas that a name states."""
    parts = [part.strip() for part in text.split("/")]
    numbers = []
    while len(parts) > 1 and parts[-1].isascii() and parts[-1].isdigit() and len(numbers) < 2:
        numbers.insert(0, parts.pop().zfill(3))
    keys = pl.DataFrame({"name": parts}, schema={"name": pl.String}).select(area_key("name"))["name"].to_list()
    if len(keys) > 2 or not all(keys):
        return pl.lit(False)
    last = (pl.col("kel_key") == keys[-1]) | ((pl.col("kec_key") == keys[-1]) if len(keys) == 1 else pl.lit(False))
    wanted = last if len(keys) == 1 else last & (pl.col("kec_key") == keys[0])
    for column, number in zip(("rw", "rt"), numbers, strict=False):
        wanted = wanted & (pl.col(column) == number)
    return wanted


def _unknown(areas: pl.DataFrame, text: str) -> UsageRefused:
    names = pl.concat([areas["kelurahan"], areas["kecamatan"]]).drop_nulls().unique().sort().to_list()
    asked = text.split("/")[0].upper()
    near = [name for name, _, _ in process.extract(asked, names, scorer=fuzz.WRatio, limit=_NEAREST)]
    listed = ", ".join("".join(letter for letter in name if letter.isprintable())[:40] for name in near)
    return UsageRefused(
        Words("Wilayah yang disebut tidak ada dalam hasil ini.", "There is no such area in this run."),
        Words("Yang paling mirip: {listed}.", "The nearest names: {listed}.").fill(listed=listed)
        if listed
        else Words("Data penduduk tidak memuat nama wilayah.", "The population names no areas."),
    )
