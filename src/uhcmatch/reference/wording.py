"""What the evidence of a pair is called: attributes, and how their values agree, in words.

Keyed by the codes of the linkage model (`attribute`, level name). An attribute or level without words is shown by its
code: the model may grow before its words do.
"""

from __future__ import annotations

from typing import Final

from uhcmatch.words import Words

ATTRIBUTES: Final[dict[str, Words]] = {
    "nik": Words("NIK", "NIK"),
    "name": Words("Nama", "Name"),
    "mother": Words("Nama ibu", "Mother"),
    "mothers_home": Words("Keluarga ibu", "Mother's home"),
    "infancy": Words("Usia bayi", "Baby's age"),
    "birth_date": Words("Tanggal lahir", "Birth date"),
    "sex": Words("Jenis kelamin", "Sex"),
    "household": Words("No. KK", "KK number"),
    "area": Words("Tempat tinggal", "Place"),
    "address": Words("Alamat", "Address"),
    "family": Words("Sekeluarga", "Family"),
    "base": Words("Penyesuaian", "Adjustment"),
}
"""In the order people read them."""

_UNKNOWN: Final = Words("tidak diketahui", "unknown")
_NAMES: Final[dict[str, Words]] = {
    "MISSING": _UNKNOWN,
    "EQUAL": Words("sama", "same"),
    "SLIP": Words("sama, kecuali salah tulis", "same but for a slip of the pen"),
    "TRUNCATED": Words("sama, yang satu terpotong", "same, one cut short"),
    "FEWER_TOKENS": Words("sama, yang satu kurang kata", "same, one with fewer words"),
    "ALIKE": Words("mirip hurufnya", "alike in most letters"),
    "PARTLY": Words("kata pertama dan sebagian lain sama", "the first word and some others agree"),
    "LATER_TOKENS": Words("hanya sebagian kata belakang sama", "only some later words agree"),
    "DIFFERENT": Words("berbeda", "different"),
}

LEVELS: Final[dict[str, dict[str, Words]]] = {
    "nik": {
        "MISSING": _UNKNOWN,
        "EQUAL": Words("sama", "same"),
        "PREFIX": Words("15 angka pertama sama, yang terakhir hilang", "first 15 digits the same, the last one lost"),
        "ONE_SLIP": Words("selisih satu angka atau dua angka tertukar", "one digit off, or two exchanged"),
        "SHORT_OR_LONG": Words("sama, kurang atau lebih satu angka", "same but for one digit short or long"),
        "TWO_SLIPS": Words("dua angka berbeda", "two digits differ"),
        "UNFIT": Words("kurang/lebih satu angka, dan bukan miliknya", "one digit short or long, and not theirs"),
        "RELATIVES": Words("milik anggota keluarganya", "a relative's"),
        "DIFFERENT": Words("berbeda", "different"),
    },
    "name": _NAMES,
    "mother": _NAMES,
    "birth_date": {
        "MISSING": _UNKNOWN,
        "EQUAL": Words("sama", "same"),
        "SWAPPED": Words("tanggal dan bulan tertukar", "day and month exchanged"),
        "ONE_PART": Words("satu bagian berbeda", "one part differs"),
        "NO_DAY": Words("tertulis bukan tanggal, dua bagian cocok", "written as no day, two parts agree"),
        "FEW_DAYS": Words("beberapa hari berbeda", "a few days apart"),
        "GUESSED": Words("umurnya cocok", "the age agrees"),
        "SAME_YEAR": Words("hanya tahunnya sama", "only the year agrees"),
        "NEAR_YEAR": Words("tahunnya berdekatan", "years close to each other"),
        "DIFFERENT": Words("berbeda", "different"),
    },
    "infancy": {
        "MISSING": _UNKNOWN,
        "INFANT": Words("di bawah 1 tahun", "under 1 year"),
        "TODDLER": Words("1 sampai 2 tahun", "1 to 2 years"),
        "CHILD": Words("3 sampai 11 tahun", "3 to 11 years"),
        "GROWN": Words("12 tahun ke atas, tidak mungkin kartu bayi", "12 years or older, no newborn's card"),
    },
    "sex": {
        "MISSING": _UNKNOWN,
        "EQUAL": Words("sama", "same"),
        "DIFFERENT": Words("berbeda", "different"),
    },
    "household": {
        "MISSING": _UNKNOWN,
        "SAME": Words("sama", "same"),
        "OTHER": Words("berbeda", "different"),
    },
    "area": {
        "MISSING": _UNKNOWN,
        "SAME_RT": Words("RT sama", "same RT"),
        "SAME_KELURAHAN": Words("kelurahan sama", "same kelurahan"),
        "SAME_KECAMATAN": Words("kecamatan sama", "same kecamatan"),
        "ELSEWHERE": Words("di tempat lain", "elsewhere"),
    },
    "address": {
        "MISSING": _UNKNOWN,
        "SAME_HOUSE": Words("rumah sama", "same house"),
        "SAME_STREET": Words("jalan sama", "same street"),
        "LIKE_HOUSE": Words("nomor rumah sama, jalannya mirip", "same house number, the street alike"),
        "OTHER_HOUSE": Words("jalan sama, nomor rumah lain", "same street, another house"),
        "DIFFERENT": Words("berbeda", "different"),
    },
}
"""Attribute → level → how the two values agree."""

_SPEAKS: Final[dict[int, tuple[str, ...]]] = {
    1: (
        "EQUAL", "SAME", "SLIP", "TRUNCATED", "FEWER_TOKENS", "PREFIX", "SAME_RT", "SAME_KELURAHAN", "SAME_HOUSE",
        "SAME_STREET", "LIKE_HOUSE", "INFANT",
    ),
    -1: (
        "DIFFERENT", "OTHER", "ELSEWHERE", "OTHER_HOUSE", "LATER_TOKENS", "ONE_PART", "FEW_DAYS", "SAME_YEAR",
        "NEAR_YEAR", "GROWN",
    ),
}  # fmt: skip
SPEAKS: Final[dict[str, int]] = {level: sign for sign, levels in _SPEAKS.items() for level in levels}
"""Levels whose words alone say whether they speak for (1) or against (-1) one person; of others the weight tells.

A weight may say the opposite: among pairs with one NIK and two names the same sex is no support.
"""

REMARKS: Final[dict[str, Words]] = {
    "family": Words("KK dan tempat sama-sama dimiliki sekeluarga", "a family shares both KK and place"),
    "mothers_home": Words(
        "ibu bernama itu ada di keluarga pada kartu", "a mother of that name is in the card's family"
    ),
    "base": Words("tanpa NIK yang sama", "without an equal NIK"),
}
"""What an attribute without levels stands for."""


def attribute_words(attribute: str) -> Words:
    """Return what an attribute is called."""
    return ATTRIBUTES.get(attribute, Words(attribute, attribute))


def level_words(attribute: str, level: str | None) -> Words | None:
    """Return how the values of a pair agree, in words; null where there is nothing to say."""
    if level is None:
        return REMARKS.get(attribute)
    return LEVELS.get(attribute, {}).get(level, Words(level, level))
