"""What programs and meetings get: figures as CSV and JSON, and the words of the page in the order they are read."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from tests.golden.conftest import compare, without_run_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LINES: Final = ("h1", "h2", "h3", "p", "tr", "div", "footer", "title")


class Words(HTMLParser):
    """The texts of a page, a line for each row, paragraph and box."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[list[str]] = [[]]
        self._silent = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("style", "script")
        if tag in _LINES:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.lines[-1].append(data)


def words_of(page: str) -> str:
    return "\n".join(" | ".join(line) for line in Words(page).lines if line) + "\n"


def test_what_programs_read(shown: Callable[..., str]) -> None:
    shown("reconcile", "penduduk.csv", "peserta.csv", "--quiet")
    commands = (
        ("coverage", "--format", "csv", "--quiet"),
        ("coverage", "--by", "total", "--format", "json", "--quiet"),
        ("sweep", "--format", "csv"),
        ("anomalies", "--format", "csv"),
    )
    compare(
        "\n".join(shown(*command) for command in commands).replace("\ufeff", "(BOM)").replace("\r", "(CR)"),
        "figures.txt",
    )


def test_what_the_meeting_reads(shown: Callable[..., str], tmp_path: Path) -> None:
    shown("reconcile", "penduduk.csv", "peserta.csv", "--quiet")
    shown("coverage", "--format", "html", "--out", "rapat.html")
    page = words_of((tmp_path / "rapat.html").read_text(encoding="utf-8")).replace("\u00a0", " ")
    compare(without_run_id(page), "page.txt")
