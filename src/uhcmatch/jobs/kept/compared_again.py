"""A kept run opened for looking at single rows: as they may be shown, and compared again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.errors import StoreFailed
from uhcmatch.jobs.kept.counted import why_counted
from uhcmatch.jobs.kept.remade import records_of
from uhcmatch.jobs.kept.sentences import sentence
from uhcmatch.linkage.explain import LEVELS, Sides
from uhcmatch.linkage.weigh.feature import GIVEN
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.report.explained import Candidate, Explained, Weight
from uhcmatch.report.text import shown
from uhcmatch.settings import check_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection

    from uhcmatch.report.explained import Row, Side
    from uhcmatch.runs import RunFolder

CANDIDATES: Final = 3
"""Shown per person."""

_READ_ALIKE: Final = 4
"""Digits of a probability that are shown: what reads alike stands by its bits."""
_FEW_DIGITS: Final = 2
_OF_NIK: Final = ("nik_born", "nik_sex", "nik_issue")


class Run:
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
        """Return one row, cleaned and masked, with the sentence of its reason; of a second card, which one counts."""
        told = shown(self.frames[side].slice(row - 1, 1), show_nik=self._show_nik).row(0, named=True)
        said = sentence(told["reason"]) if told["reason"] else None
        return told | {"sentence": said} | self._counted(row, told)

    def _counted(self, row: int, told: Row) -> Row:
        if told["status"] != "duplicate":
            return {"counted_row": None, "counted": None}
        counted = self.frames["resident"]["member_row"][told["resident_row"] - 1]
        return {"counted_row": counted, "counted": why_counted(self.frames["member"], self.links, counted, row)}


class Compared:
    """A run whose rows can be compared again; `told_apart` the pairs that people called two persons before it."""

    def __init__(self, run: Run, told_apart: Collection[tuple[int, int]] = ()) -> None:
        self._run, self._told_apart = run, told_apart
        residents, members = records_of(run.folder, run.frames["resident"], run.frames["member"])
        # Only this is kept of the records: beside the sides they would take as much room again.
        self._of_nik: dict[Side, pl.DataFrame] = {
            "resident": residents.select("nik_key", *_OF_NIK),
            "member": members.select("nik_key", *_OF_NIK),
        }
        self._counted = run.frames["resident"]["member_row"]
        model, match = model_of(run.folder), run.settings.thresholds.match
        self._sides = Sides(residents, members, run.links, self._counted, model, match)
        matches = run.links.filter(pl.col("decision") == "match")
        self._holder = dict(matches.select("member_row", "resident_row").iter_rows())

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
        best = ranked(recorded, self._counted).head(CANDIDATES)
        return Explained(side, self._run.row(side, row), tuple(map(self._candidate, best.to_dicts())))

    def _candidate(self, pair: dict[str, Any]) -> Candidate:
        holder = self._holder.get(pair["member_row"])
        return Candidate(
            resident=self._person("resident", pair["resident_row"]),
            member=self._person("member", pair["member_row"]) | {"is_baby": pair["is_baby"]},
            decision=pair["decision"],
            is_told_apart=(pair["resident_row"], pair["member_row"]) in self._told_apart,
            recorded=pair["recorded"],
            rule=pair["rule"],
            because=sentence(pair["rule"]) if pair["rule"] else None,
            taken_by=None if holder == pair["resident_row"] else holder,
            rival=pair["rival_row"],
            rival_probability=pair["rival_probability"],
            start=pair["prior"],
            weights=weights_of(pair),
            bound=pair["bound"],
            price=pair["price"],
            hindsight=pair["hindsight"],
            total=pair["total"],
            probability=pair["probability"],
            digits_apart=self._digits_apart(pair),
        )

    def _digits_apart(self, pair: dict[str, Any]) -> tuple[int, ...]:
        return digits_apart(*(self._of_nik[side]["nik_key"][pair[f"{side}_row"] - 1] for side in self._of_nik))

    def _person(self, side: Side, row: int) -> Row:
        return self._run.row(side, row) | self._of_nik[side].select(_OF_NIK).row(row - 1, named=True)


def ranked(pairs: pl.DataFrame, counted: pl.Series) -> pl.DataFrame:
    """Sort pairs: the card that counts, then a match, a question, and what was neither, the likeliest before others.

    `counted` is the member that counts of each resident; what reads as one probability stays in the order of its bits.
    """
    is_another = pairs["member_row"].ne_missing(counted.gather(pairs["resident_row"] - 1))
    chance = -pl.col("probability").round(_READ_ALIKE)
    return pairs.sort(is_another, "decision", chance, nulls_last=True, maintain_order=True)


def digits_apart(one: str | None, other: str | None) -> tuple[int, ...]:
    """Return which digits of two numbers differ (1 is the first), where it is one or two."""
    left, right = one or "", other or ""
    apart = tuple(at for at, (here, there) in enumerate(zip(left, right, strict=False), start=1) if here != there)
    return apart if len(left) == len(right) and len(apart) <= _FEW_DIGITS else ()


def model_of(folder: RunFolder) -> Model:
    """Return the model a run was made with; raises `StoreFailed` when it is of another version."""
    try:
        return Model.from_document(folder.facts["model"]["weights"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreFailed(
            Words("Bobot dalam hasil ini dari versi lain.", "The weights of this run are of another version."),
            Words("Jalankan lagi uhcmatch reconcile.", "Run uhcmatch reconcile again."),
        ) from error


def weights_of(pair: dict[str, Any]) -> tuple[Weight, ...]:
    """Bits by attribute; what an attribute is worth beside an equal NIK or a name belongs to the attribute."""
    bits: dict[str, float] = {}
    for code, weight in pair["weights"].items():
        attribute = code.partition(GIVEN)[0]
        bits[attribute] = bits.get(attribute, 0.0) + weight
    return tuple(Weight(attribute, _level(attribute, pair), weight) for attribute, weight in bits.items())


def _level(attribute: str, pair: dict[str, Any]) -> str | None:
    levels = LEVELS.get(attribute)
    return None if levels is None else levels(pair[attribute]).name
