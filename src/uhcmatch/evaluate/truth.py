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
    "person": pl.String(),
}
"""One row per true pair, per resident without a card, and per card without a resident.

A blank side is null; a resident with several rows has several cards. `status` is what the resident truly is, where
the labeller said so; `kinds` names the errors made on the way, separated by blanks, commas, semicolons or bars;
`person` tells which rows of the population are one person.
"""


def checked_truth(labelled: pl.DataFrame, residents: int, members: int) -> pl.DataFrame:
    """A table with columns `resident_row`, `member_row` and perhaps `status`, `kinds`, `person` → TRUTH.

    Raises `InputRefused` when a column is missing, a cell is no number, a row is not in a run of `residents` and
    `members` rows, or a card is named twice.
    """
    for name in ("resident_row", "member_row"):
        if name not in labelled.columns:
            raise refused(Words("kolom {name} tidak ada", "column {name} is missing").fill(name=name))
    texts = labelled.select(_text(labelled, name) for name in TRUTH)
    truth = texts.with_columns(_row_number("resident_row"), _row_number("member_row"))
    for name, rows in (("resident_row", residents), ("member_row", members)):
        if truth[name].null_count() > texts[name].null_count():
            raise refused(
                Words(
                    "kolom {name} memuat isi yang bukan nomor baris", "column {name} holds what is no row number"
                ).fill(name=name)
            )
        if not truth[name].drop_nulls().is_between(1, rows).all():
            raise refused(
                Words(
                    "kolom {name} menyebut baris yang tidak ada dalam hasil ini",
                    "column {name} names rows that are not in this run",
                ).fill(name=name)
            )
    if not truth["member_row"].drop_nulls().is_unique().all():
        raise refused(Words("satu kartu disebut lebih dari sekali", "one card is named more than once"))
    return truth


def of_kept_rows(truth: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """TRUTH → TRUTH about the rows the run kept: of a person who stands there twice either row may stand for both."""
    rows = truth.drop_nulls(["person", "resident_row"]).select("person", "resident_row").unique()
    several = rows.filter(pl.len().over("person") > 1).join(
        residents.select("resident_row", is_double=pl.col("reason") == "penduduk_ganda"), on="resident_row"
    )
    named = truth.filter(pl.col("status").ne_missing("excluded"))
    meant = several.join(named.select("resident_row"), on="resident_row", how="semi").filter("is_double")
    kept = several.filter(~pl.col("is_double").fill_null(value=False)).unique("person", keep="none")
    swap = meant.select("person", "resident_row").join(kept.select("person", other="resident_row"), on="person")
    both = pl.concat([swap, swap.select("person", resident_row="other", other="resident_row")]).drop("person")
    told = truth.join(both, on="resident_row", how="left", validate="m:1", maintain_order="left")
    return told.with_columns(resident_row=pl.coalesce("other", "resident_row")).drop("other")


def refused(why: Words) -> InputRefused:
    """Return the error for a truth file that cannot be used."""
    return InputRefused(
        Words(f"Berkas kebenaran: {why.id}.", f"Truth file: {why.en}."),
        Words(
            "Pakai berkas kebenaran dari masukan yang sama, dengan kolom resident_row dan member_row.",
            "Use the truth of the same inputs, with columns resident_row and member_row.",
        ),
    )


def _row_number(name: str) -> pl.Expr:
    """Read whole numbers, also those that a column with blanks made decimal (`4374.0`)."""
    return pl.col(name).str.replace(r"^(\d+)\.0+$", "$1").cast(pl.Int64, strict=False)


def _text(labelled: pl.DataFrame, name: str) -> pl.Expr:
    if name not in labelled.columns:
        return pl.lit(None, pl.String).alias(name)
    return pl.col(name).cast(pl.String).str.strip_chars().replace("", None)
