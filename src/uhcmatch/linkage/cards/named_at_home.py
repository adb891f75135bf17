"""Who at the home on a card bears the name on it, though number and birth date are of somebody else (`other_lines`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.cards.likeness import has_words, likeness
from uhcmatch.linkage.hashed import are_there, as_keys, meeting, row_keys, times

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

PLACE: Final = ("kelurahan_key", "rt")
STREET: Final = (*PLACE, "street")
_HOMES: Final = (("kk_key",), PLACE)
_LIKE: Final = 0.8
"""Likeness of names from which one may be the other, in a family whose KK is on the card."""
_LIKE_OWNER: Final = 0.75
"""Likeness from which the name may as well be that of the number's owner."""


def named_at_home(people: pl.DataFrame, cards: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return `line` (its place) and `named` of residents who bear the name on a card and live at its home."""
    card = cards.select(pl.col("name_sorted", "kk_key", *PLACE).gather(lines["member"]))
    is_named = pl.Series(are_there(as_keys(people["name_sorted"]), as_keys(card["name_sorted"])))
    at = is_named.arg_true()
    some = people.select(pl.col("name_sorted", "kk_key", *PLACE).gather(at))
    met = pl.concat([meeting(*(_keys(side, home) for side in (some, card))) for home in _HOMES]).unique()
    return met.select(line="member", named=at.gather(met["resident"])).sort("line", "named")


def nearly_named_in_family(
    people: pl.DataFrame, cards: pl.DataFrame, lines: pl.DataFrame, told: pl.Series, is_held: Flags
) -> pl.DataFrame:
    """Return `line` and `named` of residents of the family on a card whose name is nearly that on it.

    Of cards that are not `told` of already and name another family than the owner's. Has he a card (`is_held`), the
    words on the card may be some of theirs; else their name must be no less like it than his, and the family none that
    he has left: his mother's.
    """
    card = cards.select(pl.col("name_sorted", "kk_key").gather(lines["member"]))
    is_open = ~lines["member"].is_in(told.implode())
    is_open &= card["kk_key"].ne_missing(people["kk_key"].gather(lines["resident"]))
    open_kk = card["kk_key"].zip_with(is_open, pl.repeat(None, card.height, dtype=pl.String, eager=True))
    met = meeting(people["kk_key"], open_kk)
    resident = lines["resident"].gather(met["member"])
    served = pl.Series(is_held[resident.to_numpy()])
    theirs, owners = (people["name_sorted"].gather(at) for at in (met["resident"], resident))
    said = card["name_sorted"].gather(met["member"])
    alike = likeness(theirs, said)
    is_mother = people["name_folded"].gather(met["resident"]) == people["mother"].gather(resident)
    is_mothers = met["member"].is_in(met["member"].filter(is_mother.fill_null(value=False)).implode())
    is_theirs = served | (~is_mothers & (~may_be_owners(said, owners) | (alike >= likeness(owners, said))))
    is_like = ((alike >= _LIKE) & is_theirs) | (has_words(theirs, said) & served)
    return met.filter(is_like).select(line="member", named="resident").sort("line", "named")


def may_be_owners(said: pl.Series, owners: pl.Series) -> pl.Series:
    """Tell which names may be the other ones, written badly or in part."""
    return (likeness(said, owners) >= _LIKE_OWNER) | has_words(said, owners) | has_words(owners, said)


def by_chance(people: pl.DataFrame, named: pl.Series) -> pl.Series:
    """Return how many others of a resident's name live by chance on the street and in the RT where he does."""
    some = people.select(pl.col("name_sorted", *STREET).gather(named))
    others = times(as_keys(some["name_sorted"]), as_keys(people["name_sorted"])) - 1
    neighbours = times(row_keys(some, STREET), row_keys(people, STREET))
    return pl.Series(others * neighbours / max(people.height, 1))


def _keys(records: pl.DataFrame, home: tuple[str, ...]) -> pl.Series:
    keys = pl.Series("key", row_keys(records, ("name_sorted", *home)))
    return keys.set(keys == 0, None)
