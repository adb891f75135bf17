"""The cases a town argues about, as tables a civil servant can read: who is on the card, who is at home, what we say."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import polars as pl
import pytest

from uhcmatch import pipeline
from uhcmatch.settings import Settings

TODAY = date(2026, 11, 23)
HOME = {"alamat": "JL. MAWAR NO. 3", "rt": "003", "rw": "005", "kelurahan": "SUKAMAJU", "kecamatan": "BARAT"}
KK = "3271010101150001"
FATHER = {"nama": "BAMBANG SITORUS", "nik": "3271011203780001", "tanggal_lahir": "12-03-1978", "no_kk": KK}
MOTHER = {"nama": "ROSMAWATI BORU GINTING", "nik": "3271015507800002", "tanggal_lahir": "15-07-1980", "no_kk": KK}
CHILD = {"nama": "YOSUA SITORUS", "nik": "3271010902120001", "tanggal_lahir": "09-02-2012", "no_kk": KK}


def raw(rows: list[dict[str, str]], **everyone: str) -> pl.DataFrame:
    """RAW rows with the columns any of them has."""
    names = sorted({name for row in rows for name in row} | set(everyone))
    full = [{name: (everyone | row).get(name) for name in names} for row in rows]
    frame = pl.DataFrame(full, schema=dict.fromkeys(names, pl.String))
    place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    return frame.select(
        source_file=pl.lit("dibuat"),
        source_row=place,
        source_line=place + 1,
        refused=False,
        reason=pl.lit(None, pl.String),
    ).hstack(frame)


def strangers(count: int = 400) -> list[dict[str, str]]:
    """A made-up town around the family, so that names and dates have frequencies."""
    first = ["AGUS", "BUDI", "CITRA", "DEWI", "EKO", "FITRI", "GUNTUR", "HENDRA", "INDAH", "JOKO", "KARTIKA", "LINA"]
    last = ["SANTOSO", "WIBOWO", "HARTONO", "LESTARI", "PRATAMA", "UTAMI", "NUGROHO", "PUSPITA", "SAPUTRA", "MAHARANI"]
    return [
        {
            "nama": f"{first[n % 12]} {last[n % 10]} {first[(n * 7) % 11]}",
            "nik": f"32710{n % 6 + 1}{n % 28 + 1:02}{n % 12 + 1:02}{50 + n % 49:02}{n % 9_999 + 1:04}",
            "tanggal_lahir": f"{n % 28 + 1:02}-{n % 12 + 1:02}-19{50 + n % 49}",
            "no_kk": f"32710201011{n:05}",
            **HOME,
            "kelurahan": f"KELURAHAN {n % 7}",
            "rt": f"{n % 9:03}",
            "status_hidup": "HIDUP",
        }
        for n in range(count)
    ]


def decide(residents: list[dict[str, str]], cards: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """Statuses of the residents and of the cards in question, among four hundred strangers."""
    population = raw([HOME | resident for resident in residents] + strangers())
    outcome = pipeline.match(population, raw(cards), Settings(), TODAY)
    return outcome.residents["status"].head(len(residents)).to_list(), outcome.members["status"].to_list()


def card(person: dict[str, str], *without: str, **change: str) -> dict[str, str]:
    """The card of a person; `without` some columns, some of them changed."""
    whole: dict[str, Any] = {**HOME, **person, "nomor_kartu": "0001234567890"} | change
    return {name: value for name, value in whole.items() if name not in without}


ONE_PERSON = {
    "all agrees": (card(CHILD), "active", "linked"),
    "name spelt otherwise": (card(CHILD, nama="JOSUA SITORUS"), "active", "linked"),
    "NIK mistyped": (card(CHILD, nik="3271010902120007"), "active", "linked"),
    "NIK digits exchanged": (card(CHILD, nik="3271010920120001"), "active", "linked"),
    "NIK missing": (card(CHILD, "nik"), "active", "linked"),
    "NIK ruined by Excel": (card(CHILD, nik="3,27101E+15"), "active", "linked"),
    "only NIK and name on the card": (
        {"nik": CHILD["nik"], "nama": CHILD["nama"], "nomor_kartu": "0001234567890"},
        "active",
        "linked",
    ),
    "moved, KK stale": (card(CHILD, kelurahan="LAIN", no_kk="3271019999990009"), "active", "linked"),
    "birth date day and month exchanged, NIK missing": (
        card(CHILD, "nik", tanggal_lahir="02-09-2012"),
        "active",
        "linked",
    ),
    "card not active": (card(CHILD, status_peserta="NON AKTIF KARNA PREMI"), "inactive", "linked"),
    "same name, nothing else": ({"nama": "YOSUA SITORUS", "nomor_kartu": "0001234567890"}, None, None),
    "same NIK, other name and birth date: a question about the card, and the person is visited": (
        card({"nama": "HENDRA WIBOWO", "nik": CHILD["nik"], "tanggal_lahir": "30-11-1961"}, *HOME),
        "unenrolled",
        "review",
    ),
    "another person": (
        card({"nama": "SRI UTAMI", "nik": "3271024101700003", "tanggal_lahir": "01-01-1970"}),
        "unenrolled",
        "unlinked",
    ),
}


@pytest.mark.parametrize("case", ONE_PERSON)
def test_one_person_one_card(case: str) -> None:
    given, resident, member = ONE_PERSON[case]
    found = decide([CHILD], [given])
    if resident is None:
        assert found[0] != ["active"], "a name alone enrols nobody"
    else:
        assert found == ([resident], [member])


@pytest.mark.parametrize("name", ["YOSUA SITORUS", "WIRASANA KARTOPATI HADININGRAT", "SUPARMI"])
def test_a_name_alone_enrols_nobody_however_rare(name: str) -> None:
    person = CHILD | {"nama": name}
    statuses, cards = decide([person], [{"nama": name, "nomor_kartu": "0001234567890"}])
    assert statuses[0] in {"review", "unenrolled"}
    assert cards[0] in {"review", "unlinked"}


def test_a_parents_number_on_the_childs_card_enrols_the_child_and_not_the_parent() -> None:
    on_card = card(CHILD, nik=FATHER["nik"])
    assert decide([FATHER, CHILD], [on_card]) == (["unenrolled", "active"], ["linked"])


def test_the_same_on_the_annex_that_has_no_birth_date() -> None:
    on_card = {**HOME, "nama": CHILD["nama"], "nik": FATHER["nik"], "nomor_kartu": "0001234567890"}
    statuses, cards = decide([FATHER, MOTHER, CHILD], [on_card])
    assert statuses[2] == "active"
    assert "active" not in statuses[:2]
    assert cards == ["linked"]


ANNEX = {"nama": CHILD["nama"], "nomor_kartu": "0001234567890"}
"""A card without date, family or address."""


@pytest.mark.parametrize("place", [0, 5, 7, 8, 11, 15])
def test_a_digit_lost_or_typed_twice_on_a_card_without_date_enrols_whom_number_and_name_fit(place: int) -> None:
    nik = CHILD["nik"]
    sister = CHILD | {"nama": "YOHANA SITORUS", "nik": "3271015103140001", "tanggal_lahir": "11-03-2014"}
    for odd in (nik[:place] + nik[place + 1 :], nik[: place + 1] + nik[place:]):
        assert decide([CHILD, sister], [ANNEX | {"nik": odd}]) == (["active", "unenrolled"], ["linked"])


def test_fifteen_digits_that_fit_nobody_speak_against_a_name_and_not_against_all_else() -> None:
    """Of seventy who bear such a number one does not fit his own."""
    for nik in ("327102110212000", "327101111111111"):
        assert decide([CHILD], [ANNEX]) == (["review"], ["review"])
        assert decide([CHILD], [ANNEX | {"nik": nik}]) == (["unenrolled"], ["unlinked"])
        assert decide([CHILD], [card(CHILD, nik=nik)]) == (["active"], ["linked"])


def test_a_parents_number_short_of_a_digit_enrols_no_parent() -> None:
    on_card = card(CHILD, nik=FATHER["nik"][1:])
    assert decide([FATHER, CHILD], [on_card]) == (["unenrolled", "active"], ["linked"])
    assert decide([FATHER, MOTHER], [on_card]) == (["unenrolled", "unenrolled"], ["unlinked"])
    undated = card(CHILD, "tanggal_lahir", nik=FATHER["nik"][1:])
    assert decide([FATHER, MOTHER], [undated]) == (["unenrolled", "unenrolled"], ["unlinked"])


def test_a_familys_cards_find_each_their_own() -> None:
    people = [FATHER, MOTHER, CHILD]
    assert decide(people, [card(person, "nik") for person in reversed(people)]) == (["active"] * 3, ["linked"] * 3)


def test_an_uninsured_sister_is_not_hidden_by_her_brothers_card() -> None:
    sister = CHILD | {"nama": "YOHANA SITORUS", "nik": "3271015103140001", "tanggal_lahir": "11-03-2014"}
    assert decide([CHILD, sister], [card(CHILD, "nik")]) == (["active", "unenrolled"], ["linked"])


def test_twins_are_told_apart_by_name() -> None:
    twin = CHILD | {"nama": "YONATAN SITORUS", "nik": "3271010902120002"}
    assert decide([CHILD, twin], [card(twin)]) == (["unenrolled", "active"], ["linked"])
    assert decide([CHILD, twin], [card(CHILD), card(twin)]) == (["active", "active"], ["linked", "linked"])


def test_senior_and_junior_are_told_apart_by_birth_date() -> None:
    junior = CHILD | {"nama": FATHER["nama"]}
    assert decide([FATHER, junior], [card(junior, "nik")]) == (["unenrolled", "active"], ["linked"])


def test_two_cards_of_one_person_count_once_and_the_active_one_counts() -> None:
    lapsed = card(CHILD, status_peserta="TIDAK AKTIF", nomor_kartu="0009999999999")
    assert decide([CHILD], [lapsed, card(CHILD, status_peserta="AKTIF")]) == (["active"], ["duplicate", "linked"])


def test_a_newborns_card_is_found_by_its_mother() -> None:
    baby = {
        "nama": "GRACIA SITORUS",
        "nik": "3271014109260001",
        "tanggal_lahir": "01-09-2026",
        "no_kk": KK,
        "nama_ibu": MOTHER["nama"],
        "hubungan": "ANAK",
    }
    on_card = {
        **HOME,
        "nama": "BAYI NY. ROSMAWATI BORU GINTING",
        "tanggal_lahir": "01-09-2026",
        "no_kk": KK,
        "nomor_kartu": "0001234567890",
    }
    assert decide([MOTHER, CHILD, baby], [on_card]) == (["unenrolled", "unenrolled", "active"], ["linked"])


def test_a_mistyped_number_that_hits_a_neighbour_does_not_enrol_the_neighbour() -> None:
    neighbour = {
        "nama": "GUNTUR PRATAMA",
        "nik": "3271010902120003",
        "tanggal_lahir": "09-02-2012",
        "no_kk": "3271010101150077",
    }
    statuses, cards = decide([CHILD, neighbour], [card(CHILD, nik=neighbour["nik"])])
    assert statuses == ["active", "unenrolled"]
    assert cards == ["linked"]


def test_a_number_copied_from_somebody_here_contradicts_less_than_one_of_nobody_here() -> None:
    """Who bears it was at the same counter; a number that nobody has may have come with its owner from anywhere."""
    neighbour = {"nama": "GUNTUR PRATAMA", "nik": "3271021203610003", "no_kk": "3271010101150077"}
    on_card = card(CHILD, "no_kk", tanggal_lahir="21-03-2012", nik=neighbour["nik"])
    assert decide([CHILD, neighbour], [on_card]) == (["active", "unenrolled"], ["linked"])
    assert decide([CHILD, neighbour], [on_card | {"nik": "3271021203610019"}])[0] == ["unenrolled", "unenrolled"]


@pytest.mark.parametrize("born", ["12-08-1979", "12-08-2004"])
def test_house_and_place_beside_another_birth_date_are_a_relatives_in_a_register_without_numbers(born: str) -> None:
    numbers = ("nik", "no_kk")
    people = [
        {name: value for name, value in row.items() if name not in numbers} for row in (HOME | CHILD, *strangers())
    ]
    of_relative = card(CHILD, *numbers, tanggal_lahir=born)
    members = pipeline.match(raw(people), raw([of_relative]), Settings(), TODAY).members
    assert members["status"].to_list() == ["unlinked"]


def test_the_dead_and_the_moved_take_no_part() -> None:
    gone = [CHILD | {"status_hidup": "MENINGGAL"}, FATHER | {"status_hidup": "PINDAH"}]
    assert decide(gone, []) == (["excluded", "excluded"], [])


def test_a_card_of_somebody_gone_says_so() -> None:
    gone = [CHILD | {"status_hidup": "MENINGGAL"}, FATHER | {"status_hidup": "PINDAH"}]
    population = raw([HOME | resident for resident in gone] + strangers())
    cards = raw([card(CHILD), card(FATHER), card(MOTHER)])
    members = pipeline.match(population, cards, Settings(), TODAY).members
    assert members["status"].to_list() == ["unlinked"] * 3
    assert members["reason"].to_list() == ["pemilik_meninggal", "pemilik_pindah", None]


def test_a_resident_entered_twice_is_listed_once() -> None:
    assert decide([CHILD, CHILD], [])[0] == ["unenrolled", "excluded"]


def test_of_three_rows_one_is_kept_whatever_each_of_them_lacks() -> None:
    """A KK, a relation, a part of the name: by each of them another row is the better one, and none is its own."""
    told = {"nik": "327101520390****", "no_kk": "", "tanggal_lahir": "12-03-1990", "jenis_kelamin": "PEREMPUAN"}
    told |= {"nama_ibu": "LASMI", "alamat": "JL. KENANGA NO. 7", "rt": "003", "rw": "002", "kecamatan": ""}
    one, other = (told | {"nama": name, "hubungan": "ANAK"} for name in ("SITI NUR AMINAH", "SITI NUR"))
    third = one | {"nik": "", "no_kk": "3271010307150033", "hubungan": ""}
    for rows in permutations([one, other, third]):
        statuses = decide(list(rows), [])[0]
        assert statuses == ["unenrolled" if row is third else "excluded" for row in rows]


def test_a_card_of_somebody_gone_is_not_taken_for_a_namesakes() -> None:
    """One digit apart, and the card is wholly that of the one who moved away."""
    namesake = FATHER | {"nik": "3271011203680001", "tanggal_lahir": "12-03-1968", "no_kk": "3271010101150077"}
    statuses, cards = decide([FATHER | {"status_hidup": "PINDAH"}, namesake], [card(FATHER)])
    assert (statuses, cards) == (["excluded", "unenrolled"], ["unlinked"])


@pytest.mark.parametrize(
    ("said", "is_gone"),
    [
        pytest.param({}, True, id="wholly of who has left"),
        pytest.param({"no_kk": "3271010101150077"}, False, id="the KK of who is here"),
    ],
)
def test_a_number_looked_up_by_name_hides_nobody_who_has_left(said: dict[str, str], is_gone: bool) -> None:
    namesake = FATHER | {"nik": "3271010507610004", "tanggal_lahir": "05-07-1961", "no_kk": "3271010101150077"}
    people = [HOME | FATHER | {"status_hidup": "PINDAH"}, HOME | namesake | {"rt": "009", "alamat": "JL. SERUNI NO. 8"}]
    on_card = card(FATHER, nik=namesake["nik"]) | said
    members = pipeline.match(raw(people + strangers()), raw([on_card]), Settings(), TODAY).members
    assert members["reason"].to_list() == ["pemilik_pindah" if is_gone else "nik_nama"]


def test_who_is_recorded_as_gone_and_as_here_keeps_the_card() -> None:
    assert decide([FATHER | {"status_hidup": "PINDAH"}, FATHER], [card(FATHER)])[0] == ["excluded", "active"]


@pytest.mark.parametrize("vital", list(permutations(["MENINGGAL", "PINDAH", "MENINGGAL"])))
def test_who_is_recorded_as_gone_twice_has_one_card(vital: tuple[str, ...]) -> None:
    gone = [FATHER | {"status_hidup": status} for status in vital]
    on_card = card(FATHER, "tanggal_lahir", "no_kk", "alamat", "rt", "rw", "kelurahan", "kecamatan")
    population = raw([HOME | resident for resident in gone] + strangers())
    members = pipeline.match(population, raw([on_card]), Settings(), TODAY).members
    assert members["reason"].to_list() == ["pemilik_meninggal"]


def test_where_every_card_is_its_residents_nobody_is_listed_or_asked_about() -> None:
    everybody = strangers(700)
    outcome = pipeline.match(raw(everybody), raw(everybody), Settings(), TODAY)
    assert outcome.residents["status"].unique().to_list() == ["active"]
    assert outcome.members["status"].unique().to_list() == ["linked"]


def test_who_moved_within_the_place_keeps_the_card_though_the_new_row_has_another_number() -> None:
    for number in ("", "3271011203700013"):
        here = FATHER | {"nik": number, "no_kk": "3271010101150077", "alamat": "JL. SERUNI NO. 3"}
        assert decide([FATHER | {"status_hidup": "PINDAH"}, here], [card(FATHER)])[0] == ["excluded", "active"]


def test_a_number_beside_a_part_of_the_name_and_another_generation_is_asked() -> None:
    niece = CHILD | {"nama": "YOSUA HALOMOAN SITORUS", "tanggal_lahir": "09-02-2012"}
    statuses, cards = decide([niece], [card(niece, nama="YOSUA SITORUS", tanggal_lahir="21-11-1973")])
    assert (statuses, cards) == (["review"], ["review"])


@pytest.mark.parametrize(
    ("mother", "may_be"),
    [
        pytest.param("ROSMAWATI BORU GINTING", [1], id="the one's"),
        pytest.param("ROSMAWATI GINTING", [1], id="the one's, with fewer words"),
        pytest.param("SUMARTINI", [2], id="the other's"),
        pytest.param("", [1, 2], id="not named"),
    ],
)
def test_the_mother_tells_namesakes_of_one_day_apart(mother: str, may_be: list[int]) -> None:
    """Both were born on the first of July, as nobody knows when, and the card bears no number."""
    one = CHILD | {"nama_ibu": MOTHER["nama"], "tanggal_lahir": "01-07-2012", "nik": "3271010107120001"}
    other = one | {"nama_ibu": "SUMARTINI", "nik": "3271020107120004", "no_kk": "3271010101150077"}
    population = raw([HOME | resident for resident in (one, other)] + strangers())
    links = pipeline.match(population, raw([card(one, "nik", "no_kk", nama_ibu=mother)]), Settings(), TODAY).links
    assert links["resident_row"].to_list() == may_be
    assert (links["probability"] > 0.85).all() == (len(may_be) == 1)


def test_the_mother_proves_no_child_among_its_siblings() -> None:
    """Every child of hers shares her with the card: what tells is who of them is named."""
    sister = CHILD | {"nama": "YOHANA SITORUS", "nik": "3271015103140001", "tanggal_lahir": "11-03-2014"}
    children = [child | {"nama_ibu": MOTHER["nama"]} for child in (CHILD, sister)]
    on_card = card(children[1], "nik", "no_kk")
    assert decide(children, [on_card])[0] == ["unenrolled", "active"]
    assert decide(children[:1], [on_card])[0] == ["unenrolled"]


def test_a_slip_in_the_date_that_the_number_says_is_no_twins_where_both_dates_are_one() -> None:
    """One of the two numbers contradicts its own row, so it was mistyped: a neighbour's would not."""
    on_card = {"nama": "TONI", "tanggal_lahir": CHILD["tanggal_lahir"], "nomor_kartu": "0001234567890"}
    assert decide([CHILD], [on_card | {"nik": "3271010902150001"}]) == (["active"], ["linked"])
    assert decide([CHILD], [on_card | {"nik": "3271010902120005"}]) == (["review"], ["review"])


