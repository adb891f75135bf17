"""From what was written on the command line to the regular files it means."""

from __future__ import annotations

import glob
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

READABLE: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq", ".gz", ".zst", ".zip")
"""What is taken from a folder; other files in it are left alone. A file named one by one may have any name."""

_URL: Final = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]+://")
_GIVE_A_FILE: Final = Words(
    "Berikan berkas biasa, folder, atau pola seperti 'data/*.csv'.", "Give a regular file, a folder or a pattern."
)


def expand(paths: Sequence[str | Path]) -> list[Path]:
    """Return the regular files meant by files, folders and globs, in the order given, each part sorted.

    Raises `InputRefused` for anything that is no regular file (a URL, a pipe, a device), for what does not exist and
    for a folder or pattern without readable files.
    """
    found = [file for path in paths for file in _meant(path)]
    if not found:
        raise InputRefused(Words("Tidak ada berkas masukan.", "No input file was given."), _GIVE_A_FILE)
    return found


def labelled(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return each file with the name it goes by: its base name, with as much of its folder as tells it from others."""
    labels = [_as_text(file.name) for file in files]
    in_folder = [_as_text(f"{file.resolve().parent.name}/{file.name}") for file in files]
    named = [inner if labels.count(label) > 1 else label for label, inner in zip(labels, in_folder, strict=True)]
    return [
        (file, f"{name} ({named[:at].count(name) + 1})" if name in named[:at] else name)
        for at, (file, name) in enumerate(zip(files, named, strict=True))
    ]


def _as_text(name: str) -> str:
    """Return a name as text; a byte that is no letter in UTF-8 is written out, for disks do not mind it."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _meant(path: str | Path) -> list[Path]:
    text = os.fspath(path)
    if _URL.match(text):
        raise _refused(text, "adalah alamat jaringan, bukan berkas", "is a network address, not a file")
    if not text or "\0" in text:
        raise _refused(text, "bukan nama berkas", "is not a file name")
    if os.path.lexists(text):
        return _in_folder(Path(text)) if Path(text).is_dir() else [_regular(Path(text))]
    if glob.has_magic(text):
        return _matching(text)
    raise _refused(Path(text).name, "tidak ditemukan", "was not found")


def _in_folder(folder: Path) -> list[Path]:
    files = [_regular(entry) for entry in sorted(folder.iterdir()) if _is_wanted(entry)]
    if not files:
        raise _refused(folder.name, "tidak berisi berkas yang dapat dibaca", "holds no readable file")
    return files


def _matching(pattern: str) -> list[Path]:
    hits = sorted(Path(hit) for hit in glob.glob(pattern, recursive=True))  # noqa: PTH207 - absolute patterns too
    files = [_regular(hit) for hit in hits if not hit.is_dir() and not _is_office_lock(hit)]
    if not files:
        raise _refused(Path(pattern).name, "tidak cocok dengan berkas mana pun", "matches no file")
    return files


def _is_wanted(entry: Path) -> bool:
    is_hidden = entry.name.startswith(".") or _is_office_lock(entry)
    return not is_hidden and not entry.is_dir() and entry.suffix.lower() in READABLE


def _is_office_lock(entry: Path) -> bool:
    return entry.name.startswith("~$")


def _regular(path: Path) -> Path:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise _refused(path.name, "tidak dapat dibuka", "cannot be opened") from error
    if not stat.S_ISREG(mode):
        raise _refused(path.name, "bukan berkas biasa", "is not a regular file")
    return path


def _refused(name: str, indonesian: str, english: str) -> InputRefused:
    return InputRefused(Words(f"{{name}} {indonesian}.", f"{{name}} {english}.").fill(name=shown(name)), _GIVE_A_FILE)
