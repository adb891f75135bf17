"""What the rows of a table usually are: a line of few cells is held against it before it is taken for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.column.plain import is_number, starts_with_digit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.files.header.table import Table

FEW: Final = 3
"""Cells that a heading, a sum or a note has at most."""
_LESS: Final = 2
"""Cells by which a line must fall short of the usual row: in a table of NIK and name two cells are all there are."""
_LOOKED_AT: Final = 10_000
_WHOLE: Final[dict[str, tuple[int, int]]] = {"nik": (13, 17), "nomor_kartu": (7, 17)}
"""Field → digits of its numbers, one lost or typed twice, and of a card the zeros in front; the number of a civil
servant (NIP) has 18."""
_SHORT: Final = (4, 10)
"""Digits of sums, codes of areas, dates and postcodes."""
_CIVIL_SERVANT: Final = 18
_WORD: Final = r"[\p{L}\p{N}]"
_BEFORE_LETTERS: Final = r"^([^\p{L}]*)"
_DECIMALS: Final = r"[.,]0{1,2}\W*$"
_SIGNS: Final = r"^(?:0+|9+)$"
"""What closes a list or holds a place is no number."""
_BESIDE_WORD: Final = r"^[^\p{L}]*(?:\s\p{L}+\W*)?$"
"""A number, or a number of something; `327I0112O59…` is one misread."""


def filled(table: Table) -> pl.Expr:
    """Return how many cells of a row say anything."""
    return pl.sum_horizontal(pl.col(table.cells).str.contains(_WORD).fill_null(value=False))


def identifiers(table: Table) -> dict[str, tuple[int, int]]:
    """Return the cell columns of NIK and card number, each with how many digits its whole numbers have."""
    return {place: digits for field, digits in _WHOLE.items() if (place := table.place(field))}


def is_plain_person(table: Table) -> pl.Expr:
    """Rows with nothing but a long number in its column, and no word in the first: a cheap look, no patterns."""
    first = pl.col(table.cells[0])
    # As text 9999… comes after the one, 0000… before the other: they hold the place of a number.
    numbers = [
        is_number(pl.col(place), *digits) & (pl.col(place) < "999") & (pl.col(place) >= "0001")
        for place, digits in identifiers(table).items()
    ]
    has_number = pl.any_horizontal(pl.lit(value=False), *(number.fill_null(value=False) for number in numbers))
    return has_number & (first.is_null() | starts_with_digit(first))


@dataclass(frozen=True)
class Usual:
    """The usual row: how many cells are `filled`, how many `digits` each column of NIK and card has, and may have."""

    filled: int
    digits: dict[str, int]
    whole: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, table: Table) -> Usual:
        """Look at rows that plainly are persons; where there are none, at all."""
        rows = table.rows.head(_LOOKED_AT)
        persons = rows.filter(is_plain_person(table))
        rows = rows if persons.is_empty() else persons
        whole = identifiers(table)
        digits = {place: _middle(rows.select(_digits(place).str.len_bytes())) for place in whole}
        return cls(_middle(rows.select(filled(table))), digits, whole)

    def is_bare(self, table: Table) -> pl.Expr:
        """Rows of few cells in a table whose rows fill more."""
        return filled(table) <= min(FEW, self.filled - _LESS)

    def has_whole_number(self) -> pl.Expr:
        """Rows with a NIK or card of all digits, or of as many as its column usually has."""
        return _any(self._is_whole(place) for place in self.digits)

    def has_short_number(self, *, only_nik: bool = False) -> pl.Expr:
        """Rows with a number in these columns that counts, or is a code, a date or a civil servant's.

        Of a card that lost its zeros as little may be left: where nothing else tells, `only_nik` are asked.
        """
        return _any(
            (_long(place).is_between(*_SHORT) | (_long(place) == _CIVIL_SERVANT))
            & pl.col(place).str.contains(_BESIDE_WORD)
            & ~self._is_whole(place)
            for place, digits in self.whole.items()
            if digits == _WHOLE["nik"] or not only_nik
        )

    def _is_whole(self, place: str) -> pl.Expr:
        usual = self.digits[place]
        is_usual = _long(place).is_between(max(usual - 1, 1), usual + 1)
        return (_long(place).is_between(*self.whole[place]) | is_usual) & ~_digits(place).str.contains(_SIGNS)


def _digits(place: str) -> pl.Expr:
    number = pl.col(place).str.extract(_BEFORE_LETTERS, 1).str.replace(_DECIMALS, "")
    return number.str.replace_all("[^0-9]", "")


def _long(place: str) -> pl.Expr:
    return _digits(place).str.len_bytes()


def _any(tests: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(test.fill_null(value=False) for test in tests))


def _middle(counts: pl.DataFrame) -> int:
    middle = counts.to_series().drop_nulls().median()
    return int(middle) if isinstance(middle, int | float) else 0
