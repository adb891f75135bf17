"""The month's file: who is in it, who is set aside and why, who found no place; nobody twice and nobody lost."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.conftest import NOW
from tests.cli.registering import (
    ARIF,
    BUNGA,
    CAHYO,
    DEAD,
    DEWI,
    EYANG,
    MEMBERS,
    NIK_OF,
    REASONS,
    SECRETS,
    form_of,
    found_by_teams,
    settle_registering,
)
from uhcmatch.__main__ import run
from uhcmatch.errors import OutOfRoom
from uhcmatch.runs import Staging
from uhcmatch.words import Words

if TYPE_CHECKING:
    from tests.cli.calling import Program

LATER = "2026-12-10T08:00:00+07:00"


@pytest.fixture(scope="session")
def registering_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registering")
    files = settle_registering(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        assert run(["reconcile", *map(str, files), "--store", str(folder / "store"), "--quiet"]) == 0
    return folder / "store"


@pytest.fixture
def registering(program: Program, registering_once: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    shutil.copytree(registering_once, program.store)
    monkeypatch.setenv("UHCMATCH_NOW", LATER)
    return program


def exported(program: Program, out: Path, *options: object) -> dict[str, Any]:
    """The summary of an export, whose balance must close against what stands in its files."""
    told = program("register", "export", "--out", out, *options)
    assert told.code == 0, told.err
    summary: dict[str, Any] = json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))
    held = [path for path in out.glob("*.xlsx") if path.stem not in ("disisihkan", "di_luar_kuota")]
    rows = {
        name: form_of(out / f"{name}.xlsx") if (out / f"{name}.xlsx").exists() else []
        for name in ("disisihkan", "di_luar_kuota")
    }
    form = form_of(held[0]) if held else []
    assert [len(form), len(rows["disisihkan"]), len(rows["di_luar_kuota"])] == [
        summary[name] for name in ("proposed", "aside", "over")
    ]
    everybody = [row["NIK"] for row in form] + [row["nik"] for table in rows.values() for row in table]
    assert len(everybody) == summary["candidates"]
    names = [row["NAMA LENGKAP"] for row in form] + [row["nama"] for table in rows.values() for row in table]
    assert len(names) == len(set(names))
    assert sum(summary["reasons"].values()) == summary["aside"]
    assert sum(summary["requests"].values()) == summary["proposed"]
    return summary


def names(out: Path, name: str = "") -> list[str]:
    path = out / f"{name}.xlsx" if name else next(iter(out.glob("*-????-??-*.xlsx")))
    return [row.get("NAMA LENGKAP") or row["nama"] for row in form_of(path)]


def test_the_sweep_list_in_the_form_of_the_pemda(registering: Program, tmp_path: Path) -> None:
    out = tmp_path / "usulan"
    summary = exported(registering, out)
    assert (summary["source"], summary["candidates"], summary["proposed"]) == ("sweep", 15, 6)
    assert summary["reasons"] == REASONS
    assert names(out) == [CAHYO, DEWI, ARIF, BUNGA, EYANG, DEAD[2]]
    assert summary["requests"] == {"BARU": 3, "PENGAKTIFAN": 2, "PENGALIHAN": 1}
    assert summary["rupiah_month"] == 6 * 42_000
    first = form_of(out / "usulan-2026-12-1.xlsx")[0]
    assert first == {
        "NO": "1",
        "NO KK": "3298010101100002",
        "NIK": NIK_OF[CAHYO],
        "NAMA LENGKAP": CAHYO,
        "TEMPAT LAHIR": "BLORA",
        "TGL LAHIR": "05-04-1980",
        "JENIS KELAMIN": "1",
        "STATUS NIKAH": "2",
        "ALAMAT TEMPAT TINGGAL": "JL MELATI 2",
        "RT": "001",
        "RW": "002",
        "KODE POS": "90811",
        "KECAMATAN": "UTARA",
        "KELURAHAN": "MEKAR",
        "PERIODE BULAN": "DESEMBER",
        "TAHUN": "2026",
        "STATUS AKTIF": "PENGAKTIFAN",
        "STATUS TL": None,
        "KETERANGAN": None,
    }


def test_every_cell_is_text_in_both_forms(registering: Program, tmp_path: Path) -> None:
    exported(registering, tmp_path / "a", "--month", "2027-01")
    sheet = openpyxl.load_workbook(tmp_path / "a" / "usulan-2027-01-1.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    text = (tmp_path / "a" / "usulan-2027-01-1.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [(row["NIK"], row["TGL LAHIR"], row["PERIODE BULAN"], row["TAHUN"]) for row in rows][:2] == [
        (NIK_OF[CAHYO], "05-04-1980", "JANUARI", "2027"),
        (NIK_OF[DEWI], "06-06-1982", "JANUARI", "2027"),
    ]
    for name in ("disisihkan", "di_luar_kuota"):
        assert (tmp_path / "a" / f"{name}.csv").exists() == (name == "disisihkan")


def test_the_form_of_37_columns(registering: Program, tmp_path: Path) -> None:
    exported(registering, tmp_path / "a", "--layout", "form37", "--format", "xlsx")
    row = form_of(tmp_path / "a" / "form37-2026-12-1.xlsx")[1]
    assert len(row) == 37
    assert {
        name: row[name] for name in ("NIK", "PISAT", "KELAS RAWAT", "NO KARTU JKN", "JENIS MUTASI", "NAMA DESA")
    } == {
        "NIK": NIK_OF[DEWI],
        "PISAT": "3",
        "KELAS RAWAT": "3",
        "NO KARTU JKN": "0001298000022",
        "JENIS MUTASI": "PENGALIHAN",
        "NAMA DESA": "MEKAR",
    }


def test_the_quota_is_of_whole_households_by_priority(registering: Program, tmp_path: Path) -> None:
    out = tmp_path / "a"
    summary = exported(registering, out, "--quota", "3")
    assert names(out) == [CAHYO, DEWI, EYANG]
    assert names(out, "di_luar_kuota") == [ARIF, BUNGA, DEAD[2]]
    assert {name: summary[name] for name in ("households", "passed", "places", "left")} == {
        "households": 2,
        "passed": 1,
        "places": 3,
        "left": 0,
    }
    again = exported(registering, tmp_path / "b", "--quota", "3")
    assert names(tmp_path / "b") == [ARIF, BUNGA, DEAD[2]]
    assert again["reasons"] == {"menunggu_balasan": 3} | REASONS
    assert again["batch"] == "2026-12-2"


def test_a_priority_list_puts_households_in_front(registering: Program, tmp_path: Path) -> None:
    listed = tmp_path / "prioritas.csv"
    listed.write_text(f"NIK;DESIL;HAMIL;KRONIS\n{NIK_OF[BUNGA]};;ya;\n{NIK_OF[EYANG]};1;;Tidak\n", encoding="utf-8")
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[registration]\npriority = ["hamil", "desil", "lansia"]\n', encoding="utf-8")
    exported(registering, tmp_path / "a", "--priority", listed, "--quota", "3", "--config", config)
    assert names(tmp_path / "a") == [ARIF, BUNGA, EYANG]


def test_the_quota_of_the_settings_counts_what_is_open_and_accepted(registering: Program, tmp_path: Path) -> None:
    config = tmp_path / "uhcmatch.toml"
    config.write_text("[registration]\nquota = 5\nquota_month = 4\n", encoding="utf-8")
    assert exported(registering, tmp_path / "a", "--config", config)["proposed"] == 4
    assert exported(registering, tmp_path / "b", "--config", config)["proposed"] == 0
    assert exported(registering, tmp_path / "c", "--config", config, "--month", "2027-01")["places"] == 4
    progress = json.loads(registering("register", "progress", "--config", config, "--format", "json").out)
    assert progress["quota"]["month"] == {
        "period": "2026-12",
        "quota": 4,
        "used": 4,
        "left": 0,
        "beyond": 0,
        "rupiah": 4 * 42_000,
        "rupiah_left": 0,
    }
    assert (progress["quota"]["year"]["left"], progress["quota"]["year"]["rupiah_left"]) == (1, 42_000)
    assert (
        "Bulan 2026-12: 4 tempat terpakai, Rp168.000 per bulan; sisa 0 dari 4 (Rp0 per bulan)."
        in registering("register", "progress", "--config", config).out
    )


def test_a_quota_of_the_call_that_goes_beyond_the_settings_is_pointed_out(registering: Program, tmp_path: Path) -> None:
    config = tmp_path / "uhcmatch.toml"
    config.write_text("[registration]\nquota = 5\nquota_month = 4\n", encoding="utf-8")
    told = registering(
        "register", "export", "--out", tmp_path / "a", "--quota", "6", "--config", config, "--lang", "id"
    )
    summary = json.loads((tmp_path / "a" / "ringkasan.json").read_text(encoding="utf-8"))
    assert (summary["proposed"], summary["beyond"]) == (6, 2)
    assert "Perhatian: 2 orang lebih banyak daripada yang disisakan" in told.out
    told = registering("register", "progress", "--config", config, "--lang", "id")
    assert "Bulan 2026-12: 6 tempat terpakai, Rp252.000 per bulan; 2 lebih banyak daripada 4." in told.out
    assert "Tahun 2026: 6 tempat terpakai, Rp252.000 per bulan; 1 lebih banyak daripada 5." in told.out


def test_nobody_is_proposed_twice_while_an_answer_is_open(registering: Program, tmp_path: Path) -> None:
    exported(registering, tmp_path / "a")
    second = exported(registering, tmp_path / "b")
    assert (second["batch"], second["proposed"], second["reasons"]["menunggu_balasan"]) == (None, 0, 6)
    assert not list((tmp_path / "b").glob("usulan*"))
    third = exported(registering, tmp_path / "c", "--again")
    assert (third["batch"], third["proposed"]) == ("2026-12-2", 6)


def test_nobody_is_proposed_twice_by_another_run_or_spelling(
    registering: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is known by what is recorded, and by the NIK when the name was put right."""
    exported(registering, tmp_path / "a")
    population, members = settle_registering(tmp_path / "baru")
    text = population.read_text(encoding="utf-8").splitlines()
    head, rows = text[0], [line.replace(EYANG, "SURTINAH EYANG PUTRI") for line in reversed(text[1:])]
    population.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert registering("reconcile", population, members, "--accept-change", "--quiet").code == 0
    assert exported(registering, tmp_path / "b")["reasons"]["menunggu_balasan"] == 6


