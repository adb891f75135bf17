"""Clerical review of a kept run: listing, exporting and deciding pairs."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import review, runs
from uhcmatch.errors import UsageRefused
from uhcmatch.evaluate import Rate
from uhcmatch.jobs.kept.compared_again import digits_apart, model_of, weights_of
from uhcmatch.jobs.kept.remade import records_of
from uhcmatch.jobs.known.contradictions import refuse_contradictions
from uhcmatch.jobs.known.decisions import statements, states_of
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.review.review_queue import Chosen, Reviewed, contradictions
from uhcmatch.jobs.who import whoever
from uhcmatch.linkage.pairs_again import compared_pairs
from uhcmatch.report.evidence_words import evidence_words
from uhcmatch.review import Pair, PairId, ReviewLine, Statement
from uhcmatch.sheets.review_book import write_review
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.words import Language

COMMAND: Final = "review decide"


@contextmanager
def opened(asked: Asked) -> Iterator[tuple[RunFolder, Ledger]]:
    """Open a run and the ledger of its store; one that has none yet is given one, for ids are sealed with its key."""
    folder, store = asked.opened(), asked.store_path()
    with runs.reading(store) as ledger:
        if ledger is not None:
            yield folder, ledger
            return
    with runs.writing(store):
        pass
    with runs.reading(store) as ledger:
        if ledger is None:
            raise AssertionError
        yield folder, ledger


def listed(asked: Asked, chosen: Chosen, *, strict: bool = False) -> list[ReviewLine]:
    """Return the pairs asked for, first what changes most; raises `DecisionsContradict` if `strict` and any do."""
    with opened(asked) as (folder, ledger):
        reviewed = Reviewed(folder, ledger)
        lines = reviewed.lines(as_settled(asked, folder, chosen))
    if strict:
        refuse_contradictions(reviewed.contradictions)
    return lines


def agreed(asked: Asked) -> Rate:
    """Return how often second readers agreed with the first."""
    with runs.reading(asked.store_path()) as ledger:
        read, alike = review.agreement(statements(ledger))
    return Rate(alike, read)


def export(asked: Asked, chosen: Chosen, language: Language, out: Path) -> int:
    """Write the pairs asked for as a book to decide them in; return how many there are."""
    if out.suffix.lower() != ".xlsx":
        raise UsageRefused(
            Words("--out harus berakhiran .xlsx.", "--out must end in .xlsx."),
            Words("Misalnya --out verifikasi.xlsx.", "For example --out verifikasi.xlsx."),
        )
    with opened(asked) as (folder, ledger):
        reviewed = Reviewed(folder, ledger)
        lines = with_evidence(reviewed, reviewed.lines(as_settled(asked, folder, chosen)), language)
    write_review(lines, folder.run_id, folder.as_of, language, out)
    return len(lines)


def as_settled(asked: Asked, folder: RunFolder, chosen: Chosen) -> Chosen:
    """Return what was chosen, numbers in full where the settings of the office say so."""
    return replace(chosen, show_nik=chosen.show_nik or asked.settings(folder).privacy.show_nik)


def with_evidence(reviewed: Reviewed, lines: Sequence[ReviewLine], language: Language) -> list[ReviewLine]:
    """Add what speaks for and against each pair."""
    if not lines:
        return []
    rows = [((line.resident or {})["resident_row"], (line.member or {})["member_row"]) for line in lines]
    pairs = pl.DataFrame(rows, schema={"resident_row": pl.Int64, "member_row": pl.Int64}, orient="row")
    residents, members = records_of(reviewed.folder, reviewed.residents, reviewed.members)
    compared = compared_pairs(residents, members, pairs, model_of(reviewed.folder))
    told = {}
    for pair in compared.to_dicts():
        one, other = pair["resident_row"], pair["member_row"]
        apart = digits_apart(residents["nik_key"][one - 1], members["nik_key"][other - 1])
        told[one, other] = evidence_words(weights_of(pair), apart, language, is_baby=bool(pair["is_baby"]))
    return [replace(line, evidence=told.get(row)) for line, row in zip(lines, rows, strict=True)]


@dataclass(frozen=True)
class Meant:
    """Which pair is decided: by its id, or by the rows of the run."""

    pair: str | None = None
    resident_row: int | None = None
    member_row: int | None = None


@dataclass(frozen=True)
class Said:
    """What is said of it, by whom and why; `settles` ends a contradiction."""

    verdict: str
    who: str | None = None
    why: str | None = None
    settles: bool = False


def decide(asked: Asked, meant: Meant, said: Said, *, strict: bool = False) -> bool:
    """Record a decision; return whether it was new. Raises `UsageRefused` when no pair is meant."""
    store, moment = asked.store_path(), now()
    with runs.writing(store) as ledger:
        named = _named(asked, meant, ledger)
        pair = Pair(named.resident, named.member)
        state = states_of(ledger, [pair]).get(pair)
        settles = state.last if said.settles and state is not None else named.settles
        who = said.who or whoever()
        one = Statement(pair, said.verdict, who, said.why, moment.astimezone(UTC).isoformat(), settles)
        is_new = recorded(ledger, one, COMMAND, moment)
        torn = contradictions(store, ledger) if strict else 0
    refuse_contradictions(torn)
    return is_new


def recorded(ledger: Ledger, one: Statement, command: str, moment: datetime) -> bool:
    """Write what somebody said of a pair as an act of its own, unless it stands already; return whether it was new."""
    state = states_of(ledger, [one.pair]).get(one.pair)
    current = {voice.saying[:4] for voice in state.voices} if state is not None else set()
    is_new = one.saying[:4] not in current or (one.settles > 0 and len(current) > 1)
    if is_new:
        act = runs.Act(moment, whoever(), command, {"counts": {"new": 1}})
        ledger.append(act, [runs.Told(review.KIND, one.pair.key, one.as_content())])
    return is_new


def _named(asked: Asked, meant: Meant, ledger: Ledger) -> PairId:
    """Return the pair that is meant."""
    has_rows = meant.resident_row is not None and meant.member_row is not None
    if (meant.pair is None) != has_rows:
        raise UsageRefused(
            Words(
                "Sebutkan --pair, atau --resident-row dan --member-row.",
                "Give --pair, or --resident-row and --member-row.",
            ),
            Words("Lihat uhcmatch review list --format json.", "See uhcmatch review list --format json."),
        )
    if meant.pair is not None:
        named = review.read_pair_id(meant.pair, ledger.key.seal)
        if named is None:
            raise UsageRefused(
                Words("--pair rusak atau dari tempat lain.", "--pair is damaged or of another store."),
                Words(
                    "Salin dari uhcmatch review list --format json.", "Copy it from uhcmatch review list --format json."
                ),
            )
        return named
    folder = asked.opened()
    residents = _row(folder.frame("residents"), meant.resident_row or 0, "--resident-row")
    members = _row(folder.frame("members"), meant.member_row or 0, "--member-row")
    return PairId(runs.resident_prints(residents, ledger.key)[0], runs.member_prints(members, ledger.key)[0])


def _row(frame: pl.DataFrame, row: int, option: str) -> pl.DataFrame:
    if not 1 <= row <= frame.height:
        raise UsageRefused(
            Words("{option} di luar hasil ini.", "{option} is outside this run.").fill(option=option),
            Words("Pilih baris 1 sampai {rows}.", "Choose a row from 1 to {rows}.").fill(rows=frame.height),
        )
    return frame.slice(row - 1, 1)
