"""Whose number is it? A card may bear the NIK of a parent or spouse; the owner's household says who is meant.

A newborn's card is of the family in which its mother lives: the one it names, or that of the number on it.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.cards.likeness import has_words, likeness
from uhcmatch.linkage.hashed import Keys, are_there, meeting, only_one, row_keys

OF_CARDS: Final = ("lender_kk", "mother_kk", "named_kk", "dated_kk", "namesake_kk", "line_kk")
"""Columns that only cards have: KK of the resident whose number it bears, KK of the mother that a newborn's card names,
and that of the lender again where somebody of that family has the name on the card, and where somebody of another
name was born on the day that the card says. The card's own KK where another of the lender's name lives. And the
lender's where it was the wrong line (`other_lines`)."""
_MOTHER: Final = ("kk_key", "mother")
_RESIDENT: Final = ("kk_key", "name_folded")
_BORN: Final = ("kk_key", "born")
_TOLD: Final = ("name_folded", "name_sorted", "sex", "mother")
_NEAR, _LIKE, _FAR = 0.85, 0.8, 0.7
"""Likeness from which a name is nearly another's, from which it may be, and below which it is nothing like it."""
_YOUNG: Final = "2y"
"""A card with the birth date of a child of that age is the child's, whatever number and name of its mother it bears."""


def without_lender(records: pl.DataFrame) -> pl.DataFrame:
    """Add empty `OF_CARDS` to RECORDS: of residents, whose number is their own, or of cards whose number is hidden."""
    return records.with_columns(pl.lit(None, pl.String).alias(name) for name in OF_CARDS)


def with_lender_kk(members: pl.DataFrame, residents: pl.DataFrame, held: pl.Series | None = None) -> pl.DataFrame:
    """Add `OF_CARDS` to RECORDS of members: whose number a card bears, and what follows from it.

    `held` are the positions of residents whose own card is known already.

    `lender_kk` is null where nobody or more than one resident has that NIK, or the owner has no KK · `mother_kk` where
    the card is no newborn's, or its mother is neither in the family it names nor the owner of its number · `named_kk`
    where nobody of the lender's family bears the name on the card (or nearly, and its sex or mother), or only one whose
    card is held and the name is nearly the lender's, who has none: SENU on the card of SAPI SENU, a son of SENU ·
    `dated_kk` where nobody of that family but small children was born on the day on the card, or one of the very name ·
    `namesake_kk` where the card names the lender's family, or no other with one of the name on it: numbers that were
    looked up by name are a namesake's. If the date was looked up too, `dated_kk` is that family · `line_kk` where the
    card has another's line (`other_lines`).
    """
    owned = only_one(meeting(residents["nik_key"], members["nik_key"]))
    lender_kk = _nobodys(members).scatter(owned["member"], residents["kk_key"].gather(owned["resident"]))
    in_family = row_keys(residents, _RESIDENT)
    borrowed = members.select("name_folded", "born", kk_key=lender_kk)
    is_named = pl.Series(are_there(row_keys(borrowed, _RESIDENT), in_family)) | _nearly_named(
        members, residents, owned, held
    )
    if held is not None:
        is_named &= ~_of_the_lender(members, residents, owned, held)
    is_dated = _of_another_at_home(borrowed, residents)
    nobody = pl.repeat(False, members.height, dtype=pl.Boolean, eager=True)
    is_other_line = members.get_column("is_other_line", default=nobody)
    is_looked_up, with_date = _looked_up(members, residents, owned, in_family)
    return members.with_columns(
        lender_kk=lender_kk,
        mother_kk=_mother_kk(members, residents, owned, lender_kk, in_family),
        named_kk=lender_kk.zip_with(is_named, _nobodys(members)),
        dated_kk=members["kk_key"].zip_with(with_date, lender_kk.zip_with(is_dated, _nobodys(members))),
        namesake_kk=members["kk_key"].zip_with(is_looked_up, _nobodys(members)),
        line_kk=lender_kk.zip_with(is_other_line, _nobodys(members)),
    )


def _nobodys(members: pl.DataFrame) -> pl.Series:
    return pl.repeat(None, members.height, dtype=pl.String, eager=True)


def _mother_kk(
    members: pl.DataFrame, residents: pl.DataFrame, owned: pl.DataFrame, lender_kk: pl.Series, in_family: Keys
) -> pl.Series:
    """Return the KK of the mother whom a newborn's card names: the family on the card, else the number's owner."""
    babies = members.with_row_index("member").filter("is_baby").select("member", *_MOTHER)
    named = babies.filter(pl.Series(are_there(row_keys(babies, _MOTHER), in_family)))
    lent = owned.with_columns(lender=residents["name_folded"].gather(owned["resident"]))
    own = babies.join(lent, on="member").filter(pl.col("mother") == pl.col("lender"))["member"]
    return _nobodys(members).scatter(own, lender_kk.gather(own)).scatter(named["member"], named["kk_key"])


