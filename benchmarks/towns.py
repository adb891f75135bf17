"""Make the standard towns that quality and speed are measured on: `python benchmarks/towns.py FOLDER [NAME …]`.

Each town is made once into a folder of its own under FOLDER and left alone when it is there already.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path
from typing import Final

from uhcmatch.synth import ABOUT, TownSettings, make_town

TOWNS: Final = {
    "2k": TownSettings(2_000, seed=10),
    "20k": TownSettings(20_000, seed=11),
    "20k-loud": TownSettings(20_000, seed=12, noise=2.5),
    "20k-clean": TownSettings(20_000, seed=13, noise=0),
    "20k-excel": TownSettings(20_000, seed=14, excel=("pemda",)),
    "40k-soppeng": TownSettings(40_000, seed=15, kabupaten="Kabupaten Soppeng"),
    "40k-bogor": TownSettings(40_000, seed=16, kabupaten="Kabupaten Bogor"),
    "100k": TownSettings(100_000, seed=21),
    "100k-loud": TownSettings(100_000, seed=22, noise=2.5),
    "1m": TownSettings(1_000_000, seed=31),
    "1m-loud": TownSettings(1_000_000, seed=32, noise=2.5),
    "4m": TownSettings(4_000_000, seed=41),
}
"""Name → what it is made from. `2k` shows that a benchmark runs and nothing else; `loud` has 2.5 times the usual noise;
the last is made only when named."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TOWNS))
    given = asked.parse_args()
    for name in given.names or [name for name in TOWNS if name != "4m"]:
        folder = given.folder / name
        if (folder / ABOUT).exists():
            print(f"{name}: already there")
            continue
        start = time.perf_counter()
        counts = make_town(TOWNS[name], folder)
        # Linux counts in KiB, macOS in bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)
        seconds = time.perf_counter() - start
        print(
            f"{name}: {counts['residents']:,} residents, {counts['members']:,} cards, {seconds:.0f} s, {peak:.1f} GiB"
        )


if __name__ == "__main__":
    main()
