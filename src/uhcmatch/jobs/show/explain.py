"""Why a person of a kept run was (not) linked: the candidates and what spoke for and against each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import runs
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.kept.compared_again import Compared, Run
from uhcmatch.jobs.known.decisions import told_apart
from uhcmatch.report.explained import Answer, Explained
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.report.explained import Row, Side

EXPLAINED: Final = 3
"""Persons explained at once; of a NIK that more rows have, the rest are listed."""

_OWNER_GONE: Final = {"meninggal": "pemilik_meninggal", "pindah": "pemilik_pindah"}
"""Reason of a resident who died or moved away → that of their card."""
_OF_PERSON: Final = ("nik", "nama", "tanggal_lahir")

_ONE_OF: Final = Words(
    "Sebutkan tepat satu dari --resident-row, --member-row, --nik.",
    "Give exactly one of --resident-row, --member-row, --nik.",
)
_NUMBERS: Final = Words(
    "Nomor baris ada di uhcmatch sweep --format csv dan di folder hasil.",
    "Row numbers are in uhcmatch sweep --format csv and in the run folder.",
)


@dataclass(frozen=True)
class Question:
    """Whom the question is about: exactly one of the three."""

    resident_row: int | None = None
    member_row: int | None = None
    nik: str | None = None

    def __post_init__(self) -> None:
        if [self.resident_row, self.member_row, self.nik].count(None) != 2:
            raise UsageRefused(_ONE_OF, _NUMBERS)


def explain(
    asked: Asked, question: Question, show_nik: bool, progress: Callable[[str], None] = lambda _: None
) -> Answer:
    """Answer a question about a run; raises `UsageRefused` when nobody in it is meant."""
    progress("read")
    folder = asked.opened()
    run = Run(folder, show_nik=show_nik or asked.settings(folder).privacy.show_nik)
    rows = _meant(run, question)
    # Who takes part comes first: where the first does not, none does.
    subjects = sorted(rows, key=lambda each: run.row(*each)["status"] == "excluded")
    leading = [each for each in subjects if each[0] == subjects[0][0]][:EXPLAINED]
    if run.row(*leading[0])["status"] == "excluded":
        explained = tuple(_left_out(run, side, row) for side, row in leading)
    else:
        progress("compare")
        with runs.reading(asked.store_path()) as ledger:
            compared = Compared(run, told_apart(folder, ledger))
        explained = tuple(replace(compared.explained(side, row), gone=_gone(run, side, row)) for side, row in leading)
    return Answer(
        run_id=folder.run_id,
        residents=int((run.frames["resident"]["status"] != "excluded").sum()),
        review=run.settings.thresholds.review,
        rows=tuple((side, run.row(side, row)) for side, row in rows),
        explained=explained,
    )


def _left_out(run: Run, side: Side, row: int) -> Explained:
    """Explain a row that took no part: who is counted for the person, or the cards of one who died or moved away."""
    return Explained(side, run.row(side, row), (), _kept(run, side, row), cards=_cards(run, side, row))


def _kept(run: Run, side: Side, row: int) -> Row | None:
    """Return the row that is counted for the person of a second row of the register."""
    kept = run.row(side, row).get("same_as")
    return None if kept is None else run.row("resident", kept)


def _gone(run: Run, side: Side, row: int) -> Row | None:
    """Return the resident who died or moved away and whose card a member's is."""
    if side == "resident" or run.frames[side]["reason"][row - 1] not in _OWNER_GONE.values():
        return None
    owners = _owners(run, row)
    return run.row("resident", owners[0]) if owners else None


def _cards(run: Run, side: Side, row: int) -> tuple[Row, ...] | None:
    """Return the cards of a resident who died or moved away, null of anybody else."""
    why = _OWNER_GONE.get(run.frames[side]["reason"][row - 1]) if side == "resident" else None
    if why is None:
        return None
    likely = run.frames["member"].filter(reason=why).filter(pl.any_horizontal(_same_person(run, side, row)))
    return tuple(run.row("member", card) for card in likely["member_row"] if row in _owners(run, card))


def _owners(run: Run, card: int) -> list[int]:
    """Return the rows of those who died or moved away whose card one is: by number, else by name and birth date."""
    why = pl.col("reason").replace_strict(_OWNER_GONE, default=None) == run.frames["member"]["reason"][card - 1]
    left = run.frames["resident"].filter(why, status="excluded")
    found = (left.filter(is_owner)["resident_row"].to_list() for is_owner in _same_person(run, "member", card))
    return next((owners for owners in found if owners), [])


def _same_person(run: Run, side: Side, row: int) -> tuple[pl.Expr, pl.Expr]:
    """Return what tells the same person on the other side: the number; name and birth date."""
    frame = run.frames[side]
    # Of what a row has not, null is nobody's.
    nik, name, born = (pl.col(of) == pl.lit(frame[of][row - 1], frame.schema[of]) for of in _OF_PERSON)
    return nik, name & born


def _meant(run: Run, question: Question) -> list[tuple[Side, int]]:
    """Return the rows a question names, residents before members."""
    if question.nik is not None:
        return _bearing(run, question.nik)
    side: Side = "member" if question.resident_row is None else "resident"
    row = question.member_row if question.resident_row is None else question.resident_row
    rows = run.frames[side].height
    if row is None or not 1 <= row <= rows:
        raise UsageRefused(
            Words("Baris --{side}-row di luar hasil ini.", "--{side}-row is outside this run.").fill(side=side),
            Words("Pilih baris 1 sampai {rows}.", "Choose a row from 1 to {rows}.").fill(rows=rows),
        )
    return [(side, row)]


def _bearing(run: Run, nik: str) -> list[tuple[Side, int]]:
    is_opaque = run.settings.identifier.kind == "opaque"
    wanted = " ".join(nik.split()) if is_opaque else re.sub("[^0-9]", "", nik)
    rows = [(side, at + 1) for side, frame in run.frames.items() for at in (frame["nik"] == wanted).arg_true()]
    if not rows:
        raise UsageRefused(
            Words("Tidak ada baris dengan NIK itu di hasil ini.", "No row of this run has that NIK."),
            Words("Periksa angkanya, atau pakai --resident-row.", "Check the digits, or use --resident-row."),
        )
    return rows
