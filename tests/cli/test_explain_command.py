from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.village import MEMBERS, POPULATION_HEADER, RESIDENTS, SECRETS, UNENROLLED
from uhcmatch.runs import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

NUMBERS = [secret for secret in SECRETS if secret.isdigit()]
CARDS = [row[0] for row in MEMBERS]


def document(program: Program, *arguments: object) -> Any:
    told = program("explain", *arguments, "--format", "json")
    assert (told.code, told.err) == (0, "")
    return json.loads(told.out)


def run_folder(program: Program) -> Path:
    return program.store / "runs" / (program.store / "CURRENT").read_text().strip()


def test_a_registered_resident_is_told_by_what(kept: Program) -> None:
    told = kept("explain", "--resident-row", 1)
    assert told.code == 0
    lines = [" ".join(line.split()) for line in told.out.splitlines()]
    assert lines[0] == "Penduduk baris 1: RANGGA WIJAYANTO, L, 12-03-1980"
    assert "terdaftar, aktif: NIK dan nama cocok" in lines
    assert "1. Peserta baris 1: RANGGA WIJAYANTO, L, 12-03-1980" in lines
    assert "cocok, peluang 99,99 %: NIK dan nama cocok" in lines
    assert any(line.startswith("NIK sama: 3298**********0001 +") for line in lines)
    assert any(line.startswith("Tanggal lahir sama: 12-03-1980 +") for line in lines)


def test_the_document_says_no_more_of_a_pair_than_is_so(kept: Program) -> None:
    pairs = document(kept, "--resident-row", 6)["explained"][0]["candidates"]
    weights = [weight for pair in pairs for weight in pair["weights"]]
    assert all(weight["agreement"] is None for weight in weights if weight["level"] is None and not weight["bits"])


def test_in_english(kept: Program) -> None:
    told = kept("explain", "latest", "--resident-row", 1, "--lang", "en").out
    for words in ("Resident row 1", "a match, probability 99.99 %: NIK and name agree", "same: RANGGA", "Sum"):
        assert words in told
    assert "sama" not in told


def test_a_member_is_told_whose_it_is(kept: Program) -> None:
    [one] = document(kept, "--member-row", 4)["explained"]
    assert (one["side"], one["member_row"], one["status"], one["resident_row"]) == ("member", 4, "linked", 6)
    best = one["candidates"][0]
    assert (best["resident_row"], best["decision"], best["rule"]) == (6, "match", "nik_nama")


def test_of_two_cards_the_one_that_counts_comes_first_and_the_other_says_so(
    program: Program, village: tuple[Path, Path]
) -> None:
    population, members = village
    rows = members.read_text(encoding="utf-8")
    again = rows.splitlines()[3].replace("0001298000033", "0001298000077").replace("NON AKTIF", "AKTIF")
    members.write_text(f"{rows}{again}\n", encoding="utf-8")
    assert program("reconcile", population, members).code == 0
    told = " ".join(program("explain", "--resident-row", 4).out.split())
    assert "1. Peserta baris 7:" in told
    assert "2. Peserta baris 3:" in told
    assert told.count("yang dihitung kartu baris 7: kartu itu aktif, kartu ini tidak") == 1
    first, second = document(program, "--resident-row", 4)["explained"][0]["candidates"][:2]
    assert (first["counted_row"], first["second_card"]) == (None, 0.0)
    assert second["counted_row"] == 7
    assert second["second_card"] < 0
    card = " ".join(program("explain", "--member-row", 3, "--lang", "en").out.split())
    assert "second cards: NIK and name agree counted is card row 7: it is active, this one is not" in card
    [one] = document(program, "--member-row", 3)["explained"]
    assert (one["counted_row"], one["counted"]) == (7, "kartu itu aktif, kartu ini tidak")


def test_the_document_adds_up(kept: Program) -> None:
    found = document(kept, "--resident-row", 6)
    for pair in found["explained"][0]["candidates"]:
        parts = (
            pair["prior"] + pair["name_alone"] + pair["second_card"] + sum(weight["bits"] for weight in pair["weights"])
        )
        assert parts == pytest.approx(pair["bits"], abs=0.02)
    weights = {weight["attribute"]: weight for weight in found["explained"][0]["candidates"][0]["weights"]}
    assert (weights["nik"]["level"], weights["nik"]["agreement"]) == ("EQUAL", "sama")
    assert weights["name"]["resident"] == weights["name"]["member"] == "YOGA PERMADANI"


