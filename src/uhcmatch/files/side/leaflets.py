"""Texts that lie beside the tables of an archive and are none: README.txt and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uhcmatch.files.refusals import shown
from uhcmatch.files.text.dialect import open_text
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.container.containers import Part
    from uhcmatch.files.header.find_header import Wanted

MAX_LEAFLET: Final = 1 << 14
"""Bytes of a text above which it is more than a word about the tables."""
_LONG_NUMBER: Final = re.compile(rb"[0-9]{10}")


def without_leaflets(parts: list[Part], wanted: Wanted) -> tuple[list[Part], tuple[Words, ...]]:
    """Return the parts of a file that may be tables, and a note on each text beside them that is clearly none."""
    leaflets = [part for part in parts if len(parts) > 1 and _is_leaflet(part, wanted)]
    if len(leaflets) == len(parts):
        return parts, ()
    note = Words("{name} bukan tabel: tidak dibaca.", "{name} is no table: not read.")
    notes = tuple(note.fill(name=shown(part.name)) for part in leaflets)
    return [part for part in parts if part not in leaflets], notes


def _is_leaflet(part: Part, wanted: Wanted) -> bool:
    """Tell a short .txt without a header and without a number as long as a person's."""
    is_short_text = part.kind == "text" and part.name.lower().endswith(".txt") and len(part.content) <= MAX_LEAFLET
    if not is_short_text or b"\0" in part.content or _LONG_NUMBER.search(part.content):
        return False
    return open_text(part.content.decode(errors="ignore").splitlines(), wanted) is None
