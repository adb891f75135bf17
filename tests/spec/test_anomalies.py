"""What is said of a card when the match is run backwards, as a table."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.coverage.people import members, residents
from uhcmatch.coverage import ANOMALIES, anomalies, by_segment, summary
from uhcmatch.reference.anomalies import KINDS

DUES = 42_000
HERE = {"nik": "3298011203800001", "nama": "RANGGA WIJAYANTO", "status": "active"}
OTHER = {"nik": "3298014909780005", "nama": "LARASATI UTAMI", "status": "unenrolled"}
PEMDA = {"segmen": "PBPU_PEMDA", "status_peserta": "aktif"}
COUNTS = {"status": "linked", "resident_row": 1, "nama": "RANGGA WIJAYANTO", "segmen": "PPU", "status_peserta": "aktif"}
SECOND = {**COUNTS, "status": "duplicate"}
ELSE = {"resident_row": 2}
SET_ASIDE = {"status": "excluded", "reason": "penduduk_ganda", "same_as": 1}
NOBODY = {"status": "unlinked", "nama": "TAK DIKENAL"}

TABLE: list[tuple[str, list[dict[str, Any]], list[tuple[str, int, int | None]]]] = [
    ("nobody at all, paid here", [{**NOBODY, **PEMDA}], [("tanpa_penduduk", 1, DUES)]),
    ("nobody at all, status not told", [{**NOBODY, "segmen": "PBPU_PEMDA"}], [("tanpa_penduduk", 1, DUES)]),
    (
        "paid here once, inactive now",
        [{**NOBODY, **PEMDA, "status_peserta": "nonaktif_lain"}],
        [("tanpa_penduduk", 1, None)],
    ),
    ("somebody else pays", [{**NOBODY, "segmen": "PPU"}], [("tanpa_penduduk", 1, None)]),
    (
        "died, still paid for",
        [{**NOBODY, **PEMDA, "reason": "pemilik_meninggal"}],
        [("meninggal_masih_aktif", 1, DUES)],
    ),
    (
        "died, card closed",
        [{**NOBODY, "reason": "pemilik_meninggal", "status_peserta": "meninggal"}],
        [("meninggal", 1, None)],
    ),
    ("moved, still paid for", [{**NOBODY, **PEMDA, "reason": "pemilik_pindah"}], [("pindah", 1, DUES)]),
    ("a clerk is asked: no anomaly yet", [{**NOBODY, "status": "review"}], []),
    ("a refused row", [{**NOBODY, "status": "excluded"}], []),
    ("one good card", [COUNTS], []),
    ("two cards, one segment", [COUNTS, SECOND], [("kartu_ganda", 2, None)]),
    ("two cards, two segments, none paid here", [COUNTS, {**SECOND, "segmen": "BP"}], [("segmen_ganda", 2, None)]),
    ("second card paid here", [COUNTS, {**SECOND, **PEMDA}], [("segmen_ganda", 2, DUES)]),
    ("first card paid here, another active", [{**COUNTS, **PEMDA}, SECOND], [("segmen_ganda", 2, DUES)]),
    (
        "first card paid here, the other inactive",
        [{**COUNTS, **PEMDA}, {**SECOND, "status_peserta": "nonaktif_lain"}],
        [("segmen_ganda", 2, None)],
    ),
    (
        "paid here once, two others: saved once",
        [{**COUNTS, **PEMDA}, SECOND, SECOND],
        [("segmen_ganda", 2, DUES), ("segmen_ganda", 3, None)],
    ),
    (
        "paid here twice and elsewhere: saved twice",
        [{**COUNTS, **PEMDA}, {**SECOND, **PEMDA}, SECOND],
        [("kartu_ganda", 2, DUES), ("segmen_ganda", 3, DUES)],
    ),
    ("paid here twice: one stays", [{**COUNTS, **PEMDA}, {**SECOND, **PEMDA}], [("kartu_ganda", 2, DUES)]),
    (
        "one NIK, two people",
        [{**COUNTS, "nik": "3298016105920007"}, {**COUNTS, "nik": "3298016105920007", "nama": "SEKAR KINASIH", **ELSE}],
        [("nik_banyak_orang", 1, None), ("nik_banyak_orang", 2, None)],
    ),
    (
        "one NIK, one person written in two ways",
        [{**COUNTS, "nik": "3298016105920007"}, {**COUNTS, "nik": "3298016105920007", "nama": "RANGGA W", **ELSE}],
        [],
    ),
    (
        "dummy numbers contradict nobody",
        [{**COUNTS, "nik": "1" * 16}, {**COUNTS, "nik": "1" * 16, "nama": "SEKAR KINASIH", **ELSE}],
        [],
    ),
    (
        "a resident's NIK under another name",
        [{**NOBODY, "status": "review", "nik": OTHER["nik"]}],
        [("nik_sama_nama_beda", 1, None)],
    ),
    ("a resident's NIK under her name", [{**COUNTS, "nik": OTHER["nik"], "nama": "LARASATI U"}], []),
    ("dead at BPJS, living here", [{**COUNTS, "status_peserta": "meninggal"}], [("meninggal_menurut_bpjs", 1, None)]),
    (
        "newborn's card, child has a NIK",
        [{**COUNTS, "nama": "BAYI NY SEKAR", "reason": "bayi_ibu"}],
        [("kartu_bayi", 1, None)],
    ),
]


def found(cards: list[dict[str, Any]], ruined: bool = False, people: int = 2) -> pl.DataFrame:
    here = residents(HERE, OTHER, *({"nama": "LAIN", "status": "active"} for _ in range(people - 2)))
    rows = members(*cards)
    issue = pl.Series(["nik_presisi_hilang" if ruined else None] * rows.height, dtype=pl.String)
    return anomalies(here, rows, (pl.Series([None] * people, dtype=pl.String), issue), DUES, "id")


@pytest.mark.parametrize(("cards", "told"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_table(cards: list[dict[str, Any]], told: list[tuple[str, int, int | None]]) -> None:
    lines = found(cards)
    assert dict(lines.schema) == ANOMALIES
    assert sorted(lines.select("jenis", "member_row", "rupiah").iter_rows()) == sorted(told)


def test_every_unowned_or_second_card_is_in_one_kind_of_its_group() -> None:
    cases = [rows for _, rows, _ in TABLE]
    cards = [
        {**card, "resident_row": 2 * at + int(card["resident_row"])} if "resident_row" in card else card
        for at, rows in enumerate(cases)
        for card in rows
    ]
    lines = found(cards, people=2 * len(cases))
    for group, status in (("nobody", "unlinked"), ("duplicate", "duplicate")):
        kinds = [code for code, kind in KINDS.items() if kind.group == group]
        listed = lines.filter(pl.col("jenis").is_in(kinds))["member_row"].to_list()
        assert sorted(listed) == [at for at, card in enumerate(cards, start=1) if card["status"] == status]


def test_numbers_in_the_population_that_are_there_twice() -> None:
    people = residents(HERE, {**HERE, **SET_ASIDE}, OTHER)
    assert of_population(people).select("jenis", "sisi", "resident_row").rows() == [
        ("penduduk_nik_ganda", "population", 1),
        ("penduduk_nik_ganda", "population", 2),
        ("penduduk_ganda", "population", 2),
    ]


def test_a_row_set_aside_is_listed_with_the_row_that_is_counted() -> None:
    people = residents(HERE, {**HERE, **SET_ASIDE, "nik": "3201011203800007"}, {**OTHER, "status": "excluded"})
    lines = of_population(people)
    assert lines.select("jenis", "resident_row", "same_as").rows() == [("penduduk_ganda", 2, 1)]


def of_population(people: pl.DataFrame) -> pl.DataFrame:
    """ANOMALIES of residents without any card."""
    none = pl.Series([None] * people.height, dtype=pl.String)
    return anomalies(people, members(), (none, none.clear()), DUES, "id")


def test_ruined_numbers_are_told_and_contradict_nobody() -> None:
    cards = [
        {**COUNTS, "nik": "3298016105920000"},
        {**COUNTS, "nik": "3298016105920000", "nama": "SEKAR KINASIH", **ELSE},
    ]
    assert set(found(cards, ruined=True)["jenis"]) == {"nik_rusak_excel"}


def test_dearest_first_then_by_kind_and_row() -> None:
    lines = found([NOBODY, SECOND, COUNTS, {**NOBODY, **PEMDA}])
    assert lines["member_row"].to_list() == [4, 1, 2]


def test_summary_names_every_kind_and_sums() -> None:
    told = summary(found([{**NOBODY, **PEMDA}] * 3))
    assert told["jenis"].to_list() == list(KINDS)
    assert told.row(3) == ("tanpa_penduduk", 3, 3 * DUES)
    assert told["rupiah"].sum() == 3 * DUES


def test_cards_of_nobody_are_counted_by_segment_those_paid_here_first() -> None:
    lines = found([{**NOBODY, "segmen": "PPU"}] * 2 + [{**NOBODY, **PEMDA}, NOBODY, SECOND, COUNTS])
    assert by_segment(lines).rows() == [("PBPU_PEMDA", 1, DUES), ("PPU", 2, 0), (None, 1, 0)]


def test_the_area_is_the_owners() -> None:
    lines = found([{**SECOND, "kelurahan": "LAIN"}, {**NOBODY, "kelurahan": "ASAL"}])
    assert dict(lines.select("jenis", "kelurahan").iter_rows()) == {"kartu_ganda": "MEKAR", "tanpa_penduduk": "ASAL"}


def test_every_kind_has_a_case_here() -> None:
    tested = {kind for _, _, told in TABLE for kind, _, _ in told} | {
        "penduduk_nik_ganda",
        "penduduk_ganda",
        "nik_rusak_excel",
    }
    assert tested == set(KINDS)
