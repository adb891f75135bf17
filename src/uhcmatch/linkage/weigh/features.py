"""EVIDENCE → FEATURES: what a pair shows, as columns whose weighted sum is its score in bits.

A feature is an indicator (0 or 1) or the measured bits of what agrees. The table below is the whole model: deciding,
explaining and estimating read the same rows. Beside an equal NIK other features hold than without one: a number that
agrees needs only to be contradicted or not, and what a family shares with the number's owner proves nothing.
"""

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
from uhcmatch.linkage.weigh.conditions import (
    APART,
    BESIDE_OTHER_NAME,
    DATE_IS_TOLD,
    DATE_TWICE,
    FAMILY,
    IS_BABY,
    MUTE,
    NAMED,
    NAMED_AT_HOME,
    NEAR_AT_HOME,
    OF_ONE_MOTHER,
    OF_OTHER_MOTHER,
    OF_RELATIVES,
    ONE_CHILD,
    OTHER_DATE,
    OTHER_NAME,
    OWN_DATE,
    PARTLY,
    SAME_HOME,
    SAME_NUMBER,
    SAME_ROOF,
    SAME_STREET,
    SEX_IS_TOLD,
    SHARED_PLACE,
    SLIP_BESIDE_DATE,
    SLIPS,
    TWO_SLIPS,
)
from uhcmatch.linkage.weigh.feature import Feature, of_bits, of_levels

