"""Towns whose mistakes are not of our own making: clean people, then simple noise on the files themselves.

Only the people and households come from `synth`. Who has a card, who has left, and what is wrong on the cards is drawn
here, and otherwise: mistakes come together (a sloppy clerk spoils several cells of a row), letters and digits are hit
anywhere, whoever moved has another family's address and KK. In some the register has mistakes too, and people who stand
there twice, and some kelurahan have worse clerks than others. Nothing of `synth.noise` is used.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.synth import ABOUT, TownSettings, make_town

if TYPE_CHECKING:
    from pathlib import Path

_KEYBOARD: Final = "ABCDEFGHIJKLMNOPRSTUWY"
_COLUMNS: Final = {
    "NIK": "NIK",
    "NO_KK": "NO_KK",
    "NAMA": "NAMA_LGKP",
    "JK": "JENIS_KLMIN",
    "TGL_LAHIR": "TGL_LHR",
    "ALAMAT": "ALAMAT",
    "RT": "NO_RT",
    "RW": "NO_RW",
    "KELURAHAN": "NAMA_KEL",
    "KECAMATAN": "NAMA_KEC",
}
"""Column of a card → column of the register it is copied from."""


@dataclass(frozen=True)
class OtherTown:
    """`gone` share of people with a card who are not in the register; `sloppy` share of rows with five times `rate`.

    `register` by how much of `rate` the register errs too · `twice` share of its people with a second row · `second`
    share of people with a second card · `uneven` deviation of the kelurahan's rates, in natural logarithms.
    """

    residents: int
    seed: int
    rate: float = 0.02
    sloppy: float = 0.15
    covered: float = 0.85
    gone: float = 0.04
    no_number: float = 0.02
    no_family: bool = False
    no_date: float = 0.01
    register: float = 0.0
    twice: float = 0.0
    second: float = 0.008
    uneven: float = 0.0


OTHER_TOWNS: Final = {
    "o20k": OtherTown(20_000, 901),
    "o20k-bad": OtherTown(20_000, 902, rate=0.05),
    "o50k-gone": OtherTown(50_000, 903, gone=0.25, covered=0.7),
    "o50k-kk": OtherTown(50_000, 904, no_family=True, no_number=0.06),
    "o100k": OtherTown(100_000, 905, rate=0.03),
    "o100k-dates": OtherTown(100_000, 906, no_date=0.25, no_number=0.08),
    "o20k-uneven": OtherTown(20_000, 907, register=0.4, twice=0.006, second=0.02, uneven=0.7),
    "o50k-register": OtherTown(50_000, 908, rate=0.015, register=1.0, twice=0.01, gone=0.12, sloppy=0.1),
}


def make_other_town(town: OtherTown, folder: Path) -> None:
    """Write `penduduk.csv`, `peserta.csv`, `truth.csv` and `town.json` into a folder."""
    if (folder / ABOUT).exists():
        return
    people_of = round(town.residents / (1 - town.gone * town.covered))
    make_town(TownSettings(people_of, seed=town.seed, noise=0), folder)
    people = pl.read_csv(folder / "penduduk.csv", separator=";", infer_schema=False)
    for file in folder.glob("*.csv"):
        file.unlink()
    draw = random.Random(town.seed)
    has_card = [draw.random() < town.covered for _ in range(people.height)]
    has_left = [card and draw.random() < town.gone for card in has_card]
    # Half of those who left, left with all their family.
    with_family = {kk for kk, left in zip(people["NO_KK"], has_left, strict=True) if left and draw.random() < 0.4}
    has_left = [left or kk in with_family for kk, left in zip(people["NO_KK"], has_left, strict=True)]
    stays = pl.Series([not left for left in has_left])
    row_of = (stays.cast(pl.Int64).cum_sum() * stays.cast(pl.Int64)).to_list()
    rows = people.select(pl.col(there).alias(here) for here, there in _COLUMNS.items()).rows(named=True)
    doubles = _write_register(people, rows, has_left, town, folder)
    cards, owners = [], []
    for at in draw.sample(range(people.height), people.height):
        for _ in range(has_card[at] + (has_card[at] and draw.random() < town.second)):
            cards.append({"NO_KARTU": f"{len(cards) + 1:013d}", **_spoiled(rows[at], rows, town, draw)})
            owners.append(row_of[at] or None)
    written = pl.DataFrame(cards, infer_schema_length=None)
    written = written.drop("NO_KK") if town.no_family else written
    written.write_csv(folder / "peserta.csv", separator=";")
    truth = pl.DataFrame(
        {"resident_row": owners, "member_row": range(1, len(owners) + 1)},
        schema={"resident_row": pl.Int64, "member_row": pl.Int64},
    ).with_columns(person=pl.coalesce("resident_row", -pl.col("member_row")), status=pl.lit("active"))
    there = sum(stays)
    bare = pl.DataFrame({"person": sorted(set(range(1, there + 1)) - set(owners))}, schema={"person": pl.Int64})
    bare = bare.with_columns(resident_row="person", status=pl.lit("unenrolled"))
    again = pl.DataFrame({"person": [row_of[at] for at in doubles]}, schema={"person": pl.Int64})
    again = again.with_columns(resident_row=pl.int_range(pl.len()) + there + 1, status=pl.lit("excluded"))
    pl.concat([truth, bare, again], how="diagonal").write_csv(folder / "truth.csv")
    (folder / ABOUT).write_text('{"files": {"population": ["penduduk.csv"], "members": ["peserta.csv"]}}\n')


def _write_register(
    people: pl.DataFrame, rows: list[dict[str, str]], has_left: list[bool], town: OtherTown, folder: Path
) -> list[int]:
    """Write the register, its own mistakes in it, second rows last; return whose those are, by position."""
    draw = random.Random(town.seed + 1)
    clerk = replace(town, rate=town.rate * town.register, no_number=0.1 * town.no_number, no_date=0.1 * town.no_date)
    here = [at for at, left in enumerate(has_left) if not left]
    doubles = [at for at in here if draw.random() < town.twice]
    written = people.select(pl.all().gather(here + doubles))
    if town.register:
        spoiled = [_spoiled(rows[at], rows, clerk, draw) for at in here + doubles]
        cells = {there: [row[name] for row in spoiled] for name, there in _COLUMNS.items()}
        written = written.with_columns(pl.Series(name, column) for name, column in cells.items())
    written.write_csv(folder / "penduduk.csv", separator=";")
    return doubles


def _spoiled(row: dict[str, str], rows: list[dict[str, str]], town: OtherTown, draw: random.Random) -> dict[str, str]:
    """Copy a row as a tired clerk does."""
    rate = town.rate * (5 if draw.random() < town.sloppy else 0.4)
    if town.uneven:
        rate *= exp(town.uneven * random.Random(f"{town.seed} {row['KELURAHAN']}").gauss(0, 1))
    return (
        row
        | {"NIK": _number(row, rows, rate, town, draw)}
        | {"NAMA": _name(row["NAMA"], rows, rate, draw)}
        | {"TGL_LAHIR": "" if draw.random() < town.no_date else _date(row["TGL_LAHIR"], rate, draw)}
        | ({"JK": {"LAKI-LAKI": "PEREMPUAN"}.get(row["JK"], "LAKI-LAKI")} if draw.random() < rate / 2 else {})
        | _home(row, rows, rate, draw)
    )


def _number(row: dict[str, str], rows: list[dict[str, str]], rate: float, town: OtherTown, draw: random.Random) -> str:
    number = _digit(row["NIK"], draw) if draw.random() < rate else row["NIK"]
    if draw.random() < rate:
        number = draw.choice([each["NIK"] for each in _neighbours(row, rows, draw)])
    return draw.choice(["", "", "0", "9999999999999999"]) if draw.random() < town.no_number else number


def _name(name: str, rows: list[dict[str, str]], rate: float, draw: random.Random) -> str:
    for _ in range(3):
        if draw.random() < rate:
            name = _letter(name, draw)
    if draw.random() < rate and " " in name:
        words = name.split()
        words.pop(draw.randrange(len(words)))
        name = " ".join(words)
    return draw.choice(rows)["NAMA"] if draw.random() < rate / 4 else name


def _date(date: str, rate: float, draw: random.Random) -> str:
    day, month, year = date.split("-")
    if draw.random() < rate:
        day, month = (month, day) if int(day) <= 12 else ("01", month)
    if draw.random() < rate:
        year = str(int(year) + draw.choice([-10, -2, -1, 1, 2]))
    return f"{day}-{month}-{year}"


def _home(row: dict[str, str], rows: list[dict[str, str]], rate: float, draw: random.Random) -> dict[str, str]:
    """Who has moved has another family's address; the KK is mistyped, or another one."""
    moved: dict[str, str] = {}
    if draw.random() < 3 * rate:
        home = draw.choice(rows)
        moved = {name: home[name] for name in ("ALAMAT", "RT", "RW", "KELURAHAN", "KECAMATAN")}
    if draw.random() < 3 * rate:
        moved["NO_KK"] = _digit(row["NO_KK"], draw) if draw.random() < 0.5 else draw.choice(rows)["NO_KK"]
    return moved


