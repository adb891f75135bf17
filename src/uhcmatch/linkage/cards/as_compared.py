"""Cards as they are compared: what one says of its holder in a roundabout way is read before anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uhcmatch.linkage.cards.heaped import without_heaps_of_cards
from uhcmatch.linkage.cards.husbands import without_husbands_names
from uhcmatch.linkage.cards.impossible_dates import without_impossible_dates
from uhcmatch.linkage.cards.nearly_babies import with_nearly_babies

if TYPE_CHECKING:
    import polars as pl


def as_compared(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """RECORDS of all members who take part → the same rows, read by what the residents tell."""
    cards = without_heaps_of_cards(members, residents)
    cards = without_impossible_dates(with_nearly_babies(cards, residents))
    return without_husbands_names(cards, residents)
