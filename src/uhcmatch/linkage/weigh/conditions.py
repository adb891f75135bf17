"""What a pair shows, named: conditions on EVIDENCE that features of the model hold under."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex

SAME_NUMBER: Final = pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
IS_BABY: Final = pl.col("is_baby").fill_null(value=False)
SAME_DATE: Final = pl.col("birth_date") == BirthDate.EQUAL
OWN_DATE: Final = SAME_DATE & ~pl.col("date_from_nik")
DATE_TWICE: Final = OWN_DATE & pl.col("has_grammar") & ~pl.col("numbers_say_other_dates")
"""The date is in the number too. Where the numbers say two dates and the cards one, a number was mistyped: no neighbour
has such a one."""
OTHER_DATE: Final = pl.col("birth_date").is_in([BirthDate.NEAR_YEAR, BirthDate.DIFFERENT])
NEAR_DATE: Final = pl.col("birth_date").is_in(
    [BirthDate.SWAPPED, BirthDate.ONE_PART, BirthDate.NO_DAY, BirthDate.GUESSED, BirthDate.SAME_YEAR]
)
SAME_HOME: Final = pl.col("household") == Household.SAME
SHARED_PLACE: Final = pl.col("area").is_in([Area.SAME_RT, Area.SAME_KELURAHAN])

OTHER_NAME: Final = pl.col("name").is_in([Name.LATER_TOKENS, Name.DIFFERENT])
PARTLY: Final = pl.col("name").is_in([Name.PARTLY, Name.LATER_TOKENS])
SAME_STREET: Final = pl.col("address").is_in([Address.SAME_HOUSE, Address.SAME_STREET])
OF_RELATIVES: Final = pl.col("nik").is_in([Nik.RELATIVES, Nik.SHORT_OR_LONG])
"""A number that can be a relative's: of one that lost a digit nobody knows for whom it was typed."""
SAME_ROOF: Final = SAME_HOME | ((pl.col("address") == Address.SAME_HOUSE) & pl.col("has_families"))
"""In a register without families nobody is taken for a relative."""

SLIP_BESIDE_DATE: Final = (pl.col("nik") == Nik.ONE_SLIP) & DATE_TWICE & ~SAME_HOME
TWO_SLIPS: Final = pl.col("nik") == Nik.TWO_SLIPS
SLIPS: Final = pl.col("nik").is_in([Nik.ONE_SLIP, Nik.TWO_SLIPS])

DATE_IS_TOLD: Final = (
    pl.col("date_from_nik")
    & (
        SAME_NUMBER
        | pl.col("nik").is_in([Nik.ONE_SLIP, Nik.TWO_SLIPS, Nik.RELATIVES])
        | ((pl.col("nik") == Nik.DIFFERENT) & ~SAME_DATE)
    )
) | (pl.col("nik").is_in([Nik.EQUAL, Nik.RELATIVES, Nik.DIFFERENT]) & pl.col("date_is_lent") & ~SAME_DATE)
"""A card without a date of its own has that of its NIK: what the NIK says already is not said again. And a date that is
a relative's was typed from another line of the family card: it says whose line that was, and no more."""
SEX_IS_TOLD: Final = pl.col("sex_from_nik") & pl.col("nik").is_in([Nik.EQUAL, Nik.DIFFERENT, Nik.RELATIVES])
"""One slip apart are the numbers of a boy and a girl born together: there the sex counts."""
_OTHER_SEX: Final = OWN_DATE & (pl.col("sex") == Sex.DIFFERENT) & ~pl.col("names_another")
MUTE: Final = SAME_NUMBER & (~OWN_DATE | _OTHER_SEX) & pl.col("has_families")
"""A relative's number comes with the relative's KK and address: beside an equal NIK those prove nothing, unless the
card's own birth date speaks for the person and the sex does not speak against, or the register knows no families."""
BESIDE_OTHER_NAME: Final = SAME_NUMBER & ~IS_BABY & (OTHER_NAME | (pl.col("name") == Name.PARTLY))
OF_OTHER_MOTHER: Final = pl.col("mother").is_in([Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT])
OF_ONE_MOTHER: Final = pl.col("mother").is_in([Name.EQUAL, Name.SLIP])

APART: Final = ~SAME_NUMBER
NAMED: Final = APART & ~IS_BABY
FAMILY: Final = SAME_HOME & APART
NEAR_AT_HOME: Final = FAMILY & NEAR_DATE & ~IS_BABY
_FEWER: Final = pl.col("name").is_in([Name.TRUNCATED, Name.FEWER_TOKENS]) & (pl.col("birth_date") != BirthDate.GUESSED)
_ONE_NAME: Final = ((pl.col("name") == Name.EQUAL) & OTHER_DATE) | (
    ((pl.col("name") == Name.SLIP) | _FEWER) & NEAR_DATE & ~pl.col("says_own_dates")
)
ONE_CHILD: Final = FAMILY & ~IS_BABY & OF_ONE_MOTHER & _ONE_NAME
"""A mother has no two children of one name; nor of nearly one name and date, unless each has a number that says the
date beside it. Two whose age was guessed may be MUHAMMAD and MUHAMMAD RIZKI."""
NAMED_AT_HOME: Final = pl.col("names_another") & (pl.col("name") != Name.EQUAL)
"""The name is that of another of the family of the number's owner: a line of the family card was misread."""
