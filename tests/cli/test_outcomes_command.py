"""Field sheets are really filled in, saved anew, sorted and damaged; each line is known by its id and run alone."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.conftest import NOW
from tests.cli.doubtful import as_book, as_csv, columns_of, fill, table_of
from tests.cli.village import SECRETS, settle
from uhcmatch import runs
from uhcmatch.__main__ import run
from uhcmatch.coverage.record_ids import record_id

if TYPE_CHECKING:
    from tests.cli.calling import Program

LATER = "2026-12-10T08:00:00+07:00"
BAGAS, LARAS, DAMAR = "BAGAS WIJAYANTO", "LARASATI UTAMI", "DAMAR PERMADANI"
"""The three without a card: rows 3, 5 (UTARA) and 8 (SELATAN)."""
FOUND = {
    BAGAS: {"Hasil kunjungan": "Bersedia, lewat Pemda", "Tgl kunjungan": date(2026, 12, 5)},
    LARAS: {"Hasil kunjungan": "tdk di rumah", "Tgl kunjungan": date(2026, 12, 5), "Keterangan": "tetangga: kerja"},
}


@pytest.fixture(scope="session")
def swept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the village, its run in `store`, and its sheets as workbooks and CSV in `lembar`."""
    folder = tmp_path_factory.mktemp("swept-once")
    files = settle(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        store = str(folder / "store")
        assert run(["reconcile", *map(str, files), "--store", store, "--quiet"]) == 0
        call = ["sweep", "--store", store, "--by", "kelurahan", "--format", "xlsx,csv", "--quiet"]
        assert run([*call, "--out", str(folder / "lembar")]) == 0
        assert run([*call, "--team", "2", "--out", str(folder / "tim")]) == 0
    return folder


@pytest.fixture
def swept(program: Program, swept_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    shutil.copytree(swept_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("UHCMATCH_NOW", LATER)
    return program


@pytest.fixture
def sheet(swept: Program, tmp_path: Path) -> Path:
    """The sheet of UTARA."""
    return tmp_path / "lembar" / "utara_mekar.xlsx"


def imported(program: Program, *files: object, code: int = 0, **counts: int) -> dict[str, Any]:
    told = program("outcomes", "import", *files, "--format", "json")
    assert told.code == code, told.err
    document: dict[str, Any] = json.loads(told.out)
    seen = {name: sum(file[name] for file in document["files"]) for name in ("new", "known", "blank", "refused")}
    assert seen == {"new": 0, "known": 0, "blank": 0, "refused": 0} | counts
    rows = sum(file["rows"] for file in document["files"])
    assert rows == sum(seen.values())
    return document


def found(program: Program, *options: str) -> dict[str, dict[str, Any]]:
    return {one["nama"]: one for one in json.loads(program("outcomes", "list", *options, "--format", "json").out)}


def listed(program: Program, *options: str) -> dict[str, int]:
    people = json.loads(program("sweep", "--format", "json", *options).out)
    return {one["nama"]: one["kunjungan"] for one in people}


def facts(program: Program) -> dict[str, Any]:
    return runs.RunFolder.opened(runs.locate("latest", program.store)).facts


def test_outcomes_drive_the_next_list(swept: Program, sheet: Path) -> None:
    assert listed(swept) == {BAGAS: 0, LARAS: 0, DAMAR: 0}
    document = imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    assert {name: document[name] for name in ("daftar", "ulang", "dukcapil", "contradictory")} == {
        "daftar": 1,
        "ulang": 1,
        "dukcapil": 0,
        "contradictory": 0,
    }
    assert listed(swept) == {LARAS: 1, DAMAR: 0}
    assert listed(swept, "--with-visited") == {BAGAS: 1, LARAS: 1, DAMAR: 0}
    told = swept("sweep", "--lang", "id")
    assert "1 orang tidak didaftar lagi, sudah dikunjungi atau diusulkan (1 daftarkan)" in told.err
    assert {
        name: (one["hasil"], one["berikutnya"], one["kunjungan"], one["keterangan"])
        for name, one in found(swept).items()
    } == {
        BAGAS: ("bersedia_pemda", "daftar", 1, None),
        LARAS: ("tidak_ditemui", "ulang", 1, "tetangga: kerja"),
    }
    assert list(found(swept, "--next", "daftar")) == [BAGAS]
    assert found(swept)[BAGAS]["nik"] == "3298**********0003"
    assert list(found(swept, "--outcome", "tidak_ditemui", "--area", "UTARA")) == [LARAS]
    assert found(swept, "--area", "SELATAN") == {}


def test_visits_are_counted_and_shown_on_the_next_sheet(swept: Program, sheet: Path, tmp_path: Path) -> None:
    imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    assert swept("sweep", "--by", "kelurahan", "--format", "xlsx", "--out", tmp_path / "lagi").code == 0
    again = tmp_path / "lagi" / "utara_mekar.xlsx"
    row = dict(zip(*table_of(again)[:2], strict=True))
    assert (row["Nama"], row["Kunjungan lalu"]) == (LARAS, "1×: Tidak ditemui")
    fill(again, {LARAS: {"Hasil kunjungan": "Menolak", "Tgl kunjungan": "8/12/2026"}}, "Nama")
    imported(swept, again, new=1)
    assert found(swept)[LARAS]["kunjungan"] == 2
    assert listed(swept)[LARAS] == 2
    assert swept("runs", "verify").code == 0


@pytest.mark.parametrize(
    ("says", "follows"),
    [
        ("pindah ke Solo", "dukcapil"),
        ("Meninggal (wafat)", "dukcapil"),
        ("data ganda", "dukcapil"),
        ("Sudah BPJS", "cocokkan"),
    ],
)
def test_whom_a_visit_settles_leaves_the_list(swept: Program, sheet: Path, says: str, follows: str) -> None:
    imported(swept, fill(sheet, {BAGAS: {"Hasil kunjungan": says}}, "Nama"), new=1, blank=1)
    assert BAGAS not in listed(swept)
    assert list(found(swept, "--next", follows)) == [BAGAS]


def test_a_card_number_beside_the_outcome_is_the_card(swept: Program, sheet: Path) -> None:
    says = {BAGAS: {"Hasil kunjungan": "sudah punya kis no 0001298000066"}}
    imported(swept, fill(sheet, says, "Nama"), new=1, blank=1)
    (one,) = json.loads(swept("outcomes", "list", "--show-nik", "--format", "json").out)
    assert (one["hasil"], one["nomor_kartu"]) == ("sudah_jkn", "0001298000066")


def test_the_list_for_the_registry_is_written_as_a_file(swept: Program, sheet: Path, tmp_path: Path) -> None:
    imported(swept, fill(sheet, {BAGAS: {"Hasil kunjungan": "Pindah"}}, "Nama"), new=1, blank=1)
    for form in ("csv", "xlsx", "json"):
        out = tmp_path / f"balikan-{form}"
        assert swept("outcomes", "list", "--next", "dukcapil", "--show-nik", "--out", out, "--format", form).code == 0
        (file,) = out.iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
    text = (tmp_path / "balikan-csv" / "hasil_kunjungan.csv").read_text(encoding="utf-8-sig")
    assert "3298012306100003" in text
    assert "BAGAS WIJAYANTO" in swept("outcomes", "list").out


def test_a_card_that_was_shown_is_asked_about_after_the_next_run(swept: Program, sheet: Path, tmp_path: Path) -> None:
    answer = {"Hasil kunjungan": "Sudah punya JKN (tulis no. kartu)", "No. kartu JKN": 1298000066}
    imported(swept, fill(sheet, {BAGAS: answer}, "Nama"), new=1, blank=1)
    assert found(swept, "--show-nik")[BAGAS]["nomor_kartu"] == "0001298000066"
    assert swept("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    (asked,) = json.loads(swept("review", "list", "--format", "json").out)
    assert (asked["resident"]["nama"], asked["member"]["nama"], asked["rule"]) == (
        BAGAS,
        "WARGA TETANGGA JAUH",
        "kartu_ditunjukkan",
    )
    assert swept("review", "decide", "BEDA", "--pair", asked["pair"], "--who", "Sari").code == 0
    assert swept("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    assert json.loads(swept("review", "list", "--format", "json").out) == []
    assert swept("runs", "verify").code == 0


Rows = list[list[Any]]


def _dates(form: str) -> Callable[[Rows], Rows]:
    return lambda rows: [[cell.strftime(form) if isinstance(cell, datetime) else cell for cell in row] for row in rows]


def _serials(rows: Rows) -> Rows:
    return [
        [(cell.date() - date(1899, 12, 30)).days if isinstance(cell, datetime) else cell for cell in row]
        for row in rows
    ]


def _ids_without_dash(rows: Rows) -> Rows:
    at = rows[0].index("id_baris")
    return [
        rows[0],
        *(
            [*row[:at], int(plain) if (plain := row[at].replace("-", "")).isdigit() else plain.lower()]
            for row in rows[1:]
        ),
    ]


def _added(rows: Rows) -> Rows:
    return [
        ["Urut", *rows[0][:5], "Catatan", *rows[0][5:]],
        *([at, *row[:5], "x", *row[5:]] for at, row in enumerate(rows[1:])),
    ]


def _plain(rows: Rows) -> Rows:
    return rows


SAVED: dict[str, Callable[[Rows, Path], Path]] = {
    "semicolons": lambda rows, to: as_csv(_dates("%d/%m/%Y")(rows), to / "a.csv"),
    "commas": lambda rows, to: as_csv(_dates("%Y-%m-%d %H:%M:%S")(rows), to / "a.csv", ","),
    "tabs": lambda rows, to: as_csv(_dates("%d-%b-%y")(rows), to / "a.txt", "\t", "utf-16"),
    "american dates": lambda rows, to: as_csv(_dates("%m/%d/%Y")(rows), to / "a.csv"),
    "dates as numbers": lambda rows, to: as_book(_serials(rows), to / "a.xlsx"),
    "dates in words": lambda rows, to: as_book(_dates("5 Desember 2026")(rows), to / "a.xlsx"),
    "sorted": lambda rows, to: as_book([rows[0], *reversed(rows[1:])], to / "a.xlsx"),
    "columns added": lambda rows, to: as_book(_added(rows), to / "a.xlsx"),
    "ids without dash": lambda rows, to: as_book(_ids_without_dash(rows), to / "a.xlsx"),
    "titles above": lambda rows, to: as_book(rows, to / "a.xlsx", above=9),
    "renamed": lambda rows, to: as_book(_plain(rows), to / "RT 01 (sudah) pak RT.xlsx"),
}


@pytest.mark.parametrize("way", SAVED)
def test_however_it_was_saved_the_outcomes_are_the_same(swept: Program, sheet: Path, tmp_path: Path, way: str) -> None:
    document = imported(swept, SAVED[way](table_of(fill(sheet, FOUND, "Nama")), tmp_path), new=2)
    assert document["problems"] == []
    kept = {name: (one["hasil"], one["tanggal_kunjungan"]) for name, one in found(swept).items()}
    assert kept == {BAGAS: ("bersedia_pemda", "2026-12-05"), LARAS: ("tidak_ditemui", "2026-12-05")}


def test_a_list_written_as_csv_is_filled_in_too(swept: Program, tmp_path: Path) -> None:
    path = tmp_path / "lembar" / "utara_mekar.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    for row in rows:
        row.update({"hasil": "menolak", "tanggal_kunjungan": "05-12-2026"} if row["nama"] == BAGAS else {})
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    imported(swept, path, new=1, blank=1)
    assert found(swept)[BAGAS]["hasil"] == "menolak"


def test_deleted_rows_are_no_answer(swept: Program, sheet: Path, tmp_path: Path) -> None:
    rows = table_of(fill(sheet, FOUND, "Nama"))
    at = rows[0].index("Nama")
    imported(swept, as_book([rows[0], *(row for row in rows[1:] if row[at] != LARAS)], tmp_path / "a.xlsx"), new=1)
    assert listed(swept) == {LARAS: 0, DAMAR: 0}
    assert list(found(swept)) == [BAGAS]


def test_the_same_file_twice_changes_nothing_and_says_so(swept: Program, sheet: Path, tmp_path: Path) -> None:
    imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    before = (swept.store / "ledger.sqlite").read_bytes()
    told = swept("outcomes", "import", sheet)
    assert "sudah pernah diimpor (2026-12-10" in told.out
    assert "Tidak ada yang baru; tidak ada yang berubah." in told.out
    imported(swept, as_csv(_dates("%d/%m/%Y")(table_of(sheet)), tmp_path / "a.csv"), known=2)
    assert (swept.store / "ledger.sqlite").read_bytes() == before


def test_damaged_forged_and_exchanged_ids_are_refused_and_listed(swept: Program, sheet: Path, tmp_path: Path) -> None:
    rows = table_of(fill(sheet, FOUND, "Nama"))
    at, name = rows[0].index("id_baris"), rows[0].index("Nama")
    run_id = facts(swept)["run_id"]
    own = next(row for row in rows[1:] if row[name] == BAGAS)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    forged = [
        record_id(run_id, 5),
        record_id(run_id, 99),
        "",
        "kosong",
        "=1+1",
        "1.2E-29",
        record_id("20260101T000000Z-000000", 3),
    ]
    forged += [f"{own[at][:-1]}{letter}" for letter in alphabet if letter != own[at][-1]]
    forged += [f"000{letter}{own[at][4:]}" for letter in alphabet if letter != own[at][3]]
    lines = [[*own[:at], text, *own[at + 1 :]] for text in forged]
    document = imported(swept, as_csv([rows[0], *lines], tmp_path / "palsu.csv"), refused=len(forged))
    assert [one["line"] for one in document["problems"]] == list(range(2, len(forged) + 2))
    assert {one["reason"] for one in document["problems"]} <= {"id_rusak", "orang_lain"}
    assert found(swept) == {}


def test_a_sheet_of_an_earlier_run_is_carried_to_the_newest(swept: Program, sheet: Path, tmp_path: Path) -> None:
    fill(sheet, FOUND, "Nama")
    population = tmp_path / "penduduk.csv"
    lines = population.read_text(encoding="utf-8").splitlines(keepends=True)
    population.write_text(
        "".join([lines[0], *reversed(lines[1:])]).replace("JL MAWAR", "JALAN MAWAR"), encoding="utf-8"
    )
    for _ in range(3):
        assert swept("reconcile", population, tmp_path / "peserta.csv").code == 0
    imported(swept, sheet, new=2)
    assert listed(swept) == {LARAS: 1, DAMAR: 0}
    assert {one["resident_row"] for one in found(swept).values()} == {6, 4}
    first = min((swept.store / "runs").iterdir()).name
    with runs.reading(swept.store) as ledger:
        assert ledger is not None
        assert {one.told.content["run"] for one in ledger.entries("outcome")} == {first}


def test_a_sheet_of_a_run_that_is_not_kept_is_refused(swept: Program, sheet: Path, tmp_path: Path) -> None:
    fill(sheet, FOUND, "Nama")
    shutil.rmtree(swept.store)
    for _ in range(5):
        assert swept("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    document = imported(swept, sheet, refused=2)
    assert {one["reason"] for one in document["problems"]} == {"hasil_tidak_disimpan"}
    without_run = imported(swept, as_csv(table_of(sheet), tmp_path / "a.csv"), refused=2)
    # One id in a thousand is valid in another run by chance; there it is told from somebody else by the name.
    assert {one["reason"] for one in without_run["problems"]} <= {"id_rusak", "orang_lain"}
    assert found(swept) == {}


def test_somebody_else_with_the_same_row_in_another_place_is_not_found(
    swept: Program, sheet: Path, tmp_path: Path
) -> None:
    """A sheet of another municipality, whose run has the same rows, is refused even where its ids look right."""
    other = tmp_path / "lain"
    other.mkdir()
    population, members = settle(other)
    population.write_text(
        population.read_text(encoding="utf-8").replace("BAGAS WIJAYANTO", "JOKO SUSENO"), encoding="utf-8"
    )
    assert swept("reconcile", population, members, "--store", other / "store").code == 0
    assert (
        swept(
            "sweep", "--store", other / "store", "--by", "kelurahan", "--format", "xlsx", "--out", other / "lembar"
        ).code
        == 0
    )
    foreign = fill(other / "lembar" / "utara_mekar.xlsx", {"JOKO SUSENO": {"Hasil kunjungan": "pindah"}}, "Nama")
    document = imported(swept, foreign, refused=1, blank=1)
    assert document["problems"][0]["reason"] == "hasil_tidak_disimpan"


def test_contradictory_outcomes_are_listed_and_keep_the_person_on_the_list(
    swept: Program, sheet: Path, tmp_path: Path
) -> None:
    other = fill(
        sheet, {BAGAS: {"Hasil kunjungan": "pindah", "Tgl kunjungan": "05-12-2026"}}, "Nama", tmp_path / "lain.xlsx"
    )
    imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    told = swept("outcomes", "import", other, "--strict")
    assert told.code == 13
    assert told.error_lines[1] == "hint: See them with uhcmatch outcomes list --next periksa, then correct the sheet."
    assert "dicatat; bertentangan dengan isian lain" in told.out
    assert "1 orang dengan hasil bertentangan tetap di daftar kunjungan." in told.out
    assert listed(swept)[BAGAS] == 1
    assert found(swept, "--next", "periksa")[BAGAS]["hasil"] == "bersedia_pemda, pindah"
    assert "Bersedia, lewat Pemda / Pindah" in swept("outcomes", "list").out
    fixed = fill(
        sheet, {BAGAS: {"Hasil kunjungan": "pindah", "Keterangan": "sudah dicek"}}, "Nama", tmp_path / "betul.xlsx"
    )
    imported(swept, fixed, "--replace", new=1, known=1)
    assert found(swept)[BAGAS]["berikutnya"] == "dukcapil"
    assert BAGAS not in listed(swept)


def test_what_is_half_filled_in_is_listed_not_guessed(swept: Program, sheet: Path) -> None:
    answers = {
        BAGAS: {"Keterangan": "pindah ke Solo RAHASIA"},
        LARAS: {"Hasil kunjungan": "mungkin nanti RAHASIA"},
    }
    told = swept("outcomes", "import", fill(sheet, answers, "Nama"))
    assert "RAHASIA" not in told.out + told.err
    assert "ada isian, tetapi hasilnya kosong" in told.out
    assert "hasil kunjungan tidak dikenal" in told.out
    assert found(swept) == {}


def test_damaged_days_and_cards_are_listed_and_the_outcome_kept(swept: Program, sheet: Path) -> None:
    answers: dict[str, dict[str, Any]] = {
        BAGAS: {"Hasil kunjungan": "menolak", "Tgl kunjungan": "31-02-2026"},
        LARAS: {"Hasil kunjungan": "sudah bpjs", "Tgl kunjungan": date(2027, 1, 1), "No. kartu JKN": "12"},
    }
    document = imported(swept, fill(sheet, answers, "Nama"), new=2)
    assert sorted(one["reason"] for one in document["problems"]) == [
        "nomor_kartu_rusak",
        "tanggal_kunjungan",
        "tanggal_kunjungan",
    ]
    assert {one["nomor_kartu"] for one in found(swept).values()} == {None}


def test_a_file_that_is_no_sheet_stops_the_whole_call(swept: Program, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "surat.csv").write_text("nama;alamat\nX;Y\n", encoding="utf-8")
    told = swept("outcomes", "import", fill(sheet, FOUND, "Nama"), tmp_path / "surat.csv")
    assert told.code == 11
    assert "id_baris" in told.error_lines[1]
    assert found(swept) == {}
    assert swept("outcomes", "import", tmp_path / "tidak-ada.xlsx").code == 11


def test_who_has_an_active_card_in_the_next_run_is_done(swept: Program, sheet: Path, tmp_path: Path) -> None:
    imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    with (tmp_path / "peserta.csv").open("a", encoding="utf-8") as file:
        file.write("0001298000077;3298012306100003;BAGAS WIJAYANTO;23-06-2010;L;AKTIF;PBI (APBD)\n")
    assert swept("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    assert found(swept)[BAGAS]["berikutnya"] == "selesai"
    assert found(swept, "--next", "daftar") == {}
    assert found(swept)[LARAS]["berikutnya"] == "ulang"
    (total,) = json.loads(swept("outcomes", "progress", "--by", "total", "--format", "json").out)
    assert (total["listed"], total["visited"], total["selesai"], total["belum_dikunjungi"]) == (3, 2, 1, 1)


def test_progress_per_area_and_team(swept: Program, tmp_path: Path) -> None:
    teams = sorted((tmp_path / "tim").glob("*.xlsx"))
    book = next(path for path in teams if "utara" in path.name and BAGAS in {row[3] for row in table_of(path)})
    people = {row[3] for row in table_of(book)[1:]}
    imported(swept, fill(book, {BAGAS: FOUND[BAGAS]}, "Nama"), new=1, blank=len(people) - 1)
    by_kelurahan = json.loads(swept("outcomes", "progress", "--format", "json").out)
    assert [
        (one["kecamatan"], one["listed"], one["visited"], one["daftar"], one["belum_dikunjungi"])
        for one in by_kelurahan
    ] == [
        ("SELATAN", 1, 0, 0, 1),
        ("UTARA", 2, 1, 1, 1),
    ]
    by_team = json.loads(swept("outcomes", "progress", "--by", "team", "--team", "2", "--format", "json").out)
    assert {one["tim"]: (one["listed"], one["visited"]) for one in by_team} == {1: (2, 0), 2: (1, 1)}
    assert (
        sum(one["listed"] for one in json.loads(swept("outcomes", "progress", "--by", "rt", "--format", "json").out))
        == 3
    )
    text = swept("outcomes", "progress", "--by", "rt").out
    assert "JUMLAH" in text
    assert max(map(len, text.splitlines())) <= 80
    assert swept("outcomes", "progress", "--by", "total").code == 0


def test_hostile_remarks_stay_text(swept: Program, sheet: Path, tmp_path: Path) -> None:
    rows = _dates("%d-%m-%Y")(table_of(fill(sheet, FOUND, "Nama")))
    at = rows[0].index("Keterangan")
    rows[1][at] = "=cmd|' /C calc'!A0 \x1b[31m\x07" + "x" * 100_000
    path = as_csv(rows, tmp_path / "a.csv")
    imported(swept, path, new=2)
    assert "\x1b" not in swept("outcomes", "list").out
    assert swept("outcomes", "list", "--out", tmp_path / "daftar", "--format", "csv").code == 0
    text = (tmp_path / "daftar" / "hasil_kunjungan.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd|" in text
    assert "\x1b" not in text


def test_an_import_names_nobody(swept: Program, sheet: Path) -> None:
    told = swept("outcomes", "import", fill(sheet, FOUND, "Nama"))
    progress = swept("outcomes", "progress", "--by", "rt")
    assert [secret for secret in SECRETS if secret in told.out + told.err + progress.out] == []


def test_a_hidden_sheet_is_no_sheet_to_fill_in(swept: Program, sheet: Path) -> None:
    book = openpyxl.load_workbook(fill(sheet, FOUND, "Nama"))
    columns_of(book.worksheets[0])
    book.create_sheet("lain")
    book.worksheets[0].sheet_state = "hidden"
    book.active = 2
    book.save(sheet)
    assert swept("outcomes", "import", sheet).code == 11


def _with_headings(path: Path, renamed: dict[str, str], out: Path) -> Path:
    book = openpyxl.load_workbook(path)
    top, columns = columns_of(book.worksheets[0])
    for heading, other in renamed.items():
        book.worksheets[0].cell(top, columns[heading]).value = other
    book.save(out)
    return out


def test_what_a_heading_says_in_brackets_does_not_matter(swept: Program, sheet: Path, tmp_path: Path) -> None:
    renamed = {"Hasil kunjungan": "HASIL  KUNJUNGAN (isi)", "Nama": "Nama [warga]"}
    imported(swept, _with_headings(fill(sheet, FOUND, "Nama"), renamed, tmp_path / "a.xlsx"), new=2)


def test_without_the_column_to_answer_in_a_file_is_refused(swept: Program, sheet: Path, tmp_path: Path) -> None:
    path = _with_headings(fill(sheet, FOUND, "Nama"), {"Hasil kunjungan": "Hasil"}, tmp_path / "a.xlsx")
    imported(swept, path, new=2)
    path = _with_headings(sheet, {"Hasil kunjungan": "Temuan"}, tmp_path / "b.xlsx")
    told = swept("outcomes", "import", path, "--lang", "en")
    assert (told.code, "Hasil kunjungan" in told.error_lines[1]) == (11, True)


def test_a_sheet_without_the_column_to_answer_in_is_listed(swept: Program, sheet: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(fill(sheet, FOUND, "Nama"))
    copy = book.copy_worksheet(book.worksheets[0])
    top, columns = columns_of(copy)
    copy.cell(top, columns["Hasil kunjungan"]).value = "Temuan"
    book.save(tmp_path / "a.xlsx")
    document = imported(swept, tmp_path / "a.xlsx", new=2, refused=2)
    (problem,) = document["problems"]
    assert (problem["sheet"], problem["line"], problem["reason"]) == (copy.title, top, "kolom_isian_hilang")


def test_columns_that_are_missed_are_named(swept: Program, sheet: Path, tmp_path: Path) -> None:
    path = _with_headings(fill(sheet, FOUND, "Nama"), {"Tgl kunjungan": "Hari"}, tmp_path / "a.xlsx")
    told = swept("outcomes", "import", path, "--lang", "en")
    assert "a.xlsx: no column Tgl kunjungan." in told.out


def test_a_cell_merged_over_a_family_speaks_for_all_of_it(swept: Program, sheet: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    top, columns = columns_of(page)
    at = columns["Hasil kunjungan"]
    page.cell(top + 1, at).value = "Pindah"
    page.merge_cells(start_row=top + 1, end_row=top + 2, start_column=at, end_column=at)
    book.save(tmp_path / "a.xlsx")
    imported(swept, tmp_path / "a.xlsx", new=2)
    assert {name: one["hasil"] for name, one in found(swept).items()} == {BAGAS: "pindah", LARAS: "pindah"}


def test_a_hidden_sheet_is_named(swept: Program, sheet: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(fill(sheet, FOUND, "Nama"))
    hidden = book.copy_worksheet(book.worksheets[0])
    hidden.title, hidden.sheet_state = "RT 9", "hidden"
    book.save(tmp_path / "a.xlsx")
    told = swept("outcomes", "import", tmp_path / "a.xlsx", "--lang", "en")
    assert (told.code, "a.xlsx: hidden, not read: RT 9." in told.out) == (0, True)


def test_what_was_found_stays_with_a_person_whose_record_is_corrected(
    swept: Program, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong NIK is put right after the visit: the visit is still theirs, and the old sheet still tells nothing new."""
    imported(swept, fill(sheet, FOUND, "Nama"), new=2)
    population = tmp_path / "penduduk.csv"
    old = next(line.split(";")[0] for line in population.read_text().splitlines() if LARAS in line)
    for number, (was, now) in enumerate([(old, f"{old[:-1]}7"), (f"{old[:-1]}7", old)]):
        population.write_text(population.read_text().replace(was, now))
        monkeypatch.setenv("UHCMATCH_NOW", f"2026-12-1{number + 1}T08:00:00+07:00")
        assert swept("reconcile", population, tmp_path / "peserta.csv").code == 0
        assert found(swept)[LARAS]["kunjungan"] == 1
        assert listed(swept) == {LARAS: 1, DAMAR: 0}
        imported(swept, sheet, known=2)
        assert found(swept)[LARAS]["kunjungan"] == 1
    correction = fill(sheet, {LARAS: {"Hasil kunjungan": "Menolak"}}, "Nama", tmp_path / "betul.xlsx")
    told = swept("outcomes", "import", correction, "--replace", "--format", "json")
    assert told.code == 0
    assert (found(swept)[LARAS]["hasil"], found(swept)[LARAS]["kunjungan"]) == ("menolak", 1)
