"""A town that moves: each month is the one before and a step, and what happened is told person by person."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from uhcmatch.errors import UsageRefused
from uhcmatch.reference.changes import KINDS
from uhcmatch.synth import CHANGES, MEMBERS, POPULATION, STEPS, TRUTH, TownSettings, make_town

N = 1500
PACE = 8.0
CARD = {"peserta_masterfile.csv": "NOKA", "peserta_pbi.csv": "PSNOKA_BPJS", "peserta_pemda.csv": "NO. KARTU"}
PLACED = {"peserta_pbi.csv": ["ID", "IDDTKS"], "peserta_pemda.csv": ["NO."], "peserta_masterfile.csv": []}
"""Columns that count the rows of their file."""


def made(
    folder: Path, month: int, *, only: Sequence[str] = (), without: Sequence[str] = (), pace: float = PACE
) -> Path:
    settings = TownSettings(N, seed=3, month=month, pace=pace, only=tuple(only), without=tuple(without))
    make_town(settings, folder)
    return folder


def rows(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / name, separator=";", infer_schema=False).drop(PLACED.get(name, []))


def truth(folder: Path) -> pl.DataFrame:
    schema = {"resident_row": pl.Int64, "member_row": pl.Int64}
    return pl.read_csv(folder / TRUTH, schema_overrides=schema)


def changes(folder: Path) -> list[dict[str, str]]:
    with (folder / CHANGES).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The months 0 to 3, made backwards."""
    folder = tmp_path_factory.mktemp("months")
    return [made(folder / str(month), month) for month in (3, 2, 1, 0)][::-1]


def test_a_month_without_events_is_the_first_state_to_the_byte(months: list[Path], tmp_path: Path) -> None:
    still = made(tmp_path, 4, pace=0)
    assert changes(still) == []
    for name in (POPULATION, *MEMBERS, TRUTH):
        assert (still / name).read_bytes() == (months[0] / name).read_bytes()


def test_who_is_not_told_of_has_the_same_row_in_the_same_order(months: list[Path]) -> None:
    for before, after in itertools.pairwise(months):
        then, now = rows(before, POPULATION), rows(after, POPULATION)
        told = changes(after)
        assert told
        lost = {int(one["resident_row_before"]) for one in told if one["resident_row_before"]}
        new = {int(one["resident_row"]) for one in told if one["resident_row"]}
        stays = iter([row for at, row in enumerate(now.rows(), start=1) if at not in new])
        kept = [row for at, row in enumerate(then.rows(), start=1) if at not in lost]
        # marked rows leave the file later, and second rows go with their person: nobody is told of these
        silent = set(truth(before).filter(pl.col("status") == "excluded")["resident_row"].drop_nulls())
        may_go = {row for at, row in enumerate(then.rows(), start=1) if at in silent}
        row = next(stays, None)
        for one in kept:
            if one == row:
                row = next(stays, None)
            else:
                assert one in may_go
        assert row is None


def test_cards_to_which_nothing_happens_keep_their_mistakes(months: list[Path]) -> None:
    for name, key in CARD.items():
        then, now = (rows(folder, name) for folder in months[:2])
        both = then.join(now, on=key, suffix="_now")
        same = both.filter(
            pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}_now")) for c in then.columns if c != key)
        )
        assert same.height / both.height > 0.90
        order = now.filter(pl.col(key).is_in(then[key].implode()))[key].to_list()
        assert order == then.filter(pl.col(key).is_in(now[key].implode()))[key].to_list()


def test_truth_covers_every_row_of_every_month(months: list[Path]) -> None:
    for folder in months:
        known = truth(folder)
        members = sum(rows(folder, name).height for name in MEMBERS)
        assert sorted(known["member_row"].drop_nulls()) == list(range(1, members + 1))
        assert sorted(known["resident_row"].drop_nulls().unique()) == list(
            range(1, rows(folder, POPULATION).height + 1)
        )


def test_residents_before_and_those_who_came_and_went_are_residents_now(months: list[Path]) -> None:
    for before, after in itertools.pairwise(months):
        was, now = (
            truth(folder).filter(pl.col("status") != "excluded")["resident_row"].n_unique()
            for folder in (before, after)
        )
        groups = Counter(KINDS[one["jenis"]].group for one in changes(after))
        assert groups["came"]
        assert was + groups["came"] - groups["went"] == now


def test_status_before_is_that_of_the_month_before(months: list[Path]) -> None:
    status = dict(truth(months[1]).select("resident_row", "status").drop_nulls().iter_rows())
    told = [one for one in changes(months[2]) if one["resident_row_before"]]
    assert told
    assert all(status[int(one["resident_row_before"])] == one["status_before"] for one in told)


