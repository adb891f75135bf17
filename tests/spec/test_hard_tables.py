"""Hard cases, a table each: who is at home, what the cards say, what is decided and why.

A row: residents, cards, then status and reason of each resident and of each card.
"""

from __future__ import annotations

from typing import Final

import pytest

from tests.spec.test_hard_cases import CHILD, FATHER, HOME, KK, MOTHER, TODAY, card, raw, strangers
from uhcmatch import pipeline
from uhcmatch.settings import Settings

Person = dict[str, str]
Told = list[tuple[str, str | None]]
Row = tuple[list[Person], list[Person], Told, Told]

ANOTHER: Final = "0009999999999"
OUT: Final = ("unenrolled", None)
LOST: Final = ("unlinked", "nik_kosong")

TWIN: Final = CHILD | {"nama": "YONATAN SITORUS", "nik": "3271010902120002"}
NAMESAKE: Final = TWIN | {"nama": CHILD["nama"]}
BOY: Final = {"jenis_kelamin": "L"}
TWINS: Final[dict[str, Row]] = {
    "a card each": (
        [CHILD, TWIN],
        [card(CHILD), card(TWIN)],
        [("active", "nik_nama"), ("active", "nik_nama")],
        [("linked", "nik_nama"), ("linked", "nik_nama")],
    ),
    "one card, no number: the name tells whose": (
        [CHILD, TWIN],
        [card(CHILD, "nik")],
        [("active", "nama_tanggal_kk"), OUT],
        [("linked", "nama_tanggal_kk")],
    ),
    "two cards, no number, the other way round": (
        [CHILD, TWIN],
        [card(TWIN, "nik"), card(CHILD, "nik")],
        [("active", "nama_tanggal_kk"), ("active", "nama_tanggal_kk")],
        [("linked", "nama_tanggal_kk"), ("linked", "nama_tanggal_kk")],
    ),
    "the family name only: both are asked": (
        [CHILD, TWIN],
        [card(CHILD, "nik", nama="SITORUS")],
        [("review", "nama_tanggal_kk"), ("review", "nama_tanggal_kk")],
        [("review", "nama_tanggal_kk")],
    ),
    "one name for both, no number: both are asked": (
        [CHILD, NAMESAKE],
        [card(CHILD, "nik")],
        [("review", "nama_tanggal_kk"), ("review", "nama_tanggal_kk")],
        [("review", "nama_tanggal_kk")],
    ),
    "one name for both, two cards without a number: all are asked": (
        [CHILD, NAMESAKE],
        [card(CHILD, "nik"), card(CHILD, "nik", nomor_kartu=ANOTHER)],
        [("review", "nama_tanggal_kk"), ("review", "nama_tanggal_kk")],
        [("review", "nama_tanggal_kk"), ("review", "nama_tanggal_kk")],
    ),
    "one name for both and a card each": (
        [CHILD, NAMESAKE],
        [card(CHILD), card(NAMESAKE)],
        [("active", "nik_nama"), ("active", "nik_nama")],
        [("linked", "nik_nama"), ("linked", "nik_nama")],
    ),
    "one name for both and no card": ([CHILD, NAMESAKE], [], [OUT, OUT], []),
    "one name for both, of no sex that is told: the number tells whose": (
        [CHILD, NAMESAKE],
        [card(CHILD)],
        [("active", "nik_nama"), OUT],
        [("linked", "nik_nama")],
    ),
    "one name and sex for both, and one card with a number: a child registered twice": (
        [CHILD | BOY, NAMESAKE | BOY],
        [card(CHILD)],
        [("active", "nik_nama"), ("excluded", "penduduk_ganda")],
        [("linked", "nik_nama")],
    ),
}

TWINS_GONE: Final[dict[str, Row]] = {
    "one has left, and her number follows: asked": (
        [CHILD],
        [card(TWIN, nomor_kartu=ANOTHER)],
        [("review", "gabungan")],
        [("review", "gabungan")],
    ),
    "a sister has left, whose number is the boy's but for her 40: asked": (
        [CHILD | BOY],
        [card(CHILD, nama="YOSUI SITORUS", nik="3271014902120001", jenis_kelamin="P")],
        [("review", "nik_selip")],
        [("review", "nik_selip")],
    ),
}

