"""PAIRS → EVIDENCE: every attribute of every candidate pair compared, one level a column.

Also carries the measured bits of what agrees (`…_bits`), so that scoring is a sum over a table. Numbers, dates and
places are compared first, as integers; names cost most and are looked at last, where they can still matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.distinct import used_places
from uhcmatch.linkage.compare.address import Address, address_level
from uhcmatch.linkage.compare.area import Area, area_level
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, few_days_apart, two_parts_agree
from uhcmatch.linkage.compare.household import household_level
from uhcmatch.linkage.compare.infancy import Infancy
from uhcmatch.linkage.compare.names import claim_as_written, compared_names
from uhcmatch.linkage.compare.nik import Nik, are_two_slips, follow, nik_level
from uhcmatch.linkage.compare.same_day import slip_bits
from uhcmatch.linkage.compare.sex import sex_level
from uhcmatch.linkage.compare.sides import OF_RESIDENTS, Sides
from uhcmatch.shelf import Parcel, stacked
from uhcmatch.together import each

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.linkage.compare.tokens import Positions


def evidence(residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Compare the pairs (`resident`, `member` positions) of two RECORDS frames.

    Returns the pairs with `nik`, `name`, `birth_date`, `sex`, `household`, `area`, `address`, `mother`, `infancy`
    levels (UInt8), `recorded_date` (the level of the recorded birth date alone), the measured `name_bits`,
    `birth_date_bits`, `area_bits`, `address_bits`, `mother_bits`, `slip_bits` (Float32), `date_from_nik` and
    `sex_from_nik` (the member's file has none of its own), `has_families` and `has_grammar` (of the register, not of
    the pair), `is_baby`, `says_own_dates` (each number agrees with its own date), `is_lent` (the card's number is some
    resident's), `mother_is_elsewhere` (the mother of a newborn's card is known in another family), `is_unissued` (or
    nobody's, `issued`), `numbers_say_other_dates` (or one an impossible date), `follows` (the number on the card
    was issued next to the resident's, as a twin's is) and `names_another` (the name is one of the family of the
    number's owner, whose name may be another) and `date_is_lent` (the birth date is that of another of that family) and
    `is_of_namesake` (in the family that the card names lives another of the number's owner's name) and `is_other_line`
    (number and date are of a relative who has a card).
    The members carry `lenders.OF_CARDS`.
    """
    return with_names(residents, members, without_names(residents, members, pairs, known), known)


def without_names(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    pairs: pl.DataFrame,
    known: Frequencies,
    kept: Callable[[pl.DataFrame], pl.DataFrame] = lambda compared: compared,
) -> pl.DataFrame:
    """Compare everything but names and streets; `kept` sees the pairs by pieces and returns those to go on with.

    `name_bits_at_most` and `address_bits_at_most` are what these can be worth, `same_house` whether the house numbers
    agree. `mother_bits_at_most` is what the mother is worth if she is the same to the letter: one with a slip is not
    thought to save a pair.
    """
    return stacked(Parcel(_compared_pieces(residents, members, pairs, known, kept)))


def _compared_pieces(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    pairs: pl.DataFrame,
    known: Frequencies,
    kept: Callable[[pl.DataFrame], pl.DataFrame],
) -> list[pl.DataFrame]:
    """Compare pairs by pieces; what is asked of the people in them is gone when all of them are."""
    rows, at_resident = used_places(pairs["resident"].to_numpy(), residents.height)
    sides = Sides.of(residents.select(pl.col(OF_RESIDENTS).gather(rows)), members, known)

    def compared(piece: slice) -> pl.DataFrame:
        at = at_resident[piece].astype(np.uint32), pairs["member"][piece].to_numpy()
        return kept(pairs[piece].hstack(_levels(sides, at, known)))

    return each(compared, _pieces(pairs.height, _PIECE))


def _pieces(height: int, size: int) -> list[slice]:
    """Cut so many rows into pieces of a size; there is one at least."""
    return [slice(start, start + size) for start in range(0, max(height, 1), size)]


_PIECE: Final = 1 << 17
"""Pairs compared at once: what is gathered for each takes a few hundred bytes, its levels thirty."""


