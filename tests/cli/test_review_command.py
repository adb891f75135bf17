"""Review books are really filled in, saved anew, sorted and damaged; what comes back is matched by its id alone."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.doubtful import PAIRS, QUESTIONS, as_book, as_csv, fill, table_of
from tests.cli.village import SECRETS
from uhcmatch import runs

if TYPE_CHECKING:
    from tests.cli.calling import Program

ANSWERS = {
    "BAGAS WIJAYANTO": {"Keputusan": "SAMA", "Petugas": "Sari", "Alasan": "ganti nama, akta ada"},
    "LARASATI UTAMI": {"Keputusan": "BEDA", "Petugas": "Sari"},
}


@pytest.fixture
def again(asked: Program, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Reconcile the same files again and return the facts of the run."""

    def reconcile(*options: str) -> dict[str, Any]:
        told = asked("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv", *options)
        assert told.code == 0, told.err
        assert asked("runs", "verify").code == 0
        return facts(asked)

    return reconcile


def latest(program: Program) -> runs.RunFolder:
    return runs.RunFolder.opened(runs.locate("latest", program.store))


def facts(program: Program) -> dict[str, Any]:
    return latest(program).facts


def links(program: Program) -> dict[tuple[int, int], tuple[str, str]]:
    rows = latest(program).frame("links").select("resident_row", "member_row", "decision", "rule").iter_rows()
    return {(resident, member): (decision, rule) for resident, member, decision, rule in rows}


def statuses(program: Program) -> list[str]:
    return list(latest(program).frame("residents")["status"])


def open_pairs(program: Program, *options: str) -> list[tuple[int, int]]:
    told = json.loads(program("review", "list", "--format", "json", *options).out)
    return [(one["resident"]["resident_row"], one["member"]["member_row"]) for one in told]


def entries(program: Program) -> list[tuple[str, dict[str, Any]]]:
    with runs.reading(program.store) as ledger:
        assert ledger is not None
        return [(one.told.key, dict(one.told.content)) for one in ledger.entries("decision")]


def imported(program: Program, *files: Path, **counts: int) -> dict[str, Any]:
    told = program("review", "import", *files, "--format", "json")
    assert told.code == 0, told.err
    document: dict[str, Any] = json.loads(told.out)
    seen = {name: sum(file[name] for file in document["files"]) for name in ("new", "known", "blank", "refused")}
    assert seen == {"new": 0, "known": 0, "blank": 0, "refused": 0} | counts
    return document


def test_pairs_that_change_most_are_asked_first(asked: Program) -> None:
    assert set(open_pairs(asked)) == PAIRS
    told = json.loads(asked("review", "list", "--format", "json").out)
    assert [one["effect"] for one in told] == ["jadi_aktif", "jadi_aktif", "jadi_nonaktif"]
    assert told[-1]["resident"]["nama"] == "LARASATI UTAMI"
    assert told[0]["resident"]["nik"] == "3298**********0003"
    table = asked("review", "list").out
    assert "JOKO SUSILO" in table
    assert not any(secret in table for secret in SECRETS if secret.isdigit())
    assert open_pairs(asked, "--area", "SELATAN") == [(8, 9)]
    assert len(open_pairs(asked, "--limit", "2")) == 2


