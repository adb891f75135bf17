"""The floor of speed: polars reads both files as text and joins them on NIK: `python floor.py TOWN OUT`.

No program that links the two can do less. Its answer is not scored: it counts the pairs.
"""

import sys
from pathlib import Path

import polars as pl

town, out = Path(sys.argv[1]), Path(sys.argv[2])
sides = [pl.read_csv(town / name, separator=";", infer_schema=False) for name in ("penduduk.csv", "peserta.csv")]
pairs = sides[0].join(sides[1], on="NIK")
out.write_text(f"{pairs.height}\n")
