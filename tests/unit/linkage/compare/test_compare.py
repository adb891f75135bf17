from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.lenders import with_lender_kk
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, few_days_apart, packed
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik, Numbers, nik_level
from uhcmatch.linkage.compare.sex import Sex


@pytest.mark.parametrize(
    ("one", "other", "default", "level"),
    [
        ("1990-03-05", "1990-03-05", False, BirthDate.EQUAL),
        ("1990-03-05", "1990-05-03", False, BirthDate.SWAPPED),
        ("1990-03-05", "1990-03-15", False, BirthDate.ONE_PART),
        ("1990-03-05", "1991-03-05", False, BirthDate.ONE_PART),
        ("1990-03-05", "1980-03-05", False, BirthDate.ONE_PART),
        ("1990-03-05", "1960-03-05", False, BirthDate.ONE_PART),
        ("1990-03-05", "1957-03-05", False, BirthDate.DIFFERENT),
        ("1990-03-05", "1990-12-31", True, BirthDate.GUESSED),
        ("1990-12-05", "1990-12-31", True, BirthDate.GUESSED),
        ("1988-03-05", "1990-12-31", True, BirthDate.GUESSED),
        ("1988-12-31", "1990-12-31", True, BirthDate.GUESSED),
        ("1987-12-31", "1990-12-31", True, BirthDate.NEAR_YEAR),
        ("1960-07-01", "1990-07-01", True, BirthDate.NEAR_YEAR),
        ("1973-07-01", "1990-07-01", True, BirthDate.DIFFERENT),
        ("1987-03-05", "1990-12-31", True, BirthDate.DIFFERENT),
        ("1988-03-05", "1990-12-31", False, BirthDate.NEAR_YEAR),
        ("1990-03-05", "1990-08-17", False, BirthDate.SAME_YEAR),
        ("1990-03-05", "1992-08-17", False, BirthDate.NEAR_YEAR),
        ("1990-03-05", "1975-08-17", False, BirthDate.DIFFERENT),
        (None, "1990-03-05", False, BirthDate.MISSING),
        (None, None, False, BirthDate.MISSING),
    ],
)
def test_birth_dates(one: str | None, other: str | None, default: bool, level: BirthDate) -> None:
    days = pl.DataFrame(
        {
            "one": [one and date.fromisoformat(one)],
            "other": [other and date.fromisoformat(other)],
            "default": [default],
        },
        schema={"one": pl.Date, "other": pl.Date, "default": pl.Boolean},
    )
    for left, right in (("one", "other"), ("other", "one")):
        dates = days.select(packed(pl.col(left)).alias("left"), packed(pl.col(right)).alias("right"))
        assert birth_date_level(dates["left"], dates["right"], days["default"]).tolist() == [level]


@pytest.mark.parametrize(
    ("registered", "apart"),
    [("2025-12-30", True), ("2026-01-07", True), ("2026-01-12", False), ("2025-11-30", False), ("2026-12-28", False)],
)
def test_a_newborn_is_registered_days_after_its_birth(registered: str, apart: bool) -> None:
    days = pl.DataFrame({"born": [date(2025, 12, 28)], "told": [date.fromisoformat(registered)]})
    for one, other in (("born", "told"), ("told", "born")):
        dates = days.select(packed(pl.col(one)).alias("one"), packed(pl.col(other)).alias("other"))
        assert few_days_apart(dates["one"], dates["other"]).tolist() == [apart]


@pytest.mark.parametrize(
    ("resident", "member", "prefix", "level"),
    [
        ("3271010503900001", "3271010503900001", None, Nik.EQUAL),
        ("3271010503900001", "3271010503900002", None, Nik.ONE_SLIP),
        ("3271010503900001", "3271010530900001", None, Nik.ONE_SLIP),
        ("3271010503900001", "3271010503901010", None, Nik.DIFFERENT),
        ("3271010503900001", "3271015003900002", None, Nik.DIFFERENT),
        ("3271010503900001", None, "327101050390000", Nik.PREFIX),
        ("3271010503900001", None, "327101050390010", Nik.ONE_SLIP),
        ("3271010503900001", None, "327101050391001", Nik.DIFFERENT),
        ("3271010503900001", None, None, Nik.MISSING),
        (None, "3271010503900001", None, Nik.MISSING),
        (None, None, None, Nik.MISSING),
        ("A-17", "A-17", None, Nik.EQUAL),
        ("A-17", "A-18", None, Nik.DIFFERENT),
        ("4711-0815", "4711-0816", None, Nik.ONE_SLIP),
        ("300-45-7077", "320-45-2077", None, Nik.ONE_SLIP),
        ("300-45-7077", "321-45-2077", None, Nik.DIFFERENT),
        ("47110815", "47120816", None, Nik.DIFFERENT),
    ],
)
def test_niks(resident: str | None, member: str | None, prefix: str | None, level: Nik) -> None:
    own, card, ruined = (
        pl.Series([value, "9999999999999999"], dtype=pl.String) for value in (resident, member, prefix)
    )
    at = np.arange(2, dtype=np.uint32)
    assert nik_level(Numbers.of(own), Numbers.of(card, ruined), (at, at))[0] == level


