"""PAIRS → EVIDENCE: every attribute of every candidate pair compared, one level a column.

Also carries the measured bits of what agrees (`…_bits`), so that scoring is a sum over a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.area import Area, area_level
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level
from uhcmatch.linkage.compare.household import household_level
from uhcmatch.linkage.compare.name import Name, Names, Vocabulary, name_levels
from uhcmatch.linkage.compare.nik import Nik, nik_level
from uhcmatch.linkage.compare.sex import sex_level

if TYPE_CHECKING:
    from uhcmatch.linkage.frequencies import Frequencies

Levels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_TOKENS: Final = 6

_COMPARED: Final = ("born", "nik_born", "born_is_default", "kk_key", "kecamatan_key", "kelurahan_key", "rt", "rw")


def evidence(residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Compare the pairs (`resident`, `member` positions) of two RECORDS frames.

    Returns the pairs with `nik`, `name`, `birth_date`, `sex`, `household`, `area`, `mother` levels (UInt8), the
    measured `name_bits`, `birth_date_bits`, `area_bits`, `mother_bits` (Float32), `date_from_nik` and `sex_from_nik`
    (the member's file has none of its own) and `is_baby`. The members carry `lender_kk` (`lenders.lender_kk`).
    """
    at_resident, at_member = pairs["resident"], pairs["member"]
    name, name_bits = compared_names(
        residents["name_folded"].gather(at_resident), members["name_folded"].gather(at_member), known
    )
    mother, mother_bits = _mothers(residents, members, pairs, known)
    wide = pl.DataFrame(
        [residents[column].gather(at_resident).alias(f"resident_{column}") for column in _COMPARED]
        + [members[column].gather(at_member).alias(f"member_{column}") for column in _COMPARED]
    )
    wide = wide.with_columns(
        resident_sex=residents.select(pl.coalesce("sex", "nik_sex")).to_series().gather(at_resident),
        member_sex=members.select(pl.coalesce("sex", "nik_sex")).to_series().gather(at_member),
    )
    levels = wide.with_columns(
        nik_level(
            residents["nik_key"].gather(at_resident),
            members["nik_key"].gather(at_member),
            members["nik_prefix15"].gather(at_member),
        ).alias("nik"),
        members["lender_kk"].gather(at_member).alias("lender_kk"),
        members["sex"].is_null().gather(at_member).alias("sex_from_nik"),
        *frequencies.place_bits(residents).select(pl.all().gather(at_resident)),
        area=area_level(),
    ).select(
        "sex_from_nik",
        "area",
        nik=_nik_with_lender(),
        birth_date=_birth_date(),
        sex=sex_level(pl.col("resident_sex"), pl.col("member_sex")),
        household=household_level(pl.col("resident_kk_key"), pl.col("member_kk_key")),
        area_bits=_area_bits(),
        date_from_nik=pl.col("member_born").is_null(),
    )
    return pairs.with_columns(
        *levels,
        pl.Series("name", name),
        pl.Series("name_bits", name_bits),
        pl.Series("mother", mother),
        pl.Series("mother_bits", mother_bits),
        _date_bits(residents, known).gather(at_resident).alias("birth_date_bits"),
        members["is_baby"].gather(at_member).alias("is_baby"),
    )


def _nik_with_lender() -> pl.Expr:
    """A NIK that is not the resident's, but that of another person of the same household."""
    lent = (pl.col("nik") == Nik.DIFFERENT) & (pl.col("lender_kk") == pl.col("resident_kk_key"))
    return pl.when(lent).then(pl.lit(Nik.RELATIVES, dtype=pl.UInt8)).otherwise(pl.col("nik"))


def _area_bits() -> pl.Expr:
    """What chance agreement on the shared place is worth."""
    return (
        pl.when(pl.col("area") == Area.SAME_RT)
        .then(pl.col("rt_bits"))
        .when(pl.col("area") == Area.SAME_KELURAHAN)
        .then(pl.col("kelurahan_bits"))
        .otherwise(0.0)
        .cast(pl.Float32)
    )