def test_a_file_that_was_never_sent_is_taken_back(registering: Program, tmp_path: Path) -> None:
    exported(registering, tmp_path / "a")
    assert "6 orang" in registering("register", "withdraw", "2026-12-1").out
    assert exported(registering, tmp_path / "b")["batch"] == "2026-12-2"
    told = registering("register", "withdraw", "2026-12-1")
    assert (told.code, len(told.error_lines)) == (2, 2)


def test_an_export_that_fails_proposes_nobody(registering: Program, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "lain.txt").write_text("x", encoding="utf-8")
    assert registering("register", "export", "--out", tmp_path / "a").code == 12
    assert registering("register", "export", "--out", tmp_path / "b", "--area", "TIMUR").code == 2
    assert registering("register", "export", "--out", tmp_path / "b", "--layout", "bulanan").code == 2
    assert registering("register", "export", "--out", tmp_path / "b", "--month", "12-2026").code == 2
    assert json.loads(registering("register", "list", "--format", "json").out) == []
    assert not (tmp_path / "b").exists()


def test_a_file_that_cannot_appear_is_taken_back(
    registering: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Staging) -> Path:
        raise OutOfRoom(Words("penuh", "full"))

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "publish", fail)
        assert registering("register", "export", "--out", tmp_path / "a").code == 14
    assert json.loads(registering("register", "list", "--format", "json").out) == []
    assert exported(registering, tmp_path / "a")["batch"] == "2026-12-2"