NIK = "3271010503900012"


@pytest.mark.parametrize("place", range(16))
def test_a_digit_dropped_or_added_anywhere_is_seen(place: int) -> None:
    added = [NIK[:place] + digit + NIK[place:] for digit in (NIK[place], str(9 - int(NIK[place])))]
    assert {level_of_odd(odd) for odd in (NIK[:place] + NIK[place + 1 :], *added)} == {Nik.SHORT_OR_LONG}


@pytest.mark.parametrize(
    ("resident", "odd"),
    [
        (NIK, "327101050390021"),  # one dropped, two exchanged
        (NIK, "327101053900013"),  # one dropped, another typed wrongly
        (NIK, "32710105039013012"),
        (NIK, "2710105039000121"),
    ],
)
def test_a_number_of_odd_length_that_does_not_fit_is_anothers(resident: str, odd: str) -> None:
    assert level_of_odd(odd, resident) == Nik.UNFIT


@pytest.mark.parametrize(
    ("resident", "odd"), [(None, "327101050390012"), ("A-1701050390-001", "A-1701050390-01"), (NIK, None)]
)
def test_beside_no_number_with_a_grammar_one_of_odd_length_says_nothing(resident: str | None, odd: str | None) -> None:
    assert level_of_odd(odd, resident) == Nik.MISSING


def level_of_odd(odd: str | None, resident: str | None = NIK) -> int:
    """The level of a card's odd number, beside pairs with other numbers."""
    own = pl.Series([resident, NIK, NIK], dtype=pl.String)
    cards = Numbers.of(pl.Series([None, NIK, None], dtype=pl.String), odd=pl.Series([odd, None, NIK[:-1]]))
    at = np.arange(3, dtype=np.uint32)
    level, *beside = nik_level(Numbers.of(own), cards, (at, at))
    assert beside == [Nik.EQUAL, Nik.SHORT_OR_LONG]
    return int(level)


