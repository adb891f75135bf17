"""Everything that can happen to a town in a month: each kind named, with its rate and where the rate is from.

A rate is a share of those whom a kind can meet, and a month's. `--pace` scales all rates, `--without` and `--only`
switch kinds as they do with noise. Kinds happen in the order of the table, each in a stream of draws of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from uhcmatch.synth import arrivals, births, corrections, enrolling, lapses, leaving
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.state import State
from uhcmatch.synth.switches import switched

Change = Callable[[State, Draws, float], State]


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of event; `rate` is of those named in `of`."""

    name: str
    rate: float
    of: str
    source: str
    change: Change


STEPS: Final[tuple[Step, ...]] = (
    Step(
        "row_cleaned", 0.10, "rows marked earlier", "common sense: marked rows leave within a year", leaving.row_cleaned
    ),
    Step("returned", 0.02, "marked as moved", "cancelled moves (DOMAIN §3.2)", arrivals.returned),
    Step(
        "death_recorded",
        0.00035,
        "residents",
        "6 deaths a year per 1,000, most recorded (DOMAIN §8.20)",
        leaving.death_recorded,
    ),
    Step("death_gone", 0.00015, "residents", "the rest of the 6 per 1,000 a year", leaving.death_gone),
    Step("move_out_recorded", 0.0008, "residents", "2 % a year, a common share in kota", leaving.move_out_recorded),
    Step(
        "move_out_gone", 0.0008, "residents", "likewise; a DKB file has no row of those who left", leaving.move_out_gone
    ),
    Step("move_in", 0.0016, "residents", "as many as leave", arrivals.move_in),
    Step("birth", 0.0013, "residents", "16 births a year per 1,000", births.birth),
    Step("move_within", 0.0015, "households", "common sense: 2 % of households a year", corrections.move_within),
    Step(
        "kk_renewed",
        0.004,
        "households",
        "KK changes on death, marriage, splitting (DOMAIN §1.2); 5 % a year",
        corrections.kk_renewed,
    ),
    Step(
        "nik_corrected",
        0.0002,
        "residents",
        "NIK ganda and wrong NIKs resolved (DOMAIN §1.5); 2.4 per 1,000 a year",
        corrections.nik_corrected,
    ),
    Step(
        "name_corrected",
        0.0006,
        "residents",
        "7 % differ between two systems (DOMAIN §0.5), a tenth mended a year",
        corrections.name_corrected,
    ),
    Step(
        "date_corrected",
        0.0002,
        "residents",
        "1 % of NIKs differ from the birth date (DOMAIN §1.1)",
        corrections.date_corrected,
    ),
    Step(
        "birth_card", 0.5, "babies without a card", "within 28 days where parents know (DOMAIN §3.3)", births.birth_card
    ),
    Step("baby_named", 0.35, "BAYI NY. cards", "to be done within three months (DOMAIN §3.3)", births.baby_named),
    Step(
        "move_in_card",
        0.85,
        "newcomers of the month",
        "coverage elsewhere, without the cards not moved yet",
        enrolling.move_in_card,
    ),
    Step(
        "enrol",
        0.03,
        "residents without a card",
        "a sweep list of 8 % that shrinks by a third a year (DOMAIN §4)",
        enrolling.enrol,
    ),
    Step(
        "lapse_arrears", 0.010, "active, pay alone", "38 % in arrears against those who pay again", lapses.lapse_arrears
    ),
    Step("lapse_work", 0.004, "active, employed or Pemda", "5 % a year lose the work that pays", lapses.lapse_work),
    Step(
        "lapse_over_21", 0.5, "employees' children of 21", "student's letter or not (DOMAIN §2.4)", lapses.lapse_over_21
    ),
    Step(
        "lapse_pbi",
        0.007,
        "active, paid by the state",
        "8.25 of 96.8 M dropped in a year (DOMAIN §4)",
        lapses.lapse_pbi,
    ),
    Step("reactivated", 0.03, "lapsed", "85 % of requests are reactivations (DOMAIN §8.1)", lapses.reactivated),
    Step("card_corrected", 0.001, "cards of residents", "pemadanan NIK (DOMAIN §1.4)", corrections.card_corrected),
    Step(
        "card_vanished",
        0.0005,
        "cards of residents",
        "common sense: moved on paper, or left out of an export",
        lapses.card_vanished,
    ),
    Step(
        "card_closed", 0.03, "cards of nobody here", "BPJS takes out the dead and the moved in time", lapses.card_closed
    ),
)
"""All kinds, in the order in which they happen."""

NAMES: Final[tuple[str, ...]] = tuple(step.name for step in STEPS)


def step_rates(pace: float, without: Sequence[str], only: Sequence[str]) -> dict[str, float]:
    """Return the rate of every kind after scaling and switching."""
    return switched({step.name: step.rate for step in STEPS}, pace, without, only)
