from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.distinct import by_distinct, change_where
from uhcmatch.normalise.text import blank_columns, labels, plain, shown_upper, tidy


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a   b ", "a b"),
        ("a\u00a0b", "a b"),
        ("a\tb\nc", "a b c"),
        ("\ufeffa\u200bb\u202e", "ab"),
        ("e\u0301", "é"),
        ("Ａ１", "A1"),
        ("", None),
        (" \u200b ", None),
        (None, None),
    ],
)
def test_tidy(raw: str | None, clean: str | None) -> None:
    assert tidy(pl.Series([raw], dtype=pl.String)).to_list() == [clean]


@pytest.mark.parametrize(
    ("raw", "letters"),
    [
        ("José", "JOSE"),
        ("Ma’ruf", "MA'RUF"),
        ("rif`at", "RIF'AT"),
        ("Øyvind Łaß", "OYVIND LASS"),
        ("a–b", "A-B"),
        ("日本", None),
    ],
)
def test_plain(raw: str, letters: str | None) -> None:
    assert plain(pl.Series([raw])).to_list() == [letters]


def test_shown_upper_keeps_accents() -> None:
    assert shown_upper(pl.Series(["josé"])).to_list() == ["JOSÉ"]


def test_labels_are_letters_and_digits() -> None:
    assert labels(pl.Series([" Non-Aktif ", "1.0", "PBI (APBN)", "?"])).to_list() == [
        "NON AKTIF",
        "1",
        "PBI APBN",
        None,
    ]


def test_missing_columns_are_null_and_blank_is_null() -> None:
    frame = blank_columns(pl.DataFrame({"a": ["", "x"], "other": [1, 2]}), ["a", "b"])
    assert frame.to_dicts() == [{"a": None, "other": 1, "b": None}, {"a": "x", "other": 2, "b": None}]


def test_by_distinct_thinks_once_about_each_text() -> None:
    seen: list[list[str]] = []

    def build(distinct: pl.Series) -> pl.DataFrame:
        seen.append(distinct.to_list())
        return pl.DataFrame({"longer": distinct + "!"})

    values = pl.concat([pl.Series(["b", None, "a"]), pl.Series(["b", "c", None])], rechunk=False)
    assert by_distinct(values, build, {"longer": pl.String()})["longer"].to_list() == [
        "b!",
        None,
        "a!",
        "b!",
        "c!",
        None,
    ]
    assert sorted(seen[0]) == ["a", "b", "c"]
    assert len(seen) == 1


@pytest.mark.parametrize("values", [[], [None, None]])
def test_by_distinct_without_texts(values: list[str | None]) -> None:
    def build(distinct: pl.Series) -> pl.DataFrame:
        raise AssertionError(distinct)

    found = by_distinct(pl.Series(values, dtype=pl.String), build, {"n": pl.UInt32()})
    assert found["n"].to_list() == values
    assert found["n"].dtype == pl.UInt32


def test_change_where_leaves_the_rest_and_its_source_alone() -> None:
    values = pl.Series(["a1", None, "b"])
    assert change_where(values, "[0-9]", lambda some: some + "!").to_list() == ["a1!", None, "b"]
    assert values.to_list() == ["a1", None, "b"]
