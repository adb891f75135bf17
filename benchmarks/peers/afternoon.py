"""Peer: what somebody who knows polars and rapidfuzz writes in an afternoon: `python afternoon.py TASK OUT`.

The number first and trusted; then, for what is left, the same birth date (or the same name) and names that are alike.
"""

import sys
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

ALIKE = 88
task, out = Path(sys.argv[1]), Path(sys.argv[2])


def side(name: str, row: str) -> pl.DataFrame:
    frame = pl.read_csv(task / f"cleaned_{name}.csv", infer_schema=False)
    parts = [part for part in ("name", "given", "middle", "surname") if part in frame.columns]
    number = pl.col("number") if "number" in frame.columns else pl.lit(None, pl.String)
    return frame.select(
        pl.col("row").cast(pl.Int64).alias(row),
        number=number,
        whole=pl.concat_str(parts, separator=" ", ignore_nulls=True),
        born="born",
    )


residents, members = side("population", "resident_row"), side("members", "member_row")
by_number = (
    residents.drop_nulls("number")
    .unique("number", keep="first")
    .join(members.drop_nulls("number"), on="number")
    .select("resident_row", "member_row", score=pl.lit(1.0))
)
residents = residents.join(by_number, on="resident_row", how="anti")
members = members.join(by_number, on="member_row", how="anti")
likely = []
for key in ("born", "whole"):
    pairs = residents.drop_nulls(key).join(members.drop_nulls(key), on=key, suffix="_member")
    names = ("whole", "whole" if key == "whole" else "whole_member")
    pairs = pairs.drop_nulls(list(names))
    if key == "whole":  # the same name needs a birth date that is at least nearly the same
        near = cpdist(
            pairs["born"].fill_null("").to_list(), pairs["born_member"].fill_null("").to_list(), scorer=fuzz.ratio
        )
        pairs = pairs.filter(pl.Series(near) >= ALIKE)
    alike = cpdist(pairs[names[0]].to_list(), pairs[names[1]].to_list(), scorer=fuzz.token_sort_ratio)
    likely.append(pairs.select("resident_row", "member_row", score=pl.Series(alike / 100, dtype=pl.Float64)))
found = pl.concat(likely).filter(pl.col("score") >= ALIKE / 100).unique(["resident_row", "member_row"])
pl.concat([by_number, found.with_columns(score=pl.col("score") * 0.99)]).write_parquet(out)
