"""What must hold for any cell anybody could type."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from uhcmatch.columns import FIELDS, Role
from uhcmatch.normalise import comparable
from uhcmatch.normalise.dates import read_dates
from uhcmatch.normalise.identifiers import nik_columns
from uhcmatch.normalise.names import clean_names
from uhcmatch.normalise.spelling import fold_names, fold_tokens
from uhcmatch.normalise.text import plain
from uhcmatch.settings import Settings

TODAY = date(2026, 11, 23)

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
tokens = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
pieces = st.sampled_from(
    [
        *(
            "H.",
            "HJ",
            "M.",
            "MUH",
            "SITI",
            "ABDUR",
            "ROHMAN",
            "ABDURRAHMAN",
            "BIN",
            "BINTI",
            "BR",
            "S.PD",
            ", ",
            "S.H.",
            "ALM",
        ),
        *(
            "(",
            ")",
            "I",
            "NI",
            "MADE",
            "MD",
            "IWAYAN",
            "BAYI",
            "NY",
            "BY.",
            "D",
            "E",
            "A",
            "DR",
            "ST",
            "-",
            "'",
            "/",
            "1",
            "0",
        ),
        *(
            "SOEDJONO",
            "TJAHJO",
            "SYAHRIYYAH",
            "CHOIRUL",
            "NOORHAYATI",
            "SLAMET",
            "KADEK",
            "NERS",
            "AB",
            "ALIAS",
            "IB",
            "NGR",
        ),
    ]
)
names = st.lists(pieces, max_size=6).map(" ".join) | st.lists(pieces, max_size=5).map("".join) | anything
dates = (
    st.from_regex(r"[0-3]?[0-9][-/. ][0-1]?[0-9][-/. ](19|20)?[0-9]{2}", fullmatch=True)
    | st.from_regex("[0-9]{4,8}(\\.0)?", fullmatch=True)
    | anything
)
numbers = (
    st.from_regex(r"'?[0-9OIl. -]{14,19}", fullmatch=True)
    | st.from_regex(r"[0-9][.,][0-9]{2,15}E\+[0-9]{2}", fullmatch=True)
    | anything
)
BY_FIELD: dict[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(("nama", "nama_ibu"), names),
    **dict.fromkeys(("tanggal_lahir", "tempat_lahir", "tanggal_meninggal", "tanggal_pindah"), dates),
    **dict.fromkeys(("nik", "no_kk", "nomor_kartu"), numbers),
}


def frames(role: Role, most: int = 6) -> st.SearchStrategy[pl.DataFrame]:
    cells = {
        field: st.none() | BY_FIELD.get(field, anything).map(lambda cell: cell.strip() or None)
        for field in FIELDS[role]
    }
    row = st.fixed_dictionaries({**cells, "refused": st.booleans(), "source_file": st.sampled_from(["a", "b"])})
    return st.lists(row, max_size=most).map(raw_frame)


def raw_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    numbered = [
        {**row, "source_row": i, "source_line": i + 1, "reason": "nul" if row["refused"] else None}
        for i, row in enumerate(rows, 1)
    ]
    typed: dict[str, Any] = {"source_row": pl.Int64, "source_line": pl.Int64, "refused": pl.Boolean}
    fields = [*FIELDS["population"], "nomor_kartu", "segmen", "status_peserta", "source_file", "reason"]
    return pl.DataFrame(numbered, schema={**dict.fromkeys(fields, pl.String), **typed})


@settings(max_examples=20, deadline=None)
@given(frames("population"))
def test_no_population_cell_can_stop_it(raw: pl.DataFrame) -> None:
    records = comparable(raw, "population", Settings(), TODAY).records
    assert records.height == raw.height
    assert records["source_row"].to_list() == raw["source_row"].to_list()
    assert records.filter(pl.any_horizontal(pl.col(pl.String) == "")).is_empty()
    assert records.filter(pl.any_horizontal(pl.col(pl.Date) > TODAY)).is_empty()


@settings(max_examples=20, deadline=None)
@given(frames("members"))
def test_no_member_cell_can_stop_it(raw: pl.DataFrame) -> None:
    records = comparable(raw, "members", Settings(), TODAY).records
    assert records.height == raw.height
    key = records["nik_key"].drop_nulls()
    assert key.str.contains("^[0-9]{16}$").all()
    assert records["nomor_kartu"].drop_nulls().str.contains("^[0-9]{13}$").all()


@settings(max_examples=6, deadline=None)
@given(st.lists(names, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_row_order_and_batches_change_nothing(raw_names: list[str], shuffler: Any) -> None:
    rows = [
        {"nama": name, "source_file": "a", "refused": False, "rt": str(i), "kelurahan": None}
        for i, name in enumerate(raw_names, 1)
    ]
    order = list(range(len(rows)))
    shuffler.shuffle(order)
    together = comparable(raw_frame(rows), "population", Settings(), TODAY).records
    shuffled = comparable(raw_frame([rows[i] for i in order]), "population", Settings(), TODAY).records
    columns = ["nama", "rt", "name", "name_folded", "name_joined", "name_sorted", "mother", "is_baby"]
    assert shuffled.select(columns).rows() == [together.select(columns).row(i) for i in order]
    batches = [comparable(raw_frame(part), "population", Settings(), TODAY).records for part in (rows[:1], rows[1:])]
    assert pl.concat(batches).select(columns).rows() == together.select(columns).rows()


@settings(max_examples=40, deadline=None)
@given(st.lists(tokens, min_size=1, max_size=20))
def test_folding_twice_is_folding_once(some: list[str]) -> None:
    once = fold_tokens(pl.Series(some))
    assert fold_tokens(once).to_list() == once.to_list()
    assert once.str.contains("^[A-Z]+$").all()


@settings(max_examples=40, deadline=None)
@given(st.lists(names, min_size=1, max_size=20))
def test_cleaning_twice_is_cleaning_once(some: list[str]) -> None:
    once = clean_names(plain(pl.Series(some)))
    assert clean_names(once).to_list() == once.to_list()
    assert once.drop_nulls().str.contains("^[A-Z]+(?: [A-Z]+)*$").all()
    folded = fold_names(once)["name_folded"]
    assert fold_names(folded)["name_folded"].to_list() == folded.to_list()


@settings(max_examples=50, deadline=None)
@given(st.lists(dates, max_size=20))
def test_no_date_is_to_come(some: list[str]) -> None:
    read = read_dates(pl.Series(some, dtype=pl.String), TODAY)
    assert read.filter(pl.any_horizontal(pl.col(pl.Date) > TODAY)).is_empty()
    assert read.filter(pl.any_horizontal(pl.col(pl.Date) < date(1900, 1, 1))).is_empty()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.dates(date(1900, 1, 1), TODAY), min_size=1, max_size=20),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d%m%Y", "%Y-%m-%d 00:00:00", "%d.%m.%Y"]),
)
def test_dates_come_back_as_they_were_written(days: list[date], written: str) -> None:
    read = read_dates(pl.Series([day.strftime(written) for day in days]), TODAY)
    assert read["day_first"].to_list() == days


@settings(max_examples=50, deadline=None)
@given(st.lists(numbers, min_size=1, max_size=20))
def test_no_digit_of_a_nik_is_invented(some: list[str]) -> None:
    found = nik_columns(pl.Series(some), pl.Series(["a"] * len(some)))
    for raw, nik, key in zip(some, found["nik"], found["nik_key"], strict=True):
        readable = (
            plain(pl.Series([raw]))
            .fill_null("")[0]
            .replace("O", "0")
            .replace("I", "1")
            .replace("L", "1")
            .replace("|", "1")
        )
        digits = iter(readable)
        assert all(digit in digits for digit in nik or "")
        assert key is None or key == nik
