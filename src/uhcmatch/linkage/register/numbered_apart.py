"""Two rows of one family and day with numbers of two kabupaten: twins, or one person who was numbered twice?

Twins are numbered in one place; but a register may not know it. Twins whose names are nothing alike tell how often
theirs have such numbers, and so how many of those whose names are a slip apart, or one in two spellings, can be twins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.linkage.compare.name import Name

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.linkage.hashed import Flags
    from uhcmatch.linkage.register.row_pairs import RowPairs

OTHERWISE: Final = (Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT)
"""Levels of names of two people."""
_SLIPS, _SEEN = 0.08, 10.0
"""Share of twins whose names are a slip apart, and how many twins' worth of belief that is."""
_FAR: Final = 2
"""Twins supposed to have such numbers before any are seen."""
_TWINS: Final = 1 / 11
"""Share of twins among such rows up to which they are one person's: to hide somebody costs ten doors."""


def are_seldom_twins(pairs: RowPairs, name: Levels) -> bool:
    """Tell whether rows of one family and day, names a slip apart, numbers of two kabupaten, are hardly ever twins'.

    `pairs` are all that met, `name` the Name level of each.
    """
    is_family = pairs.same("kk_key") & pairs.are_of_family() & (pairs.same("mother") | pairs.same("father"))
    asked = np.flatnonzero(is_family & (np.isin(name, OTHERWISE) | are_nearly_named(pairs, name)))
    is_slip = are_nearly_named(pairs.only(asked), name[asked])
    number = pairs.only(asked).numbers()
    is_far, is_near = number.is_of_far, ~number.is_of_elsewhere & ~number.is_lacking
    (far_slips, near_slips), (far_twins, near_twins) = (
        (np.count_nonzero(of & is_far), np.count_nonzero(of & is_near)) for of in (is_slip, ~is_slip)
    )
    share = (near_slips + _SEEN * _SLIPS) / (near_slips + near_twins + _SEEN)
    expected = (far_twins + _FAR) * share / (1 - share)
    return bool(expected <= _TWINS * far_slips)


def are_nearly_named(pairs: RowPairs, name: Levels) -> Flags:
    """Tell names that are one but for a slip or the spelling."""
    told: Flags = (name == Name.SLIP) | ((name == Name.EQUAL) & ~pairs.same("name"))
    return told


def are_a_date_apart(pairs: RowPairs, name: Levels, is_far: Flags) -> Flags:
    """Tell rows of one family and sex whose dates differ in a part, a year at most, names equal or a slip apart.

    Of brothers or sisters, no two are born on one day of two years, are called alike and are numbered in two places.
    """
    near = np.flatnonzero(is_far & pairs.same("kk_key") & pairs.same("sex") & np.isin(name, (Name.EQUAL, Name.SLIP)))
    told = np.zeros(name.size, dtype=np.bool_)
    told[near] = pairs.only(near).born_a_part_apart()
    return told
