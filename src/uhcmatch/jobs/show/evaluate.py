"""A kept run against a truth file, or against what clerks decided."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch import review, runs
from uhcmatch.evaluate import by_decisions, checked_truth, score, strata, unnamed
from uhcmatch.evaluate.truth import refused
from uhcmatch.jobs.known.decisions import placed, sides_of, statements
from uhcmatch.reference.verdicts import SAME
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.evaluate import ByDecisions, Scores, Stratum, Unnamed
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import Ledger, RunFolder


@dataclass(frozen=True)
class Evaluated:
    """What a run is worth, as a whole and by groups of people; and what of it the truth does not name."""

    scores: Scores
    strata: tuple[Stratum, ...]
    unnamed: Unnamed


def evaluate(asked: Asked, truth: Path) -> Evaluated:
    """Return the scores of a run; raises `InputRefused` when the truth cannot be used."""
    folder = asked.opened()
    residents, members, links = (folder.frame(name) for name in ("residents", "members", "links"))
    labelled = checked_truth(_read(truth), residents.height, members.height)
    if labelled.drop_nulls(["resident_row", "member_row"]).is_empty():
        raise refused(Words("tidak memuat satu pasangan pun", "it names not a single pair"))
    return Evaluated(
        score(residents, links, labelled),
        strata(residents, members, links, labelled, folder.as_of),
        unnamed(residents, members, links, labelled),
    )


def evaluate_decided(asked: Asked) -> ByDecisions:
    """Return what a run did with the pairs that clerks decided after it; those it knew of say nothing of it."""
    folder = asked.opened()
    with runs.reading(asked.store_path()) as ledger:
        labels = _labels(folder, ledger)
    return by_decisions(folder.frame("links"), labels)


def _labels(folder: RunFolder, ledger: Ledger | None) -> pl.DataFrame:
    """Return `resident_row`, `member_row`, `same` of the pairs decided after a run."""
    if ledger is None:
        return pl.DataFrame(schema={"resident_row": pl.Int64, "member_row": pl.Int64, "same": pl.Boolean})
    known = (folder.facts.get("ledger") or {"line": 0})["line"]
    early = {one.told.key for one in ledger.entries(review.KIND) if one.line <= known}
    states = review.standing(one for one in statements(ledger) if one.pair.key not in early)
    held = [(pair, state.verdict) for pair, state in states.items() if state.is_decided]
    said = placed(held, ledger.key, *sides_of(folder)).drop_nulls()
    return said.select("resident_row", "member_row", same=pl.col("verdict") == SAME)


def _read(truth: Path) -> pl.DataFrame:
    """Read a CSV (`,`, `;`, `|` or tabs, every column as text) or Parquet file, its headers in whichever case."""
    try:
        content = truth.read_bytes()
        labelled = pl.read_parquet(BytesIO(content)) if content.startswith(b"PAR1") else _separated(content)
        return labelled.rename(lambda header: header.strip().lower())
    except FileNotFoundError as error:
        raise refused(Words("tidak ada", "there is none of that name")) from error
    except (OSError, UnicodeError, pl.exceptions.PolarsError) as error:
        raise refused(Words("tidak dapat dibaca", "it cannot be read")) from error


def _separated(content: bytes) -> pl.DataFrame:
    """Read a table of separated values, also one that a spreadsheet saved as Unicode text."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        content = content.decode("utf-16").encode()
    header = content.split(b"\n", 1)[0]
    separator = max(",;\t|", key=lambda letter: header.count(letter.encode()))
    return pl.read_csv(BytesIO(content), separator=separator, infer_schema=False)