def test_nobody_has_anothers_number(months: list[Path]) -> None:
    for folder in months:
        people = rows(folder, POPULATION)
        known = truth(folder).filter(~pl.col("kinds").str.contains("pop_duplicate").fill_null(value=False))
        own = known["resident_row"].drop_nulls().unique().to_list()
        assert people[[row - 1 for row in own]]["NIK"].is_duplicated().sum() == 0
        cards = pl.concat([rows(folder, name)[key].str.zfill(13) for name, key in CARD.items()])
        assert not cards.is_duplicated().any()


KINDS_OF: dict[str, set[str]] = {
    "death_recorded": {"meninggal"},
    "death_gone": {"hilang"},
    "move_out_recorded": {"pindah"},
    "move_out_gone": {"hilang"},
    "move_in": {"datang", "lahir"},
    "birth": {"lahir"},
    "move_within": {"pindah_wilayah", "ganti_identitas"},
    "kk_renewed": {"ganti_identitas"},
    "nik_corrected": {"ganti_identitas"},
    "name_corrected": {"ganti_identitas"},
    "date_corrected": {"ganti_identitas"},
    "enrol": {"terdaftar"},
    "birth_card": {"terdaftar"},
    "lapse_arrears": {"jadi_nonaktif"},
    "lapse_work": {"jadi_nonaktif"},
    "lapse_over_21": {"jadi_nonaktif"},
    "lapse_pbi": {"jadi_nonaktif"},
    "reactivated": {"aktif_lagi"},
    "returned": {"kembali"},
    "card_vanished": {"lepas", "jadi_nonaktif"},
    "row_cleaned": set(),
    "baby_named": set(),
    "move_in_card": set(),
    "card_corrected": set(),
    "card_closed": set(),
}
"""What each kind of event is told as when it alone happens; a second card that is left may be an inactive one."""
RARE = {"birth_card", "lapse_over_21"}
"""Need a baby of the first state that has no card yet, and somebody who turns 21 in that very month."""


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_each_kind_of_event_is_told_as_what_it_is(name: str, tmp_path: Path) -> None:
    told = {
        one["jenis"] for month in (1, 2) for one in changes(made(tmp_path / str(month), month, only=[name], pace=60))
    }
    assert told <= KINDS_OF[name]
    assert told or not KINDS_OF[name] or name in RARE


def test_a_kind_that_is_left_out_does_not_happen(tmp_path: Path) -> None:
    told = changes(made(tmp_path, 1, without=["birth", "move_in", "returned"]))
    assert told
    assert {one["jenis"] for one in told}.isdisjoint({"lahir", "datang", "kembali"})


def test_babies_are_their_mothers_at_first_and_themselves_later(tmp_path: Path) -> None:
    steps = ["birth", "birth_card", "baby_named"]
    first = made(tmp_path / "1", 1, only=[*steps[:2], "nik_typo"], pace=20)
    later = made(tmp_path / "9", 9, only=[*steps, "nik_typo"], pace=20)
    cards, grown = (
        pl.concat([rows(folder, name).select("NAMA", "NIK") for name in MEMBERS]) for folder in (first, later)
    )
    babies = cards.filter(pl.col("NAMA").str.starts_with("BAYI NY. "))
    assert babies.height > 10
    assert babies["NIK"].null_count() > babies.height / 2
    assert babies.filter(pl.col("NIK").is_not_null()).join(rows(first, POPULATION), on="NIK", how="semi").height
    people = rows(later, POPULATION).filter(pl.col("TGL_LHR").str.ends_with("2026"))
    assert people.join(grown, on="NIK").filter(pl.col("NAMA") == pl.col("NAMA_LGKP")).height > 10


def test_every_kind_says_where_its_rate_is_from_and_no_name_is_in_both_tables() -> None:
    from uhcmatch.synth.noise import NAMES  # noqa: PLC0415

    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names)
    assert not set(names) & set(NAMES)
    assert all(step.source and step.of and 0 < step.rate < 1 for step in STEPS)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageRefused):
        made(tmp_path / "none", 1, without=["birthday"])
    assert not (tmp_path / "none").exists()


def test_somebody_turns_21_in_a_year(tmp_path: Path) -> None:
    first, later = (rows(made(tmp_path / str(month), month, only=["lapse_over_21"]), MEMBERS[0]) for month in (0, 12))
    was, now = ((folder["STATUS"] == "TIDAK DITANGGUNG").sum() for folder in (first, later))
    assert now > was


def test_the_first_state_knows_of_no_changes(tmp_path: Path) -> None:
    assert (made(tmp_path, 1) / CHANGES).exists()
    assert not (made(tmp_path, 0) / CHANGES).exists()
