"""Time and memory from one town to a larger one, stage by stage: `python benchmarks/growth.py FOLDER [TOWN …]`.

Every town is reconciled once in a process of its own, from its files to a written run. Processor seconds (user and
system, all threads) are told beside those on the clock, for they hardly depend on what else the machine does; the peak
of a stage is the most memory the process held in it, read off `/proc` fifty times a second (Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final

from accuracy import NOW, made
from arms import show
from town_tasks import town_files
from towns import TOWNS

from uhcmatch.__main__ import ALLOCATOR, keep_freed_memory
from uhcmatch.jobs.reconcile.reconcile import Order, run

STAGES: Final = ("read", "nik", "learn", "compare", "decide", "estimate", "classify", "check", "publish")
"""What a run says it is doing; anything else it names is a file it reads."""
_PAUSE: Final = 0.02
_PAGE: Final = resource.getpagesize()


class Meter:
    """Processor seconds and peak memory per stage of this process."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.gib: dict[str, float] = {}
        self._stage, self._since = "start", 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def step(self, name: str) -> None:
        """Begin the next stage."""
        if name not in {*STAGES, "end"}:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        now = used.ru_utime + used.ru_stime
        self.cpu[self._stage] = now - self._since
        self._stage, self._since = name, now

    def _watch(self) -> None:
        while True:
            held = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**30
            self.gib[self._stage] = max(self.gib.get(self._stage, 0.0), held)
            time.sleep(_PAUSE)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("towns", nargs="*", metavar="TOWN", default=["1m", "4m"], help=", ".join(TOWNS))
    asked.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.once:
        print(json.dumps(once(given.folder)))
        return
    told = [measured(made(given.folder, name, 0)) for name in given.towns]
    first = told[0]
    show(
        "Growth: files to a written run",
        ("town", "residents", "cards", "cpu s", "× first", "seconds", "GiB"),
        [
            [
                name,
                f"{run['residents']:,}",
                f"{run['members']:,}",
                f"{run['cpu']:.1f}",
                f"{run['cpu'] / first['cpu']:.2f}",
                f"{run['seconds']:.1f}",
                f"{run['gib']:.2f}",
            ]
            for name, run in zip(given.towns, told, strict=True)
        ],
    )
    show(
        "Stages: processor seconds and peak memory (GiB)",
        ("stage", *(f"{name} {unit}" for name in given.towns for unit in ("cpu s", "GiB"))),
        [
            [stage, *(f"{run[of].get(stage, 0):.2f}" for run in told for of in ("stage_cpu", "stage_gib"))]
            for stage in ("start", *STAGES)
        ],
    )


def measured(town: Path) -> dict[str, Any]:
    """Reconcile a town in a process of its own."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, __file__, town, "--once"], check=True, capture_output=True, text=True, env=_environment()
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told: dict[str, Any] = json.loads(done.stdout)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return told | {"cpu": cpu, "seconds": time.perf_counter() - start}


def _environment() -> dict[str, str]:
    return {**os.environ, **ALLOCATOR, "UHCMATCH_NOW": NOW}


def once(town: Path) -> dict[str, Any]:
    """Reconcile a town in this process and return what each stage took."""
    keep_freed_memory()
    population, members = town_files(town)
    meter = Meter()
    with tempfile.TemporaryDirectory(dir=town) as scratch:
        order = Order(tuple(map(str, population)), tuple(map(str, members)), out=Path(scratch) / "run")
        published = run(order, meter.step)
        meter.step("end")
    return {
        "residents": published.residents.height,
        "members": published.facts["counts"]["members"]["rows"],
        "gib": max(meter.gib.values()),
        "stage_cpu": meter.cpu,
        "stage_gib": meter.gib,
    }


if __name__ == "__main__":
    main()
