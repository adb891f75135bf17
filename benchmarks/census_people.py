"""Families for the made-up census: who they are, before anybody writes them down.

Written without a look at `uhcmatch.synth`, so that the engine meets people and mistakes its towns do not have. British
names, for the shape of the task is that of a census beside a patient register. What makes it hard is all here: one
surname and address a family, twins, sons named after their fathers, common names, students away from home.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

CENSUS_DAY: Final = date(2021, 3, 21)
_MEN: Final = (
    "David John Michael James Paul Andrew Peter Mark Robert Thomas Stephen Richard Daniel Christopher Matthew William"
    " Ian Alan Martin Kevin George Jack Joseph Steven Simon Anthony Jonathan Philip Gary Brian Adam Samuel Benjamin"
    " Graham Neil Barry Keith Colin Stuart Alexander Luke Harry Oliver Charlie Jacob Alfie Noah Oscar Muhammad Ryan"
    " Liam Connor Callum Lewis Nathan Aaron Kieran Dylan Owen Rhys Edward Henry Leo Max Isaac Theo Arthur Frederick"
    " Albert Reginald Cyril Stanley Norman Dennis Gordon Trevor Nigel Clive Duncan Malcolm Imran Ravi Piotr Tomasz"
).split()
_WOMEN: Final = (
    "Susan Sarah Margaret Julie Karen Emma Jane Elizabeth Patricia Mary Jacqueline Helen Laura Rebecca Claire Linda"
    " Jennifer Victoria Christine Angela Nicola Deborah Louise Catherine Amy Charlotte Hannah Sophie Lucy Jessica"
    " Emily Olivia Grace Chloe Megan Ellie Amelia Isla Ava Ruby Lily Mia Ella Freya Poppy Daisy Evie Alice Florence"
    " Joan Jean Doris Dorothy Irene Sheila Barbara Brenda Maureen Pauline Carol Janet Ann Anne Heather Lorraine Tracey"
    " Sharon Donna Michelle Lisa Joanne Samantha Kelly Natalie Gemma Stacey Leanne Kerry Aisha Priya Agnieszka Katarzyna"
).split()
_SURNAMES: Final = (
    "Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White"
    " Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill Ward Morris Moore"
    " Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis Parker Price Bennett Young Griffiths"
    " Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Richards Khan Marshall Anderson"
    " Simpson Ellis Adams Singh Begum Wilkinson Foster Chapman Powell Webb Rogers Gray Mason Ali Hunt Hussain Campbell"
    " Matthews Owen Palmer Holmes Mills Barnes Knight Lloyd Butler Russell Barker Fisher Stevens Jenkins Murray Dixon"
).split()
_STEMS: Final = "Ash Black Brad Brook Burn Clay Cran Dun East Fair Gold Hart Hather Hol Kirk Lang Mar Nor Red Rush Stan"
_ENDS: Final = "bourne bury by combe croft dale den field ford gate ham hurst ley low man more ridge son ton wood worth"
_STREETS: Final = (
    "Acacia Albert Beech Bridge Castle Cedar Chapel Church Elm Field George Grange Green Grove High Hill King Lime Manor"
    " Market Mill New North Oak Orchard Park Poplar Queen School South Springfield Station Victoria West Windsor York"
).split()
_KINDS: Final = ("Street", "Road", "Lane", "Avenue", "Close", "Drive", "Gardens", "Court", "Terrace", "Way")
_TWIN: Final = 0.016
"""Share of births that are twins."""
_JUNIOR: Final = 0.05
"""Share of eldest sons who bear their father's first name."""

_AT_HOME: Final = timedelta(days=26 * 365)
"""Age at which children have left."""


@dataclass(frozen=True)
class Home:
    """An address: what is written of it."""

    house: str
    street: str
    postcode: str


@dataclass(frozen=True)
class Person:
    """A person as God knows them; `maiden` is the surname before marriage, `household` never leaves this module."""

    number: int
    household: int
    given: str
    surname: str
    maiden: str
    sex: str
    born: date
    home: Home