def test_checks_may_be_switched_off_but_not_all(registering: Program, tmp_path: Path) -> None:
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[registration]\noff = ["nik_kelamin_beda", "saluran_lain"]\n', encoding="utf-8")
    assert exported(registering, tmp_path / "a", "--config", config)["proposed"] == 8
    config.write_text('[registration]\noff = ["menunggu_balasan"]\n', encoding="utf-8")
    assert registering("register", "export", "--out", tmp_path / "b", "--config", config).code == 10


OWN = """
name = "kami"
title = { id = "Formulir kami", en = "Our form" }
sheet = "DATA"
[[columns]]
heading = "No. Identitas"
field = "nik"
[[columns]]
heading = "Nama"
field = "nama"
is_required = true
[[columns]]
heading = "Lahir"
field = "tanggal_lahir"
format = "%Y/%m/%d"
[[columns]]
heading = "L/P"
field = "jenis_kelamin"
codes = { L = "Laki-laki", P = "Perempuan" }
[[columns]]
heading = "Dibayar"
value = "APBD"
"""


def test_an_office_has_a_layout_of_its_own(registering: Program, tmp_path: Path) -> None:
    (tmp_path / "kami.toml").write_text(OWN, encoding="utf-8")
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[registration]\nlayout_file = "kami.toml"\n', encoding="utf-8")
    assert registering("register", "export", "--out", tmp_path / "a", "--config", config).code == 0
    assert form_of(tmp_path / "a" / "kami-2026-12-1.xlsx")[0] == {
        "No. Identitas": NIK_OF[CAHYO],
        "Nama": CAHYO,
        "Lahir": "1980/04/05",
        "L/P": "Laki-laki",
        "Dibayar": "APBD",
    }


