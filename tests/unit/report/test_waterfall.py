from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from uhcmatch.report.explained import Candidate, Explained, Row, Side, Weight
from uhcmatch.report.pair_values import Values, values_of
from uhcmatch.report.runner_up import runner_up
from uhcmatch.report.table import Page
from uhcmatch.report.waterfall import agreement, takes_back, waterfall_document, waterfall_text

PAGE = Page(77, is_dressed=False, language="id")
PERSON: Row = {
    "nik": "3298**********0001",
    "no_kk": "3298**********0001",
    "nama": "RANGGA WIJAYANTO",
    "nama_ibu": None,
    "jenis_kelamin": "L",
    "tanggal_lahir": date(1980, 3, 12),
    "alamat": "JL MAWAR NO 12",
    "rt": "001",
    "rw": "002",
    "kelurahan": "MEKAR",
    "kecamatan": "UTARA",
    "status": "active",
    "nik_born": date(1980, 3, 12),
    "nik_sex": "L",
    "nik_issue": None,
}


def pair(*weights: Weight, resident: dict[str, Any] | None = None, **card: Any) -> Candidate:
    return Candidate(
        resident=PERSON | {"resident_row": 1} | (resident or {}),
        member=PERSON | {"member_row": 2, "is_baby": False} | card,
        decision="match",
        recorded=0.99,
        rule="nik_nama",
        because=None,
        taken_by=None,
        rival=None,
        rival_probability=None,
        start=-10.0,
        weights=weights,
        bound=0.0,
        price=0.0,
        hindsight=0.0,
        total=-10.0 + sum(weight.bits for weight in weights),
        probability=0.99,
    )


def lines(candidate: Candidate) -> list[str]:
    return [" ".join(line.split()) for line in waterfall_text(candidate, 1_000, PAGE).splitlines()]


def test_the_base_has_a_line_of_its_own_and_steps_come_in_reading_order() -> None:
    told = lines(pair(Weight("sex", "EQUAL", 0.9), Weight("base", None, 1.5), Weight("nik", "EQUAL", 7.0)))
    assert told[2:6] == [
        "Titik awal satu di antara 1.000 penduduk, atau orang luar -10,0",
        "Setelan bagian bersama dari bobot yang dipelajari +1,5",
        "NIK sama: 3298**********0001 +7,0",
        "Jenis kelamin sama: L +0,9",
    ]
    assert told[-1] == "Jumlah -0,6"


def test_what_agrees_and_weighs_less_than_nothing_takes_back() -> None:
    assert takes_back(pair(Weight("address", "SAME_HOUSE", -1.2)))
    assert not takes_back(pair(Weight("address", "SAME_HOUSE", -0.01), Weight("sex", "DIFFERENT", -4.0)))


def test_an_attribute_without_words_is_shown_by_its_codes() -> None:
    candidate = pair(Weight("shoe_size", None, 2.0), Weight("nik", "NEARLY", 1.0))
    assert lines(candidate)[3:5] == ["NIK NEARLY: 3298**********0001 / 3298**********0001 +1,0", "shoe_size +2,0"]
    assert [each["bits"] for each in waterfall_document(candidate, "en")] == [2.0, 1.0]


@pytest.mark.parametrize(
    ("level", "more", "remarks"),
    [
        pytest.param(
            "MISSING", {}, ["a namesake's or relative's, or one that many bear"], id="left out of the comparison"
        ),
        pytest.param("MISSING", {"nik": None}, [], id="not named"),
        pytest.param("EQUAL", {}, [], id="compared"),
    ],
)
def test_a_number_that_is_not_compared_is_explained(level: str, more: dict[str, Any], remarks: list[str]) -> None:
    told = values_of("nik", pair(Weight("nik", level, 0.0), **more))
    assert told is not None
    assert [words.en for words in told.remarks] == remarks


@pytest.mark.parametrize(
    ("level", "card", "remark"),
    [
        pytest.param("SAME", PERSON["no_kk"], None, id="one family"),
        pytest.param("SAME", "3298**********0007", "the family: by other cards", id="an old KK"),
        pytest.param("OTHER", "3298**********0007", None, id="another family"),
        pytest.param("OTHER", PERSON["no_kk"], "the digits between", id="another family that reads the same"),
        pytest.param("MISSING", PERSON["no_kk"], "no number of one family", id="a home for many"),
        pytest.param("MISSING", None, None, id="not named"),
    ],
)
def test_two_kk_numbers_are_explained(level: str, card: str | None, remark: str | None) -> None:
    told = values_of("household", pair(Weight("household", level, 1.0), no_kk=card))
    assert told is not None
    assert [words.en for words in told.remarks] == ([] if remark is None else [remark])


