"""A made-up town in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.synth import ABOUT, POPULATION, TownSettings, make_town
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["TownSettings", "sample"]


_ANOTHER: Final = Words("Pilih folder lain dengan --out.", "Choose another folder with --out.")


def sample(settings: TownSettings, folder: Path) -> dict[str, int]:
    """Write a town and return its counts.

    Raises `StoreFailed` when the folder cannot be written, or holds a population file that is no town's: that one may
    be real.
    """
    if (folder / POPULATION).exists() and not (folder / ABOUT).exists():
        words = Words("Folder {name} sudah berisi {file} lain.", "The folder {name} already holds another {file}.")
        raise StoreFailed(words.fill(name=folder.name, file=POPULATION), _ANOTHER)
    try:
        return make_town(settings, folder)
    except (FileNotFoundError, FileExistsError, NotADirectoryError, IsADirectoryError, PermissionError) as error:
        words = Words("Folder {name} tidak dapat ditulis.", "The folder {name} cannot be written.")
        raise StoreFailed(words.fill(name=folder.name), _ANOTHER) from error