def _neighbours(row: dict[str, str], rows: list[dict[str, str]], draw: random.Random) -> list[dict[str, str]]:
    """Whose number is taken by mistake: mostly that of the family, which stands next to it in the register."""
    at = draw.randrange(len(rows))
    near = rows[max(0, at - 2) : at + 3]
    family = _families(rows).get(row["NO_KK"], [])
    others = [each for each in family if each is not row]
    return others if others and draw.random() < 0.8 else near


def _families(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Group rows by KK, once per list."""
    key = id(rows)
    if key not in _KNOWN:
        found: dict[str, list[dict[str, str]]] = {}
        for each in rows:
            found.setdefault(each["NO_KK"], []).append(each)
        _KNOWN.clear()
        _KNOWN[key] = found
    return _KNOWN[key]


_KNOWN: dict[int, dict[str, list[dict[str, str]]]] = {}


def _digit(number: str, draw: random.Random) -> str:
    at = draw.randrange(len(number))
    if draw.random() < 0.3 and at:
        return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
    return number[:at] + draw.choice("0123456789") + number[at + 1 :]


def _letter(name: str, draw: random.Random) -> str:
    at = draw.randrange(len(name))
    spoiled = draw.choice(
        [name[:at] + name[at + 1 :], name[:at] + draw.choice(_KEYBOARD) + name[at:], _other(name, at, draw)]
    )
    return spoiled or name


def _other(name: str, at: int, draw: random.Random) -> str:
    return name[:at] + draw.choice(_KEYBOARD) + name[at + 1 :]


def another(town: OtherTown, extra: int) -> OtherTown:
    """Return the town with another seed."""
    return replace(town, seed=town.seed + 1000 * extra)