def compared(resident: dict[str, object], member: dict[str, object]) -> dict[str, object]:
    """The evidence of one pair among a thousand strangers, so that names have frequencies."""
    strangers = [record(f"ORANG{number % 97} LAIN{number % 89}", "1980-06-15") for number in range(1_000)]
    people = records(resident, *strangers)
    pairs = pl.DataFrame({"resident": [0], "member": [0]}, schema={"resident": pl.UInt32, "member": pl.UInt32})
    cards = with_lender_kk(records(member), people)
    return evidence(people, cards, pairs, frequencies.measure(people)).row(0, named=True)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("SITI AMINAH", "SITI AMINAH", Name.EQUAL),
        ("SITI AMINAH", "AMINAH SITI", Name.EQUAL),
        ("NUR AINI", "NURAINI", Name.EQUAL),
        ("SITI AMINAH", "SITI AMINA", Name.SLIP),
        ("SITI AMINAH WATI", "SITI AMINAH", Name.FEWER_TOKENS),
        ("SITI A", "SITI AMINAH", Name.EQUAL),
        ("BUDI SANTOSO", "BUDI HARTONO", Name.PARTLY),
        ("BUDI SANTOSO", "RINA SANTOSO", Name.LATER_TOKENS),
        ("BUDI SANTOSO", "SANTOSO HARTONO", Name.LATER_TOKENS),
        ("BUDI SANTOSO", "SITI AMINAH", Name.DIFFERENT),
        # A word that stands there twice agrees with one word.
        ("BUDI UTOMO UTOMO", "BUDI UTOMO WIJAYANTI", Name.PARTLY),
        ("DEWI", "DWI", Name.SLIP),
        ("SITI NUR AINI", "SITI NURANI", Name.SLIP),
        # Brothers: what the long words leave is another name, however alike the whole.
        ("MUHAMAD USMAN SAPUTRA", "MUHAMAD FAUSAN SAPUTRA", Name.ALIKE),
        ("AHMAD PUTRA RIZKI", "AHMADPUTRA", Name.FEWER_TOKENS),
        # Twins: AHMAD and FARHAN share letters as any two names do.
        ("AHMAD PUTRA RAHMAN", "FARHAN PUTRA RAHMAN", Name.LATER_TOKENS),
        ("DINA AINI", "DINAINI", Name.SLIP),
        ("NURUL RAHMA", "NURUL ROMA", Name.ALIKE),
        # A long family name makes a brother's letters alike, and nothing else of him.
        ("BRAMANTYO KUSUMANINGRAT", "FIKRI KUSUMANINGRAT", Name.LATER_TOKENS),
        ("BAGAS T KUSUMANINGRAT", "ADITYA BAGAS KUSUMANINGRAT", Name.LATER_TOKENS),
        ("ABDURAHMANWAHIDHASIM", "ABDURAHMANWAHIDHASIMASYARI", Name.TRUNCATED),
        ("A", "AMINAH", Name.DIFFERENT),
        (None, "SITI AMINAH", Name.MISSING),
        (None, None, Name.MISSING),
    ],
)
def test_names(one: str | None, other: str | None, level: Name) -> None:
    found = compared(record(one), record(other))["name"]
    back = compared(record(other), record(one))["name"]
    expected = Name.SLIP if (one, other) == ("SITI A", "SITI AMINAH") else level
    assert (found, back) == (expected, expected)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("SRI WAHYUNI", "SRI WAHIUNI"), ("SRI WAYUNI", "SRI WAYUNI"), Name.SLIP),
        (("MOH BASUKI", "MOH BASUKI"), ("MIOH BASUKI", "MIA BASUKI"), Name.SLIP),
        (("PIPIT", "PIPIT"), ("PPIT", "PIT"), Name.SLIP),
        (("KHOIRUNNISA PUTRI", "HAIRUNISA PUTRI"), ("KOIRUNNSA PUTRI", "KOIRUNSA PUTRI"), Name.SLIP),
        # Two slips in few letters are two names, and so is a short name.
        (("SURYANTI", "SURIANTI"), ("SUHANTI", "SUANTI"), Name.ALIKE),
        (("ALI", "ALI"), ("ELI", "ELA"), Name.DIFFERENT),
    ],
)
def test_names_a_slip_apart_as_written(one: tuple[str, str], other: tuple[str, str], level: Name) -> None:
    pair = [record(folded) | {"name": written, "nama": written} for written, folded in (one, other)]
    assert compared(*pair)["name"] == compared(*pair[::-1])["name"] == level


def test_a_kelurahan_of_a_kecamatan_that_few_live_in_is_worth_no_more_beside_none() -> None:
    """Half of the town is MAWAR in BARAT; of a kecamatan mistyped on one row a card that names none says nothing."""
    town = [record("ORANG", kecamatan_key="BARAT", kelurahan_key=("MAWAR", "MELATI")[at % 2]) for at in range(998)]
    mistyped = record("BUDI", kecamatan_key="BARATT", kelurahan_key="MAWAR")
    people = records(*town, mistyped)
    cards = with_lender_kk(
        records(record("BUDI", kelurahan_key="MAWAR"), record("BUDI", kecamatan_key="BARATT", kelurahan_key="MAWAR")),
        people,
    )
    pairs = pl.DataFrame(
        {"resident": [998, 998], "member": [0, 1]}, schema=dict.fromkeys(("resident", "member"), pl.UInt32)
    )
    alone, both = evidence(people, cards, pairs, frequencies.measure(people))["area_bits"]
    assert alone == pytest.approx(1.0, abs=0.01)
    assert both > 9


