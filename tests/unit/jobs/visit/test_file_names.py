"""H04: area names that break file systems."""

from __future__ import annotations

import re

import pytest

from uhcmatch.jobs.visit.file_names import file_names

HOSTILE = [
    "/etc/cron.d/x",
    "../../x",
    "..",
    ".",
    "",
    " ",
    "CON",
    "nul",
    "A" * 300,
    "A" * 299 + "B",
    "a\x00b",
    "a\nb",
    "C:\\x",
    "x:y",
    "<x>|?*",
    'Ja"an',
    "Ja'an",
    "MEKAR",
    "mekar",
    "Mekar ",
    "Mékar",
    "李娜",
    "-rf",
    "~",
    "%2e%2e",
    "aux.",
    None,
]


def test_every_area_gets_a_name_of_its_own_inside_the_folder() -> None:
    names = file_names([(area,) for area in HOSTILE], "kecamatan")
    assert len({name.casefold() for name in names}) == len(HOSTILE)
    for name in names:
        assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name)
        assert len(f"{name}.csv".encode()) <= 100
        assert name not in ("con", "nul", "aux")


def test_numbers_stay_when_names_give_way() -> None:
    names = file_names([("K" * 90, "L" * 90, "001", rt) for rt in ("001", "002", None)], "rt")
    assert [name[-14:] for name in names[:2]] == ["_rw-001_rt-001", "_rw-001_rt-002"]
    assert max(map(len, names)) <= 80


@pytest.mark.parametrize(
    ("area", "name"),
    [
        (("BOGOR UTARA", "CILUAR", "001", "012"), "bogor-utara_ciluar_rw-001_rt-012"),
        (("BOGOR UTARA", "CILUAR", "001", None), "bogor-utara_ciluar_rw-001_rt-tidak-diketahui"),
        ((None, None, None, None), "tidak-diketahui_tidak-diketahui_rw-tidak-diketahui_rt-tidak-diketahui"),
    ],
)
def test_names_can_be_read(area: tuple[str | None, ...], name: str) -> None:
    assert file_names([area], "rt") == [name]


def test_a_numbered_name_never_meets_a_real_one() -> None:
    names = file_names([("A",), ("A-2",), ("a",), ("A",)], "kecamatan")
    assert len(set(names)) == 4
