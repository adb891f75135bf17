"""Why (not): the pairs of one person, compared and weighed again as the run did, each weight kept apart.

What a run decided stands in its links. This looks at a decision from one row: which candidates it had, what spoke for
each, and what their rivals had. The model is the run's own, the candidates are those of the same block rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.block.blocks import BLOCK_RULES, pairs_by_keys
from uhcmatch.linkage.block.keys import combined, keys
from uhcmatch.linkage.cards.family_numbers import without_family_numbers
from uhcmatch.linkage.cards.heaped import without_heaps
from uhcmatch.linkage.cards.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.infancy import Infancy
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.decide.bounds import questioned
from uhcmatch.linkage.decide.decided_by_people import BY_PEOPLE
from uhcmatch.linkage.link import able
from uhcmatch.linkage.quality.answered import ANSWERS
from uhcmatch.linkage.settle.verified import as_known
from uhcmatch.linkage.weigh.score import waterfall

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import IntEnum

    from uhcmatch.linkage.weigh.model import Model

LEVELS: Final[dict[str, type[IntEnum]]] = {
    "nik": Nik,
    "name": Name,
    "mother": Name,
    "infancy": Infancy,
    "birth_date": BirthDate,
    "sex": Sex,
    "household": Household,
    "area": Area,
    "address": Address,
}
"""Attribute → what its level in EVIDENCE means."""

_VERIFIED: Final = "nik_nama"
_PAIR: Final = ("resident_row", "member_row")


class Sides:
    """Both sides of a run, RECORDS with their LINKS, ready to be compared again.

    `counted` is the member that counts of each resident (RESIDENTS `member_row`), `match` the least sure of a match.

    What it returns has one row per candidate pair, best first: `resident_row`, `member_row`, EVIDENCE, and in bits
    `prior` and `weights` (`score.waterfall`), `bound` (`bounds.questioned`), `price`
    (what a card the resident held before costs), `hindsight` (by which a question was answered once all other cards
    were decided) and `total`, their sum; `probability` among all residents the member could be, “nobody here” included;
    `rival_row` the likeliest other of them, and `rival_probability`, null where there is none.
    """

    def __init__(  # noqa: PLR0913 - a run's two sides, what it decided and by what
        self,
        residents: pl.DataFrame,
        members: pl.DataFrame,
        links: pl.DataFrame,
        counted: pl.Series,
        model: Model,
        match: float,
    ) -> None:
        people, cards = without_heaps(able(residents), able(members))
        self._people, cards, _ = as_known(without_lender(people), cards)
        self._cards = without_family_numbers(cards, self._people)
        self._model = model
        self._known = frequencies.measure(self._people)
        self._first = _first_cards(links, counted)
        self._linked, self._match = links if model.hindsight else links.clear(), match
        self._people_keys = keys(self._people)
        verified = self._first.filter(pl.col("rule") == _VERIFIED)["resident_row"]
        self._held = _places(self._people, verified)
        self._card_keys = keys(with_lender_kk(self._cards, self._people, self._held))

    def of_resident(self, row: int) -> pl.DataFrame:
        """Return the candidate pairs of one resident, each weighed against its member's other candidates."""
        place = _places(self._people, [row])
        met = _meeting(self._people_keys.select(pl.all().gather(place)), self._card_keys)
        return self._weighed(met).filter(pl.col("resident_row") == row)

    def of_member(self, row: int) -> pl.DataFrame:
        """Return the candidate pairs of one member."""
        return self._weighed(_places(self._cards, [row]))

    def _weighed(self, places: pl.Series) -> pl.DataFrame:
        cards = with_lender_kk(self._cards.select(pl.all().gather(places)), self._people, self._held)
        card_keys = self._card_keys.select(pl.all().gather(places))
        pairs = pairs_by_keys(self._people_keys, card_keys, held=self._held).pairs
        told = waterfall(evidence(self._people, cards, pairs, self._known), self._known, self._model)
        bounded = questioned(told, self._people)
        told = bounded.with_columns(bound=(bounded["score"] - told["score"]) / 1000)
        told = told.with_columns(
            resident_row=_row(self._people, pairs["resident"]), member_row=_row(cards, pairs["member"])
        )
        weighed = _among_rivals(told, self._first, self._model.second_card)
        return _with_rivals(with_hindsight(weighed, self._linked, self._match))


def _meeting(one: pl.DataFrame, card_keys: pl.DataFrame) -> pl.Series:
    """Positions of the members who share any block with one resident (KEYS of one row, or of none).

    More than the run compared: what the bounds of a block drop shows only among all its residents.
    """
    shares = [
        pl.lit(key).eq(combined(rule.member)).fill_null(value=False)
        for rule in BLOCK_RULES
        for key in one.select(combined(rule.atoms)).to_series().drop_nulls()
    ]
    return card_keys.select(pl.any_horizontal(pl.lit(value=False), *shares)).to_series().arg_true()


