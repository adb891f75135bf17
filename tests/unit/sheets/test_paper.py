from __future__ import annotations

import stat
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pytest
from pypdf import PdfReader

from tests.unit.sheets.made_lists import DAY, HEAD, HOSTILE, RUN, made_book, made_list, street
from uhcmatch.coverage.record_ids import row_of
from uhcmatch.reference.outcomes import OUTCOMES
from uhcmatch.sheets import Layout, Letterhead, books, write_pdf
from uhcmatch.sheets.page_places import COLUMNS, PEOPLE_A_PAGE
from uhcmatch.sheets.qr import qr_text

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS: Final[tuple[Layout, ...]] = ("ringkas", "lengkap")


def printed(folder: Path, *rows: dict[str, Any], head: Letterhead = HEAD, show_nik: bool = False) -> PdfReader:
    write_pdf(made_book(*rows, show_nik=show_nik), head, folder / "a.pdf")
    return PdfReader(folder / "a.pdf")


def numbers_on(text: str) -> list[int]:
    """The rows whose line numbers stand on a page."""
    found = [row_of(RUN, word) for word in text.split() if word[4:5] == "-"]
    return [row for row in found if row]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everybody_once_and_no_door_on_two_pages(tmp_path: Path, layout: Layout) -> None:
    sizes = [1, 4, 2, 5, 3] * 8
    rows = [
        {"no_kk": f"32980101011{house:05}", "alamat": f"JL MAWAR {house}", "nama": f"WARGA {at}"}
        for house, size in enumerate(sizes)
        for at in range(size)
    ]
    pages = [page.extract_text() for page in printed(tmp_path, *rows, head=Letterhead(RUN, DAY, layout=layout)).pages]
    assert len(pages) > 3
    on_page = {row: at for at, text in enumerate(pages) for row in numbers_on(text)}
    assert Counter(row for text in pages for row in numbers_on(text)) == Counter(range(1, len(rows) + 1))
    homes = {rows[row - 1]["no_kk"]: set[int]() for row in on_page}
    for row, at in on_page.items():
        homes[rows[row - 1]["no_kk"]].add(at)
    assert all(len(places) == 1 for places in homes.values())
    # The line above a door stands with its people, never alone at the foot of the page before.
    for house in range(len(sizes)):
        assert sum(f"JL MAWAR {house}\n" in text + "\n" or f"JL MAWAR {house} " in text for text in pages) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_rt_begins_on_a_new_page(tmp_path: Path, layout: Layout) -> None:
    rows = [*street(1), *street(1, rt="002"), *street(15, rt=None)]
    reader = printed(tmp_path, *rows, head=Letterhead(RUN, DAY, layout=layout))
    titles = [page.extract_text().splitlines()[0].split(" Hal")[0] for page in reader.pages]
    last = len(titles) - 2
    assert titles == [
        "DAFTAR KUNJUNGAN: RT 001 / RW 001",
        "DAFTAR KUNJUNGAN: RT 002 / RW 001",
        *["DAFTAR KUNJUNGAN: RT tidak diketahui / RW 001"] * last,
    ]
    assert f"Hal {last} dari {last}" in reader.pages[-1].extract_text()
    assert "Hal 1 dari 1" in reader.pages[0].extract_text()
    outline = [(each.title, reader.get_destination_page_number(each)) for each in reader.outline]  # type: ignore[union-attr, arg-type]
    assert outline == [("RT 001", 0), ("RT 002", 1), ("RT tidak diketahui", 2)]


def test_a_door_larger_than_a_page_goes_on_under_its_own_heading(tmp_path: Path) -> None:
    most = PEOPLE_A_PAGE["ringkas"]
    rows = [{"no_kk": "3298010101100001", "alamat": "PONDOK", "nama": f"SANTRI {at}"} for at in range(2 * most + 5)]
    pages = [page.extract_text() for page in printed(tmp_path, *rows).pages]
    assert [len(numbers_on(text)) for text in pages] == [most, most, 5]
    assert ["Rumah 1 (lanjutan)" in text for text in pages] == [False, True, True]


