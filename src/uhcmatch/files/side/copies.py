"""Files of one side that list the same people: a part saved twice (`feb.csv`, `feb (1).csv`), or one within another.

The same bytes twice are refused (`read`). Here rows were sorted, or a few or their letters were changed: all are read
and the doubles found one by one later, but only whoever gave the files knows whether both belong there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.refusals import shown
from uhcmatch.files.side.person_keys import NAME_AND_DATE, hashed_names, person_keys
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED: Final = 0.9
"""Share of the rows of the shorter of two files that stand in the other, too, from which it is said."""
REPEATED: Final = 0.3
"""Share of the rows of one file that stand further up in it from which it is said: half, when all was pasted twice."""
FEW: Final = 10
"""Rows with something to know them by below which a file says too little."""
_LOOKED_AT: Final = 2_000
"""Keys of the shortest file that are looked at before all are: by their hashes, so the same people in every file."""
_MAYBE: Final = 0.5
"""Share of the keys of one kind from which all rows are looked at: what one kind misses another may tell."""
_ONE_PERSON: Final = 3
"""Rows of one file that a number may have; one of more holds a place (`9999999999999999`)."""
_SAID: Final = Words(
    "{count} dari {rows} barisnya ada juga di {other} (nomor sama, atau nama dan tanggal lahir); bila bagiannya sama, "
    "berikan satu saja.",
    "{count} of its {rows} rows stand in {other}, too (same number, or name and birth date); if it is the same part, "
    "give only one.",
)
_TWICE: Final = Words(
    "{count} dari {rows} barisnya mengulang baris di atasnya (orang yang sama): apakah isinya tersalin dua kali?",
    "{count} of its {rows} rows repeat a row above them (the same person): was its content pasted twice?",
)


def notes_on_copies(frames: Sequence[pl.DataFrame], names: Sequence[str]) -> list[tuple[Words, ...]]:
    """Return for each of a side's RAW frames what is said of the rows it shares with another, or repeats itself.

    A row is known by its card number, its NIK, or its name beside the birth date, whichever it has; how they are
    written does not matter.
    """
    keys = person_keys(frames)
    notes = [_on_itself(*one) for one in zip(frames, keys, strict=True)]
    if len(frames) == 1:
        return notes
    heights = [int(_known(one).sum()) for one in keys]
    for at, other in _pairs(keys, heights):
        few, many = sorted((at, other), key=lambda one: (heights[one], -one))
        count = _standing_in(keys[few], keys[many])
        if heights[few] >= FEW and count >= SHARED * heights[few]:
            notes[few] += (_SAID.fill(count=count, rows=frames[few].height, other=shown(names[many])),)
    return notes


def _known(keys: pl.DataFrame) -> pl.Series:
    """Tell which rows have a key of any kind."""
    return keys.select(known=pl.any_horizontal(pl.all().is_not_null())).to_series()


def _standing_in(keys: pl.DataFrame, others: pl.DataFrame) -> int:
    """Count the rows of which a key of any kind stands in the other frame, too."""
    shared = [_of_persons(keys[kind]).is_in(_of_persons(others[kind]).drop_nulls().implode()) for kind in keys.columns]
    return int(pl.select(pl.any_horizontal(each.fill_null(value=False) for each in shared).sum()).item())


def _of_persons(keys: pl.Series) -> pl.Series:
    """Return the keys without those that too many rows have to be one person's."""
    counts = keys.drop_nulls().value_counts(sort=False, name="times").filter(pl.col("times") > _ONE_PERSON)
    return keys.set(keys.is_in(counts[keys.name].implode()), None) if counts.height else keys


def _on_itself(frame: pl.DataFrame, keys: pl.DataFrame) -> tuple[Words, ...]:
    """Return what is said of rows that stand further up in the same frame: equal by number and name, or by what else.

    Namesakes of one day who have numbers are two people.
    """
    if NAME_AND_DATE in keys.columns:
        has_number = _known(keys.drop(NAME_AND_DATE))
        keys = keys.with_columns(keys[NAME_AND_DATE].set(has_number, None))
    suspected = [kind for kind in keys.columns if _is_much(_repeats(keys[kind]), keys.height)]
    if not suspected or "nama" not in frame.columns:
        return ()
    names = hashed_names(frame["nama"])  # A family may have the number of its head in every row.
    count = max(_repeats(keys[kind] if kind == NAME_AND_DATE else keys[kind] ^ names) for kind in suspected)
    return (_TWICE.fill(count=count, rows=frame.height),) if _is_much(count, keys.height) else ()


def _repeats(keys: pl.Series) -> int:
    known = keys.drop_nulls()
    return len(known) - known.n_unique()


def _is_much(count: int, rows: int) -> bool:
    return rows >= FEW and count >= REPEATED * rows


def _pairs(keys: Sequence[pl.DataFrame], heights: Sequence[int]) -> list[tuple[int, int]]:
    """Return which frames may share enough: a key is held against the first frame that has it, not all by all."""
    step = max(1, min((height for height in heights if height >= FEW), default=0) // _LOOKED_AT)
    told = [
        pl.DataFrame({"at": at, "kind": kind, "key": one[kind].drop_nulls()}, schema=_TOLD)
        .filter(pl.col("key") % step == 0)
        .unique()
        for at, one in enumerate(keys)
        for kind in one.columns
    ]
    rows = pl.concat(told)
    first = rows.unique(["kind", "key"], keep="first", maintain_order=True).rename({"at": "first"})
    shared = rows.join(first, on=["kind", "key"]).filter(pl.col("first") != pl.col("at"))
    sizes = {row[:2]: row[2] for row in rows.group_by("at", "kind").len().iter_rows()}
    found = {
        (at, other)
        for other, at, kind, count in shared.group_by("first", "at", "kind").len().iter_rows()
        if count >= _MAYBE * min(sizes[at, kind], sizes[other, kind])
    }
    return sorted(found)


_TOLD: Final = {"at": pl.Int32(), "kind": pl.String(), "key": pl.UInt64()}