def test_the_document_has_the_remarks_of_the_text_and_no_agreement_where_none_is_known() -> None:
    mother, family = waterfall_document(pair(Weight("mother", "EQUAL", 0.0), Weight("family", None, 0.0)), "id")
    assert (mother["agreement"], mother["remarks"]) == ("sama", ["tidak dihitung"])
    assert (family["agreement"], family["remarks"]) == (None, [])


def test_hidden_numbers_that_differ_are_never_shown_as_one() -> None:
    other = replace(pair(Weight("nik", "ONE_SLIP", 8.0)), digits_apart=(9,))
    told = agreement(other.weights[0], other, "id")
    assert told.endswith(": 3298**********0001 / 3298**********0001 (angka ke-9)")
    far = pair(Weight("nik", "DIFFERENT", -5.5))
    assert agreement(far.weights[0], far, "en").endswith("3298**********0001 / 3298**********0001 (the digits between)")
    household = pair(Weight("household", "OTHER", -0.3))
    assert (
        agreement(household.weights[0], household, "en")
        == "different: 3298**********0001 / 3298**********0001 (the digits between)"
    )


@pytest.mark.parametrize(
    ("bits", "card", "told"),
    [
        pytest.param(-6.5, {}, ", wajar bagi orang lain kelahiran hari itu)", id="a neighbour's"),
        pytest.param(4.0, {}, ", tidak wajar bagi kelahiran hari itu)", id="nobody's"),
        pytest.param(0.4, {}, "(angka ke-16)", id="either may be"),
        pytest.param(8.0, {"tanggal_lahir": None}, "(angka ke-16)", id="no birth date but the one in the number"),
    ],
)
def test_a_slip_beside_the_same_birth_date_says_whether_others_of_that_day_have_such_a_number(
    bits: float, card: dict[str, Any], told: str
) -> None:
    slip, born = Weight("nik", "ONE_SLIP", bits), Weight("birth_date", "EQUAL", 13.0)
    other = replace(pair(slip, born, **card), digits_apart=(16,))
    assert agreement(slip, other, "id").endswith(told)


def test_a_number_may_be_there_and_unfit() -> None:
    unfit = pair(Weight("nik", "MISSING", 0.0), nik_issue="nik_bukan_16_digit")
    told = agreement(unfit.weights[0], unfit, "en")
    assert told == "cannot be compared: 3298**********0001 / 3298**********0001 (NIK is not 16 digits)"


def test_what_is_told_already_weighs_nothing_and_says_so() -> None:
    candidate = pair(Weight("birth_date", "EQUAL", 0.0), tanggal_lahir=None)
    assert agreement(candidate.weights[0], candidate, "id") == "sama: 12-03-1980 (dari NIK, tidak dihitung)"
    missing = pair(Weight("sex", "MISSING", 0.0), jenis_kelamin=None, nik_sex=None)
    assert agreement(missing.weights[0], missing, "id") == "tidak diketahui: L / –"


def test_a_date_may_agree_with_the_one_in_the_nik() -> None:
    corrected = pair(resident={"tanggal_lahir": date(1981, 3, 12)})
    values = values_of("birth_date", corrected)
    assert values is not None
    assert (values.told(is_same=True), len(values.remarks)) == ("12-03-1980", 1)
    assert values_of("family", corrected) is None


def test_a_baby_has_no_name_of_its_own() -> None:
    weights = (Weight("name", "MISSING", 0.0), Weight("mother", "EQUAL", 7.0), Weight("infancy", "MISSING", 0.0))
    grown, baby = lines(pair(*weights)), lines(pair(*weights, is_baby=True, nama="BAYI NY SEKAR"))
    assert [line.split()[:2] for line in grown[3:-2]] == [["Nama", "tidak"], ["Nama", "ibu"]]
    assert baby[3] == "Nama ibu sama: – / BAYI NY SEKAR +7,0"


def test_the_age_of_a_newborn_is_told_where_the_card_has_no_birth_date() -> None:
    asked = pair(Weight("infancy", "MISSING", 0.0), is_baby=True)
    assert not any(line.startswith("Usia bayi") for line in lines(asked))
    undated = pair(Weight("infancy", "INFANT", 5.0), is_baby=True, tanggal_lahir=None)
    assert lines(undated)[3] == "Usia bayi di bawah 1 tahun: 12-03-1980 / – +5,0"


def test_one_resident_alone_is_the_only_one() -> None:
    told = waterfall_text(pair(), 1, replace(PAGE, language="en"))
    assert "the only resident, or an outsider" in told


def test_the_mother_of_a_card_is_told_where_both_sides_name_her() -> None:
    named = pair(Weight("mother", "DIFFERENT", -3.0), resident={"nama_ibu": "SITI"}, nama_ibu="RUKAYAH")
    unknown = pair(Weight("mother", "MISSING", 0.0), resident={"nama_ibu": "SITI"})
    assert lines(named)[3] == "Nama ibu berbeda: SITI / RUKAYAH -3,0"
    assert not any(line.startswith("Nama ibu") for line in lines(unknown))


