from __future__ import annotations

from collections import Counter

import pytest

from tests.unit.sheets.made_lists import made_list, street
from uhcmatch.jobs.visit.file_names import book_names
from uhcmatch.sheets import books
from uhcmatch.sheets.sheet_names import section_names

TOWN = [
    *street(4),
    *street(2, rt="002"),
    *street(1, rt=None),
    *street(1, rt=None, rw=None),
    *street(2, kelurahan="LAIN"),
    *street(1, kelurahan=None),
]


@pytest.mark.parametrize("teams", [None, 1, 3])
@pytest.mark.parametrize("by", ["rt", "kelurahan", "kecamatan"])
def test_everybody_is_behind_exactly_one_door(by: str, teams: int | None) -> None:
    listed = made_list(*TOWN, by=by, teams=teams)  # type: ignore[arg-type]
    people = Counter(
        row["resident_row"]
        for book in books(listed, by)  # type: ignore[arg-type]
        for section in book.sections()
        for door in section.doors
        for row in door.people
    )
    assert people == Counter(range(1, len(TOWN) + 1))


def test_a_door_is_one_family_of_one_place() -> None:
    doors = [door for book in books(made_list(*TOWN), "rt") for section in book.sections() for door in section.doors]
    assert len(doors) == 11
    for door in doors:
        assert len({(row["no_kk"], row["rt"], row["rw"], row["kelurahan"]) for row in door.people}) == 1
        assert len(door.people) == 3


def test_a_file_is_for_a_kelurahan_or_a_kecamatan() -> None:
    assert [book.area for book in books(made_list(*TOWN), "rw")] == [
        ("UTARA", "LAIN"),
        ("UTARA", "MEKAR"),
        ("UTARA", None),
    ]
    assert [book.area for book in books(made_list(*TOWN, by="kecamatan"), "kecamatan")] == [("UTARA",)]


def test_every_team_has_files_of_its_own_and_no_door_is_shared() -> None:
    made = books(made_list(*TOWN, teams=2), "rt")
    assert book_names(made, "rt") == [
        "utara_lain_tim-1",
        "utara_mekar_tim-1",
        "utara_mekar_tim-2",
        "utara_tidak-diketahui_tim-2",
    ]
    doors = [
        (section.area, door.first["keluarga"]) for book in made for section in book.sections() for door in section.doors
    ]
    assert len(doors) == len(set(doors)) == 11


def test_nobody_is_one_file_without_sections() -> None:
    (book,) = books(made_list(), "rt")
    assert list(book.sections()) == []
    assert book_names([book], "rt") == ["semua"]


def test_an_unknown_number_is_said() -> None:
    sections = [section for book in books(made_list(*TOWN), "rt")[1:2] for section in book.sections()]
    assert [section.numbers("id") for section in sections] == [
        "RT 001 / RW 001",
        "RT 002 / RW 001",
        "RT tidak diketahui / RW 001",
        "RT tidak diketahui / RW tidak diketahui",
    ]
    assert sections[0].place("id") == "Kelurahan/Desa MEKAR, Kecamatan UTARA"


def test_sections_are_named_by_what_tells_them_apart() -> None:
    assert section_names([("K", "M", "001", "001"), ("K", "M", "002", "001"), ("K", "M", "002", "003")], "?") == [
        "RW 001 RT 001",
        "RW 002 RT 001",
        "RT 003",
    ]
    assert section_names([("K", "M", "001", None), ("K", "M", None, None)], "tidak diketahui") == [
        "RW 001 RT tidak diketahui",
        "RT tidak diketahui",
    ]
    assert section_names([("K", "A", "001", "001"), ("K", "B", "001", "001")], "?") == [
        "A RW 001 RT 001",
        "B RW 001 RT 001",
    ]


def test_names_of_sections_are_such_as_a_spreadsheet_takes() -> None:
    hostile = ["A" * 60, "a" * 60, "[x]:*?/\\", "'", "", None, "../..", "MEKAR", "mekar"]
    areas = [("K", name, None, None) for name in hostile] + [("L", "MEKAR", None, None)]
    names = section_names(areas, "tidak diketahui")
    assert len({name.casefold() for name in names}) == len(areas)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