def test_a_masked_number_beside_another_name_may_be_a_relatives() -> None:
    """A wife's card under her husband's number: what is seen of it is his birth date, and the house is theirs."""
    husband = FATHER["nik"][:12] + "****"
    hers = card(MOTHER, "no_kk", "tanggal_lahir", nik=husband)
    assert decide([FATHER], [hers])[0] != ["active"]
    assert decide([FATHER], [hers | {"nama": FATHER["nama"]}]) == (["active"], ["linked"])


def test_which_digit_is_off_tells_a_neighbour_from_a_slip() -> None:
    """The next serial is that of somebody else born on the day; one that no day reaches was mistyped."""
    on_card = {"nama": "TONI SITORUS", "tanggal_lahir": CHILD["tanggal_lahir"], "nomor_kartu": "0001234567890"}
    others = {"nama": "HALOMOAN SIMBOLON", "no_kk": "3271010101150077", "tanggal_lahir": CHILD["tanggal_lahir"]}
    assert decide([CHILD, others], [on_card | {"nik": "3271010902120401"}]) == (["active", "unenrolled"], ["linked"])
    assert decide([CHILD, others], [on_card | {"nik": "3271010902120002"}])[1] == ["review"]


def test_a_number_alone_beside_another_name_is_asked_and_hides_nobody() -> None:
    """The card has no birth date but the one in its number, and neither family nor place."""
    bare = {"nama": "GUNTUR PRATAMA", "nik": CHILD["nik"], "nomor_kartu": "0001234567890"}
    assert decide([CHILD], [bare]) == (["unenrolled"], ["review"])
    elsewhere = bare | {"kelurahan": "LAIN", "kecamatan": "TIMUR", "alamat": "JL. MERPATI NO. 71"}
    assert decide([CHILD], [elsewhere]) == (["unenrolled"], ["review"])