@pytest.mark.parametrize(
    "damage",
    [
        ("nik", "nick"),
        ("heading", "hedding"),
        ("[[columns]]", "[columns]"),
        ('sheet = "DATA"', 'sheet = "a/b"'),
        ("%Y", "%"),
    ],
)
def test_a_layout_that_is_none_is_refused(registering: Program, tmp_path: Path, damage: tuple[str, str]) -> None:
    (tmp_path / "kami.toml").write_text(OWN.replace(*damage), encoding="utf-8")
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[registration]\nlayout_file = "kami.toml"\n', encoding="utf-8")
    told = registering("register", "export", "--out", tmp_path / "a", "--config", config)
    assert (told.code, len(told.error_lines)) == (10, 2)


def test_whom_teams_found_willing_is_proposed_and_nobody_else(registering: Program, tmp_path: Path) -> None:
    visited = {"Tgl kunjungan": date(2026, 12, 5)}
    found_by_teams(
        registering,
        tmp_path,
        {
            ARIF: {"Hasil kunjungan": "Bersedia, lewat Pemda", **visited},
            "NANANG KURNIA": {"Hasil kunjungan": "bersedia pemda", **visited},
            BUNGA: {"Hasil kunjungan": "menolak", **visited},
            EYANG: {"Hasil kunjungan": "bersedia mandiri", **visited},
            "IRFAN HAKIM": {"Hasil kunjungan": "B", **visited},
        },
    )
    summary = exported(registering, tmp_path / "a")
    assert (summary["source"], summary["otherwise"], summary["reasons"]) == ("outcomes", 1, {"wajib_kosong": 1})
    assert names(tmp_path / "a") == [ARIF, "NANANG KURNIA"]
    swept = exported(registering, tmp_path / "b", "--from", "sweep")
    assert swept["reasons"]["hasil_kunjungan"] == 2
    assert names(tmp_path / "b") == [CAHYO, DEWI, DEAD[2]]
    because = {row["nama"]: row["rincian"] for row in form_of(tmp_path / "b" / "disisihkan.xlsx")}
    assert because[BUNGA] == "Menolak"
    assert because["NANANG KURNIA"] is None


def test_who_died_or_became_active_since_the_visit_is_set_aside(registering: Program, tmp_path: Path) -> None:
    visited = {"Hasil kunjungan": "bersedia", "Tgl kunjungan": date(2026, 12, 5)}
    found_by_teams(registering, tmp_path, {DEAD[2]: visited, CAHYO: visited, ARIF: visited})
    cards = [(*MEMBERS[0][:5], "AKTIF", "PEGAWAI SWASTA"), *MEMBERS[1:]]
    files = settle_registering(tmp_path / "baru", "MENINGGAL", cards)
    assert registering("reconcile", *files, "--accept-change", "--quiet").code == 0
    summary = exported(registering, tmp_path / "a")
    assert summary["reasons"] == {"meninggal": 1, "sudah_aktif": 1}
    because = {row["nama"]: row["rincian"] for row in form_of(tmp_path / "a" / "disisihkan.xlsx")}
    assert because == {DEAD[2]: None, CAHYO: "PPU"}
    assert names(tmp_path / "a") == [ARIF]


def test_numbers_stand_in_the_files_only(registering: Program, tmp_path: Path) -> None:
    told = registering("register", "export", "--out", tmp_path / "a")
    listed, progress = registering("register", "list"), registering("register", "progress")
    assert [one for one in SECRETS if one in told.out + told.err + progress.out + progress.err] == []
    assert [one for one in SECRETS if one.isdigit() and one in listed.out] == []
    assert CAHYO in listed.out
    assert NIK_OF[CAHYO] in registering("register", "list", "--format", "csv", "--show-nik").out
    kept = b"".join(path.read_bytes() for path in registering.store.glob("ledger*"))
    assert [one for one in SECRETS if one.encode() in kept] == []
    with sqlite3.connect(registering.store / "ledger.sqlite") as ledger:
        assert ledger.execute("SELECT count(*) FROM entries WHERE kind = 'proposal'").fetchone()[0] == 6
    held = "".join(path.name for path in (tmp_path / "a").iterdir()) + (tmp_path / "a" / "ringkasan.json").read_text()
    assert [one for one in SECRETS if one in held] == []
    assert registering("runs", "verify").code == 0