def _levels(sides: Sides, at: Positions, known: Frequencies) -> pl.DataFrame:
    """Compare pairs, given by their positions."""
    wide = sides.people.select(pl.all().gather(at[0])).hstack(sides.cards.select(pl.all().gather(at[1])))
    nik = nik_level(sides.own, sides.shown, at)
    may_be_slips = wide.select(pl.any_horizontal("date_from_nik", "is_unissued", "says_two_dates")).to_series()
    far = (nik == Nik.DIFFERENT) & may_be_slips.to_numpy()
    nik[are_two_slips(sides.own, sides.shown, at, far)] = Nik.TWO_SLIPS
    wide = wide.with_columns(
        pl.Series("nik", nik),
        area=area_level(),
        same_house=pl.col("resident_house") == pl.col("member_house"),
        recorded_date=pl.lit(pl.Series(_recorded_date(wide))),
    ).with_columns(birth_date=_birth_date())
    wide = wide.with_columns(is_no_day=_no_days(wide))
    is_asked_age = (pl.col("is_baby") & pl.col("date_from_nik")).fill_null(value=False)
    return wide.select(
        "area",
        "birth_date_bits",
        "sex_from_nik",
        "is_baby",
        "is_unissued",
        "same_house",
        has_families=pl.lit(known.has_families),
        has_grammar=pl.lit(known.has_grammar),
        nik=_nik_with_lender(),
        date_from_nik=pl.col("date_from_nik") & ~pl.col("is_no_day"),
        birth_date=_or_no_day("birth_date"),
        recorded_date=_or_no_day("recorded_date"),
        infancy=pl.when(is_asked_age).then("resident_infancy").otherwise(pl.lit(Infancy.MISSING, pl.UInt8)),
        sex=sex_level(pl.col("resident_sex"), pl.col("member_sex")),
        household=household_level(pl.col("resident_kk_key"), pl.col("member_kk_key")),
        area_bits=_area_bits(),
        slip_bits=pl.lit(_slip_bits(sides, at, nik, known)),
        says_own_dates=_says_own_dates(),
        follows=pl.lit(pl.Series(follow(sides.own, sides.shown, at))),
        names_another=(pl.col("named_kk") == pl.col("resident_kk_key")).fill_null(value=False),
        date_is_lent=(pl.col("dated_kk") == pl.col("resident_kk_key")).fill_null(value=False),
        is_of_namesake=pl.col("namesake_kk").is_not_null(),
        is_other_line=pl.col("line_kk").is_not_null(),
        is_lent=pl.col("lender_kk").is_not_null(),
        mother_is_elsewhere=(pl.col("mother_kk") != pl.col("resident_kk_key")).fill_null(value=False),
        numbers_say_other_dates=pl.lit(_both_whole(sides, at))
        & pl.col("resident_nik_born").ne_missing(pl.col("member_nik_born")),
        address_bits_at_most=pl.when("same_house").then("door_bits").otherwise("street_bits"),
        name_bits_at_most=pl.when("is_baby").then(known.identity_bits).otherwise("name_bits_at_most"),
        mother_bits_at_most=pl.when(pl.col("resident_mother") == pl.col("member_mother")).then("mother_bits_at_most"),
    )


def _slip_bits(sides: Sides, at: Positions, nik: npt.NDArray[np.uint8], known: Frequencies) -> pl.Series:
    """Return what the digit that is off says (`same_day`), 0 where none or more are."""
    bits = np.zeros(nik.size, dtype=np.float32)
    slips = np.flatnonzero(nik == Nik.ONE_SLIP)
    own, shown = sides.own.digits[at[0][slips]], sides.shown.digits[at[1][slips]]
    is_odd = sides.cards["says_two_sexes"].to_numpy()[at[1][slips]]
    bits[slips] = slip_bits(own, shown, is_odd, known.issued.same_day)
    return pl.Series(bits)


def _both_whole(sides: Sides, at: Positions) -> pl.Series:
    """Tell where both have a whole number: of one that lost a digit nobody knows which date it says."""
    return pl.Series((sides.own.key[at[0]] != 0) & (sides.shown.key[at[1]] != 0))


