"""Of a person's several cards, what put the one that counts before another: the order of `linkage.counting`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.decide.rules import OF_MOTHER, OF_NUMBER_AND_NAME
from uhcmatch.reference.codes import IS_ACTIVE
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

_IS_ACTIVE: Final = Words("kartu itu aktif, kartu ini tidak", "it is active, this one is not")
_OWN_NAME: Final = Words(
    "kartu itu atas namanya sendiri, kartu ini kartu bayi", "it is in their own name, this one is a newborn's"
)
_OF_NUMBER: Final = Words(
    "NIK dan nama kartu itu cocok, kartu ini tidak keduanya", "its NIK and name agree, not both of this one's"
)
_SURER: Final = Words("kartu itu lebih pasti miliknya", "it is more surely theirs")
_FIRST: Final = Words(
    "keduanya setara, kartu itu lebih dulu menurut isinya", "both are as good, it is first by its cells"
)


def why_counted(members: pl.DataFrame, links: pl.DataFrame, counted: int, second: int) -> Words:
    """Return why the member row `counted` counts and `second` does not; both are matches of one resident."""
    pairs = zip(_merits(members, links, counted), _merits(members, links, second), strict=True)
    return next((words for (words, one), (_, other) in pairs if one != other), _FIRST)


def _merits(members: pl.DataFrame, links: pl.DataFrame, row: int) -> Iterator[tuple[Words, object]]:
    """Yield what cards are ordered by, the most telling first, each with the words for being before by it."""
    link = links.row(by_predicate=(pl.col("member_row") == row) & (pl.col("decision") == "match"), named=True)
    yield _IS_ACTIVE, IS_ACTIVE.get(members["status_peserta"][row - 1], True)
    yield _OWN_NAME, link["rule"] != OF_MOTHER
    yield _OF_NUMBER, link["rule"] == OF_NUMBER_AND_NAME
    yield _SURER, link["probability"]
