"""Where the table begins: the header row among the first lines, and whether it names what the role needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.header.heading import Heading, known_cells, resolve
from uhcmatch.files.header.roles import is_for_other_side, is_of_other_side
from uhcmatch.files.refusals import is_really, shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.columns import Role

SEARCHED: Final = 40
"""Lines in which a header is looked for; reports have up to a dozen title lines."""
_DATA: Final = re.compile(r"[0-9]{6}")
_COUNT: Final = re.compile(
    r"(?i)\W*(?:(?:jumlah|jml|total)\b.*|laki\W*laki|lk|l|perempuan|pr|p|l ?\+ ?p|wajib ktp|kk"
    r"|[0-9]{1,2} ?- ?[0-9]{1,2}(?: (?:th|thn|tahun))?|[0-9]{2} ?\+|> ?[0-9]{2})\W*$"
)
"""Headers of columns that count people."""
NAME_THEM: Final = Words(
    "Baris judul perlu nama kolom seperti NIK dan NAMA; judul lain dapat disebutkan di [columns] pada uhcmatch.toml. "
    "Bila bukan daftar nama, keluarkan dari foldernya.",
    "The header needs names like NIK and NAMA; others can be named in [columns] of uhcmatch.toml. "
    "What is no list of names, take out of its folder.",
)
_OF_THE_PERSON: Final = re.compile(
    r"(?i)(?:data|identitas|biodata)(?: (?:diri|pribadi|peserta|penduduk|warga|individu))?|kepesertaan"
    r"|alamat(?: lengkap)?|tempat tinggal|domisili|wilayah|kependudukan|peserta|penduduk"
)
"""Groups above parts that are the person's own; above other parts (IBU, KEPALA KELUARGA) a NIK is somebody else's."""
_PERSONS_NUMBER: Final = re.compile(r"\W*(?:[0-9]{16}|000[0-9]{10})\W*")
_LABELLED: Final = re.compile(r"(?i)\b(?:RT ?/ ?RW|dusun|alamat|desa|kelurahan) *:")
_SUB_ALONE: Final = frozenset({"TEMPAT", "TANGGAL", "TGL", "RT", "RW", "L", "P", "JK"})


@dataclass(frozen=True)
class Wanted:
    """What a file is asked for: the side it is on, and the office's own header names.

    `only_nik`: a list of numbers, of which nothing else is asked.
    """

    role: Role
    columns: Mapping[str, str | list[str]]
    only_nik: bool = False


@dataclass(frozen=True)
class Found:
    """A header row: its position among the searched rows, how many rows it takes, what it means."""

    at: int
    height: int
    heading: Heading

    @property
    def strength(self) -> tuple[int, int]:
        """Canonical fields found, then headers known at all."""
        return len(self.heading.fields), known_cells(self.heading.names)


def find(rows: Sequence[Sequence[str]], wanted: Wanted) -> Found | None:
    """Return the strongest header row above the first person, or null when none knows two fields of a side.

    A header further down belongs to another table, or to a file whose own header is lost: everybody above it would be
    passed over.
    """
    best: Found | None = None
    for at, cells in enumerate(rows[:SEARCHED]):
        if is_person(cells):
            break
        for candidate in _readings(rows, at, cells, wanted):
            if best is None or candidate.strength > best.strength:
                best = candidate
    return best


def is_person(cells: Sequence[str]) -> bool:
    """Tell a person's row from the lines of a title: several cells, one of them a NIK, KK or card number.

    The line above a family in a report by families holds such a number too, and says what else it holds.
    """
    filled = [cell for cell in cells if cell.strip()]
    is_label = bool(filled) and (known_cells(filled[:1]) > 0 or any(_LABELLED.search(cell) for cell in filled))
    return len(filled) >= 3 and not is_label and any(_PERSONS_NUMBER.fullmatch(cell) for cell in filled)


def _readings(rows: Sequence[Sequence[str]], at: int, cells: Sequence[str], wanted: Wanted) -> list[Found]:
    names = [" ".join(cell.split()) for cell in cells]
    if sum(bool(name) for name in names) < (1 if wanted.only_nik else 2) or any(_DATA.search(name) for name in names):
        return []
    if not wanted.columns and known_cells(names) == 0:
        return []
    found = [Found(at, 1, resolve(names, wanted.role, wanted.columns))]
    if at + 1 < len(rows) and (both := _two_rows(names, rows[at + 1])):
        found.append(Found(at, 2, resolve(both, wanted.role, wanted.columns)))
        # Above L and P a header means them both, and by itself the first alone.
        found = found[_parts_the_sexes(rows[at + 1]) :]
    return [one for one in found if _knows_enough(one.heading, wanted)]


def _knows_enough(heading: Heading, wanted: Wanted) -> bool:
    """Tell whether a header names two fields of its side, or of the other, so that a swapped file is told as such."""
    if wanted.only_nik and "nik" in heading.fields:
        return True
    other: Role = "members" if wanted.role == "population" else "population"
    return len(heading.fields) >= 2 or len(resolve(heading.names, other, {}).fields) >= 2


def _two_rows(upper: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Return the names of a header in two rows (a group over its parts), or null if the second row is no header."""
    lower = [" ".join(cell.split()) for cell in below]
    if any(re.search(r"[0-9]", name) for name in lower) or len(lower) > len(upper) + 3 or not any(lower):
        return None
    if known_cells(lower) < 2 and not _parts_the_sexes(lower):
        return None
    names, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        sub = lower[place] if place < len(lower) else ""
        group = above or group
        names.append(_combined(above, group, sub))
    return names


