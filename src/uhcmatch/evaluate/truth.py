"""The truth file: which card belongs to whom, as labelled or as a synthetic town knows it."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.words import Words

TRUTH: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "member_row": pl.Int64(),
    "status": pl.String(),
    "kinds": pl.String(),
}
"""One row per true pair, per resident without a card, and per card without a resident.

A blank side is null; a resident with several rows has several cards. `status` is what the resident truly is, where
the labeller said so; `kinds` names the errors made on the way, separated by blanks, commas, semicolons or bars.
"""


def checked_truth(labelled: pl.DataFrame, residents: int, members: int) -> pl.DataFrame:
    """A table with columns `resident_row`, `member_row` and perhaps `status`, `kinds` → TRUTH.

    Raises `InputRefused` when a column is missing, a cell is no number, a row is not in a run of `residents` and
    `members` rows, or a card is named twice.
    """
    for name in ("resident_row", "member_row"):
        if name not in labelled.columns:
            raise refused(Words("kolom {name} tidak ada", "column {name} is missing").fill(name=name))
    texts = labelled.select(_text(labelled, name) for name in TRUTH)
    truth = texts.with_columns(pl.col("resident_row", "member_row").cast(pl.Int64, strict=False))
    for name, rows in (("resident_row", residents), ("member_row", members)):
        is_number = truth[name].null_count() == texts[name].null_count()
        if not is_number or not truth[name].drop_nulls().is_between(1, rows).all():
            raise refused(
                Words(
                    "kolom {name} menyebut baris yang tidak ada dalam hasil ini",
                    "column {name} names rows that are not in this run",
                ).fill(name=name)
            )
    if not truth["member_row"].drop_nulls().is_unique().all():
        raise refused(Words("satu kartu disebut lebih dari sekali", "one card is named more than once"))
    return truth


def refused(why: Words) -> InputRefused:
    """Return the error for a truth file that cannot be used."""
    return InputRefused(
        Words(f"Berkas kebenaran: {why.id}.", f"Truth file: {why.en}."),
        Words(
            "Pakai berkas kebenaran dari masukan yang sama, dengan kolom resident_row dan member_row.",
            "Use the truth of the same inputs, with columns resident_row and member_row.",
        ),
    )


def _text(labelled: pl.DataFrame, name: str) -> pl.Expr:
    if name not in labelled.columns:
        return pl.lit(None, pl.String).alias(name)
    return pl.col(name).cast(pl.String).str.strip_chars().replace("", None)
