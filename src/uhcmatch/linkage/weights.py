"""What an agreement level is worth, in bits: log2 of how much likelier it is in a true pair than by chance.

Shipped defaults, set from DOMAIN §0 and §6.3 (rates of one kabupaten) and written into `run.json` with every run.
Where chance agreement depends on how common the value is, its bits are measured in the run itself
(`linkage.frequencies`) and the numbers here are added to those.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex


def _table(**bits: float) -> dict[str, float]:
    return {"MISSING": 0.0, **bits}


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits by attribute and level name; attributes marked (+) add the measured bits of the value to them."""

    name: dict[str, float] = field(
        default_factory=lambda: _table(
            EQUAL=-0.2, SLIP=-1.5, TRUNCATED=-3.0, FEWER_TOKENS=-4.0, ALIKE=-3.0, PARTLY=-9.0, DIFFERENT=-9.0
        )
    )
    """(+) bits of the tokens that agree."""
    name_given_nik: dict[str, float] = field(
        default_factory=lambda: _table(
            EQUAL=-0.2, SLIP=0.0, TRUNCATED=-1.0, FEWER_TOKENS=-1.0, ALIKE=0.0, PARTLY=-5.0, DIFFERENT=-8.0
        )
    )
    """(+ except for PARTLY) beside an equal NIK: a family name shared with the number's owner counts nothing."""
    birth_date: dict[str, float] = field(
        default_factory=lambda: _table(
            EQUAL=-0.2, SWAPPED=-5.0, ONE_PART=3.5, SAME_YEAR=-1.0, NEAR_YEAR=-4.0, DIFFERENT=-7.0
        )
    )
    """(+ for EQUAL and SWAPPED) bits of the date."""
    birth_date_given_nik: dict[str, float] = field(
        default_factory=lambda: _table(
            EQUAL=3.0, SWAPPED=2.0, ONE_PART=-1.0, SAME_YEAR=-2.5, NEAR_YEAR=-3.5, DIFFERENT=-6.0
        )
    )
    """Beside an equal NIK, which holds the date already: only what a contradiction says."""
    nik: dict[str, float] = field(
        default_factory=lambda: _table(EQUAL=7.0, PREFIX=2.0, ONE_SLIP=8.0, RELATIVES=4.0, DIFFERENT=-5.5)
    )
    """(+ for EQUAL and PREFIX) the bits of one identity. EQUAL: of 140 equal NIKs one is somebody else's (METHODS
    §5.2); PREFIX: one in five shares its first 15 digits with another person (DOMAIN §1.4)."""
    nik_slip_with_date: float = 0.5
    """ONE_SLIP beside an equal recorded birth date: the date is most of what two such NIKs share."""
    sex: dict[str, float] = field(default_factory=lambda: _table(EQUAL=0.9, DIFFERENT=-4.5))
    household: dict[str, float] = field(default_factory=lambda: _table(SAME=8.0, OTHER=-0.3))
    """Far below what chance would allow: the rival is not a stranger but a sister."""
    area: dict[str, float] = field(
        default_factory=lambda: _table(SAME_RT=-2.5, SAME_KELURAHAN=-2.0, SAME_KECAMATAN=0.5, ELSEWHERE=-2.0)
    )
    """(+ for SAME_RT and SAME_KELURAHAN) bits of the place; namesakes cluster, hence the discount."""
    family: float = 11.0
    """The most that household and place are worth together: a family shares both."""
    mother: dict[str, float] = field(
        default_factory=lambda: _table(
            EQUAL=-1.0, SLIP=-2.0, TRUNCATED=-3.0, FEWER_TOKENS=-4.0, ALIKE=-4.0, PARTLY=-6.0, DIFFERENT=-6.0
        )
    )
    """(+) bits of the mother's name, for a card that says only “baby of”."""
    relatives_name: float = -6.0
    """Added when names agree only partly inside one household: that is what a family name does."""
    second_card: float = -7.0
    """A resident who has a card already: one person in some hundred and thirty has two."""

    def as_document(self) -> dict[str, object]:
        """Return the weights for `run.json`."""
        return asdict(self)


LEVELS = {
    "name": Name,
    "name_given_nik": Name,
    "birth_date": BirthDate,
    "birth_date_given_nik": BirthDate,
    "nik": Nik,
    "sex": Sex,
    "household": Household,
    "area": Area,
    "mother": Name,
}
"""Attribute → its levels."""
