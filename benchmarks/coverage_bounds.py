"""Do the bounds of coverage hold the truth nine times of ten? `python benchmarks/coverage_bounds.py FOLDER [--runs DIR]`.

Makes 24 small towns of various noise and places in FOLDER, runs each (or takes kept runs from DIR, one folder a town),
and prints how often truth lies between `coverage_low` and `coverage_high`: in total and by kelurahan, and once more
without the run's own estimate of its errors. People come whole: where hardly an error is expected, the counted number
alone is right more often than nine times of ten. So next to the share that was held stands the share that the bounds
themselves promise.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import polars as pl

from uhcmatch.coverage import doubts, rates
from uhcmatch.synth import ABOUT, TownSettings, make_town

PLACES: Final = ("Kota Semarang", "Kabupaten Soppeng", "Kabupaten Bogor", "Kota Bogor", "Kabupaten Klaten")
NOISES: Final = (0.5, 1.0, 1.0, 1.5, 2.0, 2.5)
NOW: Final = "2026-06-30T12:00:00+07:00"
