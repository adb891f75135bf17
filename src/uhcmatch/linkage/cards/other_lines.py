"""Cards with number and birth date of a relative who has a card: a line of the family card was misread.

Number, date and the family's home speak for the number's owner; but who has a card in the very name of the register
needs no second one in the very name of a relative who has none and lives at the home on the card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys, meeting, only_one, row_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

_OF_LINE: Final = ("nik_key", "nik_prefix15", "nik_born", "nik_sex", "born", "born_is_default", "tanggal_tertulis")
_HOMES: Final = (("kk_key",), ("kelurahan_key", "rt"))
_OWNER: Final = ("name_sorted", "name_folded", "kk_key", "mother")
_NAMED: Final = ("name_folded", "kk_key", "kelurahan_key", "rt", "sex", "mother")
_RELATED: Final = (
    ("kk_key", "owner_kk_key"),
    ("mother", "owner_name_folded"),
    ("name_folded", "owner_mother"),
    ("mother", "owner_mother"),
)
"""What two of one family share: the family card, or one is the other's mother, or both are of one mother."""
_LENT: Final = 0.15
"""Such cards for each whose number's owner has none, from which on lines are misread: names that are misread are seldom
on a second card."""


def without_other_lines(people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of cards with `is_other_line`: number and date are of a relative on the same family card.

    Of a relative of another family card they are left out. `verified` are the pairs that number and name
    settle.
    """
    lines = _with_number_and_date(people, cards, verified)
    told = _named_at_home(people, cards, lines)
    is_held = _flags(people, verified, "resident")
    served, has_card = (pl.Series(is_held[told[whose].to_numpy()]) for whose in ("resident", "named"))
    named, of_free = only_one(told.filter(served & ~has_card)), only_one(told.filter(~served))
    named = named.head(named.height if named.height >= _LENT * of_free.height else 0)
    is_of_family = (named["kk_key"] == named["owner_kk_key"]).fill_null(value=False)
    within, across = named.filter(is_of_family), named.filter(~is_of_family)["member"]
    without = (cards[name].scatter(across, None) for name in (_OF_LINE if len(across) else ()))
    return cards.with_columns(*without, is_other_line=pl.Series(_flags(cards, within, "member")))


def _flags(records: pl.DataFrame, pairs: pl.DataFrame, side: str) -> Flags:
    flags = np.zeros(records.height, dtype=np.bool_)
    flags[pairs[side].to_numpy()] = True
    return flags


def _with_number_and_date(people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of cards, not verified, that have number and date of one resident, and no newborn's."""
    is_open = ~_flags(cards, verified, "member") & ~cards["is_baby"].fill_null(value=False).to_numpy()
    still = pl.Series(np.flatnonzero(is_open), dtype=pl.UInt32)
    met = only_one(meeting(people["nik_key"], cards["nik_key"].gather(still)))
    met = met.with_columns(member=still.gather(met["member"])).sort("member")
    own, said = people["born"].gather(met["resident"]), cards["born"].gather(met["member"])
    return met.filter((own == said).fill_null(value=False))


def _named_at_home(people: pl.DataFrame, cards: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the relatives of the number's owner who bear the name on a card and live at its home.

    A row each: `named` and `member`, `resident` (whose number it is), KK of both.
    """
    card = cards.select(pl.col("name_sorted", "kk_key", "kelurahan_key", "rt", "sex", "mother").gather(lines["member"]))
    owner = people.select(pl.col(_OWNER).gather(lines["resident"]).name.prefix("owner_"))
    pairs = lines.hstack(owner).hstack(card.select(pl.all().name.prefix("card_")))
    is_named = pl.Series(are_there(as_keys(people["name_sorted"]), as_keys(card["name_sorted"])))
    at = is_named.arg_true()
    some = people.select(pl.col("name_sorted", *_NAMED).gather(at))
    met = pl.concat([meeting(*(_keys(side, home) for side in (some, card))) for home in _HOMES]).unique()
    met = met.sort("member", "resident")
    named = some.select(pl.exclude("name_sorted").gather(met["resident"]))
    told = pairs.select(pl.all().gather(met["member"])).hstack(named).with_columns(named=at.gather(met["resident"]))
    is_related = pl.any_horizontal(pl.col(one) == pl.col(other) for one, other in _RELATED)
    is_not = (pl.col("sex") != pl.col("card_sex")) | (
        (pl.col("card_mother") == pl.col("owner_mother")) & (pl.col("card_mother") != pl.col("mother"))
    )
    return told.filter(
        pl.col("card_name_sorted") != pl.col("owner_name_sorted"),
        is_related.fill_null(value=False),
        ~is_not.fill_null(value=False),
    ).select("named", "member", "resident", "kk_key", "owner_kk_key")


def _keys(records: pl.DataFrame, home: tuple[str, ...]) -> pl.Series:
    keys = pl.Series("key", row_keys(records, ("name_sorted", *home)))
    return keys.set(keys == 0, None)
