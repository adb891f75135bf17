"""The registry corrects a record while BPJS has the proposal: it is the same person to every command."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.conftest import NOW
from tests.cli.registering import (
    ARIF,
    BUNGA,
    CAHYO,
    DEWI,
    EYANG,
    NIK_OF,
    answer,
    form_of,
    lines_of,
    saved,
    settle_registering,
)
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

PROPOSED, CORRECTED, ANSWERED, NEXT = (f"{day}T08:00:00+07:00" for day in (
    "2026-12-10", "2026-12-14", "2026-12-22", "2027-01-08",
))  # fmt: skip
NEW_NIK: Final = "3298011002850077"
NEW_NAME: Final = "BUNGA LESTARI WIJAYA"
NEW_DAY: Final = "16-04-1980"
CHANGES: Final = (
    (NIK_OF[ARIF], NEW_NIK),
    (f";{BUNGA};", f";{NEW_NAME};"),
    ("05-04-1980", NEW_DAY),
)
"""Arif gets another number, Bunga another name, Cahyo another birth date."""


@pytest.fixture(scope="session")
def proposed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which people were proposed, and the files of the office."""
    folder = tmp_path_factory.mktemp("corrected")
    files = settle_registering(folder)
    with pytest.MonkeyPatch.context() as patch:
        store = ("--store", str(folder / "store"), "--quiet")
        patch.setenv("UHCMATCH_NOW", NOW)
        assert run(["reconcile", *map(str, files), *store]) == 0
        patch.setenv("UHCMATCH_NOW", PROPOSED)
        assert run(["register", "export", "--out", str(folder / "usulan"), *store]) == 0
    return folder


@pytest.fixture
def office(program: Program, proposed_once: Path, tmp_path: Path) -> Program:
    shutil.copytree(proposed_once, tmp_path, dirs_exist_ok=True)
    return program


def correct(program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    """Let the registry correct its records, and the night run on them."""
    monkeypatch.setenv("UHCMATCH_NOW", CORRECTED)
    population = folder / "penduduk.csv"
    text = population.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    population.write_text(text, encoding="utf-8")
    told = program("reconcile", population, folder / "peserta.csv", "--quiet", "--accept-change")
    assert told.code == 0, told.err


def form(folder: Path) -> Path:
    return folder / "usulan" / "usulan-2026-12-1.xlsx"


def reply(program: Program, monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[int, int]:
    monkeypatch.setenv("UHCMATCH_NOW", ANSWERED)
    told = json.loads(program("register", "reply", path, "--format", "json").out)
    return told["files"][0]["new"], told["files"][0]["refused"]


def answers(program: Program) -> dict[str, str]:
    told = json.loads(program("register", "list", "--format", "json").out)
    return {one["nama"]: one["balasan"] or one["keadaan"] for one in told}


def exported(program: Program, out: Path, *options: str) -> tuple[set[str], dict[str, str]]:
    """Who is proposed now, and why others are not."""
    assert program("register", "export", "--out", out, *options).code == 0
    held = [path for path in out.glob("*.xlsx") if path.stem not in ("disisihkan", "di_luar_kuota")]
    aside = form_of(out / "disisihkan.xlsx") if (out / "disisihkan.xlsx").exists() else []
    names = {str(line["NAMA LENGKAP"]) for path in held for line in form_of(path)}
    return names, {str(line["nama"]): str(line["sebab"]) for line in aside}


def test_nobody_is_proposed_or_visited_again_while_the_answer_is_open(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(office, tmp_path, monkeypatch, *CHANGES)
    names, aside = exported(office, tmp_path / "lagi", "--from", "sweep")
    assert not names
    assert {aside[name] for name in (ARIF, NEW_NAME, CAHYO, DEWI, EYANG)} == {"menunggu_balasan"}
    listed = office("sweep", "--status", "unenrolled,inactive", "--format", "csv").out
    assert all(name not in listed for name in (ARIF, NEW_NAME, CAHYO, DEWI, EYANG))
    assert answers(office)[ARIF] == answers(office)[NEW_NAME] == "open"


@pytest.mark.parametrize("number", [NIK_OF[ARIF], NEW_NIK], ids=["as sent", "as corrected"])
@pytest.mark.parametrize("name", [BUNGA, NEW_NAME], ids=["name as sent", "name as corrected"])
def test_the_reply_finds_who_was_corrected(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, name: str
) -> None:
    correct(office, tmp_path, monkeypatch, *CHANGES)
    said = answer(form(tmp_path), {ARIF: "BERHASIL", BUNGA: "NIK TIDAK ONLINE", CAHYO: "BERHASIL"}, tmp_path / "a.xlsx")
    changed = [[{NIK_OF[ARIF]: number, BUNGA: name}.get(cell, cell) for cell in line] for line in lines_of(said)]
    assert reply(office, monkeypatch, saved(changed, tmp_path / "b.xlsx")) == (3, 0)
    assert reply(office, monkeypatch, said) == (0, 0)
    told = answers(office)
    assert (told[ARIF], told[NEW_NAME], told[CAHYO]) == ("diterima", "nik_tidak_online", "diterima")


def test_a_corrected_number_is_no_licence_for_somebody_elses_answer(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(office, tmp_path, monkeypatch, *CHANGES)
    said = answer(form(tmp_path), {ARIF: "BERHASIL"}, tmp_path / "a.xlsx")
    changed = [[{NIK_OF[ARIF]: NEW_NIK, ARIF: EYANG}.get(cell, cell) for cell in line] for line in lines_of(said)]
    assert reply(office, monkeypatch, saved(changed, tmp_path / "b.xlsx")) == (0, 1)


def test_what_was_refused_is_proposed_again_once_it_is_corrected(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another number always may be; a name or a date only where BPJS found these wrong."""
    texts = {ARIF: "NIK TIDAK DITEMUKAN", BUNGA: "NIK TIDAK PADAN CAPIL", CAHYO: "GAGAL-AKTIF PBI APBN"}
    assert reply(office, monkeypatch, answer(form(tmp_path), texts, tmp_path / "a.xlsx")) == (3, 0)
    names, aside = exported(office, tmp_path / "dulu", "--from", "sweep", "--month", "2027-01")
    assert {aside[name] for name in (ARIF, BUNGA, CAHYO)} == {"ditolak_sebelumnya"}
    correct(office, tmp_path, monkeypatch, *CHANGES)
    monkeypatch.setenv("UHCMATCH_NOW", NEXT)
    names, aside = exported(office, tmp_path / "lagi", "--from", "sweep")
    assert names == {ARIF, NEW_NAME}
    assert aside[CAHYO] == "ditolak_sebelumnya"
    told = json.loads(office("register", "progress", "--format", "json").out)
    assert [batch["proposed"] for batch in told["batches"]] == [6, 2]


def test_a_record_may_be_corrected_twice_and_back(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(office, tmp_path, monkeypatch, *CHANGES)
    correct(office, tmp_path, monkeypatch, (NEW_NIK, "3298011002850088"))
    assert exported(office, tmp_path / "lagi", "--from", "sweep")[1][ARIF] == "menunggu_balasan"
    correct(office, tmp_path, monkeypatch, ("3298011002850088", NIK_OF[ARIF]))
    assert exported(office, tmp_path / "lagi-2", "--from", "sweep")[1][ARIF] == "menunggu_balasan"
    assert reply(office, monkeypatch, answer(form(tmp_path), {ARIF: "BERHASIL"}, tmp_path / "a.xlsx")) == (1, 0)
    assert answers(office)[ARIF] == "diterima"
