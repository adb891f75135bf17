"""What names look like beside a number that agrees, and how many numbers are somebody else's: counted in this run.

Where the number and the card's own birth date agree it is one person whatever the name, so that those pairs tell how
often a true card bears another name: but not those with the very name of another of the family, where the number's
owner has another card. Where all but the number contradicts, the number is a relative's or a stranger's. Nine lenders
in ten have a card of their own, and what a second card costs tells of them: counted here are those who have none, for
whose card the borrower's could be taken.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.weigh.conditions import IS_BABY, NAMED_AT_HOME

if TYPE_CHECKING:
    from uhcmatch.linkage.weigh.model import Model

_OF_A_RELATIVE: Final[dict[Name, float]] = {Name.DIFFERENT: 0.75, Name.LATER_TOKENS: 0.15, Name.PARTLY: 0.08}
"""How the names of a card and of the relative whose number it bears agree, as shares."""
_NAME_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_CONTRADICTS: Final = (BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
_SEEN: Final = 0.8
"""Share of lent numbers whose card contradicts in name and in date: the others lack a date, or agree by chance."""
_PSEUDO: Final = 200.0
"""Cards' worth of belief in the shipped weights."""
_LEAST_BITS, _MOST_BITS = 4.0, 10.0
_OTHER_LINE: Final = "name_given_nik.of_relative"
_LENT, _LINES = 0.9, 20.0
"""Of cards with number and date of one line of the family card and the name on another, the share whose name is right,
and how many cards' worth of belief that is."""
_LEAST_HELD: Final = 0.1
"""Share of residents with a verified card below which nothing more is read from it."""
_MOST_MOVED: Final = 4.0
"""Bits by which that weight moves at most."""


def beside_number(model: Model, equal: pl.DataFrame, same: pl.DataFrame, held: pl.Series, residents: int) -> Model:
    """Return the model with the weights of names beside an equal number, and of such a number itself.

    `equal` is EVIDENCE of the pairs that share a number and not the whole name; `same` has `born` and `card_born` of
    those that share both; `held` are those of the `residents` who have a verified card.
    """
    dated = same.drop_nulls()
    own = equal.filter(~pl.col("date_from_nik") & (pl.col("birth_date") != BirthDate.MISSING))
    is_held = pl.col("resident").is_in(held.implode())
    dated_alike = own.filter(pl.col("birth_date") == BirthDate.EQUAL)
    one_person = dated_alike.filter(~(NAMED_AT_HOME & is_held))
    people = dated.height + one_person.height
    shares = {
        level: _mixed(one_person.filter(pl.col("name") == level).height, people, 2 ** _bits(model, level) * by_chance)
        for level, by_chance in _OF_A_RELATIVE.items()
    }
    bits = {_code(level): round(math.log2(share / _OF_A_RELATIVE[level]), 3) for level, share in shares.items()}
    contradicting = own.filter(
        pl.col("name").is_in(list(_OF_A_RELATIVE))
        & pl.col("birth_date").is_in(_CONTRADICTS)
        & ~pl.col("resident").is_in(held.implode())
    )
    innocent = people * sum(shares.values()) * _wrong_dates(dated, own)
    # In a file whose column of numbers slid by a row they are more than all that can be compared.
    lent = min(max(contradicting.height - innocent, 0.0) / _SEEN, own.height)
    with_card = held.n_unique() / residents
    misread = dated_alike.filter(NAMED_AT_HOME & ~IS_BABY)
    of_lenders = misread.filter(is_held).height / max(with_card, _LEAST_HELD)
    bits[_OTHER_LINE] = _on_other_line(model, misread.height, of_lenders)
    without = max(1 - with_card, 1 / residents)  # Where all have a card, the next one may lack it.
    share = _mixed(lent, dated.height + own.height, without / (1 + 2 ** model.bits["nik.EQUAL"]))
    bits["nik.EQUAL"] = round(min(max(math.log2(1 / share - 1), _LEAST_BITS), _MOST_BITS), 3)
    return model.changed(bits=dict(model.bits) | bits)


def _on_other_line(model: Model, lines: int, of_lenders: float) -> float:
    """Return what it weighs that the name stands on another line of the family card than number and date.

    `of_lenders` are those of `lines` whose number was lent, by how many of the owners have a card of their own; where
    the name was misread, this is the owner's card and there is no other.
    """
    lent = min(of_lenders, lines)
    odds = (lent + _LINES * _LENT) / (lines - lent + _LINES * (1 - _LENT))
    by = math.log2(odds * (1 - _LENT) / _LENT)
    return round(model.bits[_OTHER_LINE] - min(max(by, -_MOST_MOVED), _MOST_MOVED), 3)


def _wrong_dates(dated: pl.DataFrame, own: pl.DataFrame) -> float:
    """Share of people whose card has a birth date that contradicts, though number and name agree."""
    born, card = pl.col("born"), pl.col("card_born")
    same_day = (born.dt.day() == card.dt.day()) & (born.dt.month() == card.dt.month())
    wrong = dated.filter((born.dt.year() != card.dt.year()) & ~same_day).height
    named = own.filter(pl.col("name").is_in(_NAME_AGREES))
    wrong += named.filter(pl.col("birth_date").is_in(_CONTRADICTS)).height
    return wrong / max(dated.height + named.height, 1)


def _mixed(seen: float, of: int, supposed: float) -> float:
    return (seen + _PSEUDO * supposed) / (of + _PSEUDO)


def _code(level: Name) -> str:
    return f"name_given_nik.{level.name}"


def _bits(model: Model, level: Name) -> float:
    return model.bits[_code(level)]
