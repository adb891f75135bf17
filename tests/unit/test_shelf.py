from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.shelf import Lookup, Parcel, Shelf, rows_of, stacked

SEX = Lookup(pl.Series([1, None, 0, 1], dtype=pl.UInt32), pl.DataFrame({"sex": ["L", "P"], "is_woman": [False, True]}))


def shelf() -> Shelf:
    return Shelf((pl.DataFrame({"row": [1, 2, 3, 4]}), SEX))


def test_a_frame_comes_back_as_it_was_laid_aside() -> None:
    assert shelf().frame().rows() == [(1, "P", True), (2, None, None), (3, "L", False), (4, "P", True)]
    assert shelf().frame("sex", "row").columns == ["sex", "row"]


def test_some_rows_and_columns() -> None:
    few = shelf().only("sex").filter(pl.Series([False, True, True, False]))
    assert few.frame().to_dict(as_series=False) == {"sex": [None, "L"]}


def test_rows_at_some_places_in_that_order() -> None:
    assert shelf().gather(pl.Series([3, 1, 3])).frame("sex", "row").rows() == [("P", 4), (None, 2), ("P", 4)]


def test_rows_of_a_parcel_that_is_empty_afterwards() -> None:
    held = Parcel(pl.DataFrame({"row": [1, 2, 3], "name": ["A", None, "C"]}))
    assert rows_of(held, pl.Series([True, False, True])).to_dict(as_series=False) == {"row": [1, 3], "name": ["A", "C"]}
    with pytest.raises(LookupError):
        held.take()


def test_frames_are_stacked_in_order() -> None:
    parts = [
        pl.DataFrame({"row": rows, "name": names}) for rows, names in (([1, 2], ["A", "B"]), ([], []), ([3], [""]))
    ]
    parts = [part.cast({"row": pl.Int64, "name": pl.String}) for part in parts]
    assert stacked(Parcel(parts[1:2])).equals(parts[1])
    assert stacked(Parcel(parts)).rows() == [(1, "A"), (2, "B"), (3, "")]


def test_new_columns_replace_those_of_their_name() -> None:
    changed = shelf().beside(Lookup.of(pl.Series("sex", ["L", "L", None, "P"])))
    assert changed.frame("sex")["sex"].to_list() == ["L", "L", None, "P"]
    assert changed.frame().columns == ["row", "is_woman", "sex"]


def test_columns_take_the_kinds_of_a_schema_and_others_go() -> None:
    typed = shelf().typed({"row": pl.Int64(), "is_woman": pl.String()})
    assert typed.frame().rows() == [(1, "true"), (2, None), (3, "false"), (4, "true")]


def test_rows_that_know_a_value_and_how_often_each_stands() -> None:
    assert shelf().known("sex").to_list() == [True, False, True, True]
    assert shelf().known("row").all()
    assert SEX.times().to_list() == [1, 2]


def test_one_column_fills_the_gaps_of_another() -> None:
    first = Lookup(pl.Series([None, 0, 1, None], dtype=pl.UInt32), pl.DataFrame({"sex": ["W", None]}))
    assert first.or_else(SEX.select("sex")).frame()["sex"].to_list() == ["P", "W", "L", "P"]


def test_texts_are_kept_once_in_order_of_appearance() -> None:
    column = Lookup.of(pl.Series("text", ["b", None, "a", "b"]))
    assert column.answers["text"].to_list() == ["b", "a"]
    assert column.frame()["text"].to_list() == ["b", None, "a", "b"]
    assert Lookup.of(pl.Series("text", [None], dtype=pl.String)).frame()["text"].to_list() == [None]


def test_a_parcel_is_taken_once() -> None:
    parcel = Parcel(pl.DataFrame({"row": [1]}))
    assert parcel.take().height == 1
    with pytest.raises(LookupError):
        parcel.take()


@pytest.mark.parametrize("texts", [20_000, 3])
@pytest.mark.parametrize("nulls", [0, 7])
def test_texts_are_numbered_in_order_of_first_appearance(texts: int, nulls: int) -> None:
    """Many texts are numbered by their hash, few by polars: the same numbers."""
    rows = [None if nulls and row % nulls == 0 else f"TEXT {row * 7_919 % texts}" for row in range(30_000)]
    told = Lookup.of(pl.Series("name", rows, dtype=pl.String))
    distinct = list(dict.fromkeys(row for row in rows if row is not None))
    number = {text: place for place, text in enumerate(distinct)}
    assert told.answers.to_dict(as_series=False) == {"name": distinct}
    assert told.numbers.to_list() == [None if row is None else number[row] for row in rows]
    assert told.frame().to_series().to_list() == rows
