"""Tables of kinds with rates: scaled all together, switched one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HIGHEST: Final = 0.9


def switched(table: Mapping[str, float], scale: float, without: Sequence[str], only: Sequence[str]) -> dict[str, float]:
    """Return the rate of every kind of a table; names of other tables in `without` and `only` do not touch it."""
    chosen = [name for name in only if name in table]
    return {
        name: min(rate * scale, _HIGHEST) if name not in without and (not chosen or name in chosen) else 0.0
        for name, rate in table.items()
    }


def refuse_unknown(given: Sequence[str], known: Sequence[str]) -> None:
    """Raise `UsageRefused` for a kind that is in no table."""
    for name in given:
        if name not in known:
            raise UsageRefused(
                Words("Jenis gangguan {name} tidak dikenal.", "There is no noise kind {name}.").fill(name=name),
                Words("Yang ada: {names}.", "Known kinds: {names}.").fill(names=", ".join(known)),
            )
