"""Tables that an office may change: what its settings name must be in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

from uhcmatch.errors import SettingsRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def refuse_unknown(setting: str, named: Iterable[str], known: Sequence[str]) -> None:
    """Raise `SettingsRefused`, with the nearest known name, when a setting names what its table does not have."""
    for name in named:
        if name not in known:
            nearest = process.extractOne(name, known)
            raise SettingsRefused(
                Words("Setelan {setting}: {name} tidak dikenal.", "Setting {setting}: {name} is not known.").fill(
                    setting=setting, name=name
                ),
                Words("Maksud Anda {nearest}?", "Did you mean {nearest}?").fill(nearest=nearest[0] if nearest else "–"),
            )
