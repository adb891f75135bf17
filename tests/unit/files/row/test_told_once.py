"""What a list tells once for several rows is read for all of them; what it does not tell stays blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import names, read

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.files import Loaded

HEADER = "NO KK;NIK;NAMA;TGL LAHIR;SHDK;ALAMAT;RT;KELURAHAN"
RELATIONS = ("KEPALA KELUARGA", "ISTRI", "ANAK", "ANAK")
NAMES = ("WIRYO", "SUMINAH", "BAGAS", "ANJANI", "TEGUH", "RUMINI", "CAHYO", "LASMI")


def person(family: int, member: int, *, card: bool = True, home: bool = True, relation: str | None = None) -> str:
    """Return a row; every family has a card, a street of its own, and an RT in one of two villages."""
    at = 4 * family + member
    cells = [
        f"32010101012{family:05d}" if card else "",
        f"32010112{60 + at % 40:02d}00{at % 90 + 10:02d}01"[:12] + f"{at:04d}",
        f"{NAMES[at % 8]} {chr(65 + (at * 7) % 26)}ARSO",
        f"{at % 28 + 1:02d}-12-19{60 + at % 40:02d}",
        RELATIONS[member] if relation is None else relation,
        *((f"JL. MAWAR {family}", f"{family // 2 + 1:03d}", "MEKAR" if family < 6 else "LAYU") if home else ("",) * 3),
    ]
    return ";".join(cells)


def families(count: int, *once: str) -> list[str]:
    """Return rows of families of three, four and one; of `card` and `home` what is named stands once a family."""
    return [
        person(family, member, card=member == 0 or "card" not in once, home=member == 0 or "home" not in once)
        for family in range(count)
        for member in range((3, 4, 1)[family % 3])
    ]


def column(loaded: Loaded, name: str) -> list[str | None]:
    """Return a column, refused rows aside."""
    return loaded.frame.filter(~loaded.frame["refused"])[name].to_list()


@pytest.mark.parametrize("blank", [("card",), ("home",), ("card", "home")])
def test_a_family_told_once_is_read_as_if_told_in_each_row(tmp_path: Path, blank: tuple[str, ...]) -> None:
    whole = read(tmp_path, [HEADER, *families(12)], name="whole.csv")
    once = read(tmp_path, [HEADER, *families(12, *blank)], name="once.csv")
    for name in ("no_kk", "alamat", "rt", "kelurahan"):
        assert column(once, name) == column(whole, name)
    assert not whole.sources[0].notes
    filled = [("NO KK", 20)] * ("card" in blank) + [("ALAMAT", 20), ("RT", 20), ("KELURAHAN", 20)] * ("home" in blank)
    told = [
        f"Column {header}: {count} cells filled from the row above or from the family, as they are written only once."
        for header, count in filled
    ]
    assert [note.en for note in once.sources[0].notes] == told


def test_homes_are_found_by_the_card_in_any_order(tmp_path: Path) -> None:
    rows = families(12, "home")
    loaded = read(tmp_path, [HEADER, *sorted(rows, key=lambda row: row.split(";")[2])])
    homes = dict(zip(column(loaded, "no_kk"), column(loaded, "alamat"), strict=True))
    assert homes == {f"32010101012{family:05d}": f"JL. MAWAR {family}" for family in range(12)}


def test_a_list_sorted_by_name_tells_nothing_of_the_row_above(tmp_path: Path) -> None:
    rows = sorted(families(12, "card"), key=lambda row: row.split(";")[2])
    assert column(read(tmp_path, [HEADER, *rows]), "no_kk").count(None) == 20


def test_a_day_that_a_family_shares_is_no_order_of_the_list(tmp_path: Path) -> None:
    rows = [row.split(";") for row in families(12, "card")]
    parts = [";".join([*cells[:3], f"{at // 3 + 10}", "1", cells[3][-4:], *cells[4:]]) for at, cells in enumerate(rows)]
    loaded = read(tmp_path, [HEADER.replace("TGL LAHIR", "TGL;BLN;THN"), *parts])
    assert column(loaded, "no_kk").count(None) == 0


def test_cards_that_are_unknown_here_and_there_stay_blank(tmp_path: Path) -> None:
    rows = [person(family, 0, card=family % 2 == 0, home=True) for family in range(30)]
    loaded = read(tmp_path, [HEADER, *rows])
    assert column(loaded, "no_kk").count(None) == 15
    assert not loaded.sources[0].notes


def test_homes_that_are_unknown_for_whole_families_stay_blank(tmp_path: Path) -> None:
    rows = [person(family, member, home=family % 2 == 0) for family in range(12) for member in range(3)]
    assert column(read(tmp_path, [HEADER, *rows]), "rt").count(None) == 18


def test_nothing_is_carried_over_a_refused_row_which_may_have_been_the_head(tmp_path: Path) -> None:
    rows = families(12, "card", "home")
    head = rows.index(person(4, 0))
    rows[head] += ";;;X;"
    loaded = read(tmp_path, [HEADER, *rows])
    assert loaded.sources[0].refused == 1
    cards = column(loaded, "no_kk")
    assert cards[head : head + 3] == [None] * 3
    assert cards[head - 1] == "3201010101200003"
    assert cards[head + 3] == "3201010101200005"
    assert column(loaded, "rt")[head : head + 3] == [None] * 3


def test_a_head_without_card_begins_a_family_of_its_own(tmp_path: Path) -> None:
    rows = families(40, "card", "home")
    head = rows.index(person(4, 0))
    rows[head] = person(4, 0, card=False)
    cards = column(read(tmp_path, [HEADER, *rows]), "no_kk")
    assert cards[head : head + 4] == [None] * 4
    assert cards[head + 4] == "3201010101200005"


def test_areas_told_where_they_change_hold_until_the_next_change(tmp_path: Path) -> None:
    whole, outline = families(24), []
    last = ("", "")
    for row in whole:
        cells = row.split(";")
        area = (cells[7], cells[6])
        cells[6:] = ["" if area == last else area[1], "" if area[0] == last[0] else area[0]]
        outline.append(";".join(cells))
        last = area
    once = read(tmp_path, [HEADER, *outline], name="outline.csv")
    full = read(tmp_path, [HEADER, *whole], name="whole.csv")
    assert column(once, "rt") == column(full, "rt")
    assert column(once, "kelurahan") == column(full, "kelurahan")


def test_areas_known_of_some_rows_of_a_mixed_list_are_not_carried_on(tmp_path: Path) -> None:
    villages = [chr(65 + at) * 5 for at in range(26)]
    rows = [person(family, 0, home=False) for family in range(120)]
    for at in range(0, 120, 4):
        rows[at] = ";".join([*rows[at].split(";")[:5], "", "", villages[at * 7 % 26]])
    assert column(read(tmp_path, [HEADER, *rows]), "kelurahan").count(None) == 90


def test_areas_known_of_few_rows_between_others_are_not_carried_on(tmp_path: Path) -> None:
    rows = [person(family, 0) for family in range(120)]
    for at, row in enumerate(rows):
        cells = row.split(";")
        cells[6:] = [f"{at % 9 + 1:03d}" if at % 20 == 0 else "", chr(65 + at % 7) * 5]
        rows[at] = ";".join(cells)
    assert column(read(tmp_path, [HEADER, *rows]), "rt").count(None) == 114


def test_areas_known_of_some_rows_only_are_not_carried_on(tmp_path: Path) -> None:
    rows = [person(family, 0, home=family % 3 == 0) for family in range(30)]
    assert column(read(tmp_path, [HEADER, *rows]), "kelurahan").count(None) == 20


@pytest.mark.parametrize("mark", ["sda", "s.d.a.", '""""', "idem"])
def test_a_mark_repeats_the_cell_above(tmp_path: Path, mark: str) -> None:
    rows = [person(family, 0) for family in range(8)]
    rows[3] = ";".join([*rows[3].split(";")[:5], mark, mark, mark])
    loaded = read(tmp_path, [HEADER, *rows])
    assert column(loaded, "alamat")[3] == "JL. MAWAR 2"
    assert column(loaded, "rt")[3] == "002"
    assert names(loaded)[3] is not None
    assert [note.en.split(" cell")[0] for note in loaded.sources[0].notes] == [
        "Column ALAMAT: 1", "Column RT: 1", "Column KELURAHAN: 1",
    ]  # fmt: skip


def test_a_mark_below_a_blank_cell_repeats_nothing(tmp_path: Path) -> None:
    rows = [person(family, 0) for family in range(8)]
    rows[3] = person(3, 0, home=False)
    rows[4] = ";".join([*rows[4].split(";")[:5], "sda", "005", "MEKAR"])
    assert column(read(tmp_path, [HEADER, *rows]), "alamat")[3:5] == [None, None]
