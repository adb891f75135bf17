"""What is wrong with candidates' numbers: by themselves, against what is recorded, and against other residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.jobs.kept.nik_issues import nik_issues
from uhcmatch.normalise import nik_days
from uhcmatch.reference.nik import FEMALE_OFFSET
from uhcmatch.reference.regions import known_region

if TYPE_CHECKING:
    from uhcmatch.settings import Settings

_HOME_SHARE: Final = 0.01
"""Share of residents whose NIK begins with a kabupaten's code from which the code is one of this place: codes are
redrawn, and a made-up town has one that no decree knows."""
_NUMBER_FACTS: Final[dict[str, pl.DataType]] = {
    "nik_issue": pl.String(),
    "nik_wilayah_asing": pl.Boolean(),
    "nik_tanggal_beda": pl.Boolean(),
    "nik_kelamin_beda": pl.Boolean(),
}


def with_number_facts(people: pl.DataFrame, residents: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Add the facts of `registration.precheck` that numbers tell; of opaque identifiers only who else has one."""
    taking_part = residents.filter(pl.col("status") != "excluded")
    shared = taking_part.filter(pl.col("nik").is_duplicated() & pl.col("nik").is_not_null())["nik"].unique()
    told = people.with_columns(nik_ganda=pl.col("nik").is_in(shared.implode()).fill_null(value=False))
    if settings.identifier.kind == "opaque":
        issue = pl.when(pl.col("nik").is_null()).then(pl.lit("nik_kosong"))
        nothing = [pl.lit(None, kind).alias(name) for name, kind in _NUMBER_FACTS.items()]
        return told.with_columns(nothing).with_columns(nik_issue=issue)
    issues = residents.select("resident_row", nik_issue=nik_issues(residents, settings))
    told = told.join(issues, on="resident_row", how="left", maintain_order="left", validate="1:1")
    home = _home_codes(taking_part["nik"])
    nik = told["nik"]
    is_woman = nik.str.slice(6, 2).cast(pl.Int64, strict=False) > FEMALE_OFFSET
    sex = pl.select(pl.when(is_woman).then(pl.lit("P")).when(is_woman.not_()).then(pl.lit("L"))).to_series()
    return told.with_columns(
        nik_wilayah_asing=~known_region(pl.col("nik").str.head(6)) & ~pl.col("nik").str.head(4).is_in(home.implode()),
        nik_tanggal_beda=nik_days.mark_of_nik(nik) != nik_days.mark_of_date(pl.col("tanggal_lahir")),
        nik_kelamin_beda=pl.col("jenis_kelamin") != sex,
    )


def _home_codes(niks: pl.Series) -> pl.Series:
    """Return the four digits of each kabupaten that a good part of the residents were registered in."""
    codes = niks.drop_nulls().str.head(4).rename("code")
    counted = codes.value_counts()
    return counted.filter(pl.col("count") >= _HOME_SHARE * max(len(codes), 1))["code"]