JUNIOR: Final = CHILD | {"nama": FATHER["nama"]}
CORRECTED: Final = {"nik": "3271012503780001", "tanggal_lahir": "25-03-1978"}
JUNIORS: Final[dict[str, Row]] = {
    "the number and the day were corrected since: nobody's son is born days after him": (
        [FATHER],
        [card(FATHER, **CORRECTED)],
        [("active", "nama_kk")],
        [("linked", "nama_kk")],
    ),
    "the son's card, no number: his date tells": (
        [FATHER, JUNIOR],
        [card(JUNIOR, "nik")],
        [OUT, ("active", "nama_tanggal_kk")],
        [("linked", "nama_tanggal_kk")],
    ),
    "the father's card, no number": (
        [FATHER, JUNIOR],
        [card(FATHER, "nik")],
        [("active", "nama_tanggal_kk"), OUT],
        [("linked", "nama_tanggal_kk")],
    ),
    "both cards, no number": (
        [FATHER, JUNIOR],
        [card(JUNIOR, "nik"), card(FATHER, "nik")],
        [("active", "nama_tanggal_kk"), ("active", "nama_tanggal_kk")],
        [("linked", "nama_tanggal_kk"), ("linked", "nama_tanggal_kk")],
    ),
    "the son's card with the father's number: his date tells": (
        [FATHER, JUNIOR],
        [card(JUNIOR, nik=FATHER["nik"])],
        [OUT, ("active", "nik_keluarga")],
        [("linked", "nik_keluarga")],
    ),
    "the son's card without a date: his number tells": (
        [FATHER, JUNIOR],
        [card(JUNIOR, "tanggal_lahir")],
        [OUT, ("active", "nik_nama")],
        [("linked", "nik_nama")],
    ),
    "neither number nor date: both are asked": (
        [FATHER, JUNIOR],
        [card(JUNIOR, "nik", "tanggal_lahir")],
        [("review", "nama_kk"), ("review", "nama_kk")],
        [("review", "nama_kk")],
    ),
    "a card each": (
        [FATHER, JUNIOR],
        [card(FATHER), card(JUNIOR)],
        [("active", "nik_nama"), ("active", "nik_nama")],
        [("linked", "nik_nama"), ("linked", "nik_nama")],
    ),
}

GONE: Final = FATHER | {"status_hidup": "MENINGGAL"}
FATHERS_GONE: Final[dict[str, Row]] = {
    "the father's card, and he has died": (
        [GONE, JUNIOR],
        [card(FATHER, "nik")],
        [("excluded", "meninggal"), OUT],
        [("unlinked", "pemilik_meninggal")],
    ),
    "the father's card, and he is not in the register": (
        [JUNIOR],
        [card(FATHER, "nik")],
        [OUT],
        [LOST],
    ),
}