@pytest.mark.parametrize("row", UNENROLLED)
def test_nobody_unenrolled_has_a_candidate_that_would_do(kept: Program, row: int) -> None:
    [one] = document(kept, "--resident-row", row)["explained"]
    assert one["status"] == "unenrolled"
    assert all(pair["decision"] is None for pair in one["candidates"])
    told = kept("explain", "--resident-row", row).out
    assert "Tidak ada calon yang cukup kuat" in told or "Tidak ada kartu yang mirip" in told


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("asked", [("--resident-row", "2"), ("--member-row", "2"), ("--nik", RESIDENTS[1][0])])
def test_numbers_are_masked_unless_asked_for(kept: Program, asked: tuple[str, str], form: str) -> None:
    masked = kept("explain", *asked, "--format", form)
    assert "SEKAR KINASIH" in masked.out
    assert [number for number in (*NUMBERS, *CARDS) if number in masked.out + masked.err] == []
    assert RESIDENTS[1][0] in kept("explain", *asked, "--format", form, "--show-nik").out


def test_a_number_names_both_sides(kept: Program) -> None:
    found = document(kept, "--nik", f"'{RESIDENTS[0][0]} ")
    assert [(row["side"], row[f"{row['side']}_row"]) for row in found["rows"]] == [("resident", 1), ("member", 1)]
    assert [one["side"] for one in found["explained"]] == ["resident"]
    table = kept("explain", "--nik", RESIDENTS[0][0]).out
    assert table.startswith("Baris dengan NIK ini: 2\n")


