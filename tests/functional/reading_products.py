"""Products taken apart by other programs' eyes: raw XML of workbooks, every element of a page, every byte of a screen."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Element = tuple[str, tuple[tuple[str, str | None], ...]]
"""An element's name, and its attributes in their order."""
_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STYLE: Final = re.compile(r"\x1b\[[0-9;]*m")
_FOREIGN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def foreign(text: str, allowed: str = "\n") -> set[str]:
    """What a text holds that moves a cursor, hides, or turns the order of letters round."""
    return {letter for letter in set(text) - set(allowed) if unicodedata.category(letter) in _FOREIGN}


def undressed(text: str) -> str:
    """What a terminal shows, without colours."""
    return _STYLE.sub("", text)


def on_a_terminal(*arguments: object) -> str:
    """Everything the program writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "uhcmatch", *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environ) as process:
        os.close(theirs)
        told = b"".join(_until_closed(ours))
        assert process.stderr is not None
        told += process.stderr.read()
    os.close(ours)
    assert process.returncode == 0
    return told.decode().replace("\r\n", "\n")


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # Linux says so of a terminal whose other end is closed.
            return
        if not part:
            return
        yield part


def _xml(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - a file this test has just made


def active_parts(path: Path) -> list[str]:
    """What of a workbook a spreadsheet would run or follow: formulas in cells, links, anything outside the file.

    The choices of a column refer to the hidden list by `<formula1>`, which is no formula of a cell.
    """
    found = []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if any(word in name.lower() for word in ("externallink", "vbaproject", "connections", "embed")):
                found.append(name)
            if name.endswith((".xml", ".rels")):
                for element in _xml(book, name).iter():
                    kind = element.tag.rpartition("}")[2]
                    if kind in ("f", "hyperlink", "hyperlinks", "oleObject") or element.get("TargetMode"):
                        found.append(f"{name}: {kind}")
    return found


def workbook_cells(path: Path) -> list[str]:
    """Every text of every sheet, as it is stored; whatever is no text or number raises."""
    texts = []
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            strings = _xml(book, "xl/sharedStrings.xml")
            shared = ["".join(each.itertext()) for each in strings.iter(f"{_SHEET}si")]
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                for cell in _xml(book, name).iter(f"{_SHEET}c"):
                    kind, value = cell.get("t", "n"), "".join(cell.itertext())
                    assert kind in ("n", "s", "inlineStr"), kind
                    if kind != "n":
                        texts.append(shared[int(value)] if kind == "s" else value)
    return [_unescaped(text) for text in texts]


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))


class _Skeleton(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[Element] = Counter()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, tuple(attrs)] += 1

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements["comment", ((data, None),)] += 1

    def handle_pi(self, data: str) -> None:
        self.elements["pi", ((data, None),)] += 1


def page_parts(page: str) -> tuple[Counter[Element], list[str]]:
    """Every element of a page with its attributes, and every text."""
    reader = _Skeleton()
    reader.feed(page)
    reader.close()
    return reader.elements, reader.texts