def _of_another_at_home(borrowed: pl.DataFrame, residents: pl.DataFrame) -> pl.Series:
    """Tell cards with the birth date of another in the lender's family: no small child, nor one of the card's name."""
    of_family = residents.select(*_RESIDENT, born=pl.coalesce("born", "nik_born"))
    of_family = of_family.filter(pl.col("born") < pl.col("born").max().dt.offset_by(f"-{_YOUNG}"))
    by_date, by_both = (
        pl.Series(are_there(row_keys(borrowed, by), row_keys(of_family, by))) for by in (_BORN, (*_RESIDENT, "born"))
    )
    return by_date & ~by_both


def _nearly_named(
    members: pl.DataFrame, residents: pl.DataFrame, owned: pl.DataFrame, held: pl.Series | None
) -> pl.Series:
    """Tell cards whose name is nearly that of another of the owner's family, and nothing like the owner's.

    A nickname may be like a relative's name by chance: the sex on the card has to be the relative's and not the
    owner's, or the mother, or the owner has a card of their own.
    """
    is_held = pl.repeat(False, residents.height, dtype=pl.Boolean, eager=True)
    is_held = is_held if held is None else is_held.scatter(held, values=True)
    owner, card = (
        side.select("kk_key", *_TOLD)[at] for side, at in ((residents, owned["resident"]), (members, owned["member"]))
    )
    pairs = owner.select("kk_key", *(pl.col(of).name.prefix("owner_") for of in _TOLD)).hstack(card.select(_TOLD))
    pairs = pairs.with_columns(owned["member"], is_held=is_held.gather(owned["resident"])).filter(
        pl.col("name_folded") != pl.col("owner_name_folded")
    )
    told = pl.any_horizontal(
        "is_held",
        *(
            ((pl.col(of) == pl.col(f"relative_{of}")) & (pl.col(of) != pl.col(f"owner_{of}"))).fill_null(value=False)
            for of in ("sex", "mother")
        ),
    )
    relatives = residents.select("kk_key", *(pl.col(of).name.prefix("relative_") for of in _TOLD))
    pairs = pairs.drop_nulls("kk_key").join(relatives, on="kk_key").filter(told)
    name, theirs, owners = (pairs[f"{whose}name_folded"] for whose in ("", "relative_", "owner_"))
    is_near = likeness(name, theirs) >= _NEAR
    is_near |= likeness(pairs["name_sorted"], pairs["relative_name_sorted"]) >= _NEAR
    is_part = has_words(theirs, name) | has_words(name, theirs)
    words, of_owner = (pl.col(name).fill_null("").str.split(" ") for name in ("name_folded", "owner_name_folded"))
    is_part &= pairs.select(words.list.set_intersection(of_owner).list.len() == 0).to_series()
    near = pairs.filter(is_near | is_part, likeness(name, owners) < _FAR)
    return pl.int_range(members.height, eager=True).is_in(near["member"].cast(pl.Int64).implode())


def _of_the_lender(members: pl.DataFrame, residents: pl.DataFrame, owned: pl.DataFrame, held: pl.Series) -> pl.Series:
    """Tell cards with nearly the name of the number's owner, who has no card, where all others so named have theirs.

    Or with her husband's, if it begins as a wife's does.
    """
    is_free = ~pl.int_range(residents.height, eager=True).is_in(held.implode())
    owner = residents.select("kk_key", owner_name_folded="name_folded")[owned["resident"]]
    pairs = owner.hstack(members.select("name_folded", "is_wife")[owned["member"]]).with_columns(owned["member"])
    others = pl.Series(are_there(row_keys(pairs, _RESIDENT), row_keys(residents.filter(is_free), _RESIDENT)))
    name, owners = pairs["name_folded"], pairs["owner_name_folded"]
    is_near = has_words(owners, name) | (likeness(name, owners) >= _LIKE) | pairs["is_wife"]
    own = pairs["member"].filter(is_near & is_free.gather(owned["resident"]) & ~others)
    return pl.int_range(members.height, eager=True).is_in(own.cast(pl.Int64).implode())


def _looked_up(
    members: pl.DataFrame, residents: pl.DataFrame, owned: pl.DataFrame, in_family: Keys
) -> tuple[pl.Series, pl.Series]:
    """Tell the cards with the number of one of that name, and a KK where another lives; and those with the date too."""
    of_family = pl.Series(are_there(row_keys(members, _RESIDENT), in_family))
    owner = residents.select(*_RESIDENT, born=pl.coalesce("born", "nik_born"))[owned["resident"]]
    card = members.select(*_RESIDENT, "born")[owned["member"]]
    is_namesakes = (owner["name_folded"] == card["name_folded"]) & (owner["kk_key"] != card["kk_key"])
    told = (is_namesakes & of_family[owned["member"]]).fill_null(value=False)
    dated = told & (owner["born"] == card["born"]).fill_null(value=False)
    nobody = pl.repeat(False, members.height, dtype=pl.Boolean, eager=True)
    some, few = (nobody.clone().scatter(owned["member"].filter(rows), values=True) for rows in (told, dated))
    return some, few