NEIGHBOUR: Final = CHILD | {"nama": "GUNTUR PRATAMA", "nik": "3271010902120003", "no_kk": "3271010101150077"}
HERS: Final = CHILD | {"nama_ibu": MOTHER["nama"]}
OTHER_DAY: Final = "19-05-2001"
STRANGER: Final = {"nama": "HENDRA WIBOWO", "tanggal_lahir": "30-11-1961", "nomor_kartu": ANOTHER}
DAUGHTER: Final = {"nama": f"PUTRI {FATHER['nama']}"}
LINE_OF_FATHER: Final = {"nik": FATHER["nik"], "tanggal_lahir": FATHER["tanggal_lahir"]}
WIFES_CARD: Final = card(MOTHER, jenis_kelamin="P")
PART: Final = {"nama": "SITORUS"}
BORROWED: Final[dict[str, Row]] = {
    "the father's number on the child's card": (
        [FATHER, CHILD],
        [card(CHILD, nik=FATHER["nik"])],
        [OUT, ("active", "nik_keluarga")],
        [("linked", "nik_keluarga")],
    ),
    "the same, and the card has no date": (
        [FATHER, CHILD],
        [card(CHILD, "tanggal_lahir", nik=FATHER["nik"])],
        [OUT, ("active", "nik_keluarga")],
        [("linked", "nik_keluarga")],
    ),
    "the father's name is a part of the child's, whose card has his number and no date": (
        [FATHER, CHILD | DAUGHTER],
        [card(CHILD, "tanggal_lahir", nik=FATHER["nik"], **DAUGHTER), card(FATHER, nomor_kartu=ANOTHER)],
        [("active", "nik_nama"), ("active", "nik_keluarga")],
        [("linked", "nik_keluarga"), ("linked", "nik_nama")],
    ),
    "the child's number and a part of the child's name, which is the father's, who has his card": (
        [FATHER | PART, CHILD],
        [card(CHILD, "tanggal_lahir", **PART), card(FATHER | PART, nomor_kartu=ANOTHER)],
        [("active", "nik_nama"), ("active", "nik_nama")],
        [("linked", "nik_nama"), ("linked", "nik_nama")],
    ),
    "the same, and the father has none: nobody can tell": (
        [FATHER | PART, CHILD],
        [card(CHILD, "tanggal_lahir", **PART)],
        [("active", "nik_keluarga"), OUT],
        [("linked", "nik_keluarga")],
    ),
    "the father has his card too": (
        [FATHER, CHILD],
        [card(CHILD, nik=FATHER["nik"]), card(FATHER, nomor_kartu=ANOTHER)],
        [("active", "nik_nama"), ("active", "nik_keluarga")],
        [("linked", "nik_keluarga"), ("linked", "nik_nama")],
    ),
    "her husband's number and date on the wife's card, and he has his own: his line was read": (
        [FATHER, MOTHER],
        [WIFES_CARD | LINE_OF_FATHER, card(FATHER, nomor_kartu=ANOTHER)],
        [("active", "nik_nama"), ("active", "nik_keluarga")],
        [("linked", "nik_keluarga"), ("linked", "nik_nama")],
    ),
    "the same, and he has none: name and sex are hers, and he is visited": (
        [FATHER, MOTHER],
        [WIFES_CARD | LINE_OF_FATHER],
        [OUT, ("active", "nik_keluarga")],
        [("linked", "nik_keluarga")],
    ),
    "the same, but she has her own, and the card is a man's: his, wrongly named": (
        [FATHER, MOTHER],
        [WIFES_CARD | LINE_OF_FATHER | BOY, card(MOTHER, nomor_kartu=ANOTHER)],
        [("active", "nik_tanggal"), ("active", "nik_nama")],
        [("linked", "nik_tanggal"), ("linked", "nik_nama")],
    ),
    "her own number and a part of her name, beside her husband's date: hers, the line below was read": (
        [FATHER, MOTHER],
        [card(MOTHER, nama="ROSMAWATI", tanggal_lahir=FATHER["tanggal_lahir"])],
        [OUT, ("active", "nik_nama")],
        [("linked", "nik_nama")],
    ),
    "the wife's number on her husband's card": (
        [FATHER, MOTHER],
        [card(FATHER, nik=MOTHER["nik"])],
        [("active", "nik_keluarga"), OUT],
        [("linked", "nik_keluarga")],
    ),
    "the child is not in the register: a question, and the owner is visited": (
        [FATHER],
        [card(CHILD, nik=FATHER["nik"])],
        [("unenrolled", "nik_sama_nama_beda")],
        [("review", "nik_sama_nama_beda")],
    ),
    "the register has the child's number on the father's row, and none on the child's": (
        [FATHER | {"nik": CHILD["nik"]}, {name: cell for name, cell in CHILD.items() if name != "nik"}],
        [card(CHILD)],
        [OUT, ("active", "nama_tanggal_kk")],
        [("linked", "nama_tanggal_kk")],
    ),
    "the same, and the child is not in the register: the father is asked": (
        [FATHER | {"nik": CHILD["nik"]}],
        [card(CHILD)],
        [("review", "nik_sama_nama_beda")],
        [("review", "nik_sama_nama_beda")],
    ),
    "the date of the number on her card, her name too: hers, whatever is recorded": (
        [MOTHER | {"tanggal_lahir": "15-07-1930"}],
        [card(MOTHER)],
        [("active", "nik_nama")],
        [("linked", "nik_nama")],
    ),
    "on a stranger's card: a question, and the owner is visited": (
        [FATHER, CHILD],
        [STRANGER | {"nik": FATHER["nik"]}],
        [("unenrolled", "nik_sama_nama_beda"), OUT],
        [("review", "nik_sama_nama_beda")],
    ),
    "another name and no date, from the same house: a question about the owner alone": (
        [FATHER, CHILD],
        [card(FATHER, "tanggal_lahir", "no_kk", nama="HENDRA WIBOWO")],
        [("unenrolled", "nik_sama_nama_beda"), OUT],
        [("review", "nik_sama_nama_beda")],
    ),
    "a slip that hits somebody born the same day, and the card says no more": (
        [CHILD, NEIGHBOUR | {"tanggal_lahir": CHILD["tanggal_lahir"]}],
        [{name: card(CHILD, nik=NEIGHBOUR["nik"])[name] for name in ("nama", "nik", "tanggal_lahir", "nomor_kartu")}],
        [("active", "nik_selip"), OUT],
        [("linked", "nik_selip")],
    ),
    "a slip that hits a neighbour of a part of the name, born in the same month": (
        [CHILD, NEIGHBOUR | {"nama": CHILD["nama"].split()[0], "tanggal_lahir": "19-05-2015"}],
        [card(CHILD, nik=NEIGHBOUR["nik"])],
        [("active", "nik_selip"), OUT],
        [("linked", "nik_selip")],
    ),
    "whatever he is called, and whenever he was born: his mother's son": (
        [HERS],
        [card(HERS, nama="BUNGSU", tanggal_lahir=OTHER_DAY)],
        [("review", "nik_sama_nama_beda")],
        [("review", "nik_sama_nama_beda")],
    ),
    "the same, but another mother's: he is visited": (
        [HERS],
        [card(HERS, nama="BUNGSU", tanggal_lahir=OTHER_DAY, nama_ibu="SULASTRI")],
        [("unenrolled", "nik_sama_nama_beda")],
        [("review", "nik_sama_nama_beda")],
    ),
    "his date, but the name of a girl: a question": (
        [HERS | BOY],
        [card(HERS, nama="BUNGSU", jenis_kelamin="P")],
        [("review", "nik_tanggal")],
        [("review", "nik_tanggal")],
    ),
    "the same, and another mother's: he is visited": (
        [HERS | BOY],
        [card(HERS, nama="BUNGSU", jenis_kelamin="P", nama_ibu="SULASTRI")],
        [("unenrolled", "nik_tanggal")],
        [("review", "nik_tanggal")],
    ),
    "a slip that hits a neighbour": (
        [CHILD, NEIGHBOUR],
        [card(CHILD, nik=NEIGHBOUR["nik"])],
        [("active", "nik_selip"), OUT],
        [("linked", "nik_selip")],
    ),
}