LENT: Final = 5.0
"""Bits by which a number that another resident bears contradicts less than one that nobody does."""
FEATURES: Final[tuple[Feature, ...]] = (
    Feature("base.apart", APART, 0.0, is_learnt=True),
    # The number. EQUAL: of 140 equal NIKs one is somebody else's (METHODS §5.2); PREFIX: one in five shares its first
    # 15 digits with another person (DOMAIN §1.4). Beside an own date that agrees, a slip says little: the date is most
    # of what two such NIKs share. How little is counted (`slips`), and which digit it is measured (`same_day`), but at
    # home, where only twins share a date. In a register too small to learn from names and dates measure less than they
    # say, and the slip ships higher than it is counted anywhere. A slip in the date that the card repeats as its own is
    # a namesake's, born on another day: then the number says nothing. SHORT_OR_LONG: one stranger in a hundred thousand
    # fits such a number and nineteen owners of twenty do, for that it has 15 or 17 digits is known before; less is
    # said, for some are a relative's. Of owners one in seventy bears such a number that does not fit (UNFIT). Beside an
    # own date a stranger of that date fits only if just the digit in which he differs was lost; a twin oftener than
    # others.
    of_bits("nik.bits", "identity_bits", SAME_NUMBER),
    *of_levels(
        "nik",
        Nik,
        {"EQUAL": 7.0, "PREFIX": 2.0, "RELATIVES": 4.0, "DIFFERENT": -5.5, "UNFIT": -4.0},
        pl.lit(value=True),
    ),
    Feature("nik.TWO_SLIPS", TWO_SLIPS & pl.col("date_from_nik"), 1.0),
    Feature("nik.TWO_SLIPS_AND_DATE", TWO_SLIPS & ~pl.col("date_from_nik"), -2.3),
    # Of slips half make a number that nobody was issued; of strangers' numbers one in fifty is such.
    Feature("nik.UNISSUED", SLIPS & pl.col("is_unissued") & ~SLIP_BESIDE_DATE, 3.5),
    Feature("nik.ISSUED", (pl.col("nik") == Nik.ONE_SLIP) & ~pl.col("is_unissued") & ~SLIP_BESIDE_DATE, -1.0),
    # A number that is some resident's was copied by somebody at home here: that it is not this one's says little more
    # than that it was lent. Of open pairs with such a number 80 in 82 proved true, likely or not.
    Feature("nik.LENT", (pl.col("nik") == Nik.DIFFERENT) & pl.col("is_lent"), LENT),
    Feature("nik.ONE_SLIP", (pl.col("nik") == Nik.ONE_SLIP) & ~DATE_TWICE & ~pl.col("says_own_dates"), 8.0),
    Feature("nik.ONE_SLIP_AND_DATE", SLIP_BESIDE_DATE, -1.0),
    of_bits("nik.slip_bits", "slip_bits", SLIP_BESIDE_DATE),
    # Of a number that is another resident's, only that one can be the stranger who was born the same day.
    Feature("nik.SLIP_LENT", (pl.col("nik") == Nik.ONE_SLIP) & DATE_TWICE & pl.col("is_lent"), LENT),
    Feature("nik.ONE_SLIP_AT_HOME", (pl.col("nik") == Nik.ONE_SLIP) & DATE_TWICE & SAME_HOME, 0.5),
    Feature("nik.SHORT_OR_LONG", (pl.col("nik") == Nik.SHORT_OR_LONG) & ~DATE_TWICE, 10.0),
    Feature("nik.SHORT_OR_LONG_AND_DATE", (pl.col("nik") == Nik.SHORT_OR_LONG) & DATE_TWICE & ~SAME_HOME, 6.0),
    Feature("nik.SHORT_OR_LONG_AT_HOME", (pl.col("nik") == Nik.SHORT_OR_LONG) & DATE_TWICE & SAME_HOME, 4.0),
    # The name, and for a card that says only “baby of” the mother's.
    of_bits("name.bits", "name_bits", NAMED, learnt=True),
    *of_levels(
        "name",
        Name,
        {
            "EQUAL": -0.2,
            "SLIP": -1.5,
            "TRUNCATED": -3.0,
            "FEWER_TOKENS": -4.0,
            "ALIKE": -3.0,
            "PARTLY": -9.0,
            "LATER_TOKENS": -9.0,
            "DIFFERENT": -9.0,
        },
        NAMED,
        learnt=True,
    ),
    # Nobody's father or brother bears the very name and was born but a part of a date away: of 470 such pairs whose
    # numbers differ all were one person, of 160 with years further apart eight in ten were not.
    Feature("name.of_one_household", NEAR_AT_HOME & (pl.col("name") == Name.EQUAL), 5.0),
    Feature("name.of_one_child", ONE_CHILD, 6.0),
    # Names that agree only partly under one roof: that is what a family name does.
    Feature("name.of_relatives", PARTLY & SAME_ROOF & NAMED, -6.0, is_learnt=True),
    # A relative's number beside a name and a date that are not this person's: the relative's card, wrongly named. The
    # house they share says nothing.
    Feature("name.of_nobody", OF_RELATIVES & OTHER_NAME & ~OWN_DATE & ~IS_BABY, -9.0),
    # Two digits and the name: only the date is left.
    Feature("name.beside_two_slips", TWO_SLIPS & (pl.col("name") == Name.DIFFERENT) & OWN_DATE & ~IS_BABY, -4.0),
    # A number that nobody was issued, beside another name: a relative's, ruined or mistyped.
    Feature("name.beside_unissued", SLIPS & pl.col("is_unissued") & OTHER_NAME & ~OWN_DATE & ~IS_BABY, -3.5),
    of_bits("mother.bits", "mother_bits", IS_BABY),
    *of_levels(
        "mother",
        Name,
        {
            "EQUAL": -1.0,
            "SLIP": -2.0,
            "TRUNCATED": -3.0,
            "FEWER_TOKENS": -4.0,
            "ALIKE": -4.0,
            "PARTLY": -6.0,
            "LATER_TOKENS": -6.0,
            "DIFFERENT": -6.0,
        },
        IS_BABY,
    ),
    # Of two women of one name the one in the family that the card names, or whose number it bears, is the mother.
    Feature("mothers_home.ELSEWHERE", IS_BABY & pl.col("mother_is_elsewhere"), -7.0),
    # The mother of a card with a name of its own. Brothers and sisters share her, so under one roof she proves nothing;
    # another mother contradicts wherever she stands, beside an equal NIK too: a namesake's number was typed.
    of_bits("mother_given_name.bits", "mother_bits", NAMED & ~SAME_ROOF, 0.5, learnt=True),
    *of_levels(
        "mother_given_name",
        Name,
        {"EQUAL": -1.0, "SLIP": -1.5, "TRUNCATED": -1.5, "FEWER_TOKENS": -1.5, "ALIKE": -2.0},
        NAMED & ~SAME_ROOF,
        learnt=True,
    ),
    *of_levels(
        "mother_given_name",
        Name,
        {"PARTLY": -2.5, "LATER_TOKENS": -3.0, "DIFFERENT": -4.0},
        ~IS_BABY,
        learnt=True,
    ),
    # Of newborns' cards four in five are of children under a year, who are one in sixty residents.
    *of_levels("infancy", Infancy, {"INFANT": 5.0, "TODDLER": 2.0, "CHILD": -1.0, "GROWN": -8.0}, pl.lit(value=True)),
    # Beside an equal NIK a family name shared with the number's owner counts nothing.
    of_bits("name.bits_given_nik", "name_bits", SAME_NUMBER & ~IS_BABY & ~PARTLY),
    *of_levels(
        "name_given_nik",
        Name,
        {
            "EQUAL": -0.2,
            "SLIP": 0.0,
            "TRUNCATED": -1.0,
            "FEWER_TOKENS": -1.0,
            "ALIKE": 0.0,
            "PARTLY": -5.0,
            "LATER_TOKENS": -5.0,
            "DIFFERENT": -8.0,
        },
        SAME_NUMBER & ~IS_BABY,
    ),
    # Another name and another date beside an equal number: of sixteen such pairs one was one person, of 79 whose names
    # share a word three, as those of relatives do.
    Feature(
        "name_given_nik.of_another",
        BESIDE_OTHER_NAME & ~OF_ONE_MOTHER & (pl.col("birth_date") == BirthDate.DIFFERENT) & ~DATE_IS_TOLD,
        -4.0,
    ),
    # The mother is hers whose number it is: of 170 such cards that were nobody else's 166 were the number's owner's,
    # whatever they are called; a sister's number comes with the name of a sister, who is at home. Beside the owner's
    # date one linked card in 170 was another's, one in 22 where the mother is another as well.
    Feature(
        "mother_given_nik.SAME",
        BESIDE_OTHER_NAME & OF_ONE_MOTHER & ~OWN_DATE & ~NAMED_AT_HOME & (pl.col("sex") != Sex.DIFFERENT),
        11.0,
    ),
    Feature("mother_given_nik.OTHER", BESIDE_OTHER_NAME & OF_OTHER_MOTHER & OWN_DATE & ~NAMED_AT_HOME, -4.0),
    # Number and date of one line of the family card, and the very name on another: 240 of 260 such cards were of the
    # one named where the other had a card already; where neither had, the sex tells.
    Feature("name_given_nik.of_relative", SAME_NUMBER & OWN_DATE & NAMED_AT_HOME & ~IS_BABY, -7.5),
    # Likewise, and the other has a card in their own name and the one named has none: of 474 such cards nine were the
    # other's.
    Feature("name_given_nik.of_served", SAME_NUMBER & OWN_DATE & pl.col("is_other_line"), -12.0),
    # A number looked up by name is a namesake's: the family on the card knows another of that name.
    Feature("name_given_nik.of_namesake", SAME_NUMBER & ~SAME_HOME & pl.col("is_of_namesake") & ~IS_BABY, -6.0),
    # The birth date.
    of_bits(
        "birth_date.bits",
        "birth_date_bits",
        APART & ~DATE_IS_TOLD & pl.col("birth_date").is_in([BirthDate.EQUAL, BirthDate.SWAPPED]),
        learnt=True,
    ),
    *of_levels(
        "birth_date",
        BirthDate,
        {
            "EQUAL": -0.2,
            "SWAPPED": -5.0,
            "ONE_PART": 3.5,
            "FEW_DAYS": 3.0,
            "GUESSED": 0.0,
            "SAME_YEAR": -1.0,
            "NEAR_YEAR": -4.0,
            "DIFFERENT": -7.0,
        },
        APART & ~DATE_IS_TOLD,
        learnt=True,
    ),
    # Of 443 dates that are no day 440 were off in one part; of strangers' one in two hundred agrees in the others.
    Feature("birth_date.NO_DAY", (pl.col("birth_date") == BirthDate.NO_DAY) & APART & ~DATE_IS_TOLD, 6.0),
    *of_levels(
        "birth_date_given_nik",
        BirthDate,
        {
            "EQUAL": 3.0,
            "SWAPPED": 2.0,
            "ONE_PART": -1.0,
            "NO_DAY": 2.0,
            "FEW_DAYS": -1.0,
            "GUESSED": -2.0,
            "SAME_YEAR": -2.5,
            "NEAR_YEAR": -3.5,
            "DIFFERENT": -6.0,
        },
        SAME_NUMBER & ~DATE_IS_TOLD,
    ),
    *of_levels("sex", Sex, {"EQUAL": 0.9, "DIFFERENT": -4.5}, ~SEX_IS_TOLD, learnt=True),
    # Family and place. Far below what chance would allow: the rival is not a stranger but a sister, and namesakes
    # cluster. A family shares both, so together they are worth little more than one.
    *of_levels("household", Household, {"SAME": 8.0}, ~MUTE, learnt=True),
    # Beside the number and the date, though of another sex: of 938 such cards of one KK 49 were a relative's.
    Feature("household.SAME_GIVEN_NIK", MUTE & OWN_DATE & SAME_HOME, 3.0),
    *of_levels("household", Household, {"OTHER": -0.3}, pl.lit(value=True), learnt=True),
    of_bits("area.bits", "area_bits", SHARED_PLACE & ~MUTE, learnt=True),
    *of_levels("area", Area, {"SAME_RT": -2.5, "SAME_KELURAHAN": -2.0, "SAME_KECAMATAN": 0.5}, ~MUTE, learnt=True),
    *of_levels("area", Area, {"ELSEWHERE": -2.0}, pl.lit(value=True), learnt=True),
    # The door. What house and kelurahan share is the kelurahan; what house and KK share is the family.
    of_bits("address.bits", "address_bits", ~MUTE, 0.8, learnt=True),
    *of_levels(
        "address",
        Address,
        {"SAME_HOUSE": -1.0, "SAME_STREET": -1.5, "LIKE_HOUSE": 2.0, "OTHER_HOUSE": -3.0},
        ~MUTE,
        learnt=True,
    ),
    *of_levels("address", Address, {"DIFFERENT": -1.5}, pl.lit(value=True), learnt=True),
    of_bits("address.area_bits", "area_bits", SAME_STREET & SHARED_PLACE & ~MUTE, -0.2, learnt=True),
    # In a register of no NIKs there is mostly no KK either: beside another's birth date house and place are a
    # relative's there, and together they say little more than one.
    of_bits(
        "address.area_bits_of_relative",
        "area_bits",
        SAME_STREET & SHARED_PLACE & ~MUTE & OTHER_DATE & ~pl.col("has_grammar"),
        -0.4,
        learnt=True,
    ),
    Feature("address.of_family", SAME_STREET & FAMILY, -5.0, is_learnt=True),
    of_bits("family.bits", "area_bits", FAMILY & SHARED_PLACE, -1.0, learnt=True),
    Feature("family.same_rt", FAMILY & (pl.col("area") == Area.SAME_RT), 5.5, is_learnt=True),
    Feature("family.same_kelurahan", FAMILY & (pl.col("area") == Area.SAME_KELURAHAN), 5.0, is_learnt=True),
)
"""The model, in the order people read it."""