@pytest.mark.parametrize(
    ("other", "level"),
    [
        pytest.param("RINA", Name.DIFFERENT, id="another usual name"),
        pytest.param("RINO", Name.SLIP, id="no name at all"),
        pytest.param("RINU", Name.SLIP, id="a name that three bear"),
    ],
)
def test_two_usual_names_are_no_slip(other: str, level: Name) -> None:
    bearers = {"RINI": 20, "RINA": 20, "RINU": 3, "AGUS": 957}
    people = records(*(record(name) for name, times in bearers.items() for _ in range(times)))
    cards = with_lender_kk(records(record(other)), people)
    pair = pl.DataFrame({"resident": [0], "member": [0]}, schema=dict.fromkeys(("resident", "member"), pl.UInt32))
    assert evidence(people, cards, pair, frequencies.measure(people))["name"].item() == level


def test_a_slip_that_makes_a_name_is_worth_less() -> None:
    bearers = {"SUTRISNO": 3, "SUTRISNA": 3, "ORANG": 20_000} | {f"LANGKA{at}": 1 for at in range(50)}
    people = records(*(record(name) for name, times in bearers.items() for _ in range(times)))
    cards = with_lender_kk(records(record("SUTRISNA"), record("SUTRISNU")), people)
    pairs = pl.DataFrame(
        {"resident": [0, 0], "member": [0, 1]}, schema=dict.fromkeys(("resident", "member"), pl.UInt32)
    )
    named, mistyped = evidence(people, cards, pairs, frequencies.measure(people))["name_bits"]
    assert 0 < named < mistyped


def test_a_rare_name_is_worth_more_than_a_common_one() -> None:
    rare = compared(record("WIRASANA KARTOPATI"), record("WIRASANA KARTOPATI"))
    common = compared(record("ORANG1 LAIN1"), record("ORANG1"))
    assert float(str(rare["name_bits"])) > float(str(common["name_bits"])) + 1


def test_addresses_sexes_and_households() -> None:
    home = {"kecamatan_key": "BARAT", "kelurahan_key": "MAWAR", "rt": "001", "rw": "002", "kk_key": "1" * 16}
    levels: dict[str, tuple[dict[str, Any], Area, Household]] = {
        "same": (home, Area.SAME_RT, Household.SAME),
        "other rt": ({"rt": "009"}, Area.SAME_KELURAHAN, Household.SAME),
        "same name elsewhere": ({"kecamatan_key": "TIMUR"}, Area.ELSEWHERE, Household.SAME),
        "other kelurahan": ({"kelurahan_key": "MELATI"}, Area.SAME_KECAMATAN, Household.SAME),
        "other kk": ({"kk_key": "2" * 16}, Area.SAME_RT, Household.OTHER),
        "unknown": (dict.fromkeys(home), Area.MISSING, Household.MISSING),
    }
    for label, (change, area, household) in levels.items():
        found = compared(record("SITI", **home), record("SITI", **(home | change)))
        assert (label, found["area"], found["household"]) == (label, area, household)
    assert compared(record("SITI", sex="P"), record("SITI", sex="L"))["sex"] == Sex.DIFFERENT
    assert compared(record("SITI", sex="P"), record("SITI", nik_sex="P"))["sex"] == Sex.EQUAL
    assert compared(record("SITI", sex="P"), record("SITI"))["sex"] == Sex.MISSING


def test_the_date_in_the_residents_nik_counts_as_the_recorded_one() -> None:
    resident = record("SITI", "1990-03-05", nik_born=date(1990, 5, 3))
    assert compared(resident, record("SITI", "1990-05-03"))["birth_date"] == BirthDate.EQUAL


def test_a_newborn_card_is_compared_by_its_mother() -> None:
    child = record("ALYA PUTRI", "2026-09-01", mother="SITI AMINAH")
    card = record(None, "2026-09-01", mother="SITI AMINAH", is_baby=True)
    found = compared(child, card)
    assert (found["name"], found["mother"]) == (Name.MISSING, Name.EQUAL)
    assert compared(child, record("ALYA PUTRI", mother="SITI AMINA"))["mother"] == Name.SLIP
    assert compared(child, record("ALYA PUTRI"))["mother"] == Name.MISSING