def people(draw: Random, size: int) -> list[Person]:
    """Return about `size` people in households."""
    numbers, found = count(), []
    homes = _homes(draw)
    for household in count():
        if len(found) >= size:
            return found
        found += [replace(one, number=next(numbers)) for one in _household(draw, household, next(homes))]
    return found


def _homes(draw: Random) -> Iterator[Home]:
    """Yield homes street by street, some fifteen to a postcode."""
    while True:
        street = f"{draw.choice(_STREETS)} {draw.choice(_KINDS)}"
        outward, sector = f"{draw.choice(('PL', 'EX', 'TQ'))}{draw.randint(1, 9)}", draw.randint(1, 9)
        house = 0
        for _ in range(draw.randint(1, 5)):
            postcode = f"{outward} {sector}{draw.choice('ABDEFGHJLNPQRSTUWXYZ')}{draw.choice('ABDEFGHJLNPQRSTUWXYZ')}"
            for _ in range(draw.randint(8, 22)):
                house += draw.choice((1, 2, 2))
                flat = f"Flat {draw.randint(1, 9)} " if draw.random() < 0.08 else ""
                yield Home(f"{flat}{house}", street, postcode)


def _household(draw: Random, household: int, home: Home) -> list[Person]:
    surname = _surname(draw)

    def person(sex: str, born: date, family: str = surname, given: str = "") -> Person:
        return Person(0, household, given or _given(draw, sex, born), family, family, sex, born, home)

    age = min(max(int(draw.gauss(52, 18)), 20), 97)
    head = person(draw.choice("MF"), _born(draw, age))
    members = [head]
    if draw.random() < 0.62:
        other = "F" if head.sex == "M" else "M"
        partner = person(other, _born(draw, min(max(age + int(draw.gauss(0, 4)), 20), 98)))
        own = _surname(draw)
        keeps = draw.random() < 0.22
        members.append(replace(partner, surname=own if keeps else surname, maiden=own))
    if 24 <= age <= 68 and draw.random() < 0.62:
        members += _children(draw, age, members, person)
    if draw.random() < 0.03:
        members.append(person(draw.choice("MF"), _born(draw, min(age + draw.randint(22, 34), 99))))
    return members


def _children(draw: Random, age: int, parents: list[Person], person: Callable[..., Person]) -> Iterator[Person]:
    father = next((one for one in parents if one.sex == "M"), None)
    born = _born(draw, max(age - draw.randint(20, 33), 0))
    named: set[str] = set()
    for place in range(draw.choice((1, 1, 2, 2, 2, 3, 3, 4))):
        born += timedelta(days=draw.randint(430, 1400)) if place else timedelta()
        if born > CENSUS_DAY:
            return
        if CENSUS_DAY - born > _AT_HOME:
            continue
        for twin in range(2 if draw.random() < _TWIN else 1):
            sex = draw.choice("MF")
            is_junior = sex == "M" and place == twin == 0 and draw.random() < _JUNIOR
            child = person(sex, born, given=father.given if father and is_junior else "")
            if child.given in named:
                continue
            named.add(child.given)
            yield child


def _born(draw: Random, age: int) -> date:
    return CENSUS_DAY - timedelta(days=int((age + draw.random()) * 365.25))


def _given(draw: Random, sex: str, born: date) -> str:
    """Draw a first name, the more frequent the further to the front; generations prefer different parts of the list."""
    names = _MEN if sex == "M" else _WOMEN
    shift = (born.year // 15 * 7) % len(names)
    first = names[(int(draw.paretovariate(0.55)) - 1 + shift) % len(names)]
    return f"{first} {draw.choice(names)}" if draw.random() < 0.35 else first


def _surname(draw: Random) -> str:
    if draw.random() < 0.45:
        return draw.choice(_STEMS.split()) + draw.choice(_ENDS.split())
    return _SURNAMES[min(int(draw.paretovariate(0.6)) - 1, len(_SURNAMES) * 4) % len(_SURNAMES)]
