"""Residents whom more than one card could belong to: their members are weighed all at once, exactly.

Best first goes wrong where cards cross: the elder brother's card is a little nearer to him than to the younger, the
younger's fits nobody but the elder. Then what counts is not a pair but who is who as a whole, and a pair's probability
is its share of all ways to give the members of such a group their residents (`ways`). Where one member stands alone
this is what `assign` computes for it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.decide.ways import Option, shares, whole_odds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PAIRS: Final = 200
"""Pairs of one group; a larger one is left to best first, as is one with more contested residents than these:"""
MOST_RESIDENTS: Final = 12
_MOST_WAYS: Final = 1 << 14
"""Sets of residents, one for each member, that are gone through for one group: four members of twelve, 64 of eight."""

REACH: Final = 7_000
"""Millibits below what a member has for itself (nobody, or a second card) from which a pair contests nothing: 1 %."""

Pair = tuple[int, int, int]
"""Row, resident, millibits."""


def contested(weighed: pl.DataFrame, second_card: float) -> pl.DataFrame:
    """Return all pairs of the members who contest a resident without a card, with `probability` among all ways.

    `weighed` are pairs with `resident`, `member`, `held`, and `weighed` (millibits, less the price of a second card
    where the resident has one).
    """
    fought = _fought_over(weighed.select("resident", "member", "held", "weighed"), round(second_card * 1000))
    groups = _groups(fought.iter_rows())
    members = pl.Series("member", sorted(member for group in groups for member in group), dtype=pl.UInt32)
    theirs = weighed.with_row_index("row").join(members.to_frame(), on="member", how="semi", maintain_order="left")
    pairs_of: dict[int, list[Pair]] = defaultdict(list)
    for member, *pair in theirs.select("member", "row", "resident", "weighed").iter_rows():
        pairs_of[member].append((pair[0], pair[1], pair[2]))
    wanted = set(fought["resident"])
    known: dict[int, float] = {}
    for group in groups:
        known |= _solved([pairs_of[member] for member in group], wanted, whole_odds(second_card))
    solved = pl.DataFrame({"row": known.keys(), "probability": known.values()}, schema=_SOLVED)
    return theirs.drop("probability").join(solved, on="row", how="inner", maintain_order="left").select(weighed.columns)


_SOLVED: Final = {"row": pl.UInt32(), "probability": pl.Float64()}


def _fought_over(pairs: pl.DataFrame, penalty: int) -> pl.DataFrame:
    """Pairs (`member`, `resident`) that matter to their member, where the resident matters to another member too."""
    for_itself = pl.max_horizontal(pl.col("weighed").max().over("member") + penalty, pl.lit(0))
    likely = pairs.filter(pl.col("weighed") >= -REACH)
    matter = likely.filter((pl.col("weighed") >= for_itself - REACH) & ~pl.col("held"))
    return matter.filter(pl.col("resident").is_duplicated()).select("member", "resident")


def _groups(fought: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Members who contest a resident with each other, or with one who does; residents are counted as −1, −2, …"""
    root: dict[int, int] = {}

    def top(node: int) -> int:
        while (above := root.setdefault(node, node)) != node:
            root[node] = root[above]
            node = above
        return node

    for member, resident in fought:
        root[top(member)] = top(-1 - resident)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in list(root):
        if node >= 0:
            groups[top(node)].append(node)
    return list(groups.values())


def _solved(group: Sequence[Sequence[Pair]], wanted: set[int], price: int) -> dict[int, float]:
    """Return the probability of each pair of a group by its row; nothing for a group that is too large."""
    contested_here = sorted({resident for pairs in group for _, resident, _ in pairs if resident in wanted})
    is_too_large = sum(map(len, group)) > MOST_PAIRS or len(contested_here) > MOST_RESIDENTS
    if is_too_large or len(group) << len(contested_here) > _MOST_WAYS:
        return {}
    bit = {resident: 1 << place for place, resident in enumerate(contested_here)}
    found = shares([_options(pairs, bit) for pairs in group], price)
    return {
        row: share
        for pairs, told in zip(group, found, strict=True)
        for (row, *_), share in zip(pairs, told, strict=False)
    }


def _options(pairs: Sequence[Pair], bit: dict[int, int]) -> list[Option]:
    """What a member can be, one option a pair, then nobody; odds beside those of its best."""
    best = max(0, *(millibits for *_, millibits in pairs))
    options = [Option(bit.get(resident, 0), whole_odds((bits - best) / 1000)) for _, resident, bits in pairs]
    return [*options, Option(0, whole_odds(-best / 1000))]
