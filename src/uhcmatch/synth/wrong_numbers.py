"""What happens to NIK and KK on a member's row. Each function: rows it is tried on → the changed column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.synth.noisy import Trick

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws

_NIK = pl.col("nik")


def _typo(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Replace one digit by another."""
    n = rows.height
    place = pl.Series(draws.below(n, 16))
    old = rows["nik"].str.slice(place, 1)
    new = (old.cast(pl.Int64, strict=False).fill_null(0) + pl.Series(draws.between(n, 1, 9))) % 10
    return _with_piece(rows, place, new.cast(pl.String), 1)


def _transposed(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Swap two neighbouring digits."""
    place = pl.Series(draws.below(rows.height, 15))
    swapped = rows["nik"].str.slice(place + 1, 1) + rows["nik"].str.slice(place, 1)
    return _with_piece(rows, place, swapped, 2)


def _length(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Drop a digit, or type one twice."""
    n = rows.height
    place = pl.Series(draws.below(n, 16))
    doubled = pl.Series(draws.chance(n, 0.36))
    digit = rows["nik"].str.slice(place, 1)
    return _with_piece(rows, place, (digit + digit).zip_with(doubled, digit.str.slice(0, 0)), 1)


def _with_piece(rows: pl.DataFrame, place: pl.Series, piece: pl.Series, replaced: int) -> pl.DataFrame:
    """Put a piece in place of that many characters of the NIK; a NIK that is not 16 characters long stays."""
    nik = rows["nik"]
    changed = nik.str.slice(pl.repeat(0, rows.height, eager=True), place) + piece + nik.str.slice(place + replaced)
    return rows.select(pl.when(_NIK.str.len_chars() == 16).then(changed).otherwise(_NIK).alias("nik"))


def _borrowed(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Take the NIK of a parent or spouse who lives in the same household."""
    return rows.select(pl.coalesce("nik_lender", "nik").alias("nik"))


def _missing(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    blanks = ["", "-", "0", "TIDAK ADA NIK"]
    return pl.DataFrame({"nik": pl.Series(blanks).gather(draws.pick(rows.height, [80, 10, 5, 5]))})


def _dummy(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    choice = pl.Series(draws.pick(rows.height, [2, 2, 3, 3]))
    same = pl.Series(draws.between(rows.height, 0, 9)).cast(pl.String)
    return rows.select(
        pl.when(choice == 0)
        .then(pl.lit("1234567890123456"))
        .when(choice == 1)
        .then(same.str.pad_start(1) + same.str.replace_all("(.)", "$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1"))
        .when(choice == 2)
        .then(_NIK.str.slice(0, 6) + "0000000000")
        .otherwise(_NIK.str.slice(0, 12) + "0000")
        .alias("nik")
    )


def _scientific(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Show the number as an Indonesian Excel does: 3,37401E+15."""
    return rows.select((_NIK.str.slice(0, 1) + "," + _NIK.str.slice(1, 5) + "E+15").alias("nik"))


def precision(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Keep 15 digits, as Excel does."""
    return rows.select(
        pl.when(_NIK.str.len_chars() == 16).then(_NIK.str.slice(0, 15) + "0").otherwise(_NIK).alias("nik")
    )


def _dressed(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    choice = pl.Series(draws.pick(rows.height, [40, 15, 15, 15, 15]))
    return rows.select(
        pl.when(_NIK == "")
        .then(_NIK)
        .when(choice == 0)
        .then("'" + _NIK)
        .when(choice == 1)
        .then(_NIK + "\u00a0")
        .when(choice == 2)
        .then(pl.concat_str(_NIK.str.slice(0, 6), _NIK.str.slice(6, 6), _NIK.str.slice(12), separator="."))
        .when(choice == 3)
        .then(pl.concat_str(*(_NIK.str.slice(4 * piece, 4) for piece in range(4)), separator=" "))
        .otherwise("`" + _NIK)
        .alias("nik")
    )


def _letters(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return rows.select(_NIK.str.replace("0", "O", literal=True, n=2).str.replace("1", "l", literal=True).alias("nik"))


def _kk_stale(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Take a KK number the family had before: same kecamatan, another day and serial."""
    n = rows.height
    day, month, year = draws.between(n, 1, 28), draws.between(n, 1, 12), draws.between(n, 6, 22)
    tail = (day * 10_000 + month * 100 + year) * 10_000 + draws.between(n, 1, 40)
    old = pl.Series(tail).cast(pl.String).str.zfill(10)
    return rows.select((pl.col("no_kk").str.slice(0, 6) + old).alias("no_kk"))


def _kk_missing(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return pl.DataFrame({"no_kk": pl.repeat("", rows.height, eager=True)})


TRICKS: Final[dict[str, Trick]] = {
    "nik_borrowed": Trick("nik", _borrowed),
    "nik_typo": Trick("nik", _typo),
    "nik_transposed": Trick("nik", _transposed),
    "nik_length": Trick("nik", _length),
    "nik_missing": Trick("nik", _missing),
    "nik_dummy": Trick("nik", _dummy),
    "nik_scientific": Trick("nik", _scientific),
    "nik_precision": Trick("nik", precision, in_batches=True),
    "nik_letters": Trick("nik", _letters),
    "nik_dressed": Trick("nik", _dressed),
    "kk_stale": Trick("no_kk", _kk_stale),
    "kk_missing": Trick("no_kk", _kk_missing),
}
"""Numbers that are wrong, in the order in which they are tried."""
