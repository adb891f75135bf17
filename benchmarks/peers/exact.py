"""Peer: join both files on the number, and nothing else: `python exact.py TASK OUT`."""

import sys
from pathlib import Path

import polars as pl

task, out = Path(sys.argv[1]), Path(sys.argv[2])
sides = [pl.read_csv(task / f"cleaned_{side}.csv", infer_schema=False) for side in ("population", "members")]
if "number" not in sides[0].columns:
    sys.exit("no number to join on")
sides = [side.select("number", "row").drop_nulls("number").unique("number", keep="first") for side in sides]
pairs = sides[0].join(sides[1], on="number")
pairs.select(
    resident_row=pl.col("row").cast(pl.Int64), member_row=pl.col("row_right").cast(pl.Int64), score=pl.lit(1.0)
).write_parquet(out)