def test_what_a_name_alone_may_not_do_is_a_line_of_its_own() -> None:
    bounded = replace(pair(Weight("name", "EQUAL", 14.0)), bound=-4.0, total=0.0)
    assert lines(bounded)[4] == "Hanya ditanyakan ini saja belum cukup: bisa keluarga atau senama -4,0"


def test_a_newborns_card_of_another_child_is_not_said_to_be_asked() -> None:
    baby = pair(Weight("mother", "EQUAL", 7.0), is_baby=True, nama="BAYI NY SEKAR")
    bounded = replace(baby, bound=-9.0, price=-2.0, total=-6.0)
    assert lines(bounded)[4] == "Anak lain kartu bayi ini menyebut kelahiran atau ibu lain -9,0"


def test_long_values_go_on_in_the_next_line() -> None:
    long = "RADEN MAS RANGGA WIJAYANTO KUSUMANINGRAT HADININGRAT"
    text = waterfall_text(pair(Weight("name", "EQUAL", 9.0), resident={"nama": long}, nama=long[:-1]), 1_000, PAGE)
    assert max(map(len, text.splitlines())) <= 77
    assert long in " ".join(text.split())


def explained(*candidates: Candidate, side: Side = "member") -> Explained:
    return Explained(side, PERSON | {f"{side}_row": 2}, candidates)


def test_the_second_lost_by_what_sets_them_apart_most() -> None:
    first = pair(Weight("nik", "EQUAL", 7.0), Weight("name", "EQUAL", 9.0))
    second = replace(pair(Weight("nik", "DIFFERENT", -5.5), Weight("name", "SLIP", 8.0)), decision=None)
    told = runner_up(explained(first, second), 0.3)
    assert told is not None
    assert told.id == "Calon 2 kalah terutama pada “NIK”: -5,5 bit, sedangkan calon 1 +7,0 bit."


def test_a_card_held_already_can_be_what_tells() -> None:
    held = replace(pair(Weight("name", "EQUAL", 9.0)), price=-7.0, decision=None)
    told = runner_up(explained(pair(Weight("name", "EQUAL", 9.0)), held), 0.3)
    assert told is not None
    assert "pada “Kartu lain”: -7,0 bit" in told.id


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        (("match", "match"), "Candidate 2 is a second card"),
        (("match", "review"), "Candidate 1 is linked; candidate 2 is asked about as a second card."),
        (("review", "review"), "as strong"),
        ((None, None), "the best has 99.00 %, questions begin at 99.50 %"),
        ((None,), "No candidate is strong enough"),
    ],
)
def test_what_is_said_without_a_difference(decisions: tuple[str | None, ...], said: str) -> None:
    alike = [replace(pair(Weight("name", "EQUAL", 9.0)), decision=decision) for decision in decisions]
    told = runner_up(explained(*alike, side="resident"), 0.995)
    assert told is not None
    assert said in told.en


def test_the_best_of_those_too_weak_is_the_likeliest_whatever_the_sums() -> None:
    pairs = [
        replace(pair(Weight("name", "EQUAL", bits)), decision=None, probability=chance)
        for bits, chance in ((9.0, 0.0), (8.0, 0.0013), (7.0, 0.0002))
    ]
    told = runner_up(explained(*pairs), 0.4)
    assert told is not None
    assert told.en == "No candidate is strong enough: the best has 0.13 %, questions begin at 40.00 %."


def test_nothing_is_too_weak_that_reaches_the_threshold_by_itself() -> None:
    assert runner_up(explained(replace(pair(Weight("name", "EQUAL", 9.0)), decision=None)), 0.3) is None


def test_of_two_questions_none_has_lost() -> None:
    first = replace(pair(Weight("birth_date", "EQUAL", 11.2)), decision="review")
    second = replace(pair(Weight("birth_date", "SWAPPED", 3.0)), decision="review")
    told = runner_up(explained(first, second), 0.3)
    assert told is not None
    assert told.en.startswith("Both are questions; candidate 2 is weaker mostly by “Birth date”: +3.0 bits")


def test_a_card_that_is_somebody_elses_lost_for_that() -> None:
    first = pair(Weight("name", "EQUAL", 9.0))
    second = replace(pair(Weight("name", "EQUAL", 12.0)), decision=None, taken_by=7)
    told = runner_up(explained(first, second, side="resident"), 0.3)
    assert told is not None
    assert told.id == "Calon 2 kalah karena kartu itu milik penduduk baris 7."


def test_nothing_is_said_of_one_alone() -> None:
    assert runner_up(explained(pair()), 0.3) is None
    assert runner_up(explained(), 0.3) is None


def test_values_side_by_side() -> None:
    assert Values("A", "A").told(is_same=False) == "A"
    assert Values("A", None).told(is_same=True) == "A / –"
    assert Values("3298", "3298", is_hidden=True).told(is_same=False) == "3298 / 3298"
