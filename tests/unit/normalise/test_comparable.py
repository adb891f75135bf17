from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.columns import RECORDS, Role
from uhcmatch.normalise import Normalised, comparable
from uhcmatch.settings import IdentifierSettings, Settings, StatusSettings

TODAY = date(2026, 11, 23)
NIK = "3271011205900001"


def raw_frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    named = [
        {"source_file": "a.csv", "source_row": i, "source_line": i + 1, "refused": False, "reason": None, **row}
        for i, row in enumerate(rows, 1)
    ]
    typed = {"source_row": pl.Int64, "source_line": pl.Int64, "refused": pl.Boolean}
    columns = list(dict.fromkeys(name for row in named for name in row))
    return pl.DataFrame(named, schema={name: typed.get(name, pl.String) for name in columns})


def made(rows: list[dict[str, object]], role: Role = "population", settings: Settings | None = None) -> Normalised:
    return comparable(raw_frame(rows), role, settings or Settings(), TODAY)


def test_records_have_the_agreed_shape_in_the_order_of_the_rows() -> None:
    records = made([{"nama": name} for name in ("BUDI", "ANI", "-", "CITRA")]).records
    assert dict(records.schema) == RECORDS
    assert records["row"].to_list() == [1, 2, 3, 4]
    assert records["nama"].to_list() == ["BUDI", "ANI", "-", "CITRA"]


def test_no_rows_give_no_records() -> None:
    empty = raw_frame([{"nama": "BUDI", "nik": NIK}]).clear()
    assert dict(comparable(empty, "members", Settings(), TODAY).records.schema) == RECORDS


def test_a_whole_row() -> None:
    row = made(
        [
            {
                "nik": f"'{NIK}",
                "no_kk": "3271010101100005",
                "nama": "H. Moh. Rizky, S.Pd",
                "jenis_kelamin": "1",
                "tanggal_lahir": "12 Mei 1990",
                "hubungan": "1",
                "nama_ibu": "Hj. Soedarmi",
                "nama_ayah": "Drs. Soegeng bin Karto",
                "alamat": "jl. mawar  no 3",
                "rt": "1",
                "rw": "02",
                "kelurahan": "Kel. Suka Sari",
                "kecamatan": "KEC. BOGOR TIMUR",
                "tempat_lahir": "Bogor ",
                "status_kawin": "kawin",
                "kode_pos": "16143.0",
                "desil": "Desil 10",
            }
        ]
    ).records.row(0, named=True)
    assert row == {
        "row": 1,
        "source_file": "a.csv",
        "source_row": 1,
        "nomor_kartu": None,
        "nik": NIK,
        "no_kk": "3271010101100005",
        "nama": "H. MOH. RIZKY, S.PD",
        "jenis_kelamin": "L",
        "tanggal_lahir": date(1990, 5, 12),
        "tanggal_tertulis": None,
        "hubungan": "KEPALA KELUARGA",
        "nama_ibu": "HJ. SOEDARMI",
        "alamat": "JL. MAWAR NO 3",
        "rt": "001",
        "rw": "002",
        "kelurahan": "SUKA SARI",
        "kecamatan": "BOGOR TIMUR",
        "tempat_lahir": "BOGOR",
        "status_kawin": "KAWIN",
        "kode_pos": "16143",
        "desil": 10,
        "segmen": None,
        "status_peserta": None,
        "excluded": None,
        "nik_key": NIK,
        "nik_issue": None,
        "nik_prefix15": None,
        "nik_odd": None,
        "nik_born": date(1990, 5, 12),
        "nik_sex": "L",
        "born": date(1990, 5, 12),
        "born_is_default": False,
        "sex": "L",
        "name": "MUHAMMAD RIZKY",
        "name_folded": "MUHAMAD RISKI",
        "name_joined": "MUHAMADRISKI",
        "name_sorted": "MUHAMAD RISKI",
        "mother": "SUDARMI",
        "father": "SUGENG",
        "is_baby": False,
        "is_wife": False,
        "kk_key": "3271010101100005",
        "kecamatan_key": "BOGORTIMUR",
        "kelurahan_key": "SUKASARI",
        "street": "MAWAR",
        "house": "3",
    }


