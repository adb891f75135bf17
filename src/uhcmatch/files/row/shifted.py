"""Rows of the right length whose cells stand in the wrong columns.

A separator lost in one place and one too many in another leave the number of cells as it should be. Such a row shows
itself by cells that do not suit their column while almost all other rows do: letters in a NIK, a date for a name, a
kecamatan under kelurahan, a blank in a column that is never blank. Two such signs, or one that cannot be anything else,
refuse the row. What a column is like is learnt from the file; a sign that many rows show is how the file is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.column.misnamed import IMPOSSIBLE, NOTHING
from uhcmatch.files.column.odd_cells import GLUED, ODD, STREET_WORD, TOTAL_BEHIND, says_something
from uhcmatch.files.column.plain import PLAIN
from uhcmatch.files.row.rows import not_persons
from uhcmatch.reference.unknown import UNKNOWN_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.files.column.repeating import Repeating
    from uhcmatch.files.header.table import Table

USUAL: Final = 0.2
"""Share of rows from which an odd cell is no sign of anything."""
RARE_BLANK: Final = 0.01
"""Share of blanks up to which a blank cell is a sign."""
FEW_BLANKS: Final = 2
"""Blanks that are a sign in a file of any length."""
VERY_RARE_BLANK: Final = 0.001
"""Share of blanks up to which a blank beside a cell that holds both values is no accident."""

OF_MANY_ROWS: Final = 2000
"""Rows per time that something may stand in a column and still be unheard of there: one slip is seldom alone."""
MANY_VALUES: Final = 2000
"""Distinct values of a column that are looked for in a neighbouring cell."""

_OFTEN_UNKNOWN: Final = frozenset({"nik", "no_kk", "nomor_kartu", "nama_ibu", "nama_ayah", "dusun"})
"""Fields whose rare blanks are no sign: people without a number are what is looked for."""
_NUMBERS: Final = frozenset({"nik", "no_kk", "nomor_kartu"})
_NAMES: Final = ("nama", "nama_ibu", "nama_ayah")
"""A mother's name is a father's in no row that has shifted, and in many that a clerk filled in."""
_SWAPPED: Final = ("tanggal_lahir", "tempat_lahir")
"""Place and date of birth typed into each other's column is a known habit and is put right later."""


def refuse_shifted(table: Table, repeating: Repeating) -> Table:
    """Move rows whose cells have shifted to `refused`."""
    if table.rows.height < 3:
        return table
    signs = pl.concat([_sign(table.rows.clear(), "", 1), *_signs(table, repeating)])
    weighed = (
        signs.group_by("line", "field")
        .agg(pl.col("weight").max())
        .with_columns(blank=pl.col("field").str.starts_with("-"), bare=pl.col("field").str.strip_prefix("-"))
        .group_by("line")
        .agg(
            odd=pl.col("weight").filter(~pl.col("blank")).sum(),
            blank=pl.col("weight").filter("blank").max().fill_null(0),
            # A blank of any weight goes with a swap; a cell grown together with another does not.
            is_swap=pl.col("bare").is_in(_SWAPPED).all() & (pl.col("weight").filter(~pl.col("blank")).max() < 2),
        )
    )
    weak = _without_identity(table, weighed["line"])
    is_weak = (pl.col("odd") > 0) & pl.col("line").is_in(weak.implode())
    shifted = weighed.filter(~pl.col("is_swap") & (pl.col("odd") + pl.col("blank") + is_weak >= 2)).sort("line")
    return table.without(shifted.select("line", reason=pl.lit("kolom_bergeser")), "refused")


def _without_identity(table: Table, lines: pl.Series) -> pl.Series:
    """Return those of the lines that have no number, and no name beside a date: one odd cell tells of them enough."""
    return not_persons(table, table.rows.filter(pl.col("line").is_in(lines.implode())))["line"]


def _signs(table: Table, repeating: Repeating) -> Iterator[pl.DataFrame]:
    """Yield signs: `line`, `field` (a dash in front of a blank one), `weight` (2 for what cannot be anything else)."""
    for field in ODD.keys() | GLUED.keys():
        if place := table.place(field):
            cells = _doubtful_cells(table, field, place, repeating)
            if field in _NUMBERS and _are_codes(table, place, cells):
                continue
            for weight, tests in ((1, ODD), (2, GLUED)):
                if field in tests:
                    doubtful = cells.filter(tests[field](pl.col(place)))
                    yield from _unless_usual(
                        table, place, field, weight, doubtful.filter(says_something(pl.col(place)))
                    )
    yield from _nik_for_card(table)
    yield from _name_for_address(table, repeating)
    yield from _total_in_last_cell(table)
    yield from _misplaced(table, repeating)
    yield from _blanks(table, repeating)


