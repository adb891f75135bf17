"""Cards with number and birth date of one resident, and name and home of another: the wrong line was read.

Number, date and the family's home speak for the number's owner; but who has a card in the very name of the register
needs no second one in the very name of a relative who has none and lives at the home on the card. Where the card names
another family than the owner's, or a door at which one of that very name lives of another family, it is no matter who
they are to each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.cards.named_at_home import PLACE, by_chance, may_be_owners, named_at_home, nearly_named_in_family
from uhcmatch.linkage.cards.unsaid import OF_DATE, OF_NUMBER, without
from uhcmatch.linkage.hashed import meeting, only_one

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

_OF_LINE: Final = (*OF_NUMBER, "nik_prefix15", *OF_DATE)
_SAID: Final = ("born", "name_sorted", "name_folded", "kk_key", *PLACE, "street", "house", "sex", "mother")
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
_IS_LENT: Final = pl.col("served") & ~pl.col("has_card")
_BY_CHANCE: Final = 0.1
"""Others of a name who live on a street by chance from which on one who does tells nothing, if no house is named."""


def without_other_lines(people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of cards with `is_other_line`: number and date are of a relative on the same family card.

    Of somebody on another family card they are left out. `verified` are the pairs that number and name settle.
    """
    lines = _with_number_and_date(people, cards, verified)
    is_held = _flags(people, verified, "resident")
    told = _told(people, cards, lines, named_at_home(people, cards, lines), is_held)
    of_family = nearly_named_in_family(people, cards, lines, told["member"], is_held)
    near = _told(people, cards, lines, of_family, is_held)

    related = told.filter("is_related")
    of_free = only_one(related.filter(~pl.col("served"))).height
    is_misread = only_one(related.filter(_IS_LENT)).height >= _LENT * of_free
    is_likely = (pl.col("is_related") | pl.col("is_at_door")) & pl.col("served") & is_misread
    is_theirs = pl.col("is_elsewhere") | is_likely | (pl.col("is_related") & pl.col("is_at_door"))
    named = only_one(pl.concat([told.filter(is_theirs), near]).filter(~pl.col("has_card")))
    is_of_family = (named["kk_key"] == named["owner_kk_key"]).fill_null(value=False)
    within, across = named.filter(is_of_family), named.filter(~is_of_family, ~pl.col("is_theirs_too"))["member"]
    is_line = pl.Series(_flags(cards, within, "member"))
    return without(cards, _OF_LINE, across).with_columns(is_other_line=is_line)


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


def _told(
    people: pl.DataFrame, cards: pl.DataFrame, lines: pl.DataFrame, met: pl.DataFrame, is_held: Flags
) -> pl.DataFrame:
    """Return what tells the resident `named` on the card of a `line` from the owner of its number.

    `named`, `member`, `resident` (the owner), KK of both residents, whether the owner is `served` and the one named
    `has_card`, whether they are related, and whether the card names the family of the one named, or their street
    (`is_at_door`), and not the owner's; `is_elsewhere` if that is beyond doubt, and whether the date `is_theirs_too`.
    Nobody of another sex than the card's, nor where its mother is the owner's and not theirs.
    """
    whose = lines[met["line"]]
    sides = {"": people[met["named"]], "owner_": people[whose["resident"]], "card_": cards[whose["member"]]}
    said = [side.select(pl.col(_SAID).name.prefix(prefix)) for prefix, side in sides.items()]
    served, has_card = (pl.Series(is_held[of.to_numpy()]) for of in (whose["resident"], met["named"]))
    pairs = pl.concat([whose, met.select("named"), *said], how="horizontal")
    is_not = (pl.col("sex") != pl.col("card_sex")) | (
        (pl.col("card_mother") == pl.col("owner_mother")) & (pl.col("card_mother") != pl.col("mother"))
    )
    is_at_owners, is_at_theirs = (
        pl.all_horizontal(pl.col(f"card_{name}") == pl.col(f"{side}{name}") for name in PLACE)
        for side in ("owner_", "")
    )
    is_other_family = pl.col("kk_key").ne_missing(pl.col("owner_kk_key"))
    is_street = is_other_family & is_at_theirs & (pl.col("card_street") == pl.col("street"))
    is_house = _so(is_street & (pl.col("card_house") == pl.col("house")))
    is_unnumbered = _so(is_street & pl.any_horizontal(pl.col("card_house", "house").is_null()))
    is_owners = may_be_owners(pairs["card_name_sorted"], pairs["owner_name_sorted"])
    is_owners_family = _so(pl.col("card_kk_key") == pl.col("owner_kk_key"))
    is_rare = by_chance(people, met["named"]) <= _BY_CHANCE
    told = pairs.with_columns(served=served, has_card=has_card).with_columns(
        _so(pl.any_horizontal(pl.col(one) == pl.col(other) for one, other in _RELATED)).alias("is_related"),
        _so((is_house | is_unnumbered) & ~is_at_owners).alias("is_at_door"),
        _so(is_house & ~is_at_owners).alias("is_in_house"),
        ((is_house | (is_unnumbered & is_rare)) & ~is_owners_family & (served | ~is_owners)).alias("is_neighbour"),
        _so((pl.col("card_kk_key") == pl.col("kk_key")) & is_other_family).alias("is_in_other_family"),
        _so(is_at_owners & ~_so(is_at_theirs)).alias("is_at_owners"),
    )
    is_elsewhere = pl.col("is_in_other_family") & (pl.col("served") | ~pl.col("is_at_owners"))
    # A junior's card may show his father's number, and the old family of either.
    is_one = (pl.col("named") == pl.col("resident")) | (
        (pl.col("card_name_sorted") == pl.col("owner_name_sorted")) & ~(pl.col("served") & pl.col("is_in_other_family"))
    )
    return told.filter(~_so(is_not), ~_so(is_one)).select(
        "named",
        "member",
        "resident",
        "kk_key",
        "owner_kk_key",
        "served",
        "has_card",
        "is_related",
        "is_at_door",
        _so(pl.col("born") == pl.col("owner_born")).alias("is_theirs_too"),
        is_elsewhere=is_elsewhere | pl.col("is_in_house") | pl.col("is_neighbour"),
    )


def _so(told: pl.Expr) -> pl.Expr:
    """What is not known is not so."""
    return told.fill_null(value=False)
