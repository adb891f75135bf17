"""Link the public tasks, whose truth nobody here wrote: `python benchmarks/public_data.py FOLDER [TASK …] [--peers …]`.

The tasks are written into FOLDER by `public_sets.py`, in the peers' environment (UHCMATCH_PEERS). Ours is the command
with the settings file of the task in `benchmarks/settings`, at the shipped thresholds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import polars as pl
from arms import HERE, PEERS_PYTHON, accepted, best_f1, one_to_one, ours, peer, score_links, show

SETTINGS: Final = {
    "febrl4": "febrl4",
    "febrl4-noid": "febrl4-noid",
    "census-ssn": "census-ssn",
    "census": "census",
    "ssa-ssn": "ssa-ssn",
    "ssa": "ssa",
    "census-2030": "census",
}
"""Task → its settings file; a task of another benchmark has the one of its name before the dash."""
NOW: Final = "2031-01-01T12:00:00+00:00"
"""The clock of every run: after the youngest birth of any task."""
DEFAULTS: Final = {"exact": 0.5, "afternoon": 0.5, "ecm": 0.5, "splink5": 0.95, "goldenmatch": 0.0}
"""Peer → the score at which it links by default (0.95 is the threshold of Splink's tutorial)."""
HEADER: Final = ("task", "arm", "precision", "recall", "F1", "best F1", "seconds")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(SETTINGS))
    asked.add_argument("--peers", nargs="*", default=[], choices=list(DEFAULTS))
    asked.add_argument("--keep", type=Path, help="keep our run folders here, one a task")
    asked.add_argument("--timeout", type=float, default=600, help="seconds a peer may take")
    given = asked.parse_args()
    rows = []
    for task in given.tasks or SETTINGS:
        written(given.folder / task)
        for arm in ("uhcmatch", *given.peers):
            row = [task, arm, *measured(arm, given.folder / task, given.keep, given.timeout)]
            print("  ".join(row), flush=True)
            rows.append(row)
    show("Public tasks", HEADER, rows)


def written(task: Path) -> None:
    """Write the task's files unless they are there."""
    if not (task / "truth.csv").exists():
        subprocess.run([os.environ[PEERS_PYTHON], HERE / "public_sets.py", task.parent, task.name], check=True)


def measured(arm: str, task: Path, keep: Path | None, timeout: float) -> list[str]:
    """Run one arm on one task: precision, recall, F1, F1 at the best threshold, seconds."""
    truth = pl.read_csv(task / "truth.csv").select(pl.all().cast(pl.Int64))
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / ("run" if arm == "uhcmatch" else "scored.parquet")
        if arm == "uhcmatch":
            ran = ours(
                task / "population.csv",
                [task / "members.csv"],
                out,
                HERE / "settings" / f"{SETTINGS.get(task.name, task.name.split('-')[0])}.toml",
                NOW,
            )
        else:
            ran = peer(arm, task, out, timeout)
        if ran.failed:
            return [ran.failed, "", "", "", f"{ran.seconds:.1f}"]
        if arm == "uhcmatch":
            links, best = accepted(out), ""
            if keep:
                shutil.copytree(out, keep / task.name, dirs_exist_ok=True)
        else:
            scored = pl.read_parquet(out)
            links, best = one_to_one(scored, DEFAULTS[arm]), f"{best_f1(scored, truth):.4f}"
    found = score_links(links, truth)
    return [f"{found.precision:.4f}", f"{found.recall:.4f}", f"{found.f1:.4f}", best, f"{ran.seconds:.1f}"]


if __name__ == "__main__":
    main()
