"""What a run says of how it linked: too little to learn from, and names that stand beside other people's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.linkage.link import Linkage
    from uhcmatch.shelf import Shelf

_NOT_LEARNT: Final = Words(
    "Hanya {pairs} pasangan terverifikasi: bobot bawaan yang dipakai.",
    "Only {pairs} verified pairs: the shipped weights were used.",
)
_COUNTED: Final = Words(
    "Hanya {pairs} pasangan terverifikasi: bobot bawaan, disesuaikan hitungan.",
    "Only {pairs} verified pairs: the shipped weights, adjusted by counting.",
)
_SLID: Final = Words(
    "{file}: {n} nama berdiri di samping NIK orang lain, baris demi baris, terbanyak di baris data {first}–{last}. "
    "Periksa apakah satu kolom bergeser atau diurutkan sendiri, dan minta ekspor baru.",
    "{file}: {n} names stand beside another person's NIK, row upon row, most of them in data rows {first}–{last}. "
    "Check whether a column slid or was sorted by itself, and ask for a new export.",
)


def notes_on(linked: Linkage, residents: Shelf, members: Shelf) -> Iterator[Words]:
    """Yield them; the shelves tell where the rows of either side stand (`source_file`, `source_row`)."""
    if linked.too_few is not None:
        yield (_COUNTED if linked.model.moved else _NOT_LEARNT).fill(pairs=linked.too_few)
    for side, shelf in (("residents", residents), ("members", members)):
        of_side = linked.slid.filter(pl.col("side") == side)
        if not of_side.is_empty():
            places = shelf.only("source_file", "source_row").gather(of_side["row"] - 1).frame()
            yield from _of_files(places.with_columns(of_side["stretch"]))


def _of_files(places: pl.DataFrame) -> Iterator[Words]:
    """Say of each file how many of its names are other people's, and where most of them are."""
    row = pl.col("source_row")
    longest = (
        places.group_by("source_file", "stretch", maintain_order=True)
        .agg(pl.len().alias("length"), row.first().alias("first"), row.last().alias("last"))
        .with_columns(n=pl.col("length").sum().over("source_file").cast(pl.Int64))
        .sort("length", descending=True, maintain_order=True)
        .unique("source_file", keep="first", maintain_order=True)
    )
    for file, n, first, last in longest.select("source_file", "n", "first", "last").iter_rows():
        yield _SLID.fill(file=file, n=n, first=str(first), last=str(last))