def _parts_the_sexes(cells: Sequence[str]) -> bool:
    told = [cell.strip().upper() for cell in cells]
    return ("L", "P") in pairwise(told)


def _combined(above: str, group: str, sub: str) -> str:
    if not sub:
        return above
    is_own = _OF_THE_PERSON.fullmatch(group) or sub.upper().strip(". ") in _SUB_ALONE
    return sub if is_own and not known_cells([f"{group} {sub}"]) else f"{group} {sub}"


def has_needed(fields: Mapping[str, object], wanted: Wanted) -> bool:
    """Return whether a table names enough to tell people apart.

    A membership list without any number is a mistake, unless the office itself says where its birth date stands; so is
    any list without number and birth date, unless it says where name and address stand.
    """
    if wanted.only_nik:
        return "nik" in fields
    told = wanted.columns.keys() & fields.keys()
    if {"nama", "alamat"} <= told:
        return True
    if wanted.role == "members" and "tanggal_lahir" not in told:
        return "nama" in fields and bool({"nik", "nomor_kartu"} & fields.keys())
    return "nama" in fields and bool({"nik", "tanggal_lahir", "tempat_tanggal_lahir"} & fields.keys())


def refuse_unusable(name: str, found: Found | None, wanted: Wanted, line: int) -> InputRefused | None:
    """Return why a table cannot be used by its header alone, or null if it can."""
    if found is None:
        return is_really(
            name, "tidak memuat baris judul kolom yang dikenal", "has no header row that is known", NAME_THEM
        )
    if found.heading.doubled:
        return _doubled(name, found.heading.doubled[0], line)
    if has_needed(found.heading.fields, wanted):
        return None
    if _counts_people(found.heading):
        return _aggregate(name)
    if is_for_other_side(found.heading.names, wanted.role):
        return is_of_other_side(name, wanted.role)
    return _incomplete(name, found.heading, wanted.role, line)


def _counts_people(heading: Heading) -> bool:
    """Tell whether a header is one of numbers per area (DAK2, DKB, recapitulations): it names nobody and counts."""
    counts = [name for name in heading.names if _COUNT.match(name)]
    return not {"nama", "nik", "nomor_kartu"} & heading.fields.keys() and len(counts) >= 2


def _aggregate(name: str) -> InputRefused:
    return is_really(
        name,
        "adalah tabel jumlah per wilayah, bukan daftar nama",
        "is a table of numbers per area, not a list of names",
        Words(
            "Minta data by name by address (BNBA) dengan NIK dan nama; rekap keluarkan dari foldernya.",
            "Ask for data by name by address (BNBA) with NIK and name; take the numbers out of its folder.",
        ),
    )


def _doubled(name: str, header: str, line: int) -> InputRefused:
    return InputRefused(
        Words(
            "{name}, baris {line}: judul kolom {header} ada dua kali.",
            "{name}, line {line}: the header {header} stands twice.",
        ).fill(name=shown(name), line=line, header=header),
        Words("Ganti nama salah satunya, atau hapus kolomnya.", "Rename one of them, or remove the column."),
    )


def _incomplete(name: str, heading: Heading, role: Role, line: int) -> InputRefused:
    needed = Words("NIK (atau tanggal lahir) dan nama", "NIK (or birth date) and name")
    if role == "members":
        needed = Words("NIK (atau nomor kartu) dan nama", "NIK (or card number) and name")
    near = next(((header, alias) for header, alias in heading.unused().items() if alias), None)
    hint = NAME_THEM
    if near:
        hint = Words(
            "Apakah {header} = {alias}? Sebutkan di [columns.{role}] pada uhcmatch.toml.",
            "Is {header} = {alias}? Name it in [columns.{role}] of uhcmatch.toml.",
        ).fill(header=near[0][:60], alias=near[1], role=role)
    return InputRefused(
        Words(
            f"{{name}}, baris {{line}}: kolom {needed.id} tidak ada.",
            f"{{name}}, line {{line}}: no column for {needed.en}.",
        ).fill(name=shown(name), line=line),
        hint,
    )
