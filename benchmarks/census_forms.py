"""People → rows of a census and of a register, each with the mistakes of its own clerks.

The mistakes are those of forms and scanners: keys beside the right one, letters a scanner takes for others, pet names,
initials, a blank field, a birthday a digit off, a maiden name, an old address. A few forms are bad throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

    from census_people import Home, Person

COLUMNS: Final = ("PERNAME1", "PERNAME2", "SEX", "DOB_DAY", "DOB_MON", "DOB_YEAR", "ENUMCAP", "ENUMPC")
_SCANNED: Final = {
    "m": "rn", "rn": "m", "l": "i", "i": "l", "h": "b", "b": "h", "e": "c", "c": "e", "u": "v", "v": "u", "a": "o",
    "o": "a", "n": "m", "g": "q", "d": "cl", "cl": "d", "t": "f", "s": "5", "0": "O", "1": "I", "5": "S", "8": "B",
}  # fmt: skip
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_PET: Final = {
    "William": "Bill", "Robert": "Bob", "Richard": "Dick", "Margaret": "Peggy", "Elizabeth": "Liz", "Michael": "Mike",
    "Christopher": "Chris", "Catherine": "Kate", "Patricia": "Pat", "Susan": "Sue", "Thomas": "Tom", "James": "Jim",
    "Anthony": "Tony", "Stephen": "Steve", "Andrew": "Andy", "Matthew": "Matt", "Daniel": "Dan", "Samuel": "Sam",
    "Benjamin": "Ben", "Alexander": "Alex", "Jennifer": "Jenny", "Rebecca": "Becky", "Victoria": "Vicky", "Joseph": "Joe",
    "Deborah": "Debbie", "Jacqueline": "Jackie", "Frederick": "Fred", "Edward": "Ted", "Henry": "Harry", "Charlie": "Charles",
    "Jonathan": "Jon", "Philip": "Phil", "Christine": "Chris", "Nicola": "Nicky", "Samantha": "Sam", "Dorothy": "Dot",
}  # fmt: skip
_SHORT: Final = {
    "Street": "St",
    "Road": "Rd",
    "Avenue": "Ave",
    "Lane": "Ln",
    "Close": "Cl",
    "Drive": "Dr",
    "Flat": "Fl",
}


@dataclass(frozen=True)
class Clerk:
    """How often what goes wrong on one side; every rate a share of rows, before bad forms multiply it."""

    given_other: float
    given_typo: float
    surname_typo: float
    surname_maiden: float
    names_swapped: float
    blank: float
    day: float
    month: float
    year: float
    sex: float
    postcode: float
    address: float
    old_address: float
    bad_form: float = 0.02
    bad_times: float = 5.0


CENSUS: Final = Clerk(0.012, 0.030, 0.030, 0.002, 0.002, 0.002, 0.006, 0.005, 0.005, 0.002, 0.015, 0.03, 0.0)
REGISTER: Final = Clerk(0.020, 0.012, 0.012, 0.008, 0.001, 0.004, 0.007, 0.006, 0.005, 0.002, 0.010, 0.05, 0.012)
"""Set so that Splink scores about what it is known to score on the real teaching set (F1 0.9855 to 0.9967)."""


def written(draw: Random, person: Person, clerk: Clerk, elsewhere: Home) -> dict[str, str]:
    """Write one person down; `elsewhere` is where they lived before."""
    times = clerk.bad_times if draw.random() < clerk.bad_form else 1.0

    def happens(rate: float) -> bool:
        return draw.random() < rate * times

    given, surname = person.given, person.surname
    if happens(clerk.surname_maiden) and person.maiden != surname:
        surname = person.maiden
    if happens(clerk.given_other):
        given = _other(draw, given)
    given = typed(draw, given) if happens(clerk.given_typo) else given
    surname = typed(draw, surname) if happens(clerk.surname_typo) else surname
    if happens(clerk.names_swapped):
        given, surname = surname, given
    day, month, year = (
        _off(draw, number, least, most) if happens(rate) else number
        for number, least, most, rate in (
            (person.born.day, 1, 31, clerk.day),
            (person.born.month, 1, 12, clerk.month),
            (person.born.year, 1915, 2021, clerk.year),
        )
    )
    home = elsewhere if happens(clerk.old_address) else person.home
    address = f"{home.house} {home.street}"
    row = {
        "PERNAME1": given.upper(),
        "PERNAME2": surname.upper(),
        "SEX": {"M": "F", "F": "M"}[person.sex] if happens(clerk.sex) else person.sex,
        "DOB_DAY": str(day),
        "DOB_MON": str(month),
        "DOB_YEAR": str(year),
        "ENUMCAP": (_rewritten(draw, address) if happens(clerk.address * 3) else address).upper(),
        "ENUMPC": typed(draw, home.postcode).upper() if happens(clerk.postcode) else home.postcode,
    }
    born_blank = happens(clerk.blank)
    return {
        name: "" if (born_blank if name.startswith("DOB") else happens(clerk.blank)) else text
        for name, text in row.items()
    }


def _other(draw: Random, given: str) -> str:
    """A pet name, an initial, one of two names, or two run together."""
    first, _, second = given.partition(" ")
    ways = [
        first[0],
        _PET.get(first, first),
        *([second, first, f"{first} {second[0]}", first + second] if second else []),
    ]
    return draw.choice(ways)


def _off(draw: Random, number: int, least: int, most: int) -> int:
    """A neighbouring number, another of its digits, or anything."""
    way = draw.random()
    if way < 0.4:
        return min(max(number + draw.choice((-1, 1)), least), most)
    if way < 0.8:
        digits = list(str(number))
        digits[draw.randrange(max(len(digits) - 2, 0), len(digits))] = draw.choice("0123456789")
        return min(max(int("".join(digits)), least), most)
    return draw.randint(least, most)


def typed(draw: Random, text: str) -> str:
    """Make one slip: scanned wrongly, the key beside, a letter lost, doubled or exchanged."""
    at = draw.randrange(len(text))
    way = draw.random()
    for size in (2, 1):
        seen = text[at : at + size].lower()
        if way < 0.35 and seen in _SCANNED:
            return text[:at] + _SCANNED[seen] + text[at + size :]
    if way < 0.6:
        row = next((row for row in _ROWS if text[at].lower() in row), "")
        beside = row.find(text[at].lower()) + draw.choice((-1, 1))
        if row and 0 <= beside < len(row):
            return text[:at] + row[beside] + text[at + 1 :]
    if way < 0.75 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if way < 0.9 else text[:at] + text[at] + text[at:]


def _rewritten(draw: Random, address: str) -> str:
    if draw.random() < 0.6:
        return " ".join(_SHORT.get(word, word) for word in address.split())
    return typed(draw, address) if draw.random() < 0.6 else typed(draw, typed(draw, address))
