"""The hidden number of a line in a review book: which two records it is about, with a check nobody can make up.

It names them by content, so that a book filled in last week still fits when rows have moved. `settles` is the last
entry of the ledger whoever answers has been shown: an answer to a contradiction ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORM: Final = re.compile(rf"([{_LETTERS}]{{16}})-([{_LETTERS}]{{16}})-([0-9]{{1,15}})-([0-9A-F]{{12}})")


@dataclass(frozen=True)
class PairId:
    """`resident` and `member` are prints of the two records (`runs.prints`)."""

    resident: str
    member: str
    settles: int = 0


def pair_id(named: PairId, seal: Callable[[str], str]) -> str:
    """Return the text of a pair's id; `seal` is that of the store's key."""
    plain = f"{named.resident}-{named.member}-{named.settles}"
    return f"{plain}-{_check(plain, seal)}"


def read_pair_id(text: str, seal: Callable[[str], str]) -> PairId | None:
    """Return what an id names; null for one that is damaged, made up, or of another store."""
    found = _FORM.fullmatch(re.sub(r"\s", "", text).upper())
    if found is None or found[4] != _check(f"{found[1]}-{found[2]}-{found[3]}", seal):
        return None
    return PairId(found[1], found[2], int(found[3]))


def _check(plain: str, seal: Callable[[str], str]) -> str:
    return seal(f"pair {plain}")[:12].upper()