def _are_codes(table: Table, place: str, cells: pl.DataFrame) -> bool:
    """Tell a column of letters and digits mixed, as hashes are: there no number has grown together with a word."""
    is_mixed = pl.col(place).str.contains(r"\p{L}") & pl.col(place).str.contains("[0-9]")
    return cells.filter(is_mixed).height > USUAL * table.rows[place].count()


def _nik_for_card(table: Table) -> Iterator[pl.DataFrame]:
    """Yield rows with sixteen digits for a card number and none for a NIK: a cell was lost before, one put in."""
    card, nik = table.place("nomor_kartu"), table.place("nik")
    if card and nik:
        is_nik = pl.col(card).str.contains(r"^\W*[0-9]{16}\W*$") & pl.col(nik).is_null()
        yield from _unless_usual(table, card, "nomor_kartu", 2, table.rows.select("line", card, nik).filter(is_nik))


def _name_for_address(table: Table, repeating: Repeating) -> Iterator[pl.DataFrame]:
    """Yield rows whose address is some words and nothing else, where all other addresses hold numbers: a name."""
    if address := table.place("alamat"):
        cell, cells = pl.col(address), repeating.cells(address)
        bare = cells.filter(~cell.str.contains(r"[0-9]") & cell.str.contains(r"^\W*\p{L}+(?:\W+\p{L}+){0,3}\W*$"))
        if int(bare["times"].sum()) <= max(int(cells["times"].sum()) // OF_MANY_ROWS, 1):
            names = bare.filter(~cell.str.contains(STREET_WORD))[address]
            yield _sign(table.rows.select("line", address).filter(cell.is_in(names.implode())), "alamat", 2)


def _total_in_last_cell(table: Table) -> Iterator[pl.DataFrame]:
    """Yield the last row if the total below it has grown together with its last cell."""
    last = table.rows.filter(pl.col("line") == pl.col("line").max())
    for place in table.cells:
        yield _sign(last.filter(pl.col(place).str.contains(TOTAL_BEHIND)), place, 2)


def _doubtful_cells(table: Table, field: str, place: str, repeating: Repeating) -> pl.DataFrame:
    """Return `line` and cell of the rows that the tests of a field are for: all that may be odd or glued."""
    cells, cell = table.rows.select("line", place), pl.col(place)
    if field in PLAIN:
        return cells.filter(~PLAIN[field](cell))
    if place not in repeating.places:
        return cells
    tests = [tests[field](cell) for tests in (ODD, GLUED) if field in tests]
    doubtful = repeating.values(place).filter(pl.any_horizontal(tests))[place]
    return cells.filter(cell.is_in(doubtful.implode())) if len(doubtful) else cells.clear()


def _sign(rows: pl.DataFrame, field: str, weight: int) -> pl.DataFrame:
    return rows.select("line", field=pl.lit(field), weight=pl.lit(weight, pl.Int64))


def _unless_usual(table: Table, place: str, field: str, weight: int, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield rows as signs; of an oddity that many rows show, only cells that this field can never hold."""
    filled = table.rows[place].count()
    if 0 < rows.height <= max(USUAL * filled, 1):
        yield _sign(rows, field, weight)
    elif rows.height and field in IMPOSSIBLE:
        cell = pl.col(place)
        never = rows.filter(cell.str.contains(IMPOSSIBLE[field]) & ~cell.str.contains(NOTHING))
        yield _sign(never, field, weight)


def _misplaced(table: Table, repeating: Repeating) -> Iterator[pl.DataFrame]:
    """Yield cells whose value is unheard of in their column and common in a neighbouring one."""
    alike = (_parts(table), {table.place(field) for field in _NAMES})
    for place in sorted(repeating.places):
        besides = {f"c{int(place[1:]) + step}" for step in (-1, 1)} & repeating.places
        for beside in sorted(beside for beside in besides if not any({place, beside} <= same for same in alike)):
            few = max(table.rows.height // OF_MANY_ROWS, 1)
            rare = _rare_values(repeating.values(place), place, few)
            common = repeating.values(beside).filter(pl.col("times") > few)[beside]
            foreign = rare.filter(rare.is_in(common.implode()) & ~rare.is_in(list(UNKNOWN_CELLS)))
            if len(foreign):
                yield _sign(table.rows.filter(pl.col(place).is_in(foreign.implode())), place, 1)


def _rare_values(known: pl.DataFrame, place: str, few: int) -> pl.Series:
    """Return the values that stand `few` times at most; numbers only where all others are words."""
    is_once, is_word = pl.col("times") <= few, pl.col(place).str.contains(r"\p{L}{3}")
    has_words_only = bool(known.filter(~is_once).select(is_word.all()).item())
    once = known.filter(is_once)
    return once[place] if has_words_only else once.filter(is_word)[place]


def _blanks(table: Table, repeating: Repeating) -> Iterator[pl.DataFrame]:
    """Yield blanks of columns that are hardly ever blank; weight 2 where a neighbour holds this column's value too."""
    fields = {f"c{places[0]}": field for field, places in table.heading.fields.items()}
    parts = _parts(table)
    for place in (cell for cell in table.cells if cell not in parts):
        field = fields.get(place, place)
        if field in _OFTEN_UNKNOWN or not 0 < table.rows[place].null_count() <= _few(table, RARE_BLANK):
            continue
        blanks = table.rows.filter(pl.col(place).is_null())
        yield _sign(blanks, f"-{field}", 1)
        if blanks.height <= _few(table, VERY_RARE_BLANK):
            yield from _glued_to_neighbour(table, blanks, field, place, repeating)


def _parts(table: Table) -> set[str]:
    """Return the columns of fields that have several: names in parts, where one may be blank or like another."""
    return {f"c{place}" for places in table.heading.fields.values() if len(places) > 1 for place in places}


def _few(table: Table, share: float) -> float:
    return max(share * table.rows.height, FEW_BLANKS)


def _glued_to_neighbour(
    table: Table, blanks: pl.DataFrame, field: str, place: str, repeating: Repeating
) -> Iterator[pl.DataFrame]:
    """Yield blanks beside a cell that holds this column's value too, or is longer than any other of its own column."""
    column, common = int(place[1:]), _common_values(table, place, repeating)
    neighbour, value = pl.col("neighbour"), pl.col("value")
    for beside, at_edge in (
        (f"c{column - 1}", neighbour.str.ends_with(value)),
        (f"c{column + 1}", neighbour.str.starts_with(value)),
    ):
        if beside not in table.cells:
            continue
        suspects = _unheard_of(table, blanks, beside)
        pairs = suspects.join(common.to_frame("value"), how="cross")
        glued = pairs.filter(at_edge & (neighbour != value))
        is_other = ~table.rows["line"].is_in(suspects["line"].implode())
        others = table.rows[beside].filter(is_other)
        longest = others.str.len_chars().cast(pl.Int64).max()
        too_long = suspects.filter(neighbour.str.len_chars().cast(pl.Int64) > pl.lit(longest, pl.Int64))
        for found in (glued.unique("line"), too_long):
            if found.height:
                yield _sign(found, f"-{field}", 2)


def _common_values(table: Table, place: str, repeating: Repeating) -> pl.Series:
    """Return the values of a column that stand more than once, most frequent first; of few values all."""
    if place in repeating.places:
        known = repeating.values(place).sort("times", descending=True)
    else:
        known = table.rows[place].drop_nulls().value_counts(sort=True, name="times")
    return known.filter((pl.col("times") > 1) | (known.height <= MANY_VALUES)).head(MANY_VALUES)[place]


def _unheard_of(table: Table, blanks: pl.DataFrame, beside: str) -> pl.DataFrame:
    """Return `line` and `neighbour` of the blanks whose neighbouring value stands nowhere else in its column."""
    values = blanks[beside].drop_nulls().unique()
    column = table.rows[beside]
    same = column.filter(column.is_in(values.implode())).value_counts(name="times")
    once = same.filter(pl.col("times") == 1)[beside]
    return blanks.filter(pl.col(beside).is_in(once.implode())).select("line", neighbour=beside)
