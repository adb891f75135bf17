"""Who is who: the truth about every row of the population file and of the member files.

| column | |
|---|---|
| `resident_row` | data row of the population file, empty when the card belongs to nobody who counts as a resident |
| `member_row` | data row over the three member files in order of their names, empty when the resident has no card |
| `counts` | true for the card that counts, false for a further card of the same resident |
| `status` | of the resident: active, inactive, unenrolled; excluded when flagged dead or moved, or listed before |
| `kinds` | what went wrong on the way, joined with `+` (names of `noise.NOISE`) |
| `person` | number of the person: equal on all rows of one person, whatever file they are in |

Every member row occurs once; every population row occurs once, or once per card its person holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.synth.noisy import bit, spelled

if TYPE_CHECKING:
    from uhcmatch.synth.cards import Cards
    from uhcmatch.synth.draws import Flags, Ints
    from uhcmatch.synth.population import Register


def make_truth(kinds: Ints, register: Register, cards: Cards, card_masks: Ints) -> pl.DataFrame:
    """Return the truth, in order of population rows; cards without a resident come last.

    `kinds` is per person the mask of what is special about them.
    """
    rows = np.arange(1, len(register) + 1)
    row_of, mask_of = np.zeros((2, len(kinds)), dtype=np.int64)
    row_of[register.person[register.counted]] = rows[register.counted]
    np.bitwise_or.at(mask_of, register.person, register.mask & ~bit("pop_duplicate"))
    mask_of |= kinds
    active, holds = np.zeros((2, len(kinds)), dtype=bool)
    active[cards.person[cards.active]] = True
    holds[cards.person] = True
    linked = row_of[cards.person]
    with_card = pl.DataFrame(
        {
            "resident_row": linked,
            "member_row": np.arange(1, len(cards) + 1),
            "counts": _counting(cards) & (linked > 0),
            "status": pl.Series(["", "inactive", "active"]).gather(np.where(linked > 0, 1 + active[cards.person], 0)),
            "kinds": spelled(card_masks | mask_of[cards.person] | np.where(cards.second, bit("double_card"), 0)),
            "person": cards.person + 1,
        }
    )
    alone = ~register.counted | ~holds[register.person]
    without_card = pl.DataFrame(
        {
            "resident_row": rows[alone],
            "member_row": np.zeros(int(alone.sum()), dtype=np.int64),
            "counts": np.zeros(int(alone.sum()), dtype=bool),
            "status": pl.Series(["excluded", "unenrolled"]).gather(register.counted[alone].astype(np.int64)),
            "kinds": spelled((register.mask | kinds[register.person])[alone]),
            "person": register.person[alone] + 1,
        }
    )
    blank = pl.col("resident_row", "member_row").replace(0, None), pl.col("status", "kinds").replace("", None)
    return pl.concat([with_card, without_card]).with_columns(*blank).sort("resident_row", "member_row", nulls_last=True)


def _counting(cards: Cards) -> Flags:
    """Flag one card per person: an active one before an inactive one, then the first in the files."""
    n = len(cards)
    best = np.lexsort((np.arange(n), ~cards.active, cards.person))
    is_first = np.concatenate(([True], cards.person[best][1:] != cards.person[best][:-1]))[:n]
    counts = np.zeros(n, dtype=bool)
    counts[best[is_first]] = True
    return counts
