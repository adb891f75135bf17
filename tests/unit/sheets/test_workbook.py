from __future__ import annotations

import stat
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.unit.sheets.made_lists import DAY, HEAD, HOSTILE, RUN, made_book, street
from uhcmatch.coverage.record_ids import row_of
from uhcmatch.reference.outcomes import OUTCOMES
from uhcmatch.sheets import Letterhead, write_xlsx
from uhcmatch.sheets.filling_in import CHOICES, LISTS
from uhcmatch.sheets.workbook import HEADING_ROW

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def written(folder: Path, *rows: dict[str, Any], show_nik: bool = False, head: Letterhead = HEAD) -> Workbook:
    write_xlsx(made_book(*rows, show_nik=show_nik), head, folder / "a.xlsx")
    return openpyxl.load_workbook(folder / "a.xlsx")


def people(sheet: Worksheet) -> list[dict[str, Any]]:
    heading, *rows = sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def test_a_sheet_for_each_rt_and_everybody_once(tmp_path: Path) -> None:
    rows = [*street(2), *street(1, rt="002"), *street(1, rt=None), *street(1, rw="002")]
    book = written(tmp_path, *rows)
    assert book.sheetnames == ["RW 001 RT 001", "RT 002", "RT tidak diketahui", "RW 002 RT 001", LISTS]
    ids = [row["id_baris"] for sheet in book.worksheets[:-1] for row in people(sheet)]
    assert sorted(row_of(RUN, number) or 0 for number in ids) == list(range(1, len(rows) + 1))


def test_numbers_of_people_are_text_and_masked_unless_asked(tmp_path: Path) -> None:
    row = {"nik": "3298012306100003", "no_kk": "3298010101100001", "nama": "BAGAS"}
    (masked,) = people(written(tmp_path, row).worksheets[0])
    assert (masked["NIK"], masked["No. KK"]) == ("3298**********0003", "3298**********0001")
    sheet = written(tmp_path, row, show_nik=True).worksheets[0]
    cells = {str(sheet.cell(HEADING_ROW + 1, cell.column).value): cell for cell in sheet[HEADING_ROW + 2]}
    assert cells["NIK"].value == "3298012306100003"
    for name in ("NIK", "No. KK", "No. kartu JKN", "id_baris"):
        assert cells[name].number_format == "@"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_more_than_text(tmp_path: Path, name: str) -> None:
    rows = [{"nama": name, "alamat": name, "hubungan": name}]
    sheet = written(tmp_path, *rows).worksheets[0]
    (person,) = people(sheet)
    assert person["Nama"] == person["Alamat"] == person["Hubungan"] == name
    assert sheet[HEADING_ROW + 2][3].data_type in ("s", "inlineStr")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        for part in parts.namelist():
            assert b"<f>" not in parts.read(part)
            assert b"<hyperlink " not in parts.read(part)
            assert "externalLink" not in part


def test_dates_are_dates_and_those_no_spreadsheet_knows_are_text(tmp_path: Path) -> None:
    rows = [{"no_kk": "1", "tanggal_lahir": day} for day in (date(1899, 12, 30), date(2010, 6, 23), None)]
    born = [row["Tgl lahir"] for row in people(written(tmp_path, *rows).worksheets[0])]
    assert born == ["30-12-1899", datetime(2010, 6, 23), None]  # noqa: DTZ001 - spreadsheets know no zones


def test_what_is_printed_cannot_be_typed_over_and_everything_can_be_sorted(tmp_path: Path) -> None:
    sheet = written(tmp_path, {"nama": "BAGAS"}, {"nama": "SEKAR"}).worksheets[0]
    heading = [str(cell.value) for cell in sheet[HEADING_ROW + 1]]
    rows = list(sheet.iter_rows(HEADING_ROW + 2, HEADING_ROW + 3))
    assert [cell.coordinate for row in rows for cell in row if cell.protection.locked] == []
    refused = [rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    assert {rule.formula1 for rule in refused} == {"FALSE"}
    free = {
        name
        for name, cell in zip(heading, rows[1], strict=True)
        if not any(cell.coordinate in r.sqref for r in refused)
    }
    assert free == {"Hasil kunjungan", "Tgl kunjungan", "No. kartu JKN", "Keterangan"}
    guard = sheet.protection
    assert guard.sheet
    assert all(cell.protection.locked for cell in sheet[HEADING_ROW + 1])
    assert (guard.autoFilter, guard.sort, guard.formatColumns) == (False, False, False)  # not forbidden
    assert guard.password is None


def test_outcomes_are_chosen_from_the_hidden_list(tmp_path: Path) -> None:
    book = written(tmp_path, {"nama": "BAGAS"}, head=Letterhead(RUN, DAY, outcomes=OUTCOMES[:4]))
    rules = {rule.type: rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["list"].formula1 == CHOICES
    assert rules["date"].formula1 == str((DAY - date(1899, 12, 30)).days)
    assert rules["textLength"].errorStyle == "warning"
    lists = book[LISTS]
    assert lists.sheet_state == "hidden"
    assert [row[2].value for row in lists["A2:C5"]] == [outcome.words.id for outcome in OUTCOMES[:4]]
    assert book.defined_names[CHOICES].attr_text == f"{LISTS}!$C$2:$C$5"


def test_the_file_says_of_which_run_it_is(tmp_path: Path) -> None:
    book = written(tmp_path, {"nama": "BAGAS"})
    assert book.custom_doc_props["uhcmatch_run"].value == RUN
    assert book[LISTS]["E1"].value == RUN
    sheet = book.worksheets[0]
    hidden = [key for key, column in sheet.column_dimensions.items() if column.hidden]
    assert [sheet[f"{key}{HEADING_ROW + 1}"].value for key in hidden] == ["id_baris"]
    assert RUN in str(sheet["A2"].value)


def test_it_prints_on_a4_across_with_headings_and_the_law(tmp_path: Path) -> None:
    sheet = written(tmp_path, *street(3, kelurahan="A&B")).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADING_ROW + 1}:${HEADING_ROW + 1}"
    assert sheet.freeze_panes == f"E{HEADING_ROW + 2}"
    assert sheet.auto_filter.ref == f"A{HEADING_ROW + 1}:Q{HEADING_ROW + 10}"
    assert "UU 27/2022" in (sheet.oddFooter.left.text or "")
    assert "A&&B" in (sheet.oddHeader.right.text or "")


def test_columns_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    one = people(written(tmp_path, {"nama": "A"}).worksheets[0])[0]
    assert "Status" not in one
    assert "Desil" not in one
    both = people(written(tmp_path, {"no_kk": "1"}, {"no_kk": "1", "status": "inactive"}).worksheets[0])
    assert sorted(row["Status"] for row in both) == ["Belum terdaftar", "Nonaktif"]


def test_the_same_list_makes_the_same_file_and_nothing_else_stays(tmp_path: Path) -> None:
    rows = street(30)
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(made_book(*rows), HEAD, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
    assert stat.S_IMODE((tmp_path / "a.xlsx").stat().st_mode) == 0o600


def test_nobody_is_said(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.worksheets[0]["A1"].value == "Tidak ada orang dalam daftar ini."
