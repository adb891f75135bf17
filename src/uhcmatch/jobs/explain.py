"""Why a person of a kept run was (not) linked: the candidates and what spoke for and against each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.errors import StoreFailed, UsageRefused
from uhcmatch.jobs.remade import records_of
from uhcmatch.jobs.sentences import sentence
from uhcmatch.linkage.explain import LEVELS, Sides
from uhcmatch.linkage.model import Model
from uhcmatch.report.explained import Answer, Candidate, Explained, Weight
from uhcmatch.report.text import shown
from uhcmatch.settings import check_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from uhcmatch.jobs.kept import Asked
    from uhcmatch.report.explained import Row, Side
    from uhcmatch.runs import RunFolder

CANDIDATES: Final = 3
"""Shown per person."""
EXPLAINED: Final = 3
"""Persons explained at once; of a NIK that more rows have, the rest are listed."""

_FEW_DIGITS: Final = 2
_OF_NIK: Final = ("nik_born", "nik_sex", "nik_issue")
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
    run = _Run(folder, show_nik=show_nik or asked.settings(folder).privacy.show_nik)
    rows = _meant(run, question)
    subjects = sorted(rows, key=lambda each: run.row(*each)["status"] == "excluded")
    leading = [each for each in subjects if each[0] == subjects[0][0]][:EXPLAINED]
    if all(run.row(*each)["status"] == "excluded" for each in leading):
        explained = tuple(Explained(side, run.row(side, row), ()) for side, row in leading)
    else:
        progress("compare")
        explained = tuple(_Compared(run).explained(side, row) for side, row in leading)
    return Answer(
        run_id=folder.run_id,
        residents=int((run.frames["resident"]["status"] != "excluded").sum()),
        review=run.settings.thresholds.review,
        rows=tuple((side, run.row(side, row)) for side, row in rows),
        explained=explained,
    )


class _Run:
    """The frames of a run, and its rows as they may be shown."""

    def __init__(self, folder: RunFolder, *, show_nik: bool) -> None:
        self.folder = folder
        self.settings = check_settings(folder.facts["settings"], "run.json")
        self.frames: dict[Side, pl.DataFrame] = {
            "resident": folder.frame("residents"),
            "member": folder.frame("members"),
        }
        self.links = folder.frame("links")
        self._show_nik = show_nik

    def row(self, side: Side, row: int) -> Row:
        """Return one row, cleaned and masked, with the sentence of its reason."""
        told = shown(self.frames[side].slice(row - 1, 1), show_nik=self._show_nik).row(0, named=True)
        return told | {"sentence": sentence(told["reason"]) if told["reason"] else None}


def _meant(run: _Run, question: Question) -> list[tuple[Side, int]]:
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


def _bearing(run: _Run, nik: str) -> list[tuple[Side, int]]:
    is_opaque = run.settings.identifier.kind == "opaque"
    wanted = " ".join(nik.split()) if is_opaque else re.sub("[^0-9]", "", nik)
    rows = [(side, at + 1) for side, frame in run.frames.items() for at in (frame["nik"] == wanted).arg_true()]
    if not rows:
        raise UsageRefused(
            Words("Tidak ada baris dengan NIK itu di hasil ini.", "No row of this run has that NIK."),
            Words("Periksa angkanya, atau pakai --resident-row.", "Check the digits, or use --resident-row."),
        )
    return rows


class _Compared:
    """A run whose rows can be compared again."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        residents, members = records_of(run.folder, run.frames["resident"], run.frames["member"])
        # Only this is kept of the records: beside the sides they would take as much room again.
        self._of_nik: dict[Side, pl.DataFrame] = {
            "resident": residents.select("nik_key", *_OF_NIK),
            "member": members.select("nik_key", *_OF_NIK),
        }
        self._sides = Sides(residents, members, run.links, _model(run.folder))
        match = run.links.filter(pl.col("decision") == "match")
        self._holder = dict(match.select("member_row", "resident_row").iter_rows())

    def explained(self, side: Side, row: int) -> Explained:
        """Explain one row."""
        pairs = self._sides.of_resident(row) if side == "resident" else self._sides.of_member(row)
        recorded = pairs.join(
            self._run.links.select("resident_row", "member_row", "decision", "rule", recorded="probability"),
            on=["resident_row", "member_row"],
            how="left",
            maintain_order="left",
            validate="1:1",
        )
        # A match first, then a question, then what was neither.
        ranked = recorded.sort("decision", nulls_last=True, maintain_order=True).head(CANDIDATES)
        return Explained(side, self._run.row(side, row), tuple(map(self._candidate, ranked.to_dicts())))

    def _candidate(self, pair: dict[str, Any]) -> Candidate:
        holder = self._holder.get(pair["member_row"])
        return Candidate(
            resident=self._person("resident", pair["resident_row"]),
            member=self._person("member", pair["member_row"]) | {"is_baby": pair["is_baby"]},
            decision=pair["decision"],
            recorded=pair["recorded"],
            rule=pair["rule"],
            because=sentence(pair["rule"]) if pair["rule"] else None,
            taken_by=None if holder == pair["resident_row"] else holder,
            start=pair["prior"],
            weights=_weights(pair),
            price=pair["price"],
            total=pair["total"],
            probability=pair["probability"],
            digits_apart=self._digits_apart(pair),
        )

    def _digits_apart(self, pair: dict[str, Any]) -> tuple[int, ...]:
        one, other = (self._of_nik[side]["nik_key"][pair[f"{side}_row"] - 1] or "" for side in self._of_nik)
        apart = tuple(at for at, (left, right) in enumerate(zip(one, other, strict=False), start=1) if left != right)
        return apart if len(one) == len(other) and len(apart) <= _FEW_DIGITS else ()

    def _person(self, side: Side, row: int) -> Row:
        return self._run.row(side, row) | self._of_nik[side].select(_OF_NIK).row(row - 1, named=True)


def _model(folder: RunFolder) -> Model:
    try:
        return Model.from_document(folder.facts["model"]["weights"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreFailed(
            Words("Bobot dalam hasil ini dari versi lain.", "The weights of this run are of another version."),
            Words("Jalankan lagi uhcmatch reconcile.", "Run uhcmatch reconcile again."),
        ) from error


def _weights(pair: dict[str, Any]) -> tuple[Weight, ...]:
    """Bits by attribute; what an attribute is worth beside an equal NIK belongs to the attribute."""
    bits: dict[str, float] = {}
    for code, weight in pair["weights"].items():
        attribute = code.removesuffix("_given_nik")
        bits[attribute] = bits.get(attribute, 0.0) + weight
    return tuple(Weight(attribute, _level(attribute, pair), weight) for attribute, weight in bits.items())


def _level(attribute: str, pair: dict[str, Any]) -> str | None:
    levels = LEVELS.get(attribute)
    return None if levels is None else levels(pair[attribute]).name
