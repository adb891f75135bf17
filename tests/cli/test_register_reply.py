"""BPJS's reply is really edited, sorted, damaged and saved anew; each line is known by its NIK, never by its place."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.conftest import NOW
from tests.cli.doubtful import as_csv
from tests.cli.registering import (
    ARIF,
    BUNGA,
    CAHYO,
    DEAD,
    DEWI,
    EYANG,
    NIK_OF,
    SECRETS,
    answer,
    form_of,
    found_by_teams,
    lines_of,
    saved,
    settle_registering,
)
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from tests.cli.calling import Program

LATER = "2026-12-10T08:00:00+07:00"
ANSWERED = "2026-12-22T08:00:00+07:00"
OTONG = DEAD[2]
SAID = {
    CAHYO: "BERHASIL (ada iuran yang belum terbayarkan Rp.35,000)",
    DEWI: " GAGAL-AKTIF PBI APBN",
    ARIF: "berhasil",
    BUNGA: "GAGAL-NIK TIDAK DITEMUKAN (CEK KEMBALI)",
    EYANG: "DIAJUKAN KEMBALI BULAN BERIKUTNYA",
}
"""Otong is not answered."""


@pytest.fixture(scope="session")
def proposed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store in which six people were proposed, and the file in `usulan`."""
    folder = tmp_path_factory.mktemp("proposed")
    files = settle_registering(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        store = ("--store", str(folder / "store"), "--quiet")
        assert run(["reconcile", *map(str, files), *store]) == 0
        patch.setenv("UHCMATCH_NOW", LATER)
        assert run(["register", "export", "--out", str(folder / "usulan"), *store]) == 0
    return folder


@pytest.fixture
def proposed(program: Program, proposed_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    shutil.copytree(proposed_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("UHCMATCH_NOW", ANSWERED)
    return program


@pytest.fixture
def registering_again(proposed: Program, tmp_path: Path) -> Program:
    """A store in which nobody was proposed yet."""
    shutil.rmtree(tmp_path / "store")
    files = [tmp_path / name for name in ("penduduk.csv", "peserta.csv")]
    assert proposed("reconcile", *files, "--quiet").code == 0
    return proposed


@pytest.fixture
def form(proposed: Program, tmp_path: Path) -> Path:
    return tmp_path / "usulan" / "usulan-2026-12-1.xlsx"


@pytest.fixture
def replied(form: Path, tmp_path: Path) -> Path:
    return answer(form, SAID, tmp_path / "balasan.xlsx")


def heard(program: Program, *files: object, code: int = 0, **counts: int) -> dict[str, Any]:
    told = program("register", "reply", *files, "--format", "json")
    assert told.code == code, told.err
    document: dict[str, Any] = json.loads(told.out)
    seen = {name: sum(file[name] for file in document["files"]) for name in ("new", "known", "blank", "refused")}
    assert seen == {"new": 0, "known": 0, "blank": 0, "refused": 0} | counts
    assert sum(file["rows"] for file in document["files"]) == sum(seen.values())
    return document


def states(program: Program) -> dict[str, str]:
    told = json.loads(program("register", "list", "--format", "json").out)
    return {one["nama"]: one["balasan"] or one["keadaan"] for one in told}


OUTCOME = {
    CAHYO: "diterima_tunggakan",
    DEWI: "aktif_pbi",
    ARIF: "diterima",
    BUNGA: "nik_tidak_ditemukan",
    EYANG: "bulan_depan",
    OTONG: "open",
}


def reasons(document: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["line"], one["reason"]) for one in document["problems"]]


def test_replies_are_parsed_counted_and_kept(proposed: Program, replied: Path) -> None:
    document = heard(proposed, replied, new=5, blank=1)
    assert {
        code: document[code] for code in ("accepted", "aktif_pbi", "nik_tidak_ditemukan", "bulan_depan", "meninggal")
    } == {
        "accepted": 2,
        "aktif_pbi": 1,
        "nik_tidak_ditemukan": 1,
        "bulan_depan": 1,
        "meninggal": 0,
    }
    assert states(proposed) == OUTCOME
    progress = json.loads(proposed("register", "progress", "--format", "json").out)
    assert progress["batches"][0] == {
        "usulan": "2026-12-1",
        "tanggal": "2026-12-10",
        "proposed": 6,
        "open": 1,
        "accepted": 2,
        "refused": 2,
        "later": 1,
        "rupiah_month": 3 * 42_000,
    }
    assert progress["refused"] == {"aktif_pbi": 1, "nik_tidak_ditemukan": 1}
    assert progress["quota"]["month"]["used"] == 3
    told = proposed("register", "progress").out
    assert "sudah aktif sebagai PBI-JK (APBN)" in told
    assert [line for line in told.splitlines() if len(line) > 80] == []
    accepted = json.loads(proposed("register", "list", "--state", "accepted", "--format", "json").out)
    assert [one["nama"] for one in accepted] == [CAHYO, ARIF]


def test_the_same_file_twice_changes_nothing(proposed: Program, replied: Path, tmp_path: Path) -> None:
    heard(proposed, replied, new=5, blank=1)
    before = (proposed.store / "ledger.sqlite").read_bytes()
    document = heard(proposed, replied, known=5, blank=1)
    assert document["files"][0]["before"][0] == "2026-12-22"
    heard(proposed, shutil.copy(replied, tmp_path / "nama lain.xlsx"), known=5, blank=1)
    assert (proposed.store / "ledger.sqlite").read_bytes() == before


def test_order_place_and_other_columns_do_not_matter(proposed: Program, replied: Path, tmp_path: Path) -> None:
    head, *lines = lines_of(replied)
    turned = [[*reversed(line), "catatan"] for line in (head, *reversed(lines))]
    above: list[list[Any]] = [["BALASAN BPJS CABANG", *[None] * 19], [None] * 20]
    heard(proposed, saved([*above, *turned], tmp_path / "acak.xlsx"), new=5, blank=1)
    assert states(proposed) == OUTCOME


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "cp1252"), ("\t", "utf-16")])
def test_a_reply_may_come_as_text(
    proposed: Program, replied: Path, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    heard(proposed, as_csv(lines_of(replied), tmp_path / "balasan.csv", delimiter, encoding), new=5, blank=1)
    assert states(proposed) == OUTCOME


def test_the_written_csv_comes_back_too(proposed: Program, tmp_path: Path) -> None:
    path = tmp_path / "usulan" / "usulan-2026-12-1.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    for row in rows:
        row["STATUS TL"] = SAID.get(row["NAMA LENGKAP"], "")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    heard(proposed, path, new=5, blank=1)
    assert states(proposed) == OUTCOME


def test_a_nik_that_excel_ruined_is_found_by_what_is_left(proposed: Program, replied: Path, tmp_path: Path) -> None:
    """Fifteen digits with the name, or the number in the file with the name; without a name nothing."""
    head, *lines = lines_of(replied)
    at = {name: head.index(name) for name in ("NO", "NIK", "NAMA LENGKAP")}
    for line in lines:
        line[at["NIK"]] = (
            float(line[at["NIK"]][:15] + "0") if line[at["NAMA LENGKAP"]] in (CAHYO, DEWI) else "3,29801E+15"
        )
        if line[at["NAMA LENGKAP"]] == BUNGA:
            line[at["NAMA LENGKAP"]] = None
        if line[at["NAMA LENGKAP"]] == EYANG:
            line[at["NO"]] = "1"
    document = heard(proposed, saved([head, *lines], tmp_path / "rusak.xlsx"), new=3, blank=1, refused=2)
    assert {reason for _, reason in reasons(document)} == {"nik_balasan_rusak"}
    assert states(proposed) == OUTCOME | {BUNGA: "open", EYANG: "open"}


def test_what_cannot_be_taken_is_listed_and_never_guessed(proposed: Program, replied: Path, tmp_path: Path) -> None:
    head, *lines = lines_of(replied)
    at = {name: head.index(name) for name in ("NIK", "NAMA LENGKAP", "STATUS TL")}
    lines[0][at["STATUS TL"]] = "menunggu verifikasi"
    lines[1][at["NAMA LENGKAP"]] = "SUGENG RAHARJO"
    stranger = [*lines[2]]
    stranger[at["NIK"]], stranger[at["NAMA LENGKAP"]] = "3298015001010099", "ORANG ASING"
    document = heard(proposed, saved([head, *lines, stranger], tmp_path / "x.xlsx"), new=3, blank=1, refused=3)
    assert reasons(document) == [(2, "balasan_tak_dikenal"), (3, "orang_lain"), (8, "tak_diusulkan")]
    assert states(proposed)[CAHYO] == states(proposed)[DEWI] == "open"
    told = proposed("register", "reply", tmp_path / "x.xlsx")
    assert [
        one for one in (*SECRETS, "SUGENG RAHARJO", "ORANG ASING", "menunggu verifikasi") if one in told.out + told.err
    ] == []


def test_a_name_spelled_otherwise_is_the_persons_as_long_as_the_run_is_kept(
    proposed: Program, form: Path, tmp_path: Path
) -> None:
    """A sheet sorted in one column has right numbers beside wrong people: without the run, another name is refused."""
    replied = answer(form, {ARIF: "BERHASIL", BUNGA: "BERHASIL"}, tmp_path / "b.xlsx")
    head, *lines = lines_of(replied)
    at = head.index("NAMA LENGKAP")
    spelled = [
        [cell if where != at or cell != ARIF else "ARIEF PRASETYO, S.PD" for where, cell in enumerate(line)]
        for line in lines
    ]
    swapped = [*lines]
    swapped[2], swapped[3] = [*lines[2]], [*lines[3]]
    swapped[2][at], swapped[3][at] = lines[3][at], lines[2][at]
    document = heard(proposed, saved([head, *swapped], tmp_path / "1.xlsx"), blank=4, refused=2)
    assert reasons(document) == [(4, "orang_lain"), (5, "orang_lain")]
    kept = next(path for path in (proposed.store / "runs").iterdir() if path.is_dir())
    shutil.move(kept, tmp_path / "disimpan")
    heard(proposed, saved([head, *spelled], tmp_path / "2.xlsx"), new=1, blank=4, refused=1)
    shutil.move(tmp_path / "disimpan", kept)
    heard(proposed, tmp_path / "2.xlsx", new=1, known=1, blank=4)


def test_two_answers_to_one_proposal_are_no_answer(proposed: Program, replied: Path, tmp_path: Path) -> None:
    head, *lines = lines_of(replied)
    other = [*lines[0]]
    other[head.index("STATUS TL")] = "GAGAL DATA GANDA"
    document = heard(proposed, saved([head, *lines, other], tmp_path / "x.xlsx"), new=4, blank=1, refused=2)
    assert reasons(document) == [(2, "balasan_bertentangan"), (8, "balasan_bertentangan")]
    assert states(proposed)[CAHYO] == "open"


def test_a_later_answer_counts_only_when_it_is_said_to_replace(proposed: Program, form: Path, tmp_path: Path) -> None:
    heard(proposed, answer(form, {ARIF: "NIK TIDAK ONLINE", DEWI: "BERHASIL"}, tmp_path / "1.xlsx"), new=2, blank=4)
    second = answer(form, {ARIF: "BERHASIL", DEWI: "BERHASIL"}, tmp_path / "2.xlsx")
    assert reasons(heard(proposed, second, known=1, blank=4, refused=1)) == [(4, "balasan_bertentangan")]
    assert states(proposed)[ARIF] == "nik_tidak_online"
    told = proposed("register", "reply", second, "--replace", "--format", "json")
    assert [json.loads(told.out)["files"][0][name] for name in ("new", "known")] == [1, 1]
    assert states(proposed)[ARIF] == "diterima"


def test_a_file_that_is_no_reply_is_refused(proposed: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("NAMA;STATUS TL\nARIF;BERHASIL\n", encoding="utf-8")
    told = proposed("register", "reply", path)
    assert (told.code, len(told.error_lines)) == (11, 2)
    assert set(states(proposed).values()) == {"open"}


def listed(program: Program, *options: str) -> dict[str, str | None]:
    told = program("sweep", "--status", "unenrolled,inactive", "--format", "json", *options)
    return {one["nama"]: one["registrasi"] for one in json.loads(told.out)}


def test_a_reply_whose_answers_have_no_heading_is_refused(proposed: Program, replied: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(replied)
    for cell in book.worksheets[0][1]:
        if cell.value in ("STATUS TL", "KETERANGAN"):
            cell.value = f"kolom {cell.column}"
    book.save(tmp_path / "a.xlsx")
    assert proposed("register", "reply", tmp_path / "a.xlsx").code == 11


def test_whom_bpjs_took_leaves_the_list_and_the_rest_returns_with_the_reason(
    proposed: Program, replied: Path, tmp_path: Path
) -> None:
    everybody = {CAHYO, DEWI, ARIF, BUNGA, EYANG, OTONG}
    assert everybody.isdisjoint(listed(proposed))
    told = proposed("sweep", "--status", "unenrolled,inactive", "--lang", "id")
    assert "6 orang tidak didaftar lagi, sudah dikunjungi atau diusulkan (6 diusulkan ke BPJS)" in told.err
    heard(proposed, replied, new=5, blank=1)
    now = listed(proposed)
    assert {name: now[name] for name in everybody & now.keys()} == {DEWI: "aktif_pbi", BUNGA: "nik_tidak_ditemukan"}
    told = proposed("sweep", "--status", "inactive", "--format", "xlsx", "--by", "kelurahan", "--out", tmp_path / "l")
    assert told.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "l" / "utara_mekar.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "BPJS: sudah aktif sebagai PBI-JK (APBN)" in cells
    assert everybody <= listed(proposed, "--with-visited").keys()


def test_next_month_only_the_rest_is_proposed(proposed: Program, replied: Path, tmp_path: Path) -> None:
    heard(proposed, replied, new=5, blank=1)
    assert proposed("register", "export", "--month", "2027-01", "--out", tmp_path / "lagi").code == 0
    summary = json.loads((tmp_path / "lagi" / "ringkasan.json").read_text(encoding="utf-8"))
    assert summary["accepted"] == 2
    assert {name: summary["reasons"][name] for name in ("menunggu_balasan", "ditolak_sebelumnya")} == {
        "menunggu_balasan": 1,
        "ditolak_sebelumnya": 2,
    }
    assert [row["NAMA LENGKAP"] for row in form_of(tmp_path / "lagi" / "usulan-2027-01-1.xlsx")] == [EYANG]
    because = {row["nama"]: row["rincian"] for row in form_of(tmp_path / "lagi" / "disisihkan.xlsx")}
    assert because[BUNGA] == "NIK tidak ditemukan"
    second = answer(tmp_path / "lagi" / "usulan-2027-01-1.xlsx", {EYANG: "BERHASIL"}, tmp_path / "2.xlsx")
    heard(proposed, second, new=1)
    told = json.loads(proposed("register", "list", "--format", "json").out)
    assert [(one["usulan"], one["balasan"]) for one in told if one["nama"] == EYANG] == [
        ("2026-12-1", "bulan_depan"),
        ("2027-01-1", "diterima"),
    ]


def test_a_late_reply_goes_to_the_month_it_names(proposed: Program, form: Path, tmp_path: Path) -> None:
    assert proposed("register", "export", "--again", "--month", "2027-01", "--out", tmp_path / "lagi").code == 0
    heard(proposed, answer(form, {ARIF: "NIK TIDAK ONLINE"}, tmp_path / "1.xlsx"), new=1, blank=5)
    told = json.loads(proposed("register", "list", "--format", "json").out)
    assert [(one["periode"], one["balasan"]) for one in told if one["nama"] == ARIF] == [
        ("2026-12", "nik_tidak_online"),
        ("2027-01", None),
    ]


def test_who_was_accepted_and_never_became_active_is_asked_for_again(
    proposed: Program, replied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(proposed, replied, new=5, blank=1)
    monkeypatch.setenv("UHCMATCH_NOW", "2027-03-10T08:00:00+07:00")
    files = [tmp_path / name for name in ("penduduk.csv", "peserta.csv")]
    assert proposed("reconcile", *files, "--force", "--quiet").code == 0
    now = listed(proposed)
    assert {name: now[name] for name in (ARIF, CAHYO, OTONG)} == {
        ARIF: "belum_tampak",
        CAHYO: "belum_tampak",
        OTONG: "belum_dijawab",
    }
    assert proposed("register", "export", "--out", tmp_path / "lagi").code == 0
    summary = json.loads((tmp_path / "lagi" / "ringkasan.json").read_text(encoding="utf-8"))
    assert (summary["reasons"]["belum_tampak"], summary["accepted"]) == (2, 0)


def test_who_was_accepted_lapsed_and_is_found_willing_anew_is_proposed_again(
    proposed: Program, replied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(proposed, replied, new=5, blank=1)
    monkeypatch.setenv("UHCMATCH_NOW", "2027-05-10T08:00:00+07:00")
    files = [tmp_path / name for name in ("penduduk.csv", "peserta.csv")]
    assert proposed("reconcile", *files, "--force", "--quiet").code == 0
    willing: dict[str, object] = {"Hasil kunjungan": "Bersedia, lewat Pemda"}
    found_by_teams(proposed, tmp_path, {CAHYO: willing, DEAD[2]: willing}, status="inactive")
    assert proposed("register", "export", "--out", tmp_path / "lagi").code == 0
    assert [row["NAMA LENGKAP"] for row in form_of(tmp_path / "lagi" / "usulan-2027-05-1.xlsx")] == [CAHYO]
    because = {row["nama"]: row["sebab"] for row in form_of(tmp_path / "lagi" / "disisihkan.xlsx")}
    assert because == {OTONG: "menunggu_balasan"}


def test_the_list_of_outcomes_says_where_a_proposal_stands(
    registering_again: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = registering_again
    willing: dict[str, object] = {"Hasil kunjungan": "Bersedia, lewat Pemda"}
    found_by_teams(program, tmp_path, {ARIF: willing, BUNGA: willing, EYANG: {"Hasil kunjungan": "Menolak"}})

    def told() -> dict[str, tuple[str, str | None]]:
        listed = json.loads(program("outcomes", "list", "--format", "json").out)
        return {one["nama"]: (one["berikutnya"], one["registrasi"]) for one in listed}

    assert told() == {ARIF: ("daftar", None), BUNGA: ("daftar", None), EYANG: ("ulang", None)}
    assert program("register", "export", "--out", tmp_path / "a").code == 0
    assert told() == {ARIF: ("daftar", "diusulkan"), BUNGA: ("daftar", "diusulkan"), EYANG: ("ulang", None)}
    form = next((tmp_path / "a").glob("usulan*.xlsx"))
    heard(program, answer(form, {ARIF: "BERHASIL", BUNGA: "NIK TIDAK ONLINE"}, tmp_path / "b.xlsx"), new=2)
    assert told() == {ARIF: ("daftar", "diterima"), BUNGA: ("daftar", "nik_tidak_online"), EYANG: ("ulang", None)}
    seen = program("outcomes", "list", "--lang", "id").out
    assert "diterima BPJS" in seen
    assert "NIK tidak online" in seen


def test_the_37_columns_come_back_as_well(proposed: Program, tmp_path: Path) -> None:
    assert proposed("register", "withdraw", "2026-12-1").code == 0
    assert proposed("register", "export", "--layout", "form37", "--out", tmp_path / "37").code == 0
    path = tmp_path / "37" / "form37-2026-12-2.xlsx"
    heard(proposed, answer(path, SAID, tmp_path / "b.xlsx", "KETERANGAN"), new=5, blank=1)
    assert states(proposed) == OUTCOME


@pytest.mark.slow
def test_libreoffice_saves_a_reply(proposed: Program, replied: Path, tmp_path: Path) -> None:
    """As XLSX, and as CSV, in which text stays text."""
    for form in ("xlsx", "csv"):
        out = tmp_path / form
        command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(out), str(replied)]
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        subprocess.run([command[0], profile, *command[1:]], check=True, capture_output=True, timeout=180)
    heard(proposed, tmp_path / "xlsx" / "balasan.xlsx", new=5, blank=1)
    assert states(proposed) == OUTCOME
    assert {NIK_OF[name] for name in SAID} <= {row["NIK"] for row in form_of(tmp_path / "xlsx" / "balasan.xlsx")}
    heard(proposed, tmp_path / "csv" / "balasan.csv", known=5, blank=1)
