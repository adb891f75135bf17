from __future__ import annotations

import polars as pl

from uhcmatch.normalise.identifiers import kk_columns, nik_columns, opaque_columns


def niks(serials: list[str]) -> pl.Series:
    return pl.Series([f"32710112{1 + i % 12:02d}90{serial}" for i, serial in enumerate(serials)])


def test_a_file_ruined_by_excel_loses_its_keys_that_end_in_zero_and_keeps_the_prefix() -> None:
    raw = niks([f"{i:03d}{'0' if i % 5 else '7'}" for i in range(1, 101)])
    found = nik_columns(raw, pl.Series(["a"] * 100))
    lost = found.filter(nik_issue="nik_presisi_hilang")
    assert len(lost) == 80
    assert lost["nik_key"].null_count() == 80
    assert lost["nik_prefix15"].to_list() == lost["nik"].str.slice(0, 15).to_list()
    assert found.filter(pl.col("nik_issue").is_null())["nik_key"].null_count() == 0


def test_a_sound_file_beside_a_ruined_one_is_left_alone() -> None:
    ruined, sound = niks([f"{i:03d}0" for i in range(1, 61)]), niks([f"00{i:02d}" for i in range(1, 61)])
    found = nik_columns(pl.concat([ruined, sound]), pl.Series(["x"] * 60 + ["y"] * 60))
    assert found["nik_issue"].head(60).unique().to_list() == ["nik_presisi_hilang"]
    assert found["nik_issue"].tail(60).null_count() == 60


def test_a_small_file_needs_half_of_its_numbers_to_end_in_zero() -> None:
    few = nik_columns(niks([f"{i:03d}0" for i in range(1, 13)]), pl.Series(["a"] * 12))
    assert few["nik_key"].null_count() == 12
    some = nik_columns(niks([f"{i:03d}{'0' if i < 5 else '1'}" for i in range(1, 13)]), pl.Series(["a"] * 12))
    assert some["nik_key"].null_count() == 0
    single = nik_columns(niks(["0010"]), pl.Series(["a"]))
    assert single["nik_key"].null_count() == 0


def test_the_true_share_of_zeros_is_no_damage() -> None:
    raw = niks([f"00{i % 50:02d}" for i in range(1, 1001)])
    assert nik_columns(raw, pl.Series(["a"] * 1000))["nik_issue"].null_count() == 1000


def test_family_cards_of_a_ruined_file_are_not_compared() -> None:
    raw = pl.Series([f"32710105051{i:04d}0" for i in range(1, 31)])
    assert kk_columns(raw, pl.Series(["a"] * 30))["kk_key"].null_count() == 30


def test_opaque_identifiers_are_compared_as_they_are() -> None:
    found = opaque_columns(pl.Series([" AB-12 ", "-", None]))
    assert found["nik_key"].to_list() == ["AB-12", None, None]
    assert found["nik_issue"].to_list() == [None, "nik_kosong", "nik_kosong"]


def test_no_rows() -> None:
    assert nik_columns(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String)).height == 0


def test_who_was_born_in_the_year_00_and_lost_the_last_digit_keeps_the_rest() -> None:
    """Six zeros at the end are what scientific notation leaves, but for a day in front of them that is one."""
    raw = pl.concat([niks([f"{i:03d}0" for i in range(1, 60)]), pl.Series(["3271010906000000", "3271011200000000"])])
    born, rounded = nik_columns(raw, pl.Series(["a"] * 61)).tail(2).rows(named=True)
    assert (born["nik_issue"], born["nik_prefix15"]) == ("nik_presisi_hilang", "327101090600000")
    assert (rounded["nik_issue"], rounded["nik_prefix15"]) == ("nik_notasi_ilmiah", None)
