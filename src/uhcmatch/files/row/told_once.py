"""Cells left blank because another row says it: a family's card and home written beside its first member only.

Lists made to be read are like that, by hand, from a pivot table, or from merged cells that lost their merging. A blank
cell is filled only where the whole column shows the habit: what is not known does not fall on every row but a family's
first, nor leave out just what the rows above say already. A mark such as `sda` or `"` says it of one cell. What is
carried down stops at a refused row, which may have been the family's first. Every cell filled is counted in a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.column.plain import starts_with_digit
from uhcmatch.reference.codes import SHDK
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.files.header.table import Table

_CARD: Final = "no_kk"
_AREAS: Final = ("kecamatan", "kelurahan", "dusun", "rw", "rt_rw", "rt")
"""From the widest to the narrowest."""
_HOME: Final = (*_AREAS, "alamat")
_HEADS: Final = (
    "KEPALA KELUARGA",
    "KEPALA",
    "PESERTA",
    *(label for label, said in SHDK.items() if said == "KEPALA KELUARGA"),
)
_SORTED_BY: Final = ("nama", "nik", "tanggal_lahir")
"""Columns by which a list may have been sorted after it was written, which tears its families apart."""

_MARKS: Final = ("SDA", "S.D.A", "S.D.A.", "IDEM", '"', '""', "''", "’’", "”", "“", "〃", '-"-', "-''-")
_LONGEST: Final = 6
"""Bytes that a mark has at most."""

_HABIT: Final = 0.3
"""Share of blank cells from which leaving them blank may be how the file is written."""
_NEARLY_ALL: Final = 0.95
_MOST: Final = 0.8
_FAMILY: Final = 20
"""Rows up to which those below a card are its family."""
_FIRST: Final = 10_000
"""Rows looked at before all are."""
_FEW: Final = 3
"""Families, or rows, below which a habit cannot be told from chance."""

_NOTE: Final = Words(
    "Kolom {header}: {count} sel diisi dari baris di atasnya atau dari keluarganya, karena hanya ditulis sekali.",
    "Column {header}: {count} cells filled from the row above or from the family, as they are written only once.",
)


def with_marks_read(table: Table) -> Table:
    """Return the table in which a mark for the row above is what that row says, blank where there is none; noted.

    To be done before cells are held against what else their column holds, for a mark is like none of it.
    """
    return _noted(_under_marks(table), table)


def with_what_is_told_once(table: Table) -> Table:
    """Return the table with the blank cells filled that plainly repeat another row's, and a note for each column."""
    return _noted(_homes(_cards(_areas(table))), table)


def _noted(filled: Table, table: Table) -> Table:
    if filled is table:
        return table
    counts = {place: int(filled.rows[place].ne_missing(table.rows[place]).sum()) for place in table.cells}
    notes = [
        _NOTE.fill(header=table.heading.names[int(place[1:])], count=count) for place, count in counts.items() if count
    ]
    return filled.changed(notes=(*table.notes, *notes))


def _under_marks(table: Table) -> Table:
    marked = {place: _is_mark(table.rows[place]) for place in _places(table, (_CARD, *_HOME))}
    marked = {place: is_mark for place, is_mark in marked.items() if is_mark.any()}
    if not marked:
        return table
    # A blank cell is carried down too, as an empty text: below it a mark repeats nothing.
    said = {
        place: pl.when(is_mark).then(None).otherwise(pl.col(place).fill_null("")) for place, is_mark in marked.items()
    }
    rows = table.rows.with_columns(**said)
    carried = [_carried_down(table, rows[place]).replace("", None) for place in marked]
    return table.changed(rows=rows.with_columns(carried))


def _is_mark(cells: pl.Series) -> pl.Series:
    cell = pl.col(cells.name)
    doubtful = cells.to_frame().select((cell.str.len_bytes() <= _LONGEST) & ~starts_with_digit(cell)).to_series()
    places = doubtful.arg_true()
    is_mark = cells.gather(places).str.to_uppercase().is_in(list(_MARKS))
    return pl.repeat(False, len(cells), eager=True).scatter(places.filter(is_mark), True)


def _areas(table: Table) -> Table:
    """Carry areas down that are written only where they begin: the outline of a pivot table, or one area a block."""
    rows, wider = table.rows, list[str]()
    for place in _places(table, _AREAS):
        cells = rows[place]
        if _is_habit(cells) and _is_told_where_it_begins(rows, wider, place):
            # A block of hundreds hardly lost the very row that begins it; a family may have.
            is_long = cells.count() * _FAMILY < len(cells)
            rows = rows.with_columns(cells.forward_fill() if is_long else _carried_down(table, cells))
        wider.append(place)
    return table if rows is table.rows else table.changed(rows=rows)


def _is_told_where_it_begins(rows: pl.DataFrame, wider: list[str], place: str) -> bool:
    """Return whether the first row has the area, hardly any is written twice, and the rows below are in the wider ones.

    An area that is known of some rows only stands beside many of them, or between rows of other areas.
    """
    if rows[place].is_empty() or rows[place][0] is None or rows.height <= _FEW:
        return False
    is_written = pl.col(place).is_not_null()
    written = rows.filter(is_written).select(*wider, place)
    if written.n_unique() < _NEARLY_ALL * written.height:
        return False
    within = [pl.col(area).eq_missing(pl.when(is_written).then(area).forward_fill()) for area in wider]
    return not within or rows.select(pl.all_horizontal(within).mean()).item() >= _NEARLY_ALL