_FOOT = 9 / 25.4 * 72
"""Points from the edge of the paper to the last line."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_full_page_of_people_fits(tmp_path: Path, layout: Layout) -> None:
    size = PEOPLE_A_PAGE[layout]
    rows = [{"no_kk": "1", "nama": f"SANTRI {at}"} for at in range(size)]
    pages = printed(tmp_path, *rows, head=Letterhead(RUN, DAY, layout=layout)).pages
    assert len(numbers_on(pages[0].extract_text())) == size
    heights: dict[bool, list[float]] = {True: [], False: []}

    def seen(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            heights[bool(numbers_on(text.strip()))].append(page[3] * line[5] + page[5])

    pages[0].extract_text(visitor_text=seen)
    assert len(heights[True]) == size
    assert min(heights[True]) > min(heights[False])  # the foot of the page is below the last line


@pytest.mark.parametrize("layout", LAYOUTS)
def test_earlier_visits_stand_under_the_person_and_push_nobody_off_the_page(tmp_path: Path, layout: Layout) -> None:
    size = PEOPLE_A_PAGE[layout]
    people = made_list(*({"no_kk": "1", "nama": f"SANTRI {at}"} for at in range(size + 1)))
    before = {"kunjungan": 2, "hasil_terakhir": "tidak_ditemui", "registrasi": "nik_tidak_online"}
    is_new = pl.col("resident_row") == 1
    seen_before = people.with_columns(
        pl.when(~is_new).then(pl.lit(value)).otherwise(pl.col(name)).alias(name) for name, value in before.items()
    )
    (book,) = books(seen_before, "rt")
    write_pdf(book, Letterhead(RUN, DAY, layout=layout), tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    texts = [page.extract_text() for page in pages]
    told = "sudah 2× dikunjungi, terakhir: Tidak ditemui; BPJS: NIK tidak online"
    assert [text.count(told) for text in texts] == [len(numbers_on(text)) - (not at) for at, text in enumerate(texts)]
    assert sorted(numbers_on("\n".join(texts))) == list(range(1, size + 2))
    heights: list[float] = []

    def seen(text: str, page: list[float], line: list[float], *_: object) -> None:
        if told in text:
            heights.append(page[3] * line[5] + page[5])

    pages[0].extract_text(visitor_text=seen)
    assert min(heights) > _FOOT


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_and_endless_names_stay_in_their_line(tmp_path: Path, layout: Layout) -> None:
    rows = [
        {"nama": name, "alamat": name, "hubungan": name, "no_kk": f"{at}", "kelurahan": "K" * 200}
        for at, name in enumerate(HOSTILE)
    ]
    reader = printed(tmp_path, *rows, head=Letterhead(RUN, DAY, layout=layout))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert sorted(numbers_on(text)) == list(range(1, len(HOSTILE) + 1))
    for name in HOSTILE[:8]:
        assert name in text
    plain = printed(
        tmp_path,
        *({**row, "nama": "A", "alamat": "A", "hubungan": "A"} for row in rows),
        head=Letterhead(RUN, DAY, layout=layout),
    )
    assert len(reader.pages) == len(plain.pages)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_widest_line_number_stays_on_its_line(tmp_path: Path, layout: Layout) -> None:
    wide = ["0WWW-WW", "0MMM-WM", "10WWW-WW", "0001-AV"]
    rows = made_list(*street(1, size=len(wide))).with_columns(id_baris=pl.Series(wide))
    (book,) = books(rows, "rt")
    write_pdf(book, Letterhead(RUN, DAY, layout=layout), tmp_path / "a.pdf")
    words = PdfReader(tmp_path / "a.pdf").pages[0].extract_text().split()
    assert [number for number in wide if number not in words] == []


def test_numbers_are_masked_unless_asked(tmp_path: Path) -> None:
    row = {"nik": "3298012306100003", "no_kk": "3298010101100001", "nama": "BAGAS"}
    masked = printed(tmp_path, row).pages[0].extract_text()
    assert "3298**********0003" in masked
    assert not any(number in masked for number in (row["nik"], row["no_kk"]))
    full = printed(tmp_path, row, show_nik=True).pages[0].extract_text()
    assert all(number in full for number in (row["nik"], row["no_kk"]))


def test_a_page_says_whose_it_is_and_what_to_do(tmp_path: Path) -> None:
    text = printed(tmp_path, *street(2)).pages[0].extract_text()
    for said in (
        "Kelurahan/Desa MEKAR, Kecamatan UTARA",
        f"6 orang di 2 rumah · Hasil {RUN}, data per 23-11-2026",
        "Data pribadi – UU 27/2022",
        "Jumlah: 6 orang di 2 rumah.",
        "Ketua RT",
        "Petugas",
        "Lurah/Kepala Desa",
        "keluarga: belum ada yang terdaftar",
        *(f"{outcome.letter} {outcome.words.id}" for outcome in OUTCOMES),
    ):
        assert said in text


def test_the_code_carries_run_and_rt() -> None:
    (book,) = books(made_list(*street(1), *street(1, rt=None)), "rt")
    first, second = book.sections()
    run, line, place = qr_text(first, RUN).split("/")
    assert (run, place) == (RUN.upper(), "001.001")
    assert row_of(RUN, line) == first.doors[0].first["resident_row"]
    assert qr_text(second, RUN).endswith("/001.-")


def test_the_same_list_makes_the_same_file_for_its_owner_only(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(made_book(*street(20)), HEAD, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_nobody_is_one_page(tmp_path: Path) -> None:
    (page,) = printed(tmp_path).pages
    assert "Tidak ada orang dalam daftar ini." in page.extract_text()


def test_columns_fill_the_width_between_the_margins() -> None:
    assert {layout: sum(widths.values()) for layout, widths in COLUMNS.items()} == dict.fromkeys(LAYOUTS, 281)