def test_evidence_does_not_depend_on_what_else_is_compared() -> None:
    names = [f"{'SDR'[n % 3]}ANI{'AEU'[n % 2]} SAMA" for n in range(34)] + ["S SAMA"]
    people = records(*[record(name, f"19{n:02}-03-05", f"32710105039{n:05}") for n, name in enumerate(names, start=60)])
    known = frequencies.measure(people)
    at = np.arange(people.height, dtype=np.uint32)
    pairs = pl.DataFrame({"resident": np.repeat(at, at.size), "member": np.tile(at, at.size)})
    cards = with_lender_kk(people, people)
    whole = evidence(people, cards, pairs, known)
    halves = pl.concat([evidence(people, cards, half, known) for half in (pairs.head(500), pairs.slice(500))])
    alone = pl.concat([evidence(people, cards, pairs[at : at + 1], known) for at in range(0, pairs.height, 17)])
    assert whole.equals(halves)
    assert whole.gather_every(17).equals(alone)


@pytest.mark.parametrize(
    ("nik", "born", "level"),
    [
        ("3271010503901011", None, Nik.TWO_SLIPS),
        ("3971010523900001", None, Nik.TWO_SLIPS),
        ("3971010523900002", None, Nik.DIFFERENT),
        # People of one date differ by no more, and a date of one's own tells more.
        ("3271020503900002", "1990-03-05", Nik.DIFFERENT),
        # Nobody was issued such a number, or it says another date than the card: there it was mistyped.
        ("3271010503901011", "1990-03-05", Nik.TWO_SLIPS),
        ("3271990503900001", "1990-03-05", Nik.TWO_SLIPS),
        ("3271010504910001", "1990-03-05", Nik.TWO_SLIPS),
    ],
)
def test_two_digits_apart_are_near_only_where_the_number_is_strange_or_all(
    nik: str, born: str | None, level: Nik
) -> None:
    resident = record("BUDI SANTOSA", "1990-03-05", "3271010503900001")
    says = date(1991, 4, 5) if "0491" in nik else date(1990, 3, 5)
    assert compared(resident, record("BUDI SANTOSA", born, nik, nik_born=says))["nik"] == level


@pytest.mark.parametrize(
    ("born", "in_nik", "is_so"),
    [
        pytest.param("1959-07-01", "1959-07-01", True, id="a namesake born a year later, by both"),
        pytest.param("1958-07-01", "1959-07-01", False, id="a slip in the number alone"),
        pytest.param("1959-07-01", "1958-07-01", False, id="a slip in the date alone"),
        pytest.param(None, "1959-07-01", False, id="no date of its own"),
    ],
)
def test_a_slip_in_the_date_is_one_if_number_and_date_disagree(born: str | None, in_nik: str, is_so: bool) -> None:
    own = date(1958, 7, 1)
    resident = record("SUWARNO", own.isoformat(), "3271010107580002", nik_born=own)
    member = record("SUWARNO", born, "3271010107590002", nik_born=date.fromisoformat(in_nik))
    assert compared(resident, member)["says_own_dates"] is is_so


@pytest.mark.parametrize(
    ("card", "other"),
    [
        pytest.param({"nik": "3271010501900012", "nik_born": date(1990, 1, 5)}, True, id="another month"),
        pytest.param({"nik": "3271019503900012"}, True, id="an impossible day"),
        pytest.param({"nik": "3271010503900092", "nik_born": date(1990, 3, 5)}, False, id="another serial"),
        pytest.param({"nik_odd": "327101050390012"}, False, id="a digit lost, nobody knows which"),
        pytest.param({}, False, id="no number"),
    ],
)
def test_two_whole_numbers_may_say_two_dates(card: dict[str, Any], other: bool) -> None:
    resident = record("SITI", "1990-03-05", NIK, nik_born=date(1990, 3, 5))
    assert compared(resident, record("SITI", "1990-03-05", **card))["numbers_say_other_dates"] is other


@pytest.mark.parametrize(
    ("nik", "is_so"),
    [
        pytest.param("3271010107580003", True, id="the next"),
        pytest.param("3271010107580005", True, id="of triplets, one registered between"),
        pytest.param("3271010107580009", False, id="far"),
        pytest.param("3271010107580002", False, id="the same"),
        pytest.param("3271010107580000", False, id="a digit lost to Excel"),
        pytest.param(None, False, id="none"),
    ],
)
def test_numbers_that_follow_each_other(nik: str | None, is_so: bool) -> None:
    resident = record("SUWARNO", "1958-07-01", "3271010107580002")
    assert compared(resident, record("SUWARNO", "1958-07-01", nik))["follows"] is is_so