def test_a_number_that_many_rows_have(program: Program, village: tuple[Path, Path]) -> None:
    population, members = village
    dummy = "0001298000{};1234567890123456;{};01-02-19{};L;AKTIF;PBI (APBN)"
    names = ("WARSITO", "HERMANTO", "SUDIYONO", "PARTONO", "KUSNADI")
    rows = [dummy.format(at + 100, name, at + 50) for at, name in enumerate(names)]
    members.write_text(members.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
    assert program("reconcile", population, members).code == 0
    found = document(program, "--nik", "1234567890123456")
    assert [row["nama"] for row in found["rows"]] == list(names)
    assert len(found["explained"]) == 3
    told = program("explain", "--nik", "1234567890123456").out
    assert all(name in told for name in names)
    assert "Dijelaskan: 3." in told


def test_an_identifier_without_a_grammar(program: Program, tmp_path: Path) -> None:
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[identifier]\nkind = "opaque"\n', encoding="utf-8")
    population, members = tmp_path / "penduduk.csv", tmp_path / "peserta.csv"
    population.write_text("NIK;NAMA;TGL_LHR\nab-17/x;SEKAR KINASIH;15-04-1983\n", encoding="utf-8")
    members.write_text("NOKA;NIK;NAMA\n0001298000022;ab-17/x;SEKAR KINASIH\n", encoding="utf-8")
    assert program("reconcile", population, members, "--config", config).code == 0
    found = document(program, "--nik", " ab-17/x")
    assert len(found["rows"]) == 2
    assert found["explained"][0]["candidates"][0]["decision"] == "match"
    assert "ab-17/x" not in json.dumps(found)


def test_a_row_that_takes_no_part(program: Program, village: tuple[Path, Path]) -> None:
    population, members = village
    again = ";".join((*RESIDENTS[0], "001", "001", "MEKAR", "UTARA"))
    assert len(again.split(";")) == len(POPULATION_HEADER)
    population.write_text(population.read_text(encoding="utf-8") + again + "\n", encoding="utf-8")
    assert program("reconcile", population, members).code == 0
    told = program("explain", "--resident-row", 9)
    assert told.code == 0
    assert "baris ganda dari penduduk lain" in told.out
    assert "Baris ini tidak ikut dicocokkan; orangnya dihitung pada baris ini:\n\nPenduduk baris 1: " in told.out
    assert document(program, "--resident-row", 9)["rows"][0]["same_as"] == 1
    assert document(program, "--nik", RESIDENTS[0][0])["explained"][0]["resident_row"] == 1


def test_a_card_of_one_who_moved_away_is_nobodys_however_likely_it_seems(program: Program, tmp_path: Path) -> None:
    population, members = tmp_path / "penduduk.csv", tmp_path / "peserta.csv"
    population.write_text(
        "NIK;NAMA;TGL_LHR;STATUS_DASAR\n3298015504830002;SEKAR KINASIH;15-04-1983;PINDAH\n"
        "3298015504830001;SEKAR KINASIH;15-04-1983;HIDUP\n",
        encoding="utf-8",
    )
    members.write_text("NIK;NAMA\n3298015504830002;SEKAR KINASIH\n", encoding="utf-8")
    assert program("reconcile", population, members).code == 0
    told = program("explain", "--member-row", 1)
    assert told.code == 0
    assert "tidak ditautkan: pemilik kartu tercatat pindah (andaikata bukan, peluang " in " ".join(told.out.split())
    assert "Kartu ini tidak dicocokkan dengan orang lain; pemiliknya:\n\nPenduduk baris 1: SEKAR KINASIH" in told.out
    assert document(program, "--member-row", 1)["explained"][0]["owner_gone"] == 1
    person = program("explain", "--resident-row", 1, "--lang", "en")
    assert "This row was not compared.\n\nThis person's cards:\n\nMember row 1: SEKAR KINASIH" in person.out
    assert [document(program, "--resident-row", row)["explained"][0]["cards"] for row in (1, 2)] == [[1], None]


def test_who_died_without_a_card_is_said_to_have_none(program: Program, tmp_path: Path) -> None:
    population, members = tmp_path / "penduduk.csv", tmp_path / "peserta.csv"
    population.write_text(
        "NIK;NAMA;TGL_LHR;STATUS_DASAR\n3298015504830002;SEKAR KINASIH;15-04-1983;MENINGGAL\n"
        "3298011203800001;RANGGA WIJAYANTO;12-03-1980;HIDUP\n",
        encoding="utf-8",
    )
    members.write_text("NIK;NAMA\n3298011203800001;RANGGA WIJAYANTO\n", encoding="utf-8")
    assert program("reconcile", population, members).code == 0
    assert "Tidak ada kartu yang diketahui miliknya." in program("explain", "--resident-row", 1).out
    assert document(program, "--resident-row", 1)["explained"][0]["cards"] == []


@pytest.mark.parametrize("asked", [("--resident-row", "3"), ("--member-row", "2"), ("--nik", RESIDENTS[1][0])])
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_fits_a_narrow_screen(kept: Program, asked: tuple[str, str], language: str) -> None:
    lines = kept("explain", *asked, "--lang", language).out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "…" not in "".join(lines)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ((), "hint: Row numbers"),
        (("--resident-row", "1", "--member-row", "1"), "hint: Row numbers"),
        (("--resident-row", "0"), "hint: Choose a row from 1 to 8."),
        (("--resident-row", "9"), "hint: Choose a row from 1 to 8."),
        (("--member-row", "7"), "hint: Choose a row from 1 to 6."),
        (("--member-row", "-3"), "hint: Choose a row from 1 to 6."),
        (("--resident-row", "satu"), "hint: "),
        (("--nik", "3298010101010101"), "hint: Check the digits"),
        (("--nik", ""), "hint: Check the digits"),
    ],
)
def test_a_question_that_means_nobody(kept: Program, asked: tuple[str, ...], hint: str) -> None:
    told = kept("explain", *asked)
    assert (told.code, told.out) == (2, "")
    assert len(told.error_lines) == len(told.err.splitlines()) == 2
    assert told.error_lines[1].startswith(hint)
    assert "3298010101010101" not in told.err


def test_weights_of_another_version_are_told(kept: Program, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(run_folder(kept), folder)
    facts = manifest.unsealed((folder / manifest.NAME).read_bytes(), "old")
    facts["model"] = {"weights": {"nik": {"EQUAL": 7.0}}}
    (folder / manifest.NAME).write_bytes(manifest.sealed(facts))
    told = kept("explain", folder, "--resident-row", 1)
    assert (told.code, len(told.error_lines)) == (12, 2)
