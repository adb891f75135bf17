"""Sex as two columns, L and P, with a tick, an age or anything else in one of them: forms of RT and Posyandu."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.codes import SEXES
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

_FIELD: Final = "jenis_kelamin"
_GROUP: Final = re.compile(r"^(?:JENIS )?(?:KELAMIN|KLMIN|JK|SEX)\b|\b(?:JENIS )?(?:KELAMIN|KLMIN|JK|SEX)$")
_NEARLY_ALL: Final = 0.95
"""Share of rows in which exactly one of the two columns is filled, in a file written so."""
_NOTE: Final = Words(
    "Jenis kelamin dibaca dari kolom {one} dan {other}: yang terisi.",
    "Sex is read from the columns {one} and {other}: the one that is filled.",
)


def with_sex_ticked(table: Table) -> Table:
    """Return the table with the sex that two columns tell by which of them is filled; null where both or none are."""
    labels = {place: _sex_of(name) for place, name in enumerate(table.heading.names)}
    men, women = ([place for place, sex in labels.items() if sex == one] for one in "LP")
    if _FIELD in table.heading.fields or len(men) != 1 or len(women) != 1:
        return table
    is_man, is_woman = (pl.col(f"c{places[0]}").is_not_null() for places in (men, women))
    sex = pl.when(is_man & ~is_woman).then(pl.lit("L")).when(is_woman & ~is_man).then(pl.lit("P"))
    told = table.rows.select(sex.alias(_FIELD)).to_series()
    if told.count() < _NEARLY_ALL * len(told) or told.n_unique() < len("LP"):
        return table
    names = table.heading.names
    note = _NOTE.fill(one=names[men[0]][:60], other=names[women[0]][:60])
    return table.with_field(_FIELD, told, (*men, *women), note)


def _sex_of(header: str) -> str | None:
    """Return the sex that a header names and nothing else, by itself or below JENIS KELAMIN."""
    text = " ".join(re.findall("[A-Z0-9]+", header.upper()))
    return SEXES.get(_GROUP.sub("", text).strip()) if not text.isdigit() else None
