"""False links to somebody who has another card: they hide nobody, and come oftener than the pairs themselves say.

Whose own card is found is met by cards of nobody here a second time, as by that of a twin who moved away. The model
knows that second cards are few, but not that of those that no number and name verified few are true.

Beside them the numbers that may have been looked up by name, of residents with another card or without: what there is
too much of (`cards.looked_up`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.quality.events import events, groups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from uhcmatch.linkage.quality.material import Material

    Flags = npt.NDArray[np.bool_]

IS_SECOND: Final = (pl.col("kind") == "false") & (pl.col("stage") == "weighed") & (pl.col("changes") == 0)
"""Cases that hidden members show of such links: of cards of nobody they show too few."""
_TIMES: Final = 5.0
"""Times 1 − p that weighed second cards are false (60 made-up towns of four makings: 98 false, 16.5 by 1 − p)."""


def is_second(run: Material, pairs: pl.DataFrame) -> Flags:
    """Tell the matched pairs whose resident has another card that is at least as likely."""
    best = np.zeros(run.residents.height)
    np.maximum.at(best, run.matched["resident"].to_numpy(), run.matched["score"].to_numpy())
    best[run.taken.to_numpy()] = np.inf
    second: Flags = pairs["score"].to_numpy() < best[pairs["resident"].to_numpy()]
    return second


def second_cards(run: Material, latest: date | None) -> Iterator[pl.DataFrame]:
    """EVENTS of links to residents who have another card, and of numbers that may have been looked up by name."""
    weighed = run.matched.filter(pl.Series(is_second(run, run.matched)))
    whom = groups(run.members.select(pl.all().gather(weighed["member"])), latest)
    false = ((1 - weighed["probability"]) * _TIMES).clip(upper_bound=1.0)
    yield events("false", "weighed", whom, false, 0.0, stands_in=False)
    doubtful = run.verified.filter(pl.col("doubt") > 0)
    whom = groups(run.residents.select(pl.all().gather(doubtful["resident"])), latest)
    yield events("false", "verified", whom, doubtful["doubt"], 1.0 - doubtful["is_second"].cast(pl.Float64))
