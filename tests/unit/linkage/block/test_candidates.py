from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.block.blocks import ALONE, BLOCK_RULES, BlockRule, candidates
from uhcmatch.linkage.cards.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.settle.verified import verified

NIK = "3271010503900001"


def found(resident: dict[str, object], member: dict[str, object]) -> set[str]:
    """The rules that find the pair."""
    people = without_lender(records(resident))
    cards = with_lender_kk(records(member), people)
    return {rule.code for rule in BLOCK_RULES if candidates(people, cards, [rule]).pairs.height}


def test_every_kind_of_wrong_number_is_found_by_what_is_left_of_it() -> None:
    resident = record("SITI AMINAH", nik=NIK)
    wrong = {
        "region": "3271990503900001",
        "day": "3271011503900001",
        "month": "3271010504900001",
        "year": "3271010503910001",
        "serial": "3271010503900007",
    }
    for part, nik in wrong.items():
        assert found(resident, record("SITI AMINA", nik=nik)), part
    assert found(resident, record("SITI AMINA", nik_prefix15=NIK[:15])) >= {"nik_15_angka"}
    for place in range(16):
        for odd in (NIK[:place] + NIK[place + 1 :], NIK[:place] + NIK[place] + NIK[place:]):
            assert found(resident, record("SITI AMINA", nik_odd=odd)), odd
    assert not found(resident, record("YATI AMINA", nik_odd=NIK[1:]))


def test_names_dates_places_and_families_find_each_other() -> None:
    home = {"kecamatan_key": "BARAT", "kelurahan_key": "MAWAR", "rt": "001", "rw": "002"}
    assert "tanggal_nama_depan" in found(record("SITI AMINAH", "1990-03-05"), record("SITI", "1990-03-05"))
    assert "tanggal_nama_akhir" in found(record("NUR AINI", "1990-03-05"), record("N AINI", "1990-03-05"))
    assert "tanggal_tertukar" in found(record("SITI AMINAH", "1990-03-05"), record("SITI W", "1990-05-03"))
    assert "nama_area" in found(record("SITI AMINAH", **home), record("AMINAH SITI", **home))
    assert "nama_gabung_area" in found(record("NUR AINI", **home), record("NURAINI", **home))
    assert "kk" in found(record("SITI", kk_key="1" * 16), record("BUDI", kk_key="1" * 16))
    child = record("ALYA", "2026-09-01", mother="SITI AMINAH", **home)
    assert {"ibu_hari", "ibu_area"} <= found(
        child, record(None, "2026-09-01", mother="SITI AMINAH", is_baby=True, **home)
    )
    assert found(record(), record()) == set()


def test_a_mother_and_a_part_of_the_date_find_who_is_found_by_nothing_else() -> None:
    resident = record("PAULINA LAKA", "1977-09-27", mother="YULIANA KOGOYA")
    assert found(resident, record("PAULINBA LAAK", "1979-09-27", mother="YULIANA KOGOYA")) == {"ibu_hari"}
    assert found(resident, record("PAULINBA LAAK", "1977-08-26", mother="YULIANA KOGOYA")) == {"ibu_tahun"}
    assert found(resident, record("PAULINBA LAAK", "1979-08-27", mother="YULIANA KOGOYA")) == set()


def test_a_borrowed_number_leads_to_the_household_of_its_owner() -> None:
    people = without_lender(
        records(record("BUDI", nik=NIK, kk_key="1" * 16), record("ALYA", kk_key="1" * 16), record("CITRA"))
    )
    cards = with_lender_kk(records(record("ALYA", nik=NIK)), people)
    rule = next(rule for rule in BLOCK_RULES if rule.code == "kk_pemilik_nik")
    assert candidates(people, cards, [rule]).pairs["resident"].to_list() == [0, 1]


def test_a_number_two_residents_share_leads_nowhere() -> None:
    people = records(record("BUDI", nik=NIK, kk_key="1" * 16), record("ALYA", nik=NIK, kk_key="2" * 16))
    assert with_lender_kk(records(record("X", nik=NIK)), people)["lender_kk"].to_list() == [None]


@pytest.mark.parametrize(
    ("card", "mother_kk"),
    [
        pytest.param({"kk_key": "1" * 16}, "1" * 16, id="in the family that the card names"),
        pytest.param({"kk_key": "3" * 16}, None, id="not in the family that the card names"),
        pytest.param({"nik": NIK}, "1" * 16, id="the owner of its number"),
        pytest.param({"nik": NIK, "mother": "SITI"}, None, id="not the owner of its number"),
        pytest.param({"kk_key": "1" * 16, "is_baby": False}, None, id="no newborn's card"),
    ],
)
def test_the_home_of_a_newborns_mother(card: dict[str, Any], mother_kk: str | None) -> None:
    people = records(record("RUKAYAH", nik=NIK, kk_key="1" * 16), record("RUKAYAH", kk_key="2" * 16))
    told = {"nik": None, "is_baby": True, "mother": "RUKAYAH"} | card
    cards = with_lender_kk(records(record(None, None, told.pop("nik"), **told)), people)
    assert cards["mother_kk"].to_list() == [mother_kk]


