"""Make the manual's pictures anew from `sample_data/`: `python docs/gambar/make.py`, in the project's environment.

Screens are the program's own output on a terminal of 100 columns, as SVG. For the sheets and the page LibreOffice
(`soffice`), Poppler (`pdftoppm`) and Chromium (`chromium`) must be on the path; what one of them draws is left as it
was where it is missing, and that is said. Nobody in these pictures exists. Look at them before keeping them.
"""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = Path(__file__).resolve().parent
TOWN: Final = HERE.parents[1] / "sample_data"
COLUMNS: Final = 100
RUN: Final = "hasil-1"
ENVIRON: Final = {
    "COLUMNS": str(COLUMNS),
    "TERM": "xterm-256color",
    "UHCMATCH_LANG": "id",
    "UHCMATCH_NOW": "2026-11-23T08:00:00+07:00",
}
SCREENS: Final = {
    "layar-cocok": (("reconcile", "sample_data/penduduk.csv", "sample_data/peserta_*.csv", "--out", RUN), 60),
    "layar-cakupan": (("coverage", RUN), 40),
    "layar-daftar": (("sweep", RUN, "--area", "TAMBAKREJO"), 24),
    "layar-anomali": (("anomalies", RUN), 34),
}
"""Picture → the command, and how many lines of it are shown."""
FRAME: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">
<style>{styles} text {{ font: 20px "DejaVu Sans Mono", Consolas, Menlo, monospace; white-space: pre }}</style>
<defs>{lines}</defs><rect width="100%" height="100%" rx="8" fill="#fff" stroke="#c9d1db"/>
<g transform="translate(14, 8)">{backgrounds}{matrix}</g>
</svg>
"""


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "sample_data").symlink_to(TOWN)
        for name, (words, lines) in SCREENS.items():
            told = "\n".join(on_a_terminal(words, desk).splitlines()[:lines])
            (HERE / f"{name}.svg").write_text(drawn(f"$ uhcmatch {' '.join(words)}\n\n{told}"), encoding="utf-8")
        area = ("sweep", RUN, "--area", "TAMBAKREJO", "--format", "pdf,xlsx", "--out", "lembar")
        on_a_terminal(area, desk)
        on_a_terminal(("coverage", RUN, "--format", "html", "--out", "rapat.html"), desk)
        for needed, call in pictures(desk):
            if shutil.which(call[0]):
                subprocess.run(call, check=True, capture_output=True, cwd=desk)
            else:
                print(f"{call[0]} is missing: {needed} stays as it was")


def pictures(desk: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the other programs' calls, each with the picture it is for."""
    paper, book = "lembar-cetak.png", "lembar-excel.png"
    sheet = "lembar/gayamsari_tambakrejo"
    drawing = ["pdftoppm", "-r", "97", "-png", "-singlefile"]
    yield paper, [*drawing, "-gray", f"{sheet}.pdf", str(HERE / "lembar-cetak")]
    yield book, ["soffice", "--headless", "--convert-to", "pdf", "--outdir", "buku", f"{sheet}.xlsx"]
    if shutil.which("soffice"):
        crop = ["-x", "0", "-y", "0", "-W", "1137", "-H", "440"]
        yield book, [*drawing, *crop, "buku/gayamsari_tambakrejo.pdf", str(HERE / "lembar-excel")]
    size = ["--hide-scrollbars", "--window-size=1280,930", f"--screenshot={HERE / 'halaman-rapat.png'}"]
    yield "halaman-rapat.png", ["chromium", "--headless", "--no-sandbox", *size, f"file://{desk / 'rapat.html'}"]


def on_a_terminal(words: tuple[str, ...], desk: Path) -> str:
    """Return what the program writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "uhcmatch", *words]
    environ = {**os.environ, **ENVIRON}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, cwd=desk, env=environ) as process:
        os.close(theirs)
        told = b""
        while part := _read(ours):
            told += part
    os.close(ours)
    if process.returncode:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}")
    return told.decode().replace("\r\n", "\n").replace(f"{desk}/", "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says so of a terminal whose other end is closed.
        return b""


def drawn(told: str) -> str:
    """Return a screen as SVG, with no font fetched from anywhere."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(told))
    return console.export_svg(code_format=FRAME, theme=DEFAULT_TERMINAL_THEME, unique_id="s")


if __name__ == "__main__":
    main()
