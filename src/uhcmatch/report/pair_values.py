"""The two values behind each attribute of a pair, as they may be shown; a table by attribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.reasons import sentence
from uhcmatch.report import numbers
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from uhcmatch.report.explained import Candidate, Row

FROM_NIK: Final = Words("dari NIK", "from the NIK")


@dataclass(frozen=True, slots=True)
class Values:
    """What the resident and the member have of an attribute, null where a side has nothing.

    `remarks` what has to be said of them · `is_hidden` numbers of which a part is not shown: what reads the same need
    not be the same.
    """

    resident: str | None
    member: str | None
    remarks: tuple[Words, ...] = ()
    is_hidden: bool = False

    def told(self, *, is_same: bool) -> str:
        """Return the values side by side, the resident's first; once where they read the same and are."""
        one, other = self.resident or numbers.NOTHING, self.member or numbers.NOTHING
        return one if one == other and (is_same or not self.is_hidden) else f"{one} / {other}"


def values_of(attribute: str, pair: Candidate) -> Values | None:
    """Return the values of an attribute; null for one that has none."""
    found = _VALUES.get(attribute)
    return None if found is None else found(pair)


def place(row: Row) -> str | None:
    """Return RT/RW, kelurahan and kecamatan as far as they are known: `RT 001/002 MEKAR, UTARA`."""
    rt = f"RT {row['rt'] or '?'}/{row['rw'] or '?'}" if row["rt"] or row["rw"] else None
    village = " ".join(part for part in (rt, row["kelurahan"]) if part)
    return ", ".join(part for part in (village, row["kecamatan"]) if part) or None


_MASKED: Final = Words("angka di antaranya", "the digits between")
"""What differs of two numbers that read the same under their masks."""


_OF_OTHERS: Final = Words(
    "nomor orang lain yang senama atau kerabat, atau milik banyak orang",
    "a namesake's or relative's, or one that many bear",
)


def _niks(pair: Candidate) -> Values:
    """Two numbers; what is wrong with either, and which digits differ: the mask hides them."""
    digits = ", ".join(map(str, pair.digits_apart))
    apart: tuple[Words, ...] = (Words(f"angka ke-{digits}", f"digit {digits}"),) if digits else ()
    levels = {weight.level for weight in pair.weights if weight.attribute == "nik"}
    if "DIFFERENT" in levels and not digits:
        apart = _masked_apart(pair, "nik")
    issues = [row["nik_issue"] for row in (pair.resident, pair.member) if row["nik"] and row["nik_issue"]]
    if "MISSING" in levels and not issues and None not in (pair.resident["nik"], pair.member["nik"]):
        apart = (_OF_OTHERS,)
    remarks = (*apart, *_of_the_day(pair), *(sentence(issue) for issue in dict.fromkeys(issues)))
    return Values(pair.resident["nik"], pair.member["nik"], remarks, is_hidden=True)


def _masked_apart(pair: Candidate, number: str) -> tuple[Words, ...]:
    """Say of two numbers that differ where they do, if they read the same."""
    return (_MASKED,) if pair.resident[number] == pair.member[number] else ()


_BY_OTHER_CARDS: Final = Words("keluarganya: menurut kartu lain", "the family: by other cards")


_OF_NO_FAMILY: Final = Words("bukan nomor satu keluarga", "no number of one family")


def _families(pair: Candidate) -> Values:
    """Two KK numbers; it is told where others' cards say the family, of the same old KK or address, or nothing does."""
    one, other = pair.resident["no_kk"], pair.member["no_kk"]
    levels = {weight.level for weight in pair.weights if weight.attribute == "household"}
    if "SAME" in levels and one != other:
        return Values(one, other, (_BY_OTHER_CARDS,), is_hidden=True)
    if "OTHER" in levels:
        return Values(one, other, _masked_apart(pair, "no_kk"), is_hidden=True)
    is_of_none = "MISSING" in levels and one is not None and other is not None
    return Values(one, other, (_OF_NO_FAMILY,) if is_of_none else (), is_hidden=True)


_USUAL: Final = Words("wajar bagi orang lain kelahiran hari itu", "usual among others born that day")
_UNUSUAL: Final = Words("tidak wajar bagi kelahiran hari itu", "unusual for anybody born that day")
_TELLS: Final = 1.0
"""Bits from which a slip says which of the two it is."""


def _of_the_day(pair: Candidate) -> tuple[Words, ...]:
    """Of a slip beside an own birth date that agrees: whether others of that date have such a number."""
    weights = {weight.attribute: weight for weight in pair.weights}
    nik, born = weights.get("nik"), weights.get("birth_date")
    if nik is None or nik.level != "ONE_SLIP" or not pair.digits_apart:
        return ()
    if born is None or born.level != "EQUAL" or pair.member["tanggal_lahir"] is None or abs(nik.bits) < _TELLS:
        return ()
    return (_USUAL if nik.bits < 0 else _UNUSUAL,)


def _says_mother(member: Row) -> str:
    """Where a card says whose child it is: a newborn's in place of the name."""
    return "nama" if member["is_baby"] else "nama_ibu"


def _births(pair: Candidate) -> Values:
    """A date that a side lacks is read from its NIK; a resident's NIK may agree where the recorded date does not."""
    if any(weight.level == "NO_DAY" for weight in pair.weights):
        return Values(_day_or_written(pair.resident), _day_or_written(pair.member))
    own, in_nik, card = pair.resident["tanggal_lahir"], pair.resident["nik_born"], pair.member["tanggal_lahir"]
    theirs = card or pair.member["nik_born"]
    resident = in_nik if own is None or (in_nik == theirs != own) else own
    is_told = (resident is not None and resident != own) or (theirs is not None and card is None)
    return Values(_day(resident), _day(theirs), (FROM_NIK,) if is_told else ())


def _day_or_written(row: Row) -> str | None:
    """Return the recorded date, else what is written in its place, else the day in the NIK."""
    written = row["tanggal_tertulis"]
    if row["tanggal_lahir"] is None and written is not None:
        return f"{written % 100:02}-{written // 100 % 100:02}-{written // 10_000:04}"
    return _day(row["tanggal_lahir"] or row["nik_born"])


def _day(born: date | None) -> str | None:
    return None if born is None else numbers.day(born)


def _sexes(pair: Candidate) -> Values:
    rows = (pair.resident, pair.member)
    resident, member = (row["jenis_kelamin"] or row["nik_sex"] for row in rows)
    is_told = any(row["jenis_kelamin"] is None and row["nik_sex"] is not None for row in rows)
    return Values(resident, member, (FROM_NIK,) if is_told else ())


_VALUES: Final[dict[str, Callable[[Candidate], Values]]] = {
    "nik": _niks,
    "name": lambda pair: Values(pair.resident["nama"], pair.member["nama"]),
    "mother": lambda pair: Values(pair.resident["nama_ibu"], pair.member[_says_mother(pair.member)]),
    "infancy": lambda pair: Values(_day(pair.resident["tanggal_lahir"] or pair.resident["nik_born"]), None),
    "birth_date": _births,
    "sex": _sexes,
    "household": _families,
    "area": lambda pair: Values(place(pair.resident), place(pair.member)),
    "address": lambda pair: Values(pair.resident["alamat"], pair.member["alamat"]),
}