BABY: Final = {
    "nama": "GRACIA SITORUS",
    "nik": "3271014109260001",
    "tanggal_lahir": "01-09-2026",
    "no_kk": KK,
    "nama_ibu": MOTHER["nama"],
    "hubungan": "ANAK",
}
BABY_TWIN: Final = BABY | {"nama": "GRATIA SITORUS", "nik": "3271014109260002"}
ELDER: Final = BABY | {"nama": "GLORIA SITORUS", "nik": "3271015403240001", "tanggal_lahir": "14-03-2024"}
OTHER_KK: Final = "3271010101150009"
HER_CARD: Final = card(BABY, "nik", "nama_ibu", "hubungan", nama="BAYI NY. ROSMAWATI BORU GINTING")
NEWBORNS: Final[dict[str, Row]] = {
    "found by the mother": ([MOTHER, BABY], [HER_CARD], [OUT, ("active", "bayi_ibu")], [("linked", "bayi_ibu")]),
    "with the mother's number": (
        [MOTHER, BABY],
        [HER_CARD | {"nik": MOTHER["nik"]}],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "the mother's first name only": (
        [MOTHER, BABY],
        [HER_CARD | {"nama": "BY NY ROSMAWATI"}],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "no KK on the card": (
        [MOTHER, BABY],
        [card(HER_CARD, "no_kk")],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "not in the register yet: nobody else is enrolled": ([MOTHER, CHILD], [HER_CARD], [OUT, OUT], [LOST]),
    "a misspelt mark, her own number: not the mother's card": (
        [MOTHER, BABY],
        [card(BABY, nama="BAYIA ROSMAWATI BORU GINTING")],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "a misspelt mark and Ny, no number": (
        [MOTHER, BABY],
        [HER_CARD | {"nama": "BA'YI NY ROSMAWATI BORU GINTING"}],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "of a namesake of her mother, who is in the family that the card names": (
        [MOTHER, BABY, MOTHER | {"nik": "3271014507850003", "no_kk": OTHER_KK}],
        [card(HER_CARD, "alamat", "rt", "rw", no_kk=OTHER_KK, tanggal_lahir="11-06-2026")],
        [OUT, OUT, OUT],
        [LOST],
    ),
    "an elder sister, born in another year: not hers": ([MOTHER, ELDER], [HER_CARD], [OUT, OUT], [LOST]),
    "a slip in the year: hers, who alone is of that day and month": (
        [MOTHER, BABY],
        [HER_CARD | {"tanggal_lahir": "01-09-2025"}],
        [OUT, ("active", "bayi_ibu")],
        [("linked", "bayi_ibu")],
    ),
    "twins and one card: both are asked": (
        [MOTHER, BABY, BABY_TWIN],
        [HER_CARD],
        [OUT, ("review", "bayi_ibu"), ("review", "bayi_ibu")],
        [("review", "bayi_ibu")],
    ),
    "a card under her own name came later": (
        [MOTHER, BABY],
        [HER_CARD, card(BABY, nomor_kartu=ANOTHER)],
        [OUT, ("active", "nik_nama")],
        [("duplicate", "bayi_ibu"), ("linked", "nik_nama")],
    ),
}

OWN: Final = CHILD | {"nama_ibu": MOTHER["nama"]}
SECOND: Final = {"nik": "3172041506130003", "tanggal_lahir": "15-06-2013"}
SAME_YEAR: Final = {"nik": "3172042811120003", "tanggal_lahir": "28-11-2012"}
CORRECTED_TWICE: Final[dict[str, Row]] = {
    "another number and day, one name and mother at home: a mother has no two of one name": (
        [OWN],
        [card(OWN, **SECOND)],
        [("active", "nama_kk")],
        [("linked", "nama_kk")],
    ),
    "the name has a slip, the year is the same: nor two within a year": (
        [OWN],
        [card(OWN, nama="YOSUAH SITORUS", **SAME_YEAR)],
        [("active", "nama_kk")],
        [("linked", "nama_kk")],
    ),
    "the name has a slip, and the year is another: perhaps a brother": (
        [OWN],
        [card(OWN, nama="YOSUAH SITORUS", **SECOND | {"tanggal_lahir": "15-06-2015", "nik": "3172041506150003"})],
        [("review", "nama_kk")],
        [("review", "nama_kk")],
    ),
}
NO_DAY: Final[dict[str, Row]] = {
    "no number, and a day that is none: two parts of it are hers": (
        [CHILD],
        [card(CHILD, "nik", tanggal_lahir="39-02-2012", kelurahan="LAIN", alamat="JL. LAIN NO. 9")],
        [("active", "nama_kk")],
        [("linked", "nama_kk")],
    ),
}

TABLES: Final = {
    "corrected twice": CORRECTED_TWICE,
    "no day": NO_DAY,
    "twins": TWINS,
    "twins who left": TWINS_GONE,
    "juniors": JUNIORS,
    "fathers who are gone": FATHERS_GONE,
    "borrowed numbers": BORROWED,
    "newborns": NEWBORNS,
}


@pytest.mark.parametrize(("table", "case"), [(table, case) for table, rows in TABLES.items() for case in rows])
def test_each_case_is_decided_for_its_reason(table: str, case: str) -> None:
    residents, cards, people, decided = TABLES[table][case]
    population = raw([HOME | resident for resident in residents] + strangers())
    outcome = pipeline.match(population, raw(cards), Settings(), TODAY)
    assert outcome.residents.head(len(residents)).select("status", "reason").rows() == people
    assert outcome.members.select("status", "reason").rows() == decided
