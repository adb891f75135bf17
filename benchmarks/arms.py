"""What every benchmark shares: an arm run as a process of its own, its links scored, a table printed.

An arm is one way to link a task: ours as the command people type, a peer as a script of `benchmarks/peers` run by the
peers' Python. A process of its own gives each arm its whole cost: start, reading, peak memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).parent
PAIR: Final = ("resident_row", "member_row")
PEERS_PYTHON: Final = "UHCMATCH_PEERS"
"""Environment variable: the Python of the environment in which the peers are installed."""
OWN_PYTHON: Final = {"goldenmatch": "UHCMATCH_PEERS_GOLDENMATCH"}
"""Peer → environment variable of a Python of its own, where it has one: GoldenMatch pins what others need newer."""
OF_OUR_OWN: Final = ("exact", "afternoon", "floor")
"""Peers that need nothing but what uhcmatch needs."""


@dataclass(frozen=True)
class Ran:
    """What one process took; `failed` is why there is no result."""

    seconds: float
    gib: float
    failed: str = ""


def run(command: Sequence[str | Path], timeout: float = 900, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end, its output thrown away; measure wall time and the peak of its memory."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        )
        late = threading.Timer(timeout, process.kill)
        late.start()
        # wait4 and not wait: it tells the memory of this very child.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        late.cancel()
        seconds = time.perf_counter() - start
        errors.seek(0)
        failed = f"exit {process.returncode}: {_why(errors.read().decode())}" if process.returncode else ""
    if seconds >= timeout:
        failed = f"not finished in {timeout:.0f} s"
    return Ran(seconds, usage.ru_maxrss / _PEAK_UNIT, failed)


_PEAK_UNIT: Final = 2**30 if sys.platform == "darwin" else 2**20
"""macOS counts peak memory in bytes, Linux in KiB; here in GiB."""


def _why(errors: str) -> str:
    """Return the line of a program's last words that says most: an `error:` line, else the last."""
    lines = errors.strip().splitlines() or [""]
    return next((line for line in lines if line.startswith("error:")), lines[-1])[:90]


def ours(population: Path, members: Sequence[Path], out: Path, settings: Path | None = None, now: str = "") -> Ran:
    """Run `uhcmatch reconcile` into a new folder `out`."""
    config = ["--config", settings] if settings else []
    return run(
        [sys.executable, "-m", "uhcmatch", "reconcile", population, *members, "--out", out, "--quiet", *config],
        environment={"UHCMATCH_NOW": now} if now else None,
    )


def peer(name: str, task: Path, out: Path, timeout: float = 900, *options: str) -> Ran:
    """Run a script of `benchmarks/peers` on the cleaned files of a task."""
    python = (
        sys.executable
        if name in OF_OUR_OWN
        else os.environ.get(OWN_PYTHON.get(name, ""), os.environ.get(PEERS_PYTHON, ""))
    )
    if not python:
        return Ran(0, 0, f"set {PEERS_PYTHON} to the Python of the peers")
    return run([python, HERE / "peers" / f"{name}.py", task, out, *options], timeout)


def accepted(folder: Path) -> pl.DataFrame:
    """Return the links a run of ours accepted."""
    return pl.read_parquet(folder / "links.parquet").filter(pl.col("decision") == "match").select(PAIR)


def one_to_one(scored: pl.DataFrame, at_least: float) -> pl.DataFrame:
    """Take pairs by falling `score`, each row of either side once: the step every peer gets after its own threshold."""
    pairs = scored.filter(pl.col("score") >= at_least).sort("score", *PAIR, descending=[True, False, False])
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for resident, member in pairs.select(PAIR).iter_rows():
        if resident not in taken[0] and member not in taken[1]:
            kept.append((resident, member))
            taken[0].add(resident)
            taken[1].add(member)
    return pl.DataFrame(kept, schema=dict.fromkeys(PAIR, pl.Int64), orient="row")


@dataclass(frozen=True)
class Links:
    """Links against true pairs."""

    precision: float
    recall: float
    f1: float


def score_links(links: pl.DataFrame, truth: pl.DataFrame) -> Links:
    """Precision, recall and F1 of pairs; nothing accepted is precision 0."""
    right = links.join(truth, on=PAIR, how="semi").height
    precision, recall = right / max(links.height, 1), right / max(truth.height, 1)
    return Links(precision, recall, 2 * right / max(links.height + truth.height, 1))


def best_f1(scored: pl.DataFrame, truth: pl.DataFrame) -> float:
    """Return the F1 at the threshold chosen on the truth, which no user has: one-to-one first, then every cut of it."""
    kept = one_to_one(scored, float("-inf")).join(scored, on=PAIR, how="left")
    told = kept.join(truth.select(*PAIR, is_true=pl.lit(1)), on=PAIR, how="left").sort("score", descending=True)
    right = told.select(pl.col("is_true").fill_null(0).cum_sum()).to_series()
    taken = pl.Series(range(1, told.height + 1))
    return float((2 * right / (taken + truth.height)).max() or 0)


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    print(f"\n### {title}\n")
    for number, row in enumerate([header, *rows]):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    sys.stdout.flush()
