"""The columns of a review book, as one table: what is compared side by side, what is filled in, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from uhcmatch.reference.reasons import sentence
from uhcmatch.report import numbers
from uhcmatch.review import CONTRADICTED, EFFECTS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from uhcmatch.review import ReviewLine
    from uhcmatch.words import Language

Kind = Literal["text", "verdict", "entry", "hidden"]
Side = Literal["resident", "member"]


@dataclass(frozen=True)
class ReviewColumn:
    """One column: heading, width, kind, and its text; `beside` is the key of the column it is compared with."""

    key: str
    heading: Words
    width: float
    text: Callable[[ReviewLine, Language], str | None] = lambda _line, _language: None
    kind: Kind = "text"
    beside: str | None = None


def _of(side: Side, name: str) -> Callable[[ReviewLine, Language], str | None]:
    def text(line: ReviewLine, _language: Language) -> str | None:
        row: dict[str, Any] = getattr(line, side) or {}
        value = row.get(name)
        return numbers.day(value) if name == "tanggal_lahir" and value is not None else value

    return text


def _place(side: Side) -> Callable[[ReviewLine, Language], str | None]:
    def text(line: ReviewLine, _language: Language) -> str | None:
        row: dict[str, Any] = getattr(line, side) or {}
        rt = f"RT {row['rt'] or '?'}/{row['rw'] or '?'}" if row.get("rt") or row.get("rw") else None
        return ", ".join(part for part in (row.get("alamat"), rt, row.get("kelurahan"), row.get("kecamatan")) if part)

    return text


def _pair(key: str, resident: Words, member: Words, width: float, name: str) -> tuple[ReviewColumn, ReviewColumn]:
    one, other = f"{key}_penduduk", f"{key}_kartu"
    return (
        ReviewColumn(one, resident, width, _of("resident", name), beside=other),
        ReviewColumn(other, member, width, _of("member", name), beside=one),
    )


def _effect(line: ReviewLine, language: Language) -> str | None:
    return EFFECTS[line.effect].said(language) if line.effect else None


def _voices(line: ReviewLine, _language: Language) -> str | None:
    if line.verdict is None:
        return None
    said = ", ".join(f"{voice.verdict} ({voice.who})" for voice in line.voices)
    return f"{CONTRADICTED}: {said}" if line.verdict == CONTRADICTED else said


def _chance(line: ReviewLine, language: Language) -> str | None:
    return None if line.probability is None else numbers.percent(100 * line.probability, language)


def _card(line: ReviewLine, _language: Language) -> str | None:
    row = line.member or {}
    return ", ".join(str(row[name]) for name in ("segmen", "status_peserta") if row.get(name)) or None


VERDICT: Final = "keputusan"
WHO: Final = "petugas"
WHY: Final = "alasan"
ID: Final = "id_pasangan"
COLUMNS: Final[tuple[ReviewColumn, ...]] = (
    *_pair("nama", Words("Nama penduduk", "Resident's name"), Words("Nama di kartu", "Name on the card"), 24, "nama"),
    *_pair(
        "lahir", Words("Lahir penduduk", "Resident born"), Words("Lahir di kartu", "Born, card"), 12, "tanggal_lahir"
    ),
    *_pair("nik", Words("NIK penduduk", "Resident's NIK"), Words("NIK di kartu", "NIK on the card"), 19, "nik"),
    *_pair("kk", Words("No. KK penduduk", "Resident's KK"), Words("No. KK di kartu", "KK on the card"), 19, "no_kk"),
    *_pair("jk", Words("L/P penduduk", "Sex, resident"), Words("L/P kartu", "Sex, card"), 6, "jenis_kelamin"),
    ReviewColumn("alamat_penduduk", Words("Alamat penduduk", "Resident's address"), 26, _place("resident")),
    ReviewColumn("alamat_kartu", Words("Alamat di kartu", "Address on the card"), 26, _place("member")),
    ReviewColumn("ibu", Words("Ibu (penduduk)", "Mother (resident)"), 18, _of("resident", "nama_ibu")),
    ReviewColumn("nomor_kartu", Words("No. kartu", "Card number"), 16, _of("member", "nomor_kartu")),
    ReviewColumn("kepesertaan", Words("Segmen, status", "Segment, status"), 18, _card),
    ReviewColumn("petunjuk", Words("Petunjuk", "Evidence"), 46, lambda line, _language: line.evidence),
    ReviewColumn("peluang", Words("Peluang %", "Chance %"), 9, _chance),
    ReviewColumn("akibat", Words("Bila SAMA", "If SAMA"), 20, _effect),
    ReviewColumn("sebelumnya", Words("Keputusan sebelumnya", "Decided before"), 20, _voices),
    ReviewColumn(VERDICT, Words("Keputusan", "Decision"), 12, kind="verdict"),
    ReviewColumn(WHO, Words("Petugas", "Clerk"), 14, kind="entry"),
    ReviewColumn(WHY, Words("Alasan", "Reason"), 24, kind="entry"),
    ReviewColumn(ID, Words(ID, ID), 12, lambda line, _language: line.pair, kind="hidden"),
)


def because(line: ReviewLine, language: Language) -> str:
    """Return the sentence of a pair's rule."""
    return sentence(line.rule).said(language) if line.rule else numbers.NOTHING