def test_a_masked_number_tells_the_date_and_sex_that_are_seen() -> None:
    numbers = [f"{NIK[:12]}****", f"{NIK[:12]}XXXX", f"{NIK[:6]}52{NIK[8:12]}**01", f"{NIK[:4]}xxxxxxxx{NIK[12:]}"]
    found = made([{"nik": number, "nama": "BUDI"} for number in numbers], "members")
    born = date(1990, 5, 12)
    assert found.records.select("nik_born", "nik_sex").rows() == [(born, "L"), (born, "L"), (born, "P"), (None, None)]
    assert found.records["nik"].to_list()[:2] == [f"{NIK[:12]}****"] * 2
    assert found.records["nik_key"].to_list() == [None] * 4
    assert found.records["nik_issue"].to_list() == ["nik_disamarkan"] * 4
    assert "4 NIK in the members files are masked" in " ".join(words.en for words in found.notes)


def test_annex_of_five_columns() -> None:
    found = made(
        [
            {
                "nomor_kartu": "1234567890",
                "nik": NIK,
                "nama": "BUDI",
                "alamat": "DUSUN I 1/2 SUKASARI, BOGOR TIMUR, KOTA BOGOR",
            }
        ],
        "members",
    )
    row = found.records.row(0, named=True)
    assert row["nomor_kartu"] == "0001234567890"
    assert (row["rt"], row["rw"], row["kelurahan"], row["kecamatan"]) == ("001", "002", "SUKASARI", "BOGOR TIMUR")
    assert (row["born"], row["nik_born"], row["sex"], row["nik_sex"]) == (None, date(1990, 5, 12), None, "L")
    said = " ".join(words.id for words in found.notes)
    assert "status" in said
    assert "tanggal lahir" in said


def test_a_baby_is_known_by_its_mother() -> None:
    rows: list[dict[str, object]] = [
        {"nama": "BAYI NY. SITI AMINAH", "nama_ibu": "SITI AMINAH B", "nik": None},
        {"nama": "BAYI", "nama_ibu": "SITI AMINAH", "nik": None},
    ]
    records = made(rows, "members").records
    assert records["is_baby"].to_list() == [True, True]
    assert records["mother"].to_list() == ["SITI AMINA", "SITI AMINA"]
    assert records["name"].null_count() == 2
    assert records["excluded"].null_count() == 2


TAKING_NO_PART: list[tuple[dict[str, object], str | None]] = [
    ({"nik": None, "nama": "-"}, "tanpa_identitas"),
    ({"nik": "123", "nama": "12"}, "tanpa_identitas"),
    ({"nik": NIK, "nama": "-"}, None),
    ({"nik": None, "nama": "BUDI"}, None),
    ({"nama": "BUDI", "status_hidup": "2"}, "meninggal"),
    ({"nama": "BUDI", "status_hidup": "HIDUP"}, None),
    ({"nama": "BUDI", "tanggal_meninggal": "01-02-2020"}, "meninggal"),
    ({"nama": "BUDI", "tanggal_meninggal": "0000-00-00"}, None),
    ({"nama": "BUDI", "tanggal_pindah": "01-02-2020"}, "pindah"),
    ({"nama": "BUDI", "tanggal_pindah": "01-02-2020", "tanggal_meninggal": "03-02-2020"}, "meninggal"),
    ({"nama": "BUDI", "refused": True, "reason": "jumlah_kolom"}, "jumlah_kolom"),
    ({"nama": "-", "refused": True, "reason": "nul"}, "nul"),
    ({"nama": "BUDI", "refused": True}, "tanpa_identitas"),
]


def test_who_takes_no_part() -> None:
    found = made([row for row, _ in TAKING_NO_PART]).records["excluded"].to_list()
    assert list(zip(found, TAKING_NO_PART, strict=True)) == [(reason, (row, reason)) for row, reason in TAKING_NO_PART]


def test_a_vital_code_that_would_exclude_most_rows_is_not_believed() -> None:
    found = made([{"nama": "BUDI", "status_hidup": "2"}] * 5)
    assert found.records["excluded"].null_count() == 5
    assert found.counts["status_hidup_diabaikan"] == 5
    assert any("status hidup" in words.id for words in found.notes)


def test_a_vital_code_may_stand_with_the_dead_alone() -> None:
    found = made([{"nama": "BUDI", "status_hidup": "MENINGGAL" if row < 2 else None} for row in range(5)])
    assert found.records["excluded"].to_list() == ["meninggal"] * 2 + [None] * 3


