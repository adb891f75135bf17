"""What may only be asked about, as it tells of a family or a namesake, and what is asked whatever its score."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.infancy import Infancy
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.weigh.conditions import NAMED_AT_HOME, PARTLY, SAME_ROOF, SLIPS

_MORE_THAN_A_NAME: Final[dict[str, list[int]]] = {
    "nik": [Nik.EQUAL, Nik.PREFIX, Nik.ONE_SLIP, Nik.SHORT_OR_LONG, Nik.TWO_SLIPS, Nik.RELATIVES],
    "birth_date": [BirthDate.EQUAL, BirthDate.SWAPPED, BirthDate.ONE_PART, BirthDate.NO_DAY, BirthDate.FEW_DAYS],
    "household": [Household.SAME],
    "area": [Area.SAME_RT, Area.SAME_KELURAHAN],
    "address": [Address.SAME_HOUSE, Address.SAME_STREET, Address.LIKE_HOUSE],
}
_OTHER_DATE: Final = pl.col("birth_date").is_in([BirthDate.NEAR_YEAR, BirthDate.DIFFERENT]) & ~pl.col("date_from_nik")

_IS_BABY: Final = pl.col("is_baby").fill_null(value=False)
_NAME_ALONE: Final = ~pl.any_horizontal(
    pl.col(attribute).is_in(levels) for attribute, levels in _MORE_THAN_A_NAME.items()
) & ~(_IS_BABY & (pl.col("nik") == Nik.MISSING))
"""Half of a kabupaten share their full name with somebody (DOMAIN §0.1), and who bears a rare one may have moved in
yesterday. Of a newborn it is the mother's name, and few who bear it have an infant."""
_IS_ELSEWHERE: Final = (
    (pl.col("area") == Area.SAME_KELURAHAN)
    & (pl.col("address") == Address.DIFFERENT)
    & (pl.col("name") == Name.DIFFERENT)
)
_NOTHING_BESIDE: Final = pl.col("date_from_nik") & ~(
    pl.any_horizontal(pl.col(attribute).is_in(_MORE_THAN_A_NAME[attribute]) for attribute in ("household", "address"))
    | (pl.col("area").is_in(_MORE_THAN_A_NAME["area"]) & ~_IS_ELSEWHERE)
)
_OF_A_NEIGHBOUR: Final = (pl.col("sex") == Sex.DIFFERENT) & ~pl.col("recorded_date").is_in(
    [BirthDate.MISSING, BirthDate.EQUAL]
)
_NUMBER_ALONE: Final = (
    pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    & pl.col("name").is_in([Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT])
    & (_OTHER_DATE | (pl.col("recorded_date") == BirthDate.DIFFERENT) | _OF_A_NEIGHBOUR | _NOTHING_BESIDE)
)
"""A number beside another name and another birth date is borrowed; the date in it is its owner's, so that it says
nothing of a resident whose name and recorded date contradict: there it is the register that has another's number.
With another sex too, a column of numbers slid by a row. Where the card has no date of its own and neither family nor
place agrees, there is nothing but the number."""
_OF_ANOTHER_AGE: Final = (
    pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    & (pl.col("name") == Name.FEWER_TOKENS)
    & (pl.col("birth_date") == BirthDate.DIFFERENT)
    & ~pl.col("date_from_nik")
    & ~pl.col("date_is_lent")
    & ~((pl.col("household") == Household.SAME) & pl.col("mother").is_in([Name.EQUAL, Name.SLIP]))
)
"""A number beside a part of the name and quite another birth date: MARWAH with that of MARWAH AMALIA. Not if the date
is that of somebody else at home, of another name: the line below was read. Nor if the mother is the same: hardly two of
her children share a name."""
_OF_ANOTHER_SEX: Final = (
    pl.col("name").is_in([Name.LATER_TOKENS, Name.DIFFERENT])
    & (pl.col("sex") == Sex.DIFFERENT)
    & ~pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    & ~_IS_BABY
)
"""Another name and another sex beside another number: a brother and a sister, a husband and his wife. Between their
numbers there is but one digit where they were born on one day, real or not."""
_OF_A_TWIN: Final = (
    (pl.col("nik") == Nik.ONE_SLIP)
    & pl.col("follows")
    & (pl.col("recorded_date") == BirthDate.EQUAL)
    & (
        pl.col("name").is_in([Name.ALIKE, Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT])
        | ((pl.col("name") != Name.EQUAL) & (pl.col("sex") == Sex.DIFFERENT))
    )
    & ((pl.col("household") == Household.SAME) | (pl.col("mother") == Name.EQUAL))
)
"""Twins have one date, one mother and one number but for its last digit, or but for the 40 in a girl's; of one who has
left only the card is here."""
_OF_ONE_DAY: Final = (
    ((pl.col("nik") == Nik.DIFFERENT) | (SLIPS & ~pl.col("is_unissued")))
    & pl.col("has_grammar")
    & ~pl.col("numbers_say_other_dates")
    & (pl.col("recorded_date") == BirthDate.EQUAL)
    & PARTLY
    & ~_IS_BABY
    & (SAME_ROOF | (pl.col("mother") == Name.EQUAL))
)
"""Two numbers of one day, one home, one half of a name: mostly a twin's again. One that was mistyped is nobody's."""
_OF_A_RELATIVE: Final = (
    pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    & NAMED_AT_HOME
    & ((pl.col("recorded_date") != BirthDate.EQUAL) | pl.col("date_from_nik"))
)
"""A number beside the very name of another of the owner's family: PUTRI SUTRISNO with that of her father SUTRISNO."""
_OF_A_SIBLING: Final = (
    _IS_BABY & ~pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX, Nik.ONE_SLIP, Nik.SHORT_OR_LONG]) & _OTHER_DATE
)
"""Mother, KK and house of a newborn's card are those of every child of hers: only the birth date tells which."""
_OF_ANOTHER_MOTHER: Final = pl.col("mother").is_in([Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT])
_OF_A_LENDER: Final = (
    (pl.col("nik") == Nik.MISSING)
    & pl.col("date_from_nik")
    & (pl.col("birth_date") == BirthDate.EQUAL)
    & pl.col("name").is_in([Name.LATER_TOKENS, Name.DIFFERENT])
    & ~_IS_BABY
)
"""A number that cannot be compared, as a masked one, says the birth date beside another name: a husband's was typed for
his wife, and house and place are theirs."""
_OF_A_NAMESAKE: Final = (
    pl.col("nik").is_in([Nik.MISSING, Nik.UNFIT, Nik.DIFFERENT])
    & (pl.col("birth_date") == BirthDate.DIFFERENT)
    & ~pl.col("date_from_nik")
    & _OF_ANOTHER_MOTHER
)
"""A name under one roof beside quite another birth date and mother: a father's, whose son was named after him. Where
the mother is not named, dates of a family are written beside the wrong names far oftener: fifteen of seventeen."""
_TOO_OLD: Final = _IS_BABY & (
    ((pl.col("birth_date") == BirthDate.DIFFERENT) & ~pl.col("date_from_nik"))
    | ((pl.col("infancy") == Infancy.GROWN) & _OF_ANOTHER_MOTHER)
)
"""A parent, though the number on the card is theirs."""
_OF_A_SISTER: Final = (
    _IS_BABY
    & ~pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    & (pl.col("sex") == Sex.DIFFERENT)
    & pl.col("recorded_date").is_in([BirthDate.GUESSED, BirthDate.SAME_YEAR])
)
"""A newborn of another day and another sex: whose mother bears a name that others bear."""
_OF_ANOTHER_CHILD: Final = _OF_A_SIBLING | _TOO_OLD
_LESS: Final = 3_000
"""Millibits that a number alone is worth less than its score: of pairs scored between even odds and four to one five in
37 were one person, at eight to one ten in 23."""
_HARDLY: Final = -4_000
"""Millibits that such a pair reaches at most: oftener the newborn is not in the register yet."""