def test_the_book_shows_both_sides_and_marks_what_differs(asked: Program, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(tmp_path / "buku.xlsx", rich_text=True)
    sheet = book.worksheets[0]
    rows = table_of(tmp_path / "buku.xlsx")
    top = dict(zip(rows[0], rows[1], strict=True))
    assert top["Nama penduduk"] in ("BAGAS WIJAYANTO", "DAMAR PERMADANI")
    assert top["Bila SAMA"] == "warga terhitung terdaftar, aktif"
    assert top["Petunjuk"].startswith("Mendukung: NIK sama")
    assert "Nama berbeda" in top["Petunjuk"]
    assert top["NIK penduduk"] == top["NIK di kartu"]
    assert top["NIK penduduk"].count("*") == 10
    marked = [
        cell for row in sheet.iter_rows(min_row=5) for cell in row[:4] if type(cell.value).__name__ == "CellRichText"
    ]
    assert marked
    assert any(getattr(part, "font", None) and part.font.b for cell in marked for part in cell.value)
    assert sheet.column_dimensions["U"].hidden or any(one.hidden for one in sheet.column_dimensions.values())
    assert [str(one.formula1) for one in sheet.data_validations.dataValidation] == ['"SAMA,BEDA,RAGU"']
    assert sheet.protection.sheet
    assert (tmp_path / "buku.xlsx").stat().st_mode & 0o777 == 0o600


def test_answers_come_back_and_hold_in_the_next_run(
    asked: Program, tmp_path: Path, again: Callable[..., dict[str, Any]]
) -> None:
    book = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk")
    document = imported(asked, book, new=2, blank=1)
    assert document["problems"] == []
    assert open_pairs(asked) == [(8, 9)]
    decided = json.loads(asked("review", "list", "--state", "decided", "--format", "json").out)
    assert {(one["resident"]["nama"], one["verdict"], one["said"][0]["who"]) for one in decided} == {
        ("BAGAS WIJAYANTO", "SAMA", "Sari"),
        ("LARASATI UTAMI", "BEDA", "Sari"),
    }
    assert [one["said"][0]["why"] for one in decided if one["verdict"] == "SAMA"] == ["ganti nama, akta ada"]
    counts = again()["decisions"]
    assert counts == {"same": 1, "different": 1, "contradicted": 0, "without_effect": 0}
    assert links(asked)[3, 7] == ("match", "keputusan_petugas")
    assert (5, 8) not in links(asked)
    assert [statuses(asked)[row - 1] for row in (3, 5, 8)] == ["active", "unenrolled", "unenrolled"]
    shown = asked("runs", "show").out
    assert "Keputusan petugas: 1 SAMA dan 1 BEDA diterapkan, 0 bertentangan, 0 tanpa efek." in shown
    assert "diputuskan petugas" in shown
    assert "petugas memutuskan BEDA" in asked("explain", "--resident-row", 5).out
    assert "memutuskan BEDA" not in asked("explain", "--resident-row", 3).out
    assert again()["decisions"] == counts


Rows = list[list[Any]]


def _sorted(rows: Rows) -> Rows:
    return [rows[0], *reversed(rows[1:])]


def _added(rows: Rows) -> Rows:
    return [
        ["No baru", *rows[0][:3], "Catatan lurah", *rows[0][3:]],
        *([9, *row[:3], "sudah", *row[3:]] for row in rows[1:]),
    ]


def _deleted(rows: Rows) -> Rows:
    at = rows[0].index("Nama penduduk")
    return [rows[0], *(row for row in rows[1:] if row[at] != "DAMAR PERMADANI")]


def _only_needed(rows: Rows) -> Rows:
    kept = [rows[0].index(name) for name in ("id_pasangan", "Keputusan", "Petugas", "Alasan")]
    return [[row[at] for at in kept] for row in rows]


def _shouted(rows: Rows) -> Rows:
    return [[str(cell).upper() for cell in rows[0]], *rows[1:]]


def _worded(rows: Rows) -> Rows:
    words = {"SAMA": " sama ", "BEDA": "bukan"}
    return [[words.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


SAVED: dict[str, Callable[[Rows, Path], Path]] = {
    "semicolons": lambda rows, to: as_csv(rows, to / "a.csv"),
    "commas": lambda rows, to: as_csv(rows, to / "a.csv", ","),
    "tabs": lambda rows, to: as_csv(rows, to / "a.txt", "\t", "utf-16"),
    "windows": lambda rows, to: as_csv(rows, to / "a.csv", ";", "cp1252"),
    "sorted": lambda rows, to: as_book(_sorted(rows), to / "a.xlsx"),
    "columns added": lambda rows, to: as_csv(_added(rows), to / "a.csv"),
    "rows deleted": lambda rows, to: as_book(_deleted(rows), to / "a.xlsx"),
    "only what is needed": lambda rows, to: as_csv(_only_needed(rows), to / "a.csv"),
    "headings in capitals": lambda rows, to: as_book(_shouted(rows), to / "a.xlsx"),
    "titles above": lambda rows, to: as_book(rows, to / "a.xlsx", above=7),
    "headings repeated": lambda rows, to: as_book([*rows[:2], rows[0], *rows[2:]], to / "a.xlsx"),
    "blank lines": lambda rows, to: as_csv([rows[0], [None], *rows[1:], [None, None]], to / "a.csv"),
    "in other words": lambda rows, to: as_book(_worded(rows), to / "a.xlsx"),
    "renamed": lambda rows, to: as_book(rows, to / "jawaban bu sari (2) FINAL.xlsx"),
}


@pytest.mark.parametrize("way", SAVED)
def test_however_it_was_saved_the_answers_are_the_same(asked: Program, tmp_path: Path, way: str) -> None:
    rows = table_of(fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"))
    imported(asked, SAVED[way](rows, tmp_path), new=2, blank=0 if way == "rows deleted" else 1)
    assert open_pairs(asked) == [(8, 9)]
    kept = {content["verdict"]: content.get("why") for _, content in entries(asked)}
    assert kept == {"SAMA": "ganti nama, akta ada", "BEDA": None}


def test_the_same_file_twice_changes_nothing_and_says_so(asked: Program, tmp_path: Path) -> None:
    book = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk")
    imported(asked, book, new=2, blank=1)
    before = (asked.store / "ledger.sqlite").read_bytes()
    for _ in range(2):
        told = asked("review", "import", book)
        assert told.code == 0
        assert "sudah pernah diimpor (2026-11-23" in told.out
        assert "Tidak ada yang baru; tidak ada yang berubah." in told.out
    other = as_csv(_sorted(table_of(book)), tmp_path / "lain.csv")
    imported(asked, other, known=2, blank=1)
    assert (asked.store / "ledger.sqlite").read_bytes() == before


def test_an_old_file_does_not_take_a_correction_back(asked: Program, tmp_path: Path) -> None:
    old = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk", tmp_path / "lama.xlsx")
    new = fill(old, {"BAGAS WIJAYANTO": {"Keputusan": "BEDA"}}, "Nama penduduk", tmp_path / "baru.xlsx")
    imported(asked, old, new=2, blank=1)
    imported(asked, new, new=1, known=1, blank=1)
    imported(asked, as_csv(table_of(old), tmp_path / "lama.csv"), known=2, blank=1)
    decided = json.loads(asked("review", "list", "--state", "decided", "--format", "json").out)
    assert {one["resident"]["nama"]: one["verdict"] for one in decided} == {
        "BAGAS WIJAYANTO": "BEDA",
        "LARASATI UTAMI": "BEDA",
    }


def test_two_files_of_one_call_are_recorded_together_or_not_at_all(asked: Program, tmp_path: Path) -> None:
    book = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk")
    bad = tmp_path / "surat.csv"
    bad.write_text("Kepada Yth.\n", encoding="utf-8")
    told = asked("review", "import", book, bad)
    assert told.code == 11
    assert "surat.csv" in told.error_lines[0]
    assert entries(asked) == []
    imported(asked, book, tmp_path / "buku.xlsx", new=2, blank=2, known=2)


def test_a_pair_that_was_made_a_link_is_no_second_card(asked: Program, tmp_path: Path) -> None:
    imported(asked, fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"), new=2, blank=1)
    assert asked("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    decided = json.loads(asked("review", "list", "--state", "decided", "--format", "json").out)
    assert [one["effect"] for one in decided if one["verdict"] == "SAMA"] == ["tetap"]


def test_damaged_and_foreign_ids_are_refused_and_listed(asked: Program, tmp_path: Path) -> None:
    rows = table_of(fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"))
    at, says = rows[0].index("id_pasangan"), rows[0].index("Keputusan")
    whole = rows[1][at]
    flipped = ("B" if whole[5] != "B" else "C").join((whole[:5], whole[6:]))
    made = [flipped, whole[:30], "", "12345678901", whole[::-1], "=HYPERLINK(1)", whole.split("-")[0], f"{whole[:-1]}0"]
    forged = [[*rows[1][:at], one] for one in made if one != whole]
    for row in forged:
        row[says] = "SAMA"
    document = imported(asked, as_csv([rows[0], *forged], tmp_path / "palsu.csv"), refused=len(forged))
    assert [(one["line"], one["reason"]) for one in document["problems"]] == [
        (line, "id_rusak") for line in range(2, len(forged) + 2)
    ]
    assert entries(asked) == []
    shutil.rmtree(asked.store)
    assert asked("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    imported(asked, tmp_path / "buku.xlsx", refused=2, blank=1)
    assert entries(asked) == []


def test_answers_that_are_none_are_listed_without_their_words(asked: Program, tmp_path: Path) -> None:
    words = {"BAGAS WIJAYANTO": {"Keputusan": "RAHASIA 3298012306100003"}, "LARASATI UTAMI": {"Keputusan": "??"}}
    book = fill(tmp_path / "buku.xlsx", words, "Nama penduduk")
    told = asked("review", "import", book)
    assert "RAHASIA" not in told.out + told.err
    assert "keputusan bukan SAMA, BEDA, atau RAGU" in told.out
    assert [content["verdict"] for _, content in entries(asked)] == ["RAGU"]
    assert len(open_pairs(asked)) == 3


def test_one_person_answering_twice_in_one_file_is_not_heard(asked: Program, tmp_path: Path) -> None:
    rows = table_of(fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"))
    says = rows[0].index("Keputusan")
    again = next(row for row in rows[1:] if row[says] == "SAMA")
    document = imported(
        asked,
        as_book([*rows, [*again[:says], "BEDA", *again[says + 1 :]]], tmp_path / "a.xlsx"),
        new=1,
        refused=2,
        blank=1,
    )
    assert {one["reason"] for one in document["problems"]} == {"bertentangan_dalam_berkas"}


def test_contradictions_go_back_to_review_until_somebody_who_saw_both_decides(
    asked: Program, tmp_path: Path, again: Callable[..., dict[str, Any]]
) -> None:
    sari = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk", tmp_path / "sari.xlsx")
    budi = fill(
        tmp_path / "buku.xlsx",
        {"BAGAS WIJAYANTO": {"Keputusan": "BEDA", "Petugas": "Budi", "Alasan": "orang lain"}},
        "Nama penduduk",
        tmp_path / "budi.xlsx",
    )
    imported(asked, sari, new=2, blank=1)
    assert again()["decisions"]["same"] == 1
    told = asked("review", "import", budi, "--strict")
    assert told.code == 13
    assert "1 pasangan dengan keputusan bertentangan kembali ke antrean" in told.out
    assert len(entries(asked)) == 3
    assert open_pairs(asked, "--state", "contradictory") == [(3, 7)]
    assert open_pairs(asked)[0] == (3, 7)
    assert asked("review", "list", "--strict").code == 13
    before = (asked.store / "CURRENT").read_text()
    strict = asked("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv", "--strict")
    assert strict.code == 13
    assert (asked.store / "CURRENT").read_text() == before
    assert again()["decisions"] == {"same": 0, "different": 1, "contradicted": 1, "without_effect": 0}
    assert links(asked)[3, 7] == ("review", "keputusan_bertentangan")
    assert statuses(asked)[2] == "review"

    third = tmp_path / "ketiga.xlsx"
    assert asked("review", "export", "--state", "contradictory", "--out", third).code == 0
    shown = dict(zip(*table_of(third)[:2], strict=True))
    assert shown["Keputusan sebelumnya"] == "BERTENTANGAN: SAMA (Sari), BEDA (Budi)"
    fill(third, {"BAGAS WIJAYANTO": {"Keputusan": "BEDA", "Petugas": "Lurah"}}, "Nama penduduk")
    imported(asked, third, new=1)
    assert open_pairs(asked, "--state", "contradictory") == []
    assert again("--strict")["decisions"] == {"same": 0, "different": 2, "contradicted": 0, "without_effect": 0}


def test_one_card_given_to_two_residents_is_asked_again(asked: Program, again: Callable[..., dict[str, Any]]) -> None:
    for resident, who in ((3, "Sari"), (8, "Budi")):
        assert asked("review", "decide", "SAMA", "--resident-row", resident, "--member-row", 7, "--who", who).code == 0
    assert set(open_pairs(asked, "--state", "contradictory")) == {(3, 7), (8, 7)}
    assert again()["decisions"] == {"same": 0, "different": 0, "contradicted": 2, "without_effect": 0}
    assert {links(asked)[pair][0] for pair in ((3, 7), (8, 7))} == {"review"}
    assert (
        asked("review", "decide", "BEDA", "--resident-row", 8, "--member-row", 7, "--who", "Lurah", "--settle").code
        == 0
    )
    assert again()["decisions"] == {"same": 1, "different": 1, "contradicted": 0, "without_effect": 0}
    assert links(asked)[3, 7][0] == "match"


def test_a_no_forbids_even_what_the_program_is_sure_of(asked: Program, again: Callable[..., dict[str, Any]]) -> None:
    assert links(asked)[1, 1] == ("match", "nik_nama")
    call = (
        "review",
        "decide",
        "BEDA",
        "--resident-row",
        1,
        "--member-row",
        1,
        "--who",
        "Sari",
        "--why",
        "kartu tetangga",
    )
    assert asked(*call).out == "Keputusan dicatat; berlaku pada reconcile berikutnya.\n"
    assert asked(*call).out == "Keputusan ini sudah ada; tidak ada yang berubah.\n"
    again()
    assert (1, 1) not in links(asked)
    assert statuses(asked)[0] == "unenrolled"
    assert asked("review", "decide", "RAGU", "--resident-row", 1, "--member-row", 1, "--who", "Sari").code == 0
    again()
    assert links(asked)[1, 1] == ("match", "nik_nama")


def test_a_decision_by_id_is_that_by_rows(asked: Program) -> None:
    pair = json.loads(asked("review", "list", "--format", "json").out)[0]["pair"]
    assert asked("review", "decide", "SAMA", "--pair", pair, "--who", "Sari").code == 0
    assert len(open_pairs(asked)) == 2
    for wrong in (
        (),
        ("--pair", pair[:-1]),
        ("--pair", pair, "--resident-row", 3, "--member-row", 7),
        ("--resident-row", 3),
    ):
        assert asked("review", "decide", "SAMA", *wrong).code == 2
    assert asked("review", "decide", "SAMA", "--resident-row", 99, "--member-row", 7).code == 2


def test_a_decision_follows_its_records_and_sleeps_while_they_are_gone(
    asked: Program, tmp_path: Path, again: Callable[..., dict[str, Any]]
) -> None:
    imported(asked, fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"), new=2, blank=1)
    members = tmp_path / "peserta.csv"
    whole = members.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    members.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    assert again()["decisions"]["same"] == 1
    assert links(asked)[3, 3] == ("match", "keputusan_petugas")
    members.write_text(whole.replace("JOKO SUSILO", "JOKO SUSILA"), encoding="utf-8")
    assert again()["decisions"] == {"same": 0, "different": 1, "contradicted": 0, "without_effect": 1}
    assert links(asked)[3, 7][0] == "review"
    gone = json.loads(asked("review", "list", "--state", "without-effect", "--format", "json").out)
    assert [(one["verdict"], one["resident"]) for one in gone] == [("SAMA", None)]
    members.write_text(whole, encoding="utf-8")
    assert again()["decisions"]["same"] == 1


def test_what_a_clerk_writes_is_text_and_nothing_else(asked: Program, tmp_path: Path) -> None:
    remark = "=cmd|' /C calc'!A0 \x1b[31m" + "x" * 30_000
    rows = table_of(fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"))
    rows[1][rows[0].index("Alasan")] = remark
    rows[1][rows[0].index("Petugas")] = "'=1+1"
    rows[1][rows[0].index("Keputusan")] = "SAMA"
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in rows])
    told = asked("review", "import", tmp_path / "a.csv")
    assert told.code == 0
    assert "\x1b" not in told.out
    kept = next(content for _, content in entries(asked) if content["who"] == "=1+1")
    assert kept["why"].startswith("=cmd|")
    assert len(kept["why"]) > 30_000
    out = asked("review", "list", "--state", "decided").out
    assert "\x1b" not in out


def test_nobody_is_named_where_nobody_belongs(asked: Program, tmp_path: Path) -> None:
    book = fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk")
    told = asked("review", "import", book)
    secrets = (*SECRETS, *(cell for row in QUESTIONS for cell in row[1:3]))
    assert [secret for secret in secrets if secret in told.out + told.err] == []
    connection = sqlite3.connect(asked.store / "ledger.sqlite")
    kept = "\n".join(connection.iterdump())
    connection.close()
    assert [secret for secret in secrets if secret in kept] == []
    assert list(tmp_path.rglob(".uhcmatch*")) == []


def test_decisions_are_labels_for_the_run_that_asked(
    asked: Program, tmp_path: Path, again: Callable[..., dict[str, Any]]
) -> None:
    first = latest(asked).run_id
    assert asked("evaluate", first, "--decisions").out.startswith("Belum ada pasangan yang diputuskan")
    imported(asked, fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"), new=2, blank=1)
    assert asked("review", "decide", "BEDA", "--resident-row", 1, "--member-row", 1, "--who", "Sari").code == 0
    assert asked("review", "decide", "SAMA", "--resident-row", 8, "--member-row", 6, "--who", "Sari").code == 0
    found = json.loads(asked("evaluate", first, "--decisions", "--format", "json").out)
    assert found["same"] == {"match": 0, "review": 1, "none": 1}
    assert found["different"] == {"match": 1, "review": 1, "none": 0}
    assert [band["whole"] for band in found["bands"]] in ([2], [1, 1])
    assert sum(band["part"] for band in found["bands"]) == 1
    assert "BEDA (dua orang)" in asked("evaluate", first, "--decisions").out
    again()
    assert asked("evaluate", "latest", "--decisions").out.startswith("Belum ada pasangan")
    assert json.loads(asked("evaluate", first, "--decisions", "--format", "json").out) == found
    assert asked("evaluate", first).code == 2


def test_a_second_reader_is_not_told_and_agreement_is_measured(asked: Program, tmp_path: Path) -> None:
    assert asked("review", "agreement").out == "Belum ada pasangan yang dibaca dua orang.\n"
    imported(asked, fill(tmp_path / "buku.xlsx", ANSWERS, "Nama penduduk"), new=2, blank=1)
    again = tmp_path / "kedua.xlsx"
    assert asked("review", "export", "--second", "50", "--out", again).code == 0
    assert len(table_of(again)) == 2
    assert asked("review", "export", "--second", "100", "--out", again).code == 0
    rows = table_of(again)
    assert {row[rows[0].index("Keputusan sebelumnya")] for row in rows[1:]} <= {None, ""}
    words = {
        "BAGAS WIJAYANTO": {"Keputusan": "SAMA", "Petugas": "Budi"},
        "LARASATI UTAMI": {"Keputusan": "SAMA", "Petugas": "Budi"},
    }
    imported(asked, fill(again, words, "Nama penduduk"), new=2)
    assert asked("review", "agreement").out.startswith("1 dari 2 pasangan yang dibaca dua orang dijawab sama: 50,00 %")
    assert json.loads(asked("review", "agreement", "--format", "json").out)["read_twice"] == 2
    assert open_pairs(asked, "--state", "contradictory") == [(5, 8)]


def test_an_export_needs_a_name_of_a_workbook(asked: Program, tmp_path: Path) -> None:
    assert asked("review", "export", "--out", tmp_path / "a.csv").code == 2


def test_a_store_without_pairs_says_so(kept: Program, tmp_path: Path) -> None:
    assert kept("review", "list").out == "Tidak ada pasangan.\n"
    assert kept("review", "list", "--format", "json").out == "[]\n"
    assert kept("review", "export", "--out", tmp_path / "a.xlsx").code == 0
    imported(kept, tmp_path / "a.xlsx")
