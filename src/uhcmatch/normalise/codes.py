"""Labels and codes → the canonical ones of `reference.codes`; what is not known is counted, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from rapidfuzz.distance import OSA

from uhcmatch.normalise.text import labels
from uhcmatch.reference import codes
from uhcmatch.reference.unknown import UNKNOWN_CELLS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from uhcmatch.columns import Role

_LONG: Final = 6
"""Letters of a label of the sex that is known although misspelt."""
_WRONG_LETTERS: Final = 2


def sexes(raw: pl.Series) -> pl.Series:
    """Return L, P or null; a long label with two wrong letters is still the one it can only be."""
    told = labels(raw)
    return told.replace_strict({**_misspelt(told), **codes.SEXES}, default=None, return_dtype=pl.String)


def _misspelt(told: pl.Series) -> dict[str, str]:
    """Return what misspelt labels of the sex mean: LAKI LKI, PEREMPUN."""
    unknown = [label for label in told.drop_nulls() if label not in codes.SEXES and len(label) >= _LONG]
    near = {
        label: {
            codes.SEXES[one]
            for one in codes.SEXES
            if len(one) >= _LONG and OSA.distance(label, one, score_cutoff=_WRONG_LETTERS) <= _WRONG_LETTERS
        }
        for label in unknown
    }
    return {label: meant.pop() for label, meant in near.items() if len(meant) == 1}


def relations(raw: pl.Series, role: Role) -> pl.Series:
    """Return the relation in the household: codes by the list of that side, other labels as they are."""
    table = codes.SHDK if role == "population" else codes.PISA
    return labels(raw).replace(table)


def statuses(raw: pl.Series, source_file: pl.Series, own: Mapping[str, str]) -> pl.Series:
    """Return canonical membership statuses, `lainnya` for a label nobody knows, null for none or a word for unknown.

    `own` are the office's labels; they win. In a file that has the code 1, 1 and 0 are yes and no (`STATUS_FLAGS`).
    """
    known = {**codes.STATUSES, **_folded(own)}
    keyed = pl.DataFrame({"key": _said(raw, known), "source_file": source_file})
    flags = keyed.filter(pl.col("key") == "1")["source_file"].unique().to_list()
    usual = pl.col("key").replace_strict(known, default=codes.STATUS_UNKNOWN, return_dtype=pl.String)
    flag = pl.col("key").replace_strict(codes.STATUS_FLAGS, default=None, return_dtype=pl.String)
    is_flag = pl.col("source_file").is_in(flags) & flag.is_not_null() & ~pl.col("key").is_in(list(_folded(own)))
    canonical = pl.when(pl.col("key").is_not_null()).then(pl.when(is_flag).then(flag).otherwise(usual))
    return keyed.select(canonical.alias("status_peserta")).to_series()


def segments(raw: pl.Series, own: Mapping[str, str]) -> pl.Series:
    """Return canonical segments, `LAINNYA` for a label nobody knows, null for none or a word for unknown.

    `own` labels win.
    """
    known = {**codes.SEGMENTS, **_folded(own)}
    key = _said(raw, known)
    classless = key.str.replace(codes.SEGMENT_CLASS, "").str.strip_chars(" ")
    found = [
        each.replace_strict(known, default=None, return_dtype=pl.String).alias(str(i))
        for i, each in enumerate((key, classless))
    ]
    by_ending = pl.lit(codes.SEGMENT_UNKNOWN)
    for pattern, segment in codes.SEGMENT_ENDINGS:
        by_ending = pl.when(pl.col("key").str.contains(pattern)).then(pl.lit(segment)).otherwise(by_ending)
    frame = pl.DataFrame([key.rename("key"), *found])
    return frame.select(pl.when(pl.col("key").is_not_null()).then(pl.coalesce("0", "1", by_ending))).to_series()


def _said(raw: pl.Series, known: Collection[str]) -> pl.Series:
    """Return text as a key of a code table, null for a word that says that nothing is known, unless it is a code."""
    told = pl.DataFrame({"raw": raw, "key": labels(raw)})
    says_nothing = pl.col("raw").is_in(list(UNKNOWN_CELLS)) & ~pl.col("key").is_in(list(known))
    return told.select(pl.when(~says_nothing.fill_null(value=False)).then("key").alias("key")).to_series()


def exclusions(raw: pl.Series) -> pl.Series:
    """Return `meninggal` or `pindah` for the vital statuses that say so, else null."""
    return labels(raw).replace_strict(codes.VITAL, default=None, return_dtype=pl.String)


def unknown_labels(raw: pl.Series, times: pl.Series, at_least: int) -> tuple[int, dict[str, int]]:
    """Count the rows with such labels, `times` each; of each folded label in `at_least` rows how many, most first."""
    told = pl.DataFrame({"label": labels(raw), "count": times}).drop_nulls()
    counted = told.group_by("label").agg(pl.col("count").sum()).filter(pl.col("count") >= at_least)
    ordered = counted.sort("count", "label", descending=[True, False])
    return int(times.sum()), {label: int(number) for label, number in ordered.iter_rows()}


def _folded(own: Mapping[str, str]) -> dict[str, str]:
    keys = labels(pl.Series(list(own), dtype=pl.String)).to_list()
    return {key: code for key, code in zip(keys, own.values(), strict=True) if key}