def _places(side: pl.DataFrame, rows: Iterable[int]) -> pl.Series:
    """Rows (1-based among all) → positions among those that take part; a row that does not take part has none."""
    wanted = pl.Series("position", list(rows), dtype=pl.Int64) - 1
    return side["position"].cast(pl.Int64).is_in(wanted.implode()).arg_true()


def _row(side: pl.DataFrame, places: pl.Series) -> pl.Series:
    return side["position"].gather(places).cast(pl.Int64) + 1


def _first_cards(links: pl.DataFrame, counted: pl.Series) -> pl.DataFrame:
    """LINKS → one row per linked resident: `resident_row`, `first_card` (the member found first) and its `rule`.

    Verified cards were found together, before anything was weighed: of those, and of equals, the one that counts.
    """
    is_weighed = pl.col("rule") != _VERIFIED
    matches = links.filter(pl.col("decision") == "match")
    is_second = matches["member_row"] != counted.gather(matches["resident_row"] - 1)
    return (
        matches.with_columns(is_second=is_second, surer=pl.when(is_weighed).then(-pl.col("probability")))
        .sort("resident_row", is_weighed, "surer", "is_second", "member_row")
        .unique("resident_row", keep="first", maintain_order=True)
        .select("resident_row", "rule", first_card="member_row")
    )


def _among_rivals(told: pl.DataFrame, first: pl.DataFrame, second_card: float) -> pl.DataFrame:
    """Add `price`, `total` and `probability`, as `assign` weighs them when all other members have been decided."""
    pairs = told.join(
        first.select("resident_row", "first_card"),
        on="resident_row",
        how="left",
        maintain_order="left",
        validate="m:1",
    )
    holds_another = (pl.col("first_card") != pl.col("member_row")).fill_null(value=False)
    pairs = pairs.with_columns(price=pl.when(holds_another).then(second_card).otherwise(0.0))
    pairs = pairs.with_columns(total=pl.col("score") / 1000 + pl.col("price"))
    odds = pl.Series("odds", np.exp2(np.clip(pairs["total"].to_numpy(), -60, 60)))
    share = pl.col("odds") / (1 + pl.col("odds").sum().over("member_row"))
    pairs = pairs.with_columns(odds).with_columns(probability=share.round(9)).drop("odds", "first_card")
    return pairs.sort(["total", "resident_row", "member_row"], descending=[True, False, False])


def with_hindsight(pairs: pl.DataFrame, links: pl.DataFrame, match: float) -> pl.DataFrame:
    """Add `hindsight` in bits: by how much an answer is likelier than its own evidence says.

    An answer is a pair that was linked by weight (LINKS), though by its own evidence it is less sure than a `match`;
    what number and name settled, or a clerk, was never a question.
    """
    by_weight = (pl.col("decision") == "match") & ~pl.col("rule").is_in([_VERIFIED, BY_PEOPLE])
    linked = links.filter(by_weight).select(*_PAIR, linked="probability")
    told = pairs.join(linked, on=_PAIR, how="left", maintain_order="left", validate="1:1")
    levels = [int(level) for levels in ANSWERS.values() for level in levels]
    is_question = pl.col("nik").is_in(levels) & (pl.col("probability") < match)
    is_answer = (is_question & (pl.col("linked") > pl.col("probability"))).fill_null(value=False)
    answer, own = (_odds_bits(pl.col(name)) for name in ("linked", "probability"))
    told = told.with_columns(hindsight=pl.when(is_answer).then(answer - own).otherwise(0.0))
    return told.with_columns(
        total=pl.col("total") + pl.col("hindsight"),
        probability=pl.when(is_answer).then("linked").otherwise("probability"),
    ).drop("linked")


def _with_rivals(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add `rival_row` and `rival_probability`: a sum that is high is worth little where another has as much."""
    told = pairs.select("member_row", "resident_row", "probability").sort(
        "member_row", "probability", "resident_row", descending=[False, True, False]
    )
    two = told.group_by("member_row", maintain_order=True).agg(
        *(pl.col(name).slice(at, 1).first().alias(f"{name}_{at}") for name in told.columns[1:] for at in (0, 1))
    )
    is_best = pl.col("resident_row") == pl.col("resident_row_0")
    joined = pairs.join(two, on="member_row", how="left", maintain_order="left", validate="m:1")
    return joined.with_columns(
        rival_row=pl.when(is_best).then("resident_row_1").otherwise("resident_row_0"),
        rival_probability=pl.when(is_best).then("probability_1").otherwise("probability_0"),
    ).select(*pairs.columns, "rival_row", "rival_probability")


def _odds_bits(probability: pl.Expr) -> pl.Expr:
    bounded = probability.clip(1e-9, 1 - 1e-9)
    return (bounded / (1 - bounded)).log(2)
