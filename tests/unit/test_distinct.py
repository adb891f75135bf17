from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.distinct import (
    Distinct,
    distinct_rows,
    joined_words,
    numbered,
    numbered_whole,
    split_words,
    words_in_order,
)


@pytest.mark.parametrize("values", [["b", None, "a", "b"], [None, None], [], [None, ""], ["x"]])
def test_a_column_is_its_numbers_and_its_distinct_texts(values: list[str | None]) -> None:
    column = Distinct.of(pl.Series("text", values, dtype=pl.String))
    assert column.values.to_list() == list(dict.fromkeys(text for text in values if text is not None))
    assert column.spread(column.values.to_frame("text"))["text"].to_list() == values


def test_numbers_of_texts_say_null_by_minus_one() -> None:
    numbers, texts = numbered(pl.Series(["b", None, "a", "b"]))
    assert numbers.tolist() == [0, -1, 1, 0]
    assert texts.to_list() == ["b", "a"]


def test_whole_numbers_are_numbered_by_size() -> None:
    column = numbered_whole(pl.Series([7, None, 0, 7], dtype=pl.Int32), bound=8)
    assert column.values.to_list() == [0, 7]
    assert column.numbers.to_list() == [1, None, 0, 1]


def test_rows_are_the_same_where_every_cell_is_null_too() -> None:
    frame = pl.DataFrame(
        {"a": ["x", None, "x", None, "y"], "b": ["1", "2", "1", None, "1"], "c": [None] * 5},
        schema=dict.fromkeys("abc", pl.String()),
    )
    numbers, rows = distinct_rows(frame)
    assert numbers.to_list() == [0, 1, 0, 2, 3]
    assert rows.select(pl.all().gather(numbers)).equals(frame)
    assert distinct_rows(frame.clear())[1].height == 0


def test_rows_of_many_distinct_texts_need_no_table() -> None:
    texts = pl.Series([str(at) for at in range(5000)])
    frame = pl.DataFrame({"a": texts, "b": texts.reverse()})
    numbers, rows = distinct_rows(pl.concat([frame, frame]))
    assert rows.equals(frame)
    assert numbers.to_list() == [*range(5000), *range(5000)]


def test_words_are_split_joined_and_put_in_order() -> None:
    texts = pl.Series(["SITI AMINAH", None, "BUDI", "B A B"])
    assert joined_words(*split_words(texts)).to_list() == texts.to_list()
    assert words_in_order(texts).to_list() == ["AMINAH SITI", None, "BUDI", "A B B"]
    assert words_in_order(pl.Series([None], dtype=pl.String)).to_list() == [None]
