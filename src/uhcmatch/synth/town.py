"""The made-up town on one page: people, cards, files, truth."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from uhcmatch.synth import noise, wrong_numbers
from uhcmatch.synth.cards import SEGMENTS, STATUSES, Cards, deal_cards
from uhcmatch.synth.draws import Draws, Ints
from uhcmatch.synth.layouts import MEMBERS, POPULATION, Layout
from uhcmatch.synth.noisy import make_noise, spelled
from uhcmatch.synth.people import RESIDENT, People, make_people
from uhcmatch.synth.places import Area, find_area
from uhcmatch.synth.profiles import PROFILES, profile_for
from uhcmatch.synth.rows import Texts, canonical, make_texts

_ROWS_AT_ONCE: Final = 200_000
"""Rows that are text at the same time; bounds the memory. A different number makes a different town."""
_PEOPLE, _CARDS, _MEMBER_ROWS, _POPULATION_ROWS = range(4)


@dataclass(frozen=True)
class TownSettings:
    """What a town is made from; equal settings give equal bytes."""

    residents: int
    seed: int = 1
    noise: float = 1.0
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    kabupaten: str = "Kota Semarang"
    profile: str | None = None


@dataclass(frozen=True)
class Town:
    """What was made: where, and how many rows each file and truth kind has."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict)


def make_town(settings: TownSettings, folder: Path) -> Town:
    """Write a town into a folder."""
    rates = noise.rates(settings.noise, settings.without, settings.only)
    area = find_area(settings.kabupaten, settings.residents)
    profile = settings.profile or profile_for(area.code)
    people = make_people(Draws(settings.seed, _PEOPLE), area, PROFILES[profile], settings.residents, rates)
    cards = deal_cards(Draws(settings.seed, _CARDS), people, rates)
    texts = make_texts(area)
    folder.mkdir(parents=True, exist_ok=True)
    resident_row = _write_population(people, texts, folder)
    masks = _write_members(people, cards, texts, area, rates, settings.seed, folder)
    truth = _truth(people, cards, resident_row, masks)
    truth.write_csv(folder / "truth.csv")
    counts = {"residents": settings.residents, "members": len(cards), "unenrolled": int((truth["status"] == "unenrolled").sum())}
    (folder / "town.json").write_text(json.dumps({**asdict(settings), "counts": counts}, indent=2))
    return Town(folder, counts)


def _write_population(people: People, texts: Texts, folder: Path) -> Ints:
    """Write the residents in order of area and KK; return everybody's row, 0 for who is no resident."""
    who = np.nonzero(people.fate == RESIDENT)[0]
    with (folder / POPULATION.file).open("wb") as file:
        for start in range(0, len(who), _ROWS_AT_ONCE):
            part = who[start : start + _ROWS_AT_ONCE]
            rows = canonical(people, texts, part, people.families.household[part]).with_columns(vital=pl.lit("HIDUP"))
            _write(POPULATION, rows, "", file, start == 0)
    resident_row = np.zeros(len(people), dtype=np.int64)
    resident_row[who] = np.arange(1, len(who) + 1)
    return resident_row


def _write(layout: Layout, rows: pl.DataFrame, kabupaten: str, file, first: bool) -> None:
    text = layout.columns(rows, kabupaten).write_csv(
        separator=";", include_header=first, include_bom=first and layout.bom, line_terminator=layout.line_end
    )
    file.write(text.encode("utf-8"))


def _write_members(
    people: People, cards: Cards, texts: Texts, area: Area, rates: dict[str, float], seed: int, folder: Path
) -> Ints:
    masks = np.zeros(len(cards), dtype=np.int64)
    for number, layout in enumerate(MEMBERS):
        here = np.nonzero(cards.file == number)[0]
        with (folder / layout.file).open("wb") as file:
            for start in range(0, max(len(here), 1), _ROWS_AT_ONCE):
                part = here[start : start + _ROWS_AT_ONCE]
                rows, mask = make_noise(
                    _card_rows(people, cards, texts, part, start),
                    {k: t for k, t in wrong_numbers.TRICKS.items() if not k.startswith("kk") or "no_kk" in layout.shows},
                    rates,
                    Draws(seed, _MEMBER_ROWS, number, start),
                )
                masks[part] = mask
                _write(layout, rows, area.name, file, start == 0)
    return masks


def _card_rows(people: People, cards: Cards, texts: Texts, part: Ints, start: int) -> pl.DataFrame:
    who = cards.person[part]
    return canonical(people, texts, who, people.families.household[who]).with_columns(
        place=pl.Series(np.arange(start + 1, start + 1 + len(part))),
        card=pl.Series(cards.number[part]).cast(pl.String),
        head_card=pl.Series(cards.number[part]).cast(pl.String),
        segment=pl.Series(SEGMENTS).gather(cards.segment[part]),
        status=pl.Series(STATUSES).gather(cards.status[part]),
        serial=pl.lit(False),
        unparsed=pl.lit(False),
        since=pl.lit("01-01-2014"),
        **{"class": pl.lit("3")},
    )


def _truth(people: People, cards: Cards, resident_row: Ints, masks: Ints) -> pl.DataFrame:
    """One row per card, and one per resident without any."""
    n = len(cards)
    counts = np.zeros(n, dtype=bool)
    best = np.lexsort((np.arange(n), cards.second, ~cards.active, cards.person))
    first = np.concatenate(([True], cards.person[best][1:] != cards.person[best][:-1]))
    counts[best[first]] = True
    active_person = np.zeros(len(people), dtype=bool)
    active_person[cards.person[cards.active]] = True
    carded = np.zeros(len(people), dtype=bool)
    carded[cards.person] = True
    linked = resident_row[cards.person]
    with_card = pl.DataFrame(
        {
            "resident_row": pl.Series(linked),
            "member_row": pl.Series(np.arange(1, n + 1)),
            "counts": pl.Series(counts & (linked > 0)),
            "status": pl.Series(np.where(linked == 0, "", np.where(active_person[cards.person], "active", "inactive"))),
            "kinds": spelled(masks),
        }
    ).with_columns(pl.col("resident_row").replace(0, None), pl.col("status").replace("", None))
    alone = resident_row[(resident_row > 0) & ~carded]
    without = pl.DataFrame({"resident_row": pl.Series(alone)}).with_columns(
        member_row=pl.lit(None, pl.Int64), counts=pl.lit(False), status=pl.lit("unenrolled"), kinds=pl.lit("")
    )
    return pl.concat([with_card, without]).sort("resident_row", "member_row", nulls_last=True)
