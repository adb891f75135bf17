"""The made-up town on one page: people, cards, files, truth."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import UsageRefused
from uhcmatch.synth import noise, steps
from uhcmatch.synth.cards import deal_cards
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.layouts import MEMBERS, POPULATION
from uhcmatch.synth.membership import write_members
from uhcmatch.synth.months import Made, day_of, first_state, next_month, truth_of, write_state
from uhcmatch.synth.moved import true_changes
from uhcmatch.synth.people import make_people
from uhcmatch.synth.places import find_area
from uhcmatch.synth.population import doubles, make_register, write_population
from uhcmatch.synth.profiles import PROFILES, profile_for
from uhcmatch.synth.rows import make_texts
from uhcmatch.synth.switches import refuse_unknown
from uhcmatch.synth.truth import make_truth
from uhcmatch.synth.writing import Desk
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from uhcmatch.synth.state import State

_PEOPLE, _REGISTER, _POPULATION, _CARDS, _MEMBERS, _MONTHS = range(6)
"""Numbers of the streams of draws: what happens in one does not move the others."""

ABOUT: Final = "town.json"
"""The file that says what a town was made from."""
TRUTH: Final = "truth.csv"
CHANGES: Final = "changes.csv"
DEFAULT_KABUPATEN: Final = "Kota Semarang"
"""A kota with 177 villages, two names among them in two kecamatan each."""


@dataclass(frozen=True)
class TownSettings:
    """What a town is made from; equal settings give equal bytes. `excel` names files that went through Excel.

    `month` counts the months since the first state, `pace` scales what happens in each.
    """

    residents: int
    seed: int = 1
    noise: float = 1.0
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    kabupaten: str = DEFAULT_KABUPATEN
    profile: str | None = None
    excel: tuple[str, ...] = ()
    month: int = 0
    pace: float = 1.0


def make_town(settings: TownSettings, folder: Path) -> dict[str, int]:
    """Write `penduduk.csv`, three `peserta_….csv`, `truth.csv` and `town.json` into a folder; return the counts.

    Of a later month also `changes.csv`, what happened since the month before. `residents` is the number of data rows
    of the first population file. Raises `UsageRefused` for an unknown kabupaten, profile, file or kind.
    """
    refuse_unknown((*settings.without, *settings.only), (*noise.NAMES, *steps.NAMES))
    chances = noise.rates(settings.noise, _of(settings.without, noise.NAMES), _of(settings.only, noise.NAMES))
    area = find_area(settings.kabupaten, settings.residents)
    profile = PROFILES[_checked(settings, profile_for(area.code))]
    persons = settings.residents - doubles(settings.residents, chances)

    people = make_people(Draws(settings.seed, _PEOPLE), area, profile, persons, chances)
    register = make_register(Draws(settings.seed, _REGISTER), people, settings.residents, chances)
    cards = deal_cards(Draws(settings.seed, _CARDS), people, chances)

    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(make_texts(area), chances, settings.excel, folder)
    if settings.month:
        made = Made(people, register, cards)
        state = first_state((settings.seed, _POPULATION, _MEMBERS), made, area, profile, desk)
        truth = _later(state, settings, folder)
    else:
        (folder / CHANGES).unlink(missing_ok=True)
        write_population(Draws(settings.seed, _POPULATION), people, register, desk)
        masks = write_members((settings.seed, _MEMBERS), people, cards, desk)
        truth = make_truth(people.kinds, register, cards, masks)
    truth.write_csv(folder / TRUTH)
    counts = _counts(truth)
    about = {"as_of": day_of(settings.month).isoformat(), "files": _files(), **asdict(settings), "counts": counts}
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return counts


def _later(state: State, settings: TownSettings, folder: Path) -> pl.DataFrame:
    """Let the months pass, write what there is then and what happened in the last of them; return the truth."""
    rates = steps.step_rates(settings.pace, settings.without, settings.only)
    before = state
    for _ in range(settings.month):
        before, state = state, next_month(state, (settings.seed, _MONTHS), rates)
    write_state(state)
    truth = truth_of(state)
    true_changes(before, truth_of(before), state, truth).write_csv(folder / CHANGES)
    return truth


def _of(names: tuple[str, ...], table: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in table)


def _checked(settings: TownSettings, fitting: str) -> str:
    """Return the name of the profile; raises `UsageRefused` for an unknown profile or file."""
    profile = settings.profile or fitting
    for given, known in (
        (profile, tuple(PROFILES)),
        *((name, tuple(m.short_name for m in MEMBERS)) for name in settings.excel),
    ):
        if given not in known:
            raise UsageRefused(
                Words("“{given}” tidak dikenal.", "“{given}” is not known.").fill(given=given),
                Words("Yang ada: {known}.", "Known: {known}.").fill(known=", ".join(known)),
            )
    return profile


def _files() -> dict[str, list[str]]:
    """Name the files per side, the member files in the order in which `member_row` counts them."""
    return {"population": [POPULATION.file], "members": [layout.file for layout in MEMBERS]}


def _counts(truth: pl.DataFrame) -> dict[str, int]:
    residents = truth.drop_nulls("resident_row").unique("resident_row")
    by_status = dict(sorted(residents["status"].value_counts().iter_rows()))
    kinds = truth["kinds"].drop_nulls().str.split("+").explode().value_counts()
    return {
        "residents": residents.height,
        "members": truth["member_row"].count(),
        "second_cards": truth.filter(~truth["counts"]).drop_nulls(["resident_row", "member_row"]).height,
        "cards_without_resident": truth.filter(truth["resident_row"].is_null()).height,
        **{f"residents_{status}": int(n) for status, n in by_status.items()},
        **{f"kind_{kind}": int(n) for kind, n in sorted(kinds.iter_rows())},
    }
