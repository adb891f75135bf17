"""Peer: GoldenMatch without configuration, as its README shows: `python goldenmatch.py TASK OUT`.

Its folder is taken off the path first, for this file bears the name of the package.
"""

import sys
from pathlib import Path

sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]
import goldenmatch  # noqa: E402
import polars as pl  # noqa: E402

task, out = Path(sys.argv[1]), Path(sys.argv[2])
sides = [pl.read_csv(task / f"cleaned_{side}.csv", infer_schema=False) for side in ("members", "population")]
shared = [name for name in sides[0].columns if name in sides[1].columns]
result = goldenmatch.match_df(*(side.select(shared) for side in sides), exclude_columns=["row"])
found = pl.DataFrame(result.matched).select(
    resident_row=pl.col("ref_row").cast(pl.Int64),
    member_row=pl.col("target_row").cast(pl.Int64),
    score=pl.col("__match_score__").cast(pl.Float64),
)
found.write_parquet(out)
