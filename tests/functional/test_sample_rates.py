"""A made-up town has the rates that were measured on real files (DOMAIN.md §0, §6), and an exact NIK join errs as it does.

The bands are wide enough for the chance of one seed, narrow enough to notice a kind that is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.synth import MEMBERS, POPULATION, TRUTH, TownSettings, make_town

if TYPE_CHECKING:
    from pathlib import Path

N = 20_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    make_town(TownSettings(N, seed=11), folder)
    return folder


@pytest.fixture(scope="module")
def residents(town: Path) -> pl.DataFrame:
    rows = pl.read_csv(town / POPULATION, separator=";", infer_schema=False).with_row_index("resident_row", offset=1)
    return rows.with_columns(pl.col("resident_row").cast(pl.Int64))


@pytest.fixture(scope="module")
def members(town: Path) -> pl.DataFrame:
    files = [pl.read_csv(town / name, separator=";", infer_schema=False) for name in MEMBERS]
    stacked = pl.concat([file.select("NIK", "NAMA") for file in files]).with_row_index("member_row", offset=1)
    return stacked.with_columns(pl.col("member_row").cast(pl.Int64), digits=pl.col("NIK").str.replace_all("[^0-9]", ""))


@pytest.fixture(scope="module")
def truth(town: Path) -> pl.DataFrame:
    return pl.read_csv(town / TRUTH, schema_overrides={"resident_row": pl.Int64, "member_row": pl.Int64})


def shared(rows: pl.DataFrame, *columns: str) -> float:
    """Return the share of rows that agree with another row in these columns."""
    return float((rows.select(pl.len().over(columns)).to_series() > 1).mean())  # type: ignore[arg-type]


def mean(flags: pl.Series) -> float:
    """The share of rows that hold."""
    return float(flags.cast(pl.Float64).sum()) / len(flags.drop_nulls())


def test_an_exact_nik_join_sends_a_third_of_the_visits_to_enrolled_people(
    residents: pl.DataFrame, members: pl.DataFrame, truth: pl.DataFrame
) -> None:
    excluded = truth.filter(pl.col("status") == "excluded")
    people = residents.join(excluded, on="resident_row", how="anti")
    listed = people.join(members, left_on="NIK", right_on="digits", how="anti")
    unenrolled = truth.filter(pl.col("status") == "unenrolled")
    right = listed.join(unenrolled, on="resident_row", how="semi").height
    assert 0.62 < right / listed.height < 0.70
    assert right / unenrolled.height > 0.99


def test_enrolment(truth: pl.DataFrame) -> None:
    people = truth.drop_nulls("resident_row").unique("resident_row")
    share = {status: n / N for status, n in people["status"].value_counts().iter_rows()}
    assert 0.07 < share["unenrolled"] < 0.10
    assert 0.06 < share["inactive"] < 0.14
    assert 0.004 < share["excluded"] < 0.015


def test_names_on_equal_nik(residents: pl.DataFrame, members: pl.DataFrame, truth: pl.DataFrame) -> None:
    """DOMAIN §0.5: 88.6 % identical, 92.2 % after clean-up of punctuation, 92.9 % without spaces."""
    same_nik = residents.join(members, left_on="NIK", right_on="digits", how="inner")
    pairs = same_nik.join(
        truth.drop_nulls(["resident_row", "member_row"]), on=["resident_row", "member_row"], how="semi"
    )
    left, right = pairs["NAMA_LGKP"], pairs["NAMA"]
    plain = (
        right.str.to_uppercase().str.replace_all("-", " ").str.replace_all(r"[^A-Z ]", "").str.replace_all(" +", " ")
    )
    assert 0.865 < mean(left == right) < 0.905
    assert 0.905 < mean(left == plain.str.strip_chars()) < 0.935
    joined = left.str.replace_all(" ", "") == plain.str.replace_all(" ", "")
    assert 0.915 < mean(joined) < 0.945


def test_some_niks_on_cards_are_other_peoples(
    residents: pl.DataFrame, members: pl.DataFrame, truth: pl.DataFrame
) -> None:
    pairs = residents.join(members, left_on="NIK", right_on="digits", how="inner")
    people = truth.select("resident_row", owner="person").drop_nulls().unique("resident_row")
    holders = truth.select("member_row", holder="person").drop_nulls()
    both = pairs.join(people, on="resident_row").join(holders, on="member_row")
    assert 0.002 < mean(both["owner"] != both["holder"]) < 0.009


def test_names_are_shared_as_in_real_files(residents: pl.DataFrame) -> None:
    """DOMAIN §0.1: 11.7 % inside the kelurahan; §6.1: three names in ten of one token, eight in ten at most 20 long."""
    assert 0.25 < shared(residents, "NAMA_LGKP") < 0.60
    assert 0.05 < shared(residents, "NAMA_LGKP", "NAMA_KEL", "NAMA_KEC") < 0.15
    tokens = residents["NAMA_LGKP"].str.split(" ").list.len()
    old = residents["TGL_LHR"].str.slice(6).cast(pl.Int64) < 1965
    assert 0.30 < mean(tokens.filter(old) == 1) < 0.60
    assert 0.72 < mean(residents["NAMA_LGKP"].str.len_chars() <= 20) < 0.88


def test_numbers(residents: pl.DataFrame) -> None:
    """DOMAIN §1.1: 45 % of serials are 0001; issue 2: a quarter of NIKs was issued elsewhere."""
    nik = residents["NIK"]
    assert 0.22 < mean(nik.str.slice(0, 4) != "3374") < 0.29
    assert 0.35 < mean(nik.str.ends_with("0001")) < 0.60
    women = residents["JENIS_KLMIN"] == "PEREMPUAN"
    assert 0.001 < mean((nik.str.slice(6, 2).cast(pl.Int64) > 40) != women) < 0.006
    heads = residents["STAT_HBKEL"] == "KEPALA KELUARGA"
    assert 2.8 < residents.height / heads.sum() < 3.6


def test_newborns_are_listed_as_babies(members: pl.DataFrame) -> None:
    """DOMAIN §3.3: 0.57 % of members."""
    assert 0.003 < mean(members["NAMA"].str.contains("^(BAYI|BY) ")) < 0.008


def test_the_registry_guesses_birthdays_more_often_in_the_east(tmp_path: Path) -> None:
    """DOMAIN §0.6: 31-12 is the birthday of 16.6 % of the members there, of 44–50 % of those born before 1970."""
    make_town(TownSettings(4000, seed=2, noise=0, kabupaten="Kabupaten Soppeng"), tmp_path)
    born = pl.read_csv(tmp_path / POPULATION, separator=";", infer_schema=False)["TGL_LHR"]
    before_1970 = born.str.slice(6).cast(pl.Int64) < 1970
    assert 0.09 < mean(born.str.starts_with("31-12")) < 0.20
    assert 0.38 < mean(born.filter(before_1970).str.starts_with("31-12")) < 0.54
