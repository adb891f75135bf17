from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.columns import LINKS, MEMBERS, RESIDENTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program


def test_the_run_folder_is_as_promised(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    assert program("reconcile", *village, "--out", out).code == 0
    names = {path.name for path in out.iterdir()}
    assert names >= {"residents.parquet", "members.parquet", "links.parquet", "run.json", "refusals.csv"}
    for name, schema in (("residents", RESIDENTS), ("members", MEMBERS), ("links", LINKS)):
        assert dict(pl.read_parquet(out / f"{name}.parquet").schema) == schema
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    promised = {"run_id", "created_at", "uhcmatch_version", "inputs", "settings", "model", "counts", "timings", "files"}
    assert promised <= facts.keys()
    assert [source["role"] for source in facts["inputs"]] == ["population", "members"]
    assert {"name", "role", "sha256", "rows", "encoding", "delimiter", "columns"} <= facts["inputs"][0].keys()
    assert facts["files"].keys() == names - {"run.json"}


def test_without_an_estimate_coverage_is_known_no_more_than_roughly(program: Program, tmp_path: Path) -> None:
    population, members = tmp_path / "penduduk.csv", tmp_path / "peserta.csv"
    population.write_text(
        "NIK;NAMA\n3298011203800001;RANGGA WIJAYANTO\n3298015504830002;SEKAR KINASIH\n", encoding="utf-8"
    )
    members.write_text("NOKA;NAMA\n0001298000011;RANGGA WIJAYANTO\n0001298000022;SEKAR KINASIH\n", encoding="utf-8")
    told = " ".join(program("reconcile", population, members).out.split())
    assert "Mutu tidak diperkirakan" in told
    assert " %, kasar saja (kesalahan tautan tidak diperkirakan)." in told
    assert "peluang 90 %" not in told


def test_the_summary_says_how_many_pairs_were_passed_over(program: Program, tmp_path: Path) -> None:
    population, members = tmp_path / "penduduk.csv", tmp_path / "peserta.csv"
    people = [f"{at:016};ORANG {chr(65 + at % 26)}{chr(65 + at // 26)};JL MAWAR;MEKAR" for at in range(400)]
    population.write_text("\n".join(["NIK;NAMA;ALAMAT;KELURAHAN", *people]), encoding="utf-8")
    members.write_text("\n".join(["NIK;NAMA;ALAMAT;KELURAHAN", *people[:100]]), encoding="utf-8")
    told = json.loads(program("reconcile", population, members, "--format", "json").out)
    assert told["candidates"].keys() >= told["dropped"].keys()
    passed_over = f"{sum(told['dropped'].values()):,}"
    assert passed_over != "0"
    said = f"Passed over: {passed_over} pairs alike in what too many share"
    assert said in program("reconcile", population, members, "--lang", "en").out


def test_only_the_owner_may_read_a_run(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "baru" / "hasil"
    assert program("reconcile", *village, "--out", out).code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert [path.name for path in out.parent.iterdir()] == ["hasil"]


def test_the_store_is_private_and_latest_is_the_last_run(kept: Program, village: tuple[Path, Path]) -> None:
    assert kept("reconcile", *village, "--force").code == 0
    newest = (kept.store / "CURRENT").read_text().strip()
    assert stat.S_IMODE(kept.store.stat().st_mode) == 0o700
    assert len(json.loads(kept("runs", "list", "--format", "json").out)) == 2
    assert json.loads(kept("runs", "verify", "--format", "json").out)["run_id"] == newest


def test_the_table_goes_to_stdout_and_notes_to_stderr(program: Program, village: tuple[Path, Path]) -> None:
    told = program("reconcile", *village)
    assert "BELUM TERDAFTAR" in told.out
    assert "\x1b" not in told.out
    assert all(line.startswith("note: ") for line in told.err.splitlines())


def test_json_is_one_document(program: Program, village: tuple[Path, Path]) -> None:
    content = json.loads(program("reconcile", *village, "--format", "json", "--by", "kecamatan").out)
    assert content["total"]["unenrolled"] == 3
    assert [area["kecamatan"] for area in content["areas"]] == ["UTARA", "SELATAN"]


def test_quiet_says_nothing_beside_the_result(program: Program, village: tuple[Path, Path]) -> None:
    told = program("reconcile", *village, "--quiet")
    assert told.err == ""
    assert told.out


def test_english_on_request(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    assert "NOT ENROLLED" in program("reconcile", *village, "--lang", "en").out
    config = tmp_path / "uhcmatch.toml"
    config.write_text('lang = "en"\n', encoding="utf-8")
    assert "NOT ENROLLED" in program("reconcile", *village, "--config", config).out


def test_a_taken_folder_is_left_alone(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / "surat.txt").write_text("penting", encoding="utf-8")
    assert program("reconcile", *village, "--out", out).code == 12
    assert [path.read_text(encoding="utf-8") for path in out.iterdir()] == ["penting"]


def test_an_empty_folder_may_be_filled_and_a_link_may_not(
    program: Program, village: tuple[Path, Path], tmp_path: Path
) -> None:
    out, link = tmp_path / "hasil", tmp_path / "pintasan"
    out.mkdir()
    link.symlink_to(out)
    assert program("reconcile", *village, "--out", link).code == 12
    assert list(out.iterdir()) == []
    assert program("reconcile", *village, "--out", out).code == 0


def test_too_many_refused_rows_stop_the_run(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    population, members = village
    text = population.read_text(encoding="utf-8")
    population.write_text(text + "3298011203800077;TERLALU PENDEK\n", encoding="utf-8")
    assert program("reconcile", population, members, "--max-refused", "10", "--out", tmp_path / "a").code == 11
    assert not (tmp_path / "a").exists()
    assert program("reconcile", population, members, "--max-refused", "12", "--out", tmp_path / "b").code == 0
    refusals = (tmp_path / "b" / "refusals.csv").read_text(encoding="utf-8-sig")
    assert "penduduk.csv;10;" in refusals
    assert "PENDEK" not in refusals


def test_a_row_that_proves_to_be_nobody_is_refused_and_listed_once(
    program: Program, village: tuple[Path, Path], tmp_path: Path
) -> None:
    population, members = village
    header, *rows = population.read_text(encoding="utf-8").splitlines()
    blank = dict.fromkeys(header.split(";"), "") | {"TGL_LHR": "17-03-1996"}
    cut, nobody, short = (
        {**blank, "NIK": nik, "NAMA_LGKP": name} for nik, name in (("32990117036", ""), ("", "-"), ("", ""))
    )
    more = [";".join(cells.values()) for cells in (cut, nobody, short)]
    population.write_text("\n".join([header, *rows[:2], *more, *rows[2:], "3298011203800077;TERLALU PENDEK", ""]))
    out = tmp_path / "a"
    assert program("reconcile", population, members, "--out", out, "--max-refused", "40").code == 0
    listed = pl.read_csv(out / "refusals.csv", separator=";")
    last = len(rows) + 5
    assert listed.select("file", "line", "reason").rows() == [
        (population.name, 4, "tanpa_identitas"),
        (population.name, 5, "tanpa_identitas"),
        (population.name, 6, "tanpa_identitas"),
        (population.name, last, "jumlah_kolom"),
    ]
    source = json.loads((out / "run.json").read_text(encoding="utf-8"))["inputs"][0]
    residents = pl.read_parquet(out / "residents.parquet")
    assert (source["rows"], source["refused"]) == (len(rows) + 4, 4)
    assert residents.height == len(rows) + 4
    assert residents.filter(pl.col("status") == "excluded").height == 4
    assert program("reconcile", population, members, "--out", tmp_path / "b", "--max-refused", "30").code == 11
    assert "4 ditolak" in program("inspect", population, "--as", "population").out


def test_a_file_of_which_half_is_refused_is_named_with_the_main_reason(
    program: Program, village: tuple[Path, Path], tmp_path: Path
) -> None:
    population, members = village
    text = population.read_text(encoding="utf-8")
    rows = len(text.splitlines()) - 1
    half = text + "3298011203800077;TERLALU PENDEK\n" * rows
    population.write_text(half, encoding="utf-8")
    told = program("reconcile", population, members, "--out", tmp_path / "a", "--lang", "en")
    said = f"penduduk.csv: {rows} of {2 * rows} rows refused, mostly for this: number of cells differs"
    assert told.err.count(said) == 1
    assert "PENDEK" not in told.err
    population.write_text(half.removesuffix("3298011203800077;TERLALU PENDEK\n"), encoding="utf-8")
    assert "mostly for this" not in program("reconcile", population, members, "--lang", "en").err


def test_a_run_can_be_held_to_the_weights_of_another(kept: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    first = kept.store / "runs" / (kept.store / "CURRENT").read_text().strip()
    config = tmp_path / "uhcmatch.toml"
    config.write_text(f'[model]\nfile = "{first}"\n', encoding="utf-8")
    for number, given in enumerate((("--model", first / "run.json"), ("--config", config))):
        out = tmp_path / str(number)
        told = kept("reconcile", *village, *given, "--out", out, "--lang", "en")
        assert told.code == 0
        model, origin = (json.loads((run / "run.json").read_text())["model"] for run in (out, first))
        assert model["frozen_from"]["run_id"] == first.name
        assert model["sha256"] == origin["sha256"]
        assert model["weights"] == origin["weights"]
        assert origin["frozen_from"] is None
        assert told.err.count("Frozen weights") == 1


def test_a_run_too_small_to_learn_from_says_so_once(program: Program, village: tuple[Path, Path]) -> None:
    told = program("reconcile", *village, "--lang", "en")
    assert told.err.count("Only 5 verified pairs") == 1


def test_the_two_sides_may_not_be_one_file(program: Program, village: tuple[Path, Path]) -> None:
    assert program("reconcile", village[0], village[0]).code == 11


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("reconcile",), 2),
        (("reconcile", "{p}"), 2),
        (("reconcile", "{p}", "{m}", "--by", "desa"), 2),
        (("reconcile", "{p}", "{m}", "--frobnicate"), 2),
        (("reconcile", "{p}", "{m}", "--out", "{t}/a", "--store", "{t}/b"), 2),
        (("reconcile", "{p}", "{m}", "--max-refused", "101"), 2),
        (("reconcile", "{p}", "{m}", "--config", "{t}/none.toml"), 10),
        (("reconcile", "{p}", "{m}", "--model", "{t}/none.json"), 10),
        (("reconcile", "{p}", "{m}", "--model", "{p}"), 10),
        (("reconcile", "{t}/none.csv", "{m}"), 11),
        (("reconcile", "{p}", "{m}", "--out", "{p}/hasil"), 12),
        (("reconcile", "{p}", "{m}", "--store", "{p}"), 12),
    ],
)
def test_every_error_has_its_code_and_two_lines(
    program: Program, village: tuple[Path, Path], tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    places = {"p": village[0], "m": village[1], "t": tmp_path}
    told = program(*(argument.format(**places) for argument in arguments))
    assert told.code == code
    assert told.out == ""
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["error", "hint"]
    assert not list(tmp_path.glob(".uhcmatch*"))