def with_names(
    residents: pl.DataFrame, members: pl.DataFrame, compared: pl.DataFrame, known: Frequencies
) -> pl.DataFrame:
    """Add `name`, `mother`, `address` and their bits to pairs compared in everything else."""
    halves = [compared[piece] for piece in _pieces(compared.height, (compared.height + 1) // 2 or 1)]
    return stacked(Parcel(each(lambda half: _named(residents, members, half, known), halves)))


_AT_MOST: Final = ("name_bits_at_most", "address_bits_at_most", "mother_bits_at_most", "same_house")


def _named(residents: pl.DataFrame, members: pl.DataFrame, compared: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    at = compared["resident"].to_numpy(), compared["member"].to_numpy()
    name, name_bits = compared_names(residents["name_folded"], members["name_folded"], at, known, known.names)
    claim_as_written(residents, members, at, known, (name, name_bits))
    mother, mother_bits = compared_names(residents["mother"], members["mother"], at, known, known.mothers)
    address, address_bits = _addresses(residents, members, compared, known)
    return compared.drop(_AT_MOST).with_columns(
        pl.Series("name", name),
        pl.Series("name_bits", name_bits),
        pl.Series("mother", mother),
        pl.Series("mother_bits", mother_bits),
        pl.Series("address", address),
        pl.Series("address_bits", address_bits),
    )


def _nik_with_lender() -> pl.Expr:
    """A NIK that is not the resident's, but that of another person of the same household."""
    lent = pl.col("nik").is_in([Nik.DIFFERENT, Nik.ONE_SLIP, Nik.TWO_SLIPS]) & (
        pl.col("lender_kk") == pl.col("resident_kk_key")
    )
    return pl.when(lent).then(pl.lit(Nik.RELATIVES, dtype=pl.UInt8)).otherwise(pl.col("nik"))


def _says_own_dates() -> pl.Expr:
    """Both numbers say the birth date that is recorded beside them, and it is not the same."""
    say_so = (pl.col(f"{side}_born") == pl.col(f"{side}_nik_born") for side in ("resident", "member"))
    return pl.all_horizontal(*say_so, pl.col("resident_born") != pl.col("member_born")).fill_null(value=False)


def _area_bits() -> pl.Expr:
    """What chance agreement on the shared place is worth."""
    is_unsaid = pl.col("resident_kecamatan_key").is_null() | pl.col("member_kecamatan_key").is_null()
    beyond = pl.when(is_unsaid).then("beyond_bits").otherwise(0.0)
    return (
        pl.when(pl.col("area") == Area.SAME_RT)
        .then(pl.col("rt_bits") - beyond)
        .when(pl.col("area") == Area.SAME_KELURAHAN)
        .then(pl.col("kelurahan_bits") - beyond)
        .otherwise(0.0)
        .cast(pl.Float32)
    )


_CARD_DATE: Final = pl.coalesce("member_born", "member_nik_born")


def _birth_date() -> pl.Expr:
    """The best agreement of the member's date with the recorded one or the one in the resident's NIK.

    Some cards carry the date of the NIK, not the corrected one; a member without a recorded date has only that.
    """
    in_nik = pl.col("resident_nik_born") == _CARD_DATE
    return (
        pl.when(in_nik & (pl.col("recorded_date") != BirthDate.MISSING))
        .then(pl.lit(BirthDate.EQUAL, dtype=pl.UInt8))
        .otherwise("recorded_date")
    )


def _no_days(wide: pl.DataFrame) -> pl.Series:
    """Tell where two parts agree of dates of which one is written as no day of the calendar, and nothing says more.

    What a card has written says more than what its NIK does, and less than the whole date of the resident's NIK.
    """
    is_written = pl.col("resident_said").is_not_null() | pl.col("member_said").is_not_null()
    written = wide.select(is_written).to_series().arg_true()
    own = pl.coalesce("resident_born", "resident_said", "resident_nik_born")
    card = pl.coalesce("member_born", "member_said")
    is_whole = ~pl.col("date_from_nik") & pl.col("birth_date").is_in([BirthDate.EQUAL, BirthDate.SWAPPED])
    agrees = wide[written].select(~is_whole & card.is_not_null() & two_parts_agree(own, card)).to_series()
    return pl.repeat(False, wide.height, dtype=pl.Boolean, eager=True).scatter(written, agrees.fill_null(value=False))


def _or_no_day(level: str) -> pl.Expr:
    return pl.when("is_no_day").then(pl.lit(BirthDate.NO_DAY, dtype=pl.UInt8)).otherwise(level)


def _recorded_date(wide: pl.DataFrame) -> npt.NDArray[np.uint8]:
    """Return the agreement of the member's date with the recorded one alone, whatever the NIK says."""
    is_default = pl.col("resident_born_is_default", "member_born_is_default").fill_null(value=False)
    dates = wide.select(
        "is_baby",
        own=pl.coalesce("resident_born", "resident_nik_born"),
        card=_CARD_DATE,
        is_default=pl.any_horizontal(is_default),
    )
    level = birth_date_level(dates["own"], dates["card"], dates["is_default"])
    of_babies = dates["is_baby"].arg_true()
    at = of_babies.to_numpy()
    level[at] = _of_babies(dates["own"].gather(of_babies), dates["card"].gather(of_babies), level[at])
    return level


def _of_babies(own: pl.Series, card: pl.Series, level: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the levels of birth dates on newborns' cards."""
    # Nobody is asked for the age of a newborn.
    is_same_year = (own // 10_000 == card // 10_000).fill_null(value=False).to_numpy()
    of_baby = np.where(is_same_year, BirthDate.SAME_YEAR, BirthDate.NEAR_YEAR)
    # No brother or sister is born days after: one of the dates is that of the registration.
    is_days_off = (level > BirthDate.ONE_PART) & few_days_apart(own, card)
    guessed = np.where(level == BirthDate.GUESSED, of_baby, level)
    return np.where(is_days_off, BirthDate.FEW_DAYS, guessed).astype(np.uint8)


def _addresses(
    residents: pl.DataFrame, members: pl.DataFrame, compared: pl.DataFrame, known: Frequencies
) -> tuple[pl.Series, pl.Series]:
    """Compare doors; the bits are those of the house, or of the street where only that agrees."""
    at = compared["resident"].to_numpy(), compared["member"].to_numpy()
    street, _ = compared_names(residents["street"], members["street"], at, known)
    level = compared.select(address=address_level(pl.lit(pl.Series(street)), pl.col("same_house"))).to_series()
    agrees = level.is_in([Address.SAME_HOUSE, Address.SAME_STREET, Address.OTHER_HOUSE])
    worth = compared.select(pl.when(agrees).then(pl.col("address_bits_at_most").fill_null(0.0)).otherwise(0.0))
    return level, worth.to_series().cast(pl.Float32)