def _birth_date() -> pl.Expr:
    """The best agreement of the member's date with the recorded one or the one in the resident's NIK.

    Some cards carry the date of the NIK, not the corrected one; a member without a recorded date has only that.
    """
    default = pl.col("resident_born_is_default").fill_null(value=False) | pl.col("member_born_is_default").fill_null(
        value=False
    )
    member = pl.coalesce("member_born", "member_nik_born")
    recorded = birth_date_level(pl.coalesce("resident_born", "resident_nik_born"), member, default)
    in_nik = birth_date_level(pl.col("resident_nik_born"), member, default)
    return (
        pl.when((in_nik == BirthDate.EQUAL) & (recorded != BirthDate.MISSING))
        .then(pl.lit(BirthDate.EQUAL, dtype=pl.UInt8))
        .otherwise(recorded)
    )


def _date_bits(residents: pl.DataFrame, known: Frequencies) -> pl.Series:
    dates = residents.select(pl.coalesce("born", "nik_born")).to_series()
    return frequencies.look_up(dates, known.dates, known.identity_bits).cast(pl.Float32)


def compared_names(
    left: pl.Series, right: pl.Series, known: Frequencies, whole: pl.DataFrame | None = None
) -> tuple[Levels, Floats]:
    """Compare two columns of folded names: each distinct pair once, the result spread over the rows.

    Returns Name levels and bits of agreement; `whole` are the bits of whole names (those of the residents by default).
    """
    level = np.full(len(left), Name.MISSING, dtype=np.uint8)
    bits = np.zeros(len(left), dtype=np.float32)
    there = (left.is_not_null() & right.is_not_null()).arg_true()
    if not len(there):
        return level, bits
    left, right = left.gather(there), right.gather(there)
    distinct = pl.concat([left.alias("text"), right.alias("text")]).unique().sort().to_frame()
    numbered = distinct.with_row_index("number")
    key = _numbers(left, numbered).astype(np.int64) * distinct.height + _numbers(right, numbered)
    key, back = np.unique(key, return_inverse=True)
    names, vocabulary = _dictionary(distinct["text"], known, known.names if whole is None else whole)
    one, other = (key // distinct.height).astype(np.int32), (key % distinct.height).astype(np.int32)
    found, worth = name_levels(names, vocabulary, one, other)
    level[there], bits[there] = found[back], worth[back]
    return level, bits


def _mothers(
    residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame, known: Frequencies
) -> tuple[Levels, Floats]:
    """Compare mothers, for cards that say only “baby of” and nothing else of the name."""
    level = np.full(pairs.height, Name.MISSING, dtype=np.uint8)
    bits = np.zeros(pairs.height, dtype=np.float32)
    babies = members["is_baby"].gather(pairs["member"]).fill_null(value=False).arg_true()
    at_resident, at_member = pairs["resident"].gather(babies), pairs["member"].gather(babies)
    level[babies], bits[babies] = compared_names(
        residents["mother"].gather(at_resident), members["mother"].gather(at_member), known, known.mothers
    )
    return level, bits


def _numbers(texts: pl.Series, numbered: pl.DataFrame) -> npt.NDArray[np.float64]:
    return (
        texts.rename("text")
        .to_frame()
        .join(numbered, on="text", how="left", maintain_order="left")["number"]
        .to_numpy()
    )


def _dictionary(texts: pl.Series, known: Frequencies, whole: pl.DataFrame) -> tuple[Names, Vocabulary]:
    """Number the tokens of the distinct names and look up what agreement on each is worth."""
    split = texts.to_frame("text").select(tokens=pl.col("text").str.split(" ").list.head(_TOKENS))
    tokens = split.select(pl.col("tokens").explode()).drop_nulls().unique().sort("tokens").to_series()
    numbered = tokens.to_frame("text").with_row_index("number")
    columns = []
    for position in range(_TOKENS):
        at = _numbers(split.select(pl.col("tokens").list.get(position, null_on_oob=True)).to_series(), numbered)
        columns.append(np.where(np.isnan(at), -1, at) if at.dtype.kind == "f" else at)
    sorted_names = texts.str.split(" ").list.sort().list.join(" ")
    names = Names(
        joined=texts.str.replace_all(" ", "", literal=True).to_list(),
        tokens=np.stack(columns, axis=1).astype(np.int32),
        bits=frequencies.look_up(sorted_names, whole, known.identity_bits).to_numpy().astype(np.float32),
    )
    bits = frequencies.look_up(tokens, known.tokens, known.identity_bits).to_numpy().astype(np.float32)
    return names, Vocabulary.of(tokens.to_list(), bits)