def test_large_blocks_and_spent_budgets_are_dropped_and_counted() -> None:
    people = without_lender(records(*[record("SITI", "1990-03-05") for _ in range(50)]))
    cards = with_lender_kk(records(*[record("SITI", "1990-03-05") for _ in range(3)]), people)
    small = candidates(people, cards, [BlockRule("besar", ("name",), most=49)])
    assert (small.pairs.height, small.dropped) == (0, {"besar": 150})
    whole = candidates(people, cards, [BlockRule("cukup", ("name",), most=50)])
    assert (whole.pairs.height, whole.dropped, whole.found) == (150, {}, {"cukup": 150})
    spent = candidates(people, cards, [BlockRule("cukup", ("name",), most=50)], budget=0)
    assert spent.dropped == {"cukup": 150}


def test_pairs_found_twice_are_one_pair() -> None:
    people = without_lender(records(record("SITI AMINAH", "1990-03-05", NIK)))
    cards = with_lender_kk(records(record("SITI AMINAH", "1990-03-05", NIK)), people)
    both = candidates(people, cards).pairs
    assert both.height == 1


@pytest.mark.parametrize(
    ("rule", "others", "is_passed_over"),
    [
        pytest.param(BlockRule("nama", ("name",), weak=True), 3, True, id="weak"),
        pytest.param(BlockRule("nama", ("name",), thin=True), 3, True, id="thin"),
        pytest.param(BlockRule("nama", ("name",)), 3, False, id="neither"),
        pytest.param(BlockRule("nama", ("name",), weak=True), 2, False, id="not much better"),
    ],
)
def test_what_one_rule_finds_alone_is_passed_over_where_the_card_has_a_better_one(
    rule: BlockRule, others: int, is_passed_over: bool
) -> None:
    family = {"kk_key": "1" * 16}
    people = without_lender(records(record("SITI AMINAH", **family), record("SITI AMINAH")))
    cards = with_lender_kk(records(record("SITI AMINAH", **family), record("SITI AMINAH")), people)
    rules = [*(BlockRule(f"kk {number}", ("kk",)) for number in range(others)), rule]
    told = candidates(people, cards, rules, city=2)
    assert told.pairs.rows() == [(0, 0), (0, 1), *([] if is_passed_over else [(1, 0)]), (1, 1)]
    assert told.dropped == ({ALONE: 1} if is_passed_over else {})
    assert candidates(people, cards, rules, city=3).pairs.height == 4


def test_verified_pairs_share_number_and_name() -> None:
    people = records(
        record("SITI AMINAH", nik=NIK), record("NUR AINI", nik="2" * 16), record("BUDI", nik="4" * 16), record("X")
    )
    cards = records(
        record("AMINAH SITI", nik=NIK), record("NURAINI", nik="2" * 16), record("JOKO", nik="4" * 16), record("X")
    )
    assert verified(people, cards).rows() == [(0, 0), (1, 1)]


def test_a_number_and_name_two_residents_share_verify_nobody() -> None:
    people = records(record("SITI", nik=NIK), record("SITI", nik=NIK))
    assert verified(people, records(record("SITI", nik=NIK))).is_empty()


def test_a_number_without_a_grammar_is_found_by_either_half() -> None:
    resident = record("SITI AMINAH", nik="7612345")
    assert found(resident, record("SITI W", nik="7612845")) == {"nomor_awal"}
    assert found(resident, record("SITI W", nik="7692345")) == {"nomor_akhir"}
    assert found(resident, record("BUDI", nik="7692345")) == set()


def test_a_newborn_card_is_found_wherever_the_mother_lives_now() -> None:
    moved = record(None, mother="SITI AMINAH", is_baby=True)
    assert "ibu_bayi" in found(record("ALYA", "2026-09-01", mother="SITI AMINAH"), moved)


def test_streets_and_areas_find_people_without_a_number() -> None:
    home = {"kecamatan_key": "BARAT", "kelurahan_key": "MAWAR", "street": "ANGGREK LEGA", "house": "7"}
    other = home | {"kelurahan_key": "MELATI"}
    assert {"nama_depan_area", "awal_depan_area"} <= found(record("SITI AMINAH", **home), record("SITI WATI", **home))
    assert {"nama_akhir_area", "awal_akhir_area"} <= found(record("SITI AMINAH", **home), record("DWI AMINAH", **home))
    assert {"jalan_langka", "jalan_awal_nomor", "nomor_rumah_kecamatan"} <= found(
        record("SITI", **home), record("BUDI", **other)
    )