_OF_A_PARENT: Final = (
    _IS_BABY
    & ((pl.col("mother") == Name.MISSING) | _OF_ANOTHER_MOTHER)
    & ((pl.col("infancy") == Infancy.GROWN) | _OTHER_DATE)
)
"""A newborn's card with its mother's number says whose child it is: there is nothing to ask about the mother."""

_ONLY_ASKED: Final = (
    _NAME_ALONE,
    _NUMBER_ALONE,
    _OF_ANOTHER_AGE,
    _OF_ANOTHER_SEX,
    _OF_A_TWIN,
    _OF_ONE_DAY,
    _OF_A_RELATIVE,
    _OF_A_LENDER,
    _OF_A_NAMESAKE,
    _OF_A_SISTER,
)


def is_asked_whatever() -> pl.Expr:
    """Tell pairs that share a number: a question even where all else contradicts, for somebody has typed it."""
    return (pl.col("nik") == Nik.EQUAL) & ~_OF_A_PARENT


def of_relative() -> pl.Expr:
    """Tell pairs that share a number and whose card has the very name of another of the owner's family."""
    return _OF_A_RELATIVE


def only_asked(residents: pl.DataFrame) -> pl.Expr:
    """Tell what may only be asked: a newborn's card of another child; name or number alone.

    All but the first where most residents have NIKs.
    """
    has_numbers = 2 * residents["nik_born"].count() > residents.height
    if not has_numbers:
        return _OF_ANOTHER_CHILD
    return pl.any_horizontal(_OF_ANOTHER_CHILD, *_ONLY_ASKED)


def questioned(scored: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Believe less what may only be asked (`only_asked`), even odds at most, and a newborn's card of another child."""
    even = pl.when(_NAME_ALONE).then(0).otherwise(pl.min_horizontal(pl.col("score") - _LESS, 0))
    at_most = pl.when(_OF_ANOTHER_CHILD).then(_HARDLY).when(only_asked(residents)).then(even)
    return scored.with_columns(score=pl.min_horizontal("score", at_most).cast(scored.schema["score"]))
