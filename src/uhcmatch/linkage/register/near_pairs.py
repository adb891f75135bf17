"""Pairs of residents' rows that share what two rows of one person do: met by keys, before anything is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import OTHER_DAYS, birth_date_level, packed
from uhcmatch.linkage.hashed import is_repeated, row_keys
from uhcmatch.linkage.register.row_pairs import PARENTS

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

_OF_ONE_DAY: Final = (*(("born", "sex", parent) for parent in PARENTS), ("name_sorted", "born"))
_ALIKE: Final = (("born", "sex", "kk_key"), *_OF_ONE_DAY, *(("name_sorted", parent) for parent in PARENTS))
"""What a pair shares at least, one of these; those of one day tell nothing where it stands for an unknown one."""
_IN_FAMILY: Final = ("kk_key", "sex")
_NEARLY: Final = ("day_month", "month_year", "day_year")
"""What a pair of one family and sex shares at least: two parts of the date."""
_MOST_ROWS: Final = 50
"""Rows that share one of these and are met; more would meet by the square of them."""


def near_pairs(residents: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of rows, places `one` < `other`, that share one of `_ALIKE` and whose dates may be one person's.

    Of a name and a parent alone there are too many: they are met by the parts of their dates. What more rows share than
    one person can have was copied down a sheet, or stands for an unknown one. In one family whoever shares two parts of
    the date and the first letter is met.
    """
    is_default = residents["born_is_default"].fill_null(value=False).to_numpy()
    dates = _parts(residents)
    found = []
    for alike in _ALIKE:
        keys = row_keys(residents, alike)
        keys = np.where(is_default, np.uint64(0), keys) if alike in _OF_ONE_DAY else keys
        at = np.flatnonzero(is_repeated(keys)).astype(np.uint32)
        met = pl.DataFrame({"one": at, "key": keys[at]})
        if alike in _OF_ONE_DAY:
            found.append(_of_one_letter(_met(met, "key"), residents))
        elif "born" in alike:
            found.append(_met(met, "key"))
        else:
            met = met.hstack(dates.select(pl.all().gather(at)))
            found += [_met(met, "key", part) for part in dates.columns]
    found.append(_of_one_letter(_of_family(residents, dates, is_default), residents))
    return _of_one_date(pl.concat(found).unique(), residents).sort("one", "other")


def _of_family(residents: pl.DataFrame, dates: pl.DataFrame, is_default: Flags) -> pl.DataFrame:
    """Return the pairs of one family and sex that share two parts of their dates, which are no default days."""
    family = row_keys(residents, _IN_FAMILY)
    able = np.flatnonzero((family != 0) & ~is_default & residents["born"].is_not_null().to_numpy()).astype(np.uint32)
    family = family[able]
    parts = dates.select(_NEARLY)[able]
    met = []
    for part in _NEARLY:
        keys = row_keys(parts.select(part, family=pl.Series(family)), ("family", part))
        at = np.flatnonzero(is_repeated(keys))
        met.append(_met(pl.DataFrame({"one": able[at], "key": keys[at]}), "key"))
    return pl.concat(met).unique()


def _of_one_date(pairs: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs whose recorded dates may be one person's, and of which a NIK says a date at all."""
    told = residents.select(packed(pl.col("born")), "born_is_default", says=pl.col("nik_born").is_not_null())
    one, other = (told.select(pl.all().gather(pairs[at]).name.prefix(f"{at}_")) for at in pairs.columns)
    is_default = (one["one_born_is_default"] | other["other_born_is_default"]).fill_null(value=False)
    level = birth_date_level(one["one_born"], other["other_born"], is_default)
    return pairs.filter(pl.Series(~np.isin(level, OTHER_DAYS)) & (one["one_says"] | other["other_says"]))


def _of_one_letter(pairs: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs whose names begin alike, as written or in order: who share but day and parent are too many."""
    first = residents.select(pl.col("name_folded", "name_sorted").str.head(1))
    one, other = (first.select(pl.all().gather(pairs[at])) for at in pairs.columns)
    is_alike = [(one[name] == other[name]).fill_null(value=False) for name in first.columns]
    return pairs.filter(is_alike[0] | is_alike[1])


def _parts(residents: pl.DataFrame) -> pl.DataFrame:
    """Return what two birth dates share that differ in one part, or in which day and month are exchanged."""
    day, month, year = pl.col("born") % 100, pl.col("born") // 100 % 100, pl.col("born") // 10_000
    return residents.select(packed(pl.col("born")), "nik_born").select(
        "nik_born",
        day_month=pl.col("born") % 10_000,
        month_year=pl.col("born") // 100,
        day_year=year * 100 + day,
        either=year * 10_000 + pl.min_horizontal(day, month) * 100 + pl.max_horizontal(day, month),
    )


def _met(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return the pairs of rows, `one` < `other`, that have the same in all of some columns."""
    named = rows.select("one", *keys).filter(pl.len().over(keys) <= _MOST_ROWS)
    both = named.join(named.rename({"one": "other"}), on=keys).filter(pl.col("one") < pl.col("other"))
    return both.select("one", "other")
