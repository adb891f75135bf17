"""A town as a whole: the same bytes for a seed, a truth that covers every row, files that agree without noise."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.errors import UsageRefused
from uhcmatch.reference.regions import kecamatan_prefixes
from uhcmatch.synth import ABOUT, MEMBERS, POPULATION, TRUTH, TownSettings, make_town

if TYPE_CHECKING:
    from pathlib import Path

N = 1500


def read(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / name, separator=";", infer_schema=False)


def read_truth(folder: Path) -> pl.DataFrame:
    return pl.read_csv(folder / TRUTH, schema_overrides={"resident_row": pl.Int64, "member_row": pl.Int64})


def digest(folder: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()))).hexdigest()


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("noisy")
    make_town(TownSettings(N, seed=3, noise=2.5), folder)
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    make_town(TownSettings(N, seed=3, noise=0), folder)
    return folder


def test_there_is_nothing_but_the_announced_files(noisy: Path) -> None:
    assert {path.name for path in noisy.iterdir()} == {POPULATION, *MEMBERS, TRUTH, ABOUT}
    assert list(MEMBERS) == sorted(MEMBERS)


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads_and_the_hash_seed(noisy: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from uhcmatch.synth import TownSettings, make_town; "
        f"make_town(TownSettings({N}, seed=3, noise=2.5), Path(sys.argv[1]))"
    )
    environ = os.environ | {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again")], check=True, env=environ)
    assert digest(tmp_path / "again") == digest(noisy)


def test_another_seed_gives_another_town(clean: Path, tmp_path: Path) -> None:
    make_town(TownSettings(N, seed=4, noise=0), tmp_path)
    assert (tmp_path / POPULATION).read_bytes() != (clean / POPULATION).read_bytes()


def test_truth_covers_every_row_of_every_file(noisy: Path) -> None:
    truth = read_truth(noisy)
    residents = read(noisy, POPULATION).height
    members = sum(read(noisy, name).height for name in MEMBERS)
    assert residents == N
    assert sorted(truth["member_row"].drop_nulls()) == list(range(1, members + 1))
    assert sorted(truth["resident_row"].drop_nulls().unique()) == list(range(1, N + 1))
    once = truth.filter(truth["counts"] | truth["member_row"].is_null()).drop_nulls("resident_row")
    assert sorted(once["resident_row"]) == list(range(1, N + 1))


def test_status_says_what_the_cards_say(noisy: Path) -> None:
    truth = read_truth(noisy)
    linked = truth.drop_nulls(["resident_row", "member_row"])
    assert set(linked["status"]) == {"active", "inactive"}
    alone = truth.filter(truth["member_row"].is_null())
    assert set(alone["status"]) == {"unenrolled", "excluded"}
    assert truth.filter(truth["resident_row"].is_null())["status"].null_count() == truth["resident_row"].null_count()
    assert (linked.group_by("resident_row").agg(pl.col("counts").sum())["counts"] == 1).all()
    assert (linked.group_by("resident_row").agg(pl.col("status").n_unique())["status"] == 1).all()


def test_one_person_has_one_number(noisy: Path) -> None:
    truth = read_truth(noisy)
    counted = truth.filter(truth["status"] != "excluded").drop_nulls("resident_row")
    assert (counted.group_by("resident_row").agg(pl.col("person").n_unique())["person"] == 1).all()
    doubles = truth.filter(truth["kinds"].str.contains("pop_duplicate"))
    assert doubles.height
    assert doubles.join(counted, on="person", how="semi").height == doubles.height


def test_flagged_people_are_excluded_and_their_cards_belong_to_nobody(noisy: Path) -> None:
    truth, population = read_truth(noisy), read(noisy, POPULATION).with_row_index("resident_row", offset=1)
    gone = population.filter(population["STATUS_DASAR"] != "HIDUP").with_columns(pl.col("resident_row").cast(pl.Int64))
    stated = truth.join(gone, on="resident_row", how="semi")
    assert stated.height == gone.height > 0
    assert set(stated["status"]) == {"excluded"}
    assert stated["member_row"].null_count() == stated.height


def test_without_noise_the_files_agree_exactly(clean: Path) -> None:
    population = read(clean, POPULATION)
    plain = {"peserta_masterfile.csv": "%d-%m-%Y", "peserta_pbi.csv": "%Y-%m-%d"}
    names = {"TGLLHR": "born", "TANGGAL_LAHIR": "born", "NOKK": "NOKK"}
    members = pl.concat(
        [
            read(clean, name).select(
                "NIK",
                "NAMA",
                *(
                    [pl.col(next(c for c in names if c in read(clean, name).columns)).alias("born"), "NOKK"]
                    if name in plain
                    else [pl.lit(None, pl.String).alias("born"), pl.lit(None, pl.String).alias("NOKK")]
                ),
            )
            for name in MEMBERS
        ]
    )
    truth = read_truth(clean)
    assert truth["kinds"].null_count() == truth.height
    assert truth["resident_row"].null_count() == 0
    pairs = truth.drop_nulls("member_row")
    left = population[(pairs["resident_row"] - 1).to_list()]
    right = members[(pairs["member_row"] - 1).to_list()]
    assert left["NIK"].equals(right["NIK"])
    assert left["NAMA_LGKP"].equals(right["NAMA"])
    has_kk = right["NOKK"].is_not_null()
    assert left["NO_KK"].filter(has_kk).equals(right["NOKK"].filter(has_kk))
    day = pl.coalesce(
        right["born"].str.to_date("%d-%m-%Y", strict=False), right["born"].str.to_date("%Y-%m-%d", strict=False)
    )
    born = pl.select(day).to_series()
    assert left["TGL_LHR"].str.to_date("%d-%m-%Y").filter(has_kk).equals(born.filter(has_kk))


def test_population_numbers_keep_their_grammar(clean: Path) -> None:
    population = read(clean, POPULATION)
    nik, born = population["NIK"], population["TGL_LHR"].str.to_date("%d-%m-%Y")
    assert nik.str.contains("^[0-9]{16}$").all()
    assert nik.is_unique().all()
    assert nik.str.slice(0, 6).is_in(list(kecamatan_prefixes())).all()
    women = population["JENIS_KLMIN"] == "PEREMPUAN"
    day = nik.str.slice(6, 2).cast(pl.Int64)
    assert ((day > 40) == women).all()
    assert (day - 40 * women.cast(pl.Int64)).equals(born.dt.day().cast(pl.Int64))
    assert (nik.str.slice(12) > "0000").all()
    assert population["NO_KK"].str.contains("^3374[0-9]{12}$").all()
    assert population["NO_RT"].str.contains("^[0-9]{3}$").all()


def test_layouts_are_written_as_offices_write_them(noisy: Path) -> None:
    annex = (noisy / "peserta_pemda.csv").read_bytes()
    assert annex.startswith("\ufeffNO.;NO. KARTU;NIK;NAMA;ALAMAT\r\n".encode())
    assert annex.count(b"\n") == annex.count(b"\r\n")
    assert len(read(noisy, "peserta_pbi.csv").columns) == 21
    cards = read(noisy, "peserta_masterfile.csv")["NOKA"]
    assert cards.str.contains("^000[0-9]{10}$").all()
    assert not read(noisy, "peserta_pemda.csv")["NO. KARTU"].str.starts_with("0").any()


def test_kinds_can_be_switched_one_by_one(tmp_path: Path) -> None:
    counts = make_town(TownSettings(N, noise=3, only=("nik_typo", "name_edit")), tmp_path / "only")
    assert {name for name in counts if name.startswith("kind_")} == {"kind_nik_typo", "kind_name_edit"}
    counts = make_town(TownSettings(N, without=("nik_typo",)), tmp_path / "without")
    assert "kind_nik_typo" not in counts
    assert "kind_nik_missing" in counts


def test_a_whole_file_can_go_through_excel(tmp_path: Path) -> None:
    make_town(TownSettings(400, noise=0, excel=("pemda",)), tmp_path)
    assert read(tmp_path, "peserta_pemda.csv")["NIK"].str.ends_with("0").all()
    assert not read(tmp_path, "peserta_pbi.csv")["NIK"].str.ends_with("0").all()
    assert "nik_precision" in set(read_truth(tmp_path)["kinds"].drop_nulls())


def test_same_named_villages_stay_apart(tmp_path: Path) -> None:
    make_town(TownSettings(4_000, seed=3, noise=0), tmp_path)
    areas = read(tmp_path, POPULATION).select("NAMA_KEL", "NAMA_KEC").unique()
    assert areas["NAMA_KEL"].n_unique() < areas.height


@pytest.mark.parametrize(
    "settings",
    [TownSettings(100, kabupaten="Atlantis"), TownSettings(100, profile="mars"), TownSettings(100, excel=("x",))],
)
def test_what_is_not_known_is_refused_before_anything_is_written(settings: TownSettings, tmp_path: Path) -> None:
    with pytest.raises(UsageRefused):
        make_town(settings, tmp_path / "town")
    assert not (tmp_path / "town").exists()


@pytest.mark.parametrize("residents", [20, 57])
def test_small_towns_have_exactly_their_rows(residents: int, tmp_path: Path) -> None:
    make_town(TownSettings(residents, noise=2.5), tmp_path)
    assert read(tmp_path, POPULATION).height == residents


def test_the_town_says_what_it_was_made_from(noisy: Path) -> None:
    about = json.loads((noisy / ABOUT).read_text(encoding="utf-8"))
    assert (about["residents"], about["seed"], about["noise"]) == (N, 3, 2.5)
    assert about["files"]["members"] == list(MEMBERS)
    assert about["counts"]["members"] == sum(read(noisy, name).height for name in MEMBERS)
