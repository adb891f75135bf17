"""Write a city's sweep lists: `python benchmarks/sheets.py [--people 45000] [--rts 800] [--form pdf …]`.

A made-up SWEEP frame (nobody in it exists): ten kelurahan, RTs of equal size, doors of one to five people, a few very
long names. Each form in a process of its own; processor time, clock, peak memory, size and pages.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl
from arms import show

from uhcmatch.coverage import SWEEP
from uhcmatch.coverage.record_ids import record_id
from uhcmatch.reference.channels import CHANNELS
from uhcmatch.reference.given_names import name_pools
from uhcmatch.sheets import Letterhead, books, write_pdf, write_xlsx

RUN: Final = "20261123T010000Z-a1b2c3"
DAY: Final = date(2026, 11, 23)
KELURAHAN: Final = 10
STREETS: Final = ("JL. MELATI", "GG. ANGGREK", "PERUM TIRTA KENCANA BLOK C", "DUSUN LEMBAH HIJAU")
FAMILIES: Final = (None, "PPU 1", "PBI-JK 2, PPU 1", "Pemda 3, lainnya 1")
FORMS: Final = ("xlsx", "pdf", "pdf lengkap")
HEADER: Final = ("form", "people", "RT", "files", "pages", "CPU s", "clock s", "peak MB", "files MB")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=45_000)
    asked.add_argument("--rts", type=int, default=800)
    asked.add_argument("--form", nargs="*", default=list(FORMS), choices=FORMS)
    asked.add_argument("--once", choices=FORMS, help=argparse.SUPPRESS)
    asked.add_argument("--keep", type=Path, help="keep the files in this folder")
    given = asked.parse_args()
    if given.once:
        print(json.dumps(once(given.once, given.people, given.rts, given.keep)))
        return
    rows = []
    for form in given.form:
        call = [sys.executable, __file__, "--people", str(given.people), "--rts", str(given.rts), "--once", form]
        call += ["--keep", str(given.keep)] if given.keep else []
        told = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
        rows.append([form, f"{given.people:,}", f"{given.rts:,}", *told])
    show("Sweep lists for a city", HEADER, rows)


def once(form: str, people: int, rts: int, keep: Path | None) -> list[str]:
    """Write one form; return files, pages, processor seconds, clock seconds, peak MB, MB on disk."""
    listed, kind = sweep(people, rts), form.split(maxsplit=1)[0]
    head = Letterhead(RUN, DAY, layout="lengkap" if form.endswith("lengkap") else "ringkas")
    writer = {"xlsx": write_xlsx, "pdf": write_pdf}[kind]
    with tempfile.TemporaryDirectory() as scratch:
        out = keep or Path(scratch)
        out.mkdir(exist_ok=True)
        began, used = time.perf_counter(), time.process_time()
        paths = [out / f"{at}.{kind}" for at, _ in enumerate(books(listed, "rt"))]
        for book, path in zip(books(listed, "rt"), paths, strict=True):
            writer(book, head, path)
        used, took = time.process_time() - used, time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(path.stat().st_size for path in paths) / 1e6
        counted = str(pages(paths)) if kind == "pdf" else ""
    return [str(len(paths)), counted, f"{used:.1f}", f"{took:.1f}", f"{peak:.0f}", f"{size:.1f}"]


def pages(paths: list[Path]) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - only where there are pages

    return sum(len(PdfReader(path).pages) for path in paths)


def sweep(people: int, rts: int) -> pl.DataFrame:
    """Return a made-up list."""
    draw, rows = random.Random(7), []
    for rt in range(rts):
        door, left = 0, people // rts + (rt < people % rts)
        while left:
            door += 1
            size = min(left, draw.choice((1, 1, 1, 2, 2, 3, 5)))
            rows += family(draw, rt, door, size, len(rows) + 1)
            left -= size
    return pl.DataFrame(rows, schema=SWEEP, orient="row")


def family(draw: random.Random, rt: int, door: int, size: int, first: int) -> list[list[Any]]:
    """Return the people of one door."""
    kelurahan = f"KELURAHAN {rt % KELURAHAN}"
    address = f"{draw.choice(STREETS)} NO. {door}"
    segments = draw.choice(FAMILIES)
    registered = 0 if segments is None else sum(int(part.split()[-1]) for part in segments.split(", "))
    return [
        [
            first + at, "KECAMATAN", kelurahan, f"{rt // KELURAHAN % 12 + 1:03}", f"{rt // KELURAHAN + 1:03}", door,
            "3298**********0001", address, "3298**********0003", name(draw), draw.choice("LP"),
            DAY - timedelta(days=draw.randrange(30_000)), draw.randrange(80), draw.choice(("KEPALA KELUARGA", "ANAK")),
            draw.choice(("unenrolled", "unenrolled", "inactive")), None, registered, segments,
            draw.choice(CHANNELS).code, None, None, 0, None, None, record_id(RUN, first + at),
        ]
        for at in range(size)
    ]  # fmt: skip


def name(draw: random.Random) -> str:
    return " ".join(draw.choices(NAMES, k=draw.choice((1, 2, 2, 3, 3, 4, 9))))


NAMES: Final = sorted({token for tokens, _ in name_pools().values() for token in tokens})


if __name__ == "__main__":
    main()