def test_status_labels_nobody_knows_are_counted_and_repeated_ones_named() -> None:
    rows: list[dict[str, object]] = [
        {"nama": "BUDI", "status_peserta": label} for label in ["AKTIF", *["ANEH"] * 5, "SITI AMINAH"]
    ]
    found = made(rows, "members")
    assert found.records["status_peserta"].to_list() == ["aktif", *["lainnya"] * 6]
    assert (found.counts["status_peserta_tak_dikenal"], found.counts["status_peserta:ANEH"]) == (6, 5)
    said = " ".join(f"{words.id} {words.en}" for words in found.notes)
    assert "ANEH" in said
    assert "AMINAH" not in said + " ".join(found.counts)


def test_a_status_column_without_a_known_label_is_no_status_column() -> None:
    found = made([{"nama": "BUDI", "status_peserta": "CATATAN"}] * 3, "members")
    assert found.records["status_peserta"].null_count() == 3
    assert found.counts == {"kolom_status_diabaikan": 3, "nik_kosong": 3}


def test_labels_of_the_office_are_followed() -> None:
    settings = Settings(statuses=StatusSettings(labels={"CATATAN": "aktif"}))
    found = made([{"nama": "BUDI", "status_peserta": "catatan"}], "members", settings)
    assert found.records["status_peserta"].to_list() == ["aktif"]


def test_opaque_identifiers_have_no_grammar() -> None:
    settings = Settings(identifier=IdentifierSettings(kind="opaque"))
    row = made([{"nik": "A-17", "nama": "BUDI"}], "population", settings).records.row(0, named=True)
    assert (row["nik"], row["nik_key"], row["nik_issue"], row["nik_born"], row["nik_sex"]) == (
        "A-17",
        "A-17",
        None,
        None,
        None,
    )


def test_one_area_has_one_spelling() -> None:
    names = ["Suka Sari", "SUKA SARI", "KEL. SUKASARI", None]
    records = made([{"nama": "BUDI", "kelurahan": name, "kecamatan": "Lama"} for name in names]).records
    assert records["kelurahan"].to_list() == ["SUKA SARI"] * 3 + [None]
    assert records["kelurahan_key"].to_list() == ["SUKASARI"] * 3 + [None]


def test_m_is_muhammad_for_men_only() -> None:
    rows: list[dict[str, object]] = [
        {"nama": "M. RIZKI", "nik": NIK},
        {"nama": "M. RIZKI", "nik": "3271015205900001"},
        {"nama": "M. RIZKI", "jenis_kelamin": "P"},
    ]
    assert made(rows).records["name"].to_list() == ["MUHAMMAD RIZKI", "M RIZKI", "M RIZKI"]


def test_ruined_niks_are_said() -> None:
    found = made([{"nik": "3,27101E+15", "nama": "BUDI"}])
    assert found.counts["nik_notasi_ilmiah"] == 1
    assert any("Excel" in words.id for words in found.notes)


@pytest.mark.parametrize("word", ["NULL", "TIDAK ADA", "belum ada", "N/A", "-", "0", "XXXX"])
def test_a_word_for_unknown_says_no_more_than_a_blank_cell(word: str) -> None:
    names = ["nama_ibu", "nama_ayah", "alamat", "kelurahan", "kecamatan", "segmen", "rt", "rw"]
    names += ["status_peserta"] if word != "0" else []  # A code.
    told: dict[str, object] = {"nama": "BUDI", "nik": NIK}
    said, blank = (made([told | dict.fromkeys(names, cell)], "members").records for cell in (word, None))
    assert said.equals(blank)


def test_a_status_code_of_0_is_no_word_for_unknown() -> None:
    rows: list[dict[str, object]] = [{"nama": "BUDI", "status_peserta": status} for status in ("1", "0", "NULL", None)]
    assert made(rows, "members").records["status_peserta"].to_list() == ["aktif", "nonaktif_lain", None, None]


def test_a_label_of_the_office_is_no_word_for_unknown() -> None:
    settings = Settings(statuses=StatusSettings(labels={"X": "nonaktif_lain"}))
    rows: list[dict[str, object]] = [{"nama": "BUDI", "status_peserta": status} for status in ("AKTIF", "X", "XX")]
    assert made(rows, "members", settings).records["status_peserta"].to_list() == ["aktif", "nonaktif_lain", None]
