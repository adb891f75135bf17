"""A town that moves, the files its offices get each night, and what is true of each night."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from uhcmatch.synth import CHANGES, MEMBERS, POPULATION, TRUTH, TownSettings, make_town

CARD_KINDS: Final = {"terdaftar", "lepas", "jadi_nonaktif", "aktif_lagi"}
_ANNEX: Final = MEMBERS[2]
_FIRST_CARD: Final = 7_700_000_000_000
Key = tuple[str, int | None, int | None]
"""A change: its kind, the population row then and now."""


@dataclass
class MovingTown:
    """The town; `enrolled` are those whom BPJS took: person → the night from which the files have their card.

    `mended` are those whose record the registry corrects besides: person → the night, and the cells from then on.
    """

    folder: Path
    settings: TownSettings
    enrolled: dict[int, int] = field(default_factory=dict)
    mended: dict[int, tuple[int, dict[str, str]]] = field(default_factory=dict)

    def deliver(self, month: int, data: Path) -> str:
        """Put a night's exports into the office's folder, newest there; return the day they speak of."""
        town = self._town(month)
        people = self.population(month)
        row_of = {person: row for row, person in self.person_of(month).items()}
        cards = {one: _FIRST_CARD + one for one, since in self.enrolled.items() if since <= month and one in row_of}
        with (town / _ANNEX).open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            for number, (person, card) in enumerate(cards.items()):
                one = people[row_of[person] - 1]
                place = f"{one['ALAMAT']} {int(one['NO_RT'])}/{int(one['NO_RW'])} {one['NAMA_KEL']}, {one['NAMA_KEC']}"
                writer.writerow([90_000 + number, card, one["NIK"], one["NAMA_LGKP"], place])
        for name in (POPULATION, *MEMBERS):
            target = data / f"{name.removesuffix('.csv')}_{month:02}.csv"
            shutil.copyfile(town / name, target)
            os.utime(target, (1_000_000 + 60 * month,) * 2)
        about: dict[str, Any] = json.loads((town / "town.json").read_text(encoding="utf-8"))
        return str(about["as_of"])

    def _town(self, month: int) -> Path:
        folder = self.folder / f"{month:02}"
        make_town(TownSettings(**{**self.settings.__dict__, "month": month}), folder)
        people = self.population(month)
        for row, person in self.person_of(month).items():
            since, cells = self.mended.get(person, (month + 1, {}))
            people[row - 1] |= cells if since <= month else {}
        with (folder / POPULATION).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(people[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(people)
        return folder

    def population(self, month: int) -> list[dict[str, str]]:
        with (self.folder / f"{month:02}" / POPULATION).open(encoding="utf-8") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def truth(self, month: int) -> list[dict[str, str]]:
        with (self.folder / f"{month:02}" / TRUTH).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def person_of(self, month: int) -> dict[int, int]:
        """The person of each population row that counts."""
        rows = (one for one in self.truth(month) if one["resident_row"] and one["status"] != "excluded")
        return {int(one["resident_row"]): int(one["person"]) for one in rows}

    def person_of_nik(self, month: int) -> dict[str, int]:
        """The person of each NIK that one row has."""
        rows = self.population(month)
        niks = Counter(one["NIK"] for one in rows)
        person = self.person_of(month)
        return {rows[row - 1]["NIK"]: one for row, one in person.items() if niks[rows[row - 1]["NIK"]] == 1}

    def status_of(self, month: int) -> dict[int, str]:
        """The true status of each population row that counts, those whom BPJS took included."""
        person = self.person_of(month)
        own = {int(one["resident_row"]): one["status"] for one in self.truth(month) if one["resident_row"]}
        return {row: "active" if self._has_card(one, month) else own[row] for row, one in person.items()}

    def pairs(self, month: int) -> set[tuple[int, int]]:
        """Rows of residents and of the generator's cards that are one person."""
        rows = self.truth(month)
        return {
            (int(one["resident_row"]), int(one["member_row"]))
            for one in rows
            if one["resident_row"] and one["member_row"]
        }

    def changes(self, month: int) -> Counter[Key]:
        """What truly happened since the night before, the cards of those whom BPJS took included."""
        was, now = self.status_of(month - 1), self.status_of(month)
        before, after = ({one: row for row, one in self.person_of(m).items()} for m in (month - 1, month))
        with (self.folder / f"{month:02}" / CHANGES).open(encoding="utf-8") as file:
            told = [one for one in csv.DictReader(file) if not self._of_enrolled(one)]
        keys = Counter((one["jenis"], _row(one["resident_row_before"]), _row(one["resident_row"])) for one in told)
        for person, (since, _) in self.mended.items():
            if since == month and person in before and person in after:
                keys["ganti_identitas", before[person], after[person]] = 1
        for person in self.enrolled:
            if person in before and person in after:
                kind = _card_kind(was[before[person]], now[after[person]])
                keys.update([(kind, before[person], after[person])] if kind else [])
        return keys

    def _of_enrolled(self, one: dict[str, str]) -> bool:
        return one["jenis"] in CARD_KINDS and int(one["person"]) in self.enrolled

    def _has_card(self, person: int, month: int) -> bool:
        return self.enrolled.get(person, month + 1) <= month


def _row(text: str) -> int | None:
    return int(text) if text else None


def _card_kind(was: str, now: str) -> str | None:
    if was == now:
        return None
    if was == "unenrolled":
        return "terdaftar"
    if now == "unenrolled":
        return "lepas"
    return "jadi_nonaktif" if now == "inactive" else "aktif_lagi"