def _cards(table: Table) -> Table:
    """Give the rows below a family card's only row that card, where all cards are written so."""
    places = _places(table, (_CARD,))
    if len(places) != 1 or not _is_habit(table.rows[places[0]]):
        return table
    (place,) = places
    told = table.rows.select(
        "line",
        card=place,
        has_card=pl.col(place).is_not_null(),
        is_head=_is_head(table),
        has_home=pl.any_horizontal(
            pl.lit(value=False), *(pl.col(home).is_not_null() for home in _places(table, _HOME))
        ),
        run=_unbroken(table),
    )
    cards = told["card"].drop_nulls()
    if cards.n_unique() < _NEARLY_ALL * len(cards) or _is_sorted(table):
        return table
    begins = [name for name in ("is_head", "has_home") if _begins_a_family(told, name)]
    if not begins:
        return table
    starts = pl.any_horizontal("has_card", *begins)
    family = told.select("card", family=pl.struct(starts.cum_sum(), "run").rank("dense"))
    family = family.with_columns(size=pl.len().over("family"), card=pl.col("card").first().over("family"))
    carried = family.select(pl.when(pl.col("size") <= _FAMILY).then("card")).to_series()
    return table.changed(rows=table.rows.with_columns(pl.coalesce(place, carried).alias(place)))


def _begins_a_family(told: pl.DataFrame, name: str) -> bool:
    """Return whether rows with a card, and hardly any others, are a head of family or have a home of their own."""
    with_card, without = told.filter("has_card")[name], told.filter(~pl.col("has_card"))[name]
    return int(with_card.sum()) >= _NEARLY_ALL * len(with_card) and int((~without).sum()) >= _NEARLY_ALL * len(without)


def _is_head(table: Table) -> pl.Expr:
    relation = table.place("hubungan")
    if relation is None:
        return pl.lit(value=False)
    label = pl.col(relation).str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars(" 0")
    return label.is_in(list(_HEADS)).fill_null(value=False)


def _is_sorted(table: Table) -> bool:
    """Return whether the rows stand in the order of people, so that families no longer stand together."""
    # Parts of a date or a name are no order by themselves: a family may share the day.
    columns = [places for field in _SORTED_BY if len(places := _places(table, (field,))) == 1]
    for (place,) in columns:
        cells = table.rows[place].drop_nulls()
        ascends = (cells >= cells.shift(1)).sum()
        if max(ascends, len(cells) - ascends) > _NEARLY_ALL * len(cells):
            return True
    return False


def _homes(table: Table) -> Table:
    """Give the members of a family without any home the one that is written beside a single member of it."""
    card = _places(table, (_CARD,))
    places = [place for place in _places(table, _HOME) if _is_habit(table.rows[place])]
    if len(card) != 1 or not places:
        return table
    has_home = pl.any_horizontal(pl.col(place).is_not_null() for place in places)
    told = table.rows.select(card=card[0], has_home=has_home, home=pl.struct(places))
    # A look at the first rows spares files that are not like that a count of all families.
    if not all(_tell_once(_families(rows)) for rows in (told.head(_FIRST), told)):
        return table
    home = told.select("card").join(_families(told), on="card", how="left", maintain_order="left")["home"]
    is_open = told.select(~pl.col("has_home")).to_series()
    rows = table.rows.with_columns(
        pl.when(is_open).then(home.struct.field(place)).otherwise(pl.col(place)).alias(place) for place in places
    )
    return table.changed(rows=rows)


def _families(told: pl.DataFrame) -> pl.DataFrame:
    """Return of each card with several rows how many have a home, and the home where a single one has."""
    families = told.filter(pl.col("card").is_not_null()).group_by("card")
    several = families.agg(
        rows=pl.len(), homes=pl.col("has_home").sum(), home=pl.col("home").filter("has_home").first()
    )
    home = pl.when(pl.col("homes") == 1).then("home")
    return several.filter(pl.col("rows") > 1).select("card", "homes", home=home)


def _tell_once(families: pl.DataFrame) -> bool:
    return (families["homes"] == 1).sum() >= max(_FEW, _MOST * families.height)


def _is_habit(cells: pl.Series) -> bool:
    return cells.null_count() >= max(_HABIT * len(cells), 1) and cells.null_count() < len(cells)


def _carried_down(table: Table, cells: pl.Series) -> pl.Series:
    return pl.DataFrame([cells, _unbroken(table).alias("run")]).select(pl.col(cells.name).forward_fill().over("run"))[
        cells.name
    ]


def _unbroken(table: Table) -> pl.Series:
    """Number the runs of rows between which no row was refused."""
    return table.refused["line"].sort().search_sorted(table.rows["line"])


def _places(table: Table, fields: Iterable[str]) -> list[str]:
    """Return the cell columns of fields, in that order."""
    return [f"c{place}" for field in fields for place in table.heading.fields.get(field, ())]
