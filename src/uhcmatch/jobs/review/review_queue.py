"""What people are asked about a kept run, and what they have said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch import linkage, review, runs
from uhcmatch.coverage import chosen_areas, unify_areas
from uhcmatch.errors import StoreFailed
from uhcmatch.jobs.known.decisions import placed, states
from uhcmatch.reference.codes import IS_ACTIVE
from uhcmatch.reference.verdicts import DIFFERENT, SAME, UNSURE
from uhcmatch.report.text import shown
from uhcmatch.review import CONTRADICTED, Pair, PairId, ReviewLine, pair_id
from uhcmatch.review.lines import CONTRADICTORY, DECIDED, OPEN, WITHOUT_EFFECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from uhcmatch.review import PairState
    from uhcmatch.runs import Ledger, RunFolder

_VERDICTS: Final = {SAME: "same", DIFFERENT: "different", CONTRADICTED: "contradicted"}
_ROWS: Final = ["resident_row", "member_row"]
_UNKNOWN: Final = 0.5


@dataclass(frozen=True)
class Chosen:
    """Which pairs: of which state, in which areas, how many at most, with whole numbers or not.

    `second` so many per hundred of those that one person has decided, for a second reader who is not told how.
    """

    state: str = OPEN
    areas: tuple[str, ...] = ()
    limit: int | None = None
    show_nik: bool = False
    second: int | None = None


class Reviewed:
    """A run and what its store's ledger says of its pairs."""

    def __init__(self, folder: RunFolder, ledger: Ledger) -> None:
        self.folder, self._ledger = folder, ledger
        self.residents, self.members = folder.frame("residents"), folder.frame("members")
        self._links = folder.frame("links")
        self._states = states(ledger)
        self._heard = self._effects()

    def lines(self, chosen: Chosen) -> list[ReviewLine]:
        """Return the pairs asked for, first what changes most."""
        if chosen.second is not None:
            return self._to_read_again(chosen, chosen.second)
        if chosen.state == WITHOUT_EFFECT:
            return list(self._gone())[: chosen.limit]
        pairs = self._decided() if chosen.state == DECIDED else self._open()
        if chosen.state == CONTRADICTORY:
            pairs = pairs.filter("contradicted")
        wanted = chosen_areas(unify_areas(self.residents), chosen.areas)["resident_row"]
        ordered = review.queue(
            pairs.filter(pl.col("resident_row").is_in(wanted.implode())), self.residents, self.members, IS_ACTIVE
        )
        return self._told(ordered if chosen.limit is None else ordered.head(chosen.limit), chosen)

    def sitting(self, chosen: Chosen, voice: str) -> list[ReviewLine]:
        """Return the pairs that this run asks of one person, in the order in which they are taken up.

        First those that this person has decided since, to look back at; then what nobody has spoken of or people
        disagree on; last what was put off by RAGU. What others decided is not shown: it is not to be echoed.
        """
        asked = set(self._links.filter(pl.col("decision") == "review").select(_ROWS).iter_rows())
        decided = [line for line in self.lines(replace(chosen, state=DECIDED)) if line.rows in asked]
        own = [(line.entry_of(voice), line) for line in decided if line.entry_of(voice)]
        due = self.lines(replace(chosen, state=OPEN))
        looked_back = [line for _, line in sorted(own, key=lambda one: one[0])]
        return [*looked_back, *sorted(due, key=lambda line: line.verdict == UNSURE)]

    def _to_read_again(self, chosen: Chosen, share: int) -> list[ReviewLine]:
        """Return a sample of what one person decided, as if nobody had; the same until more is decided."""
        decided = self.lines(replace(chosen, state=DECIDED, second=None, limit=None))
        once = [line for line in decided if len(line.voices) == 1]
        drawn = sorted(once, key=lambda line: self._ledger.key.seal(f"second {line.pair}"))
        sample = drawn[: -(-len(once) * share // 100)][: chosen.limit]
        return [replace(line, state=OPEN, verdict=None, voices=()) for line in sample]

    @property
    def contradictions(self) -> int:
        """How many pairs of this run people disagree on."""
        return self._heard.filter(pl.col("verdict") == "contradicted")["pair"].n_unique()

    def _effects(self) -> pl.DataFrame:
        """Return what was said and stands in this run: `verdict`, `resident_row`, `member_row`."""
        held = [(pair, _VERDICTS[one.verdict]) for pair, one in self._states.items() if one.verdict in _VERDICTS]
        rows = [_taking_part(self.residents, "resident_row"), _taking_part(self.members, "member_row")]
        self._held = held
        said = placed(held, self._ledger.key, *rows)
        heard = linkage.heard_of(said, *(side.filter(pl.col("excluded").is_null())["row"] - 1 for side in rows))
        return heard.select("pair", "verdict", resident_row=pl.col("resident") + 1, member_row=pl.col("member") + 1)

    def _open(self) -> pl.DataFrame:
        """Return the pairs nobody has decided, and those people disagree on."""
        torn = self._heard.filter(pl.col("verdict") == "contradicted").select(*_ROWS, contradicted=pl.lit(value=True))
        settled = self._heard.filter(pl.col("verdict") != "contradicted")
        asked = self._links.filter(pl.col("decision") == "review").join(settled, on=_ROWS, how="anti")
        pairs = asked.select(*_ROWS, "probability", "rule").join(
            torn.unique(_ROWS), on=_ROWS, how="full", coalesce=True
        )
        return pairs.with_columns(
            pl.col("contradicted").fill_null(value=False), pl.col("probability").fill_null(_UNKNOWN)
        )

    def _decided(self) -> pl.DataFrame:
        settled = self._heard.filter(pl.col("verdict") != "contradicted").select(_ROWS).unique()
        links = self._links.select(*_ROWS, "probability", "rule")
        return settled.join(links, on=_ROWS, how="left").with_columns(
            pl.col("probability").fill_null(0.0), contradicted=pl.lit(value=False)
        )

    def _told(self, ordered: pl.DataFrame, chosen: Chosen) -> list[ReviewLine]:
        residents = self.residents.select(pl.all().gather(ordered["resident_row"] - 1))
        members = self.members.select(pl.all().gather(ordered["member_row"] - 1))
        key = self._ledger.key
        prints = zip(runs.resident_prints(residents, key), runs.member_prints(members, key), strict=True)
        sides = (shown(side, show_nik=chosen.show_nik).to_dicts() for side in (residents, members))
        told = zip(ordered.to_dicts(), prints, *sides, strict=True)
        return [self._line(asked, Pair(*pair), resident, member) for asked, pair, resident, member in told]

    def _line(self, asked: dict[str, Any], pair: Pair, resident: dict[str, Any], member: dict[str, Any]) -> ReviewLine:
        is_torn = asked["effect"] == "bertentangan"
        state = self._states.get(pair)
        is_decided = state is not None and state.is_decided and not is_torn
        return ReviewLine(
            pair=self._id(pair, state, is_torn=is_torn),
            state=CONTRADICTORY if is_torn else DECIDED if is_decided else OPEN,
            verdict=None if state is None else CONTRADICTED if is_torn else state.verdict,
            voices=() if state is None else state.voices,
            resident=resident,
            member=member,
            effect=asked["effect"],
            probability=asked["probability"],
            rule=asked["rule"],
        )

    def _gone(self) -> Iterator[ReviewLine]:
        """Return what was decided of records that are not in this run, or take no part."""
        standing = set(self._heard["pair"])
        for at, (pair, _) in enumerate(self._held):
            if at not in standing:
                state = self._states[pair]
                yield ReviewLine(self._id(pair, state), WITHOUT_EFFECT, state.verdict, state.voices)

    def _id(self, pair: Pair, state: PairState | None, *, is_torn: bool = False) -> str:
        settles = state.last if state is not None and is_torn else 0
        return pair_id(PairId(pair.resident, pair.member, settles), self._ledger.key.seal)


def _taking_part(frame: pl.DataFrame, row: str) -> pl.DataFrame:
    """Return a side of a run as `placed` takes it."""
    excluded = pl.when(pl.col("status") == "excluded").then(pl.lit("excluded"))
    return frame.with_columns(row=row, excluded=excluded)


def contradictions(store: Path, ledger: Ledger) -> int:
    """Return how many pairs people disagree on in the latest run; without one, in all that was said."""
    try:
        folder = runs.RunFolder.opened(runs.locate("latest", store))
    except StoreFailed:
        return sum(state.verdict == CONTRADICTED for state in states(ledger).values())
    return Reviewed(folder, ledger).contradictions


def counted(lines: Sequence[ReviewLine]) -> dict[str, int]:
    """Return how many pairs SAMA would change what of."""
    return {code: found for code in review.EFFECTS if (found := sum(line.effect == code for line in lines))}
