"""The three member files: cards in text, each file with the mistakes that can be seen in its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth import wrong_facts, wrong_names, wrong_numbers
from uhcmatch.synth.cards import SEGMENTS, STATUSES
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.layouts import MEMBERS
from uhcmatch.synth.noisy import Trick, make_noise
from uhcmatch.synth.rows import canonical
from uhcmatch.synth.writing import ROWS_AT_ONCE, write_layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uhcmatch.synth.cards import Cards
    from uhcmatch.synth.draws import Ints
    from uhcmatch.synth.people import People
    from uhcmatch.synth.rows import Texts

_TRICKS: Final = {**wrong_names.TRICKS, **wrong_numbers.TRICKS, **wrong_facts.TRICKS}


def write_members(
    stream: tuple[int, ...],
    people: People,
    cards: Cards,
    texts: Texts,
    rates: dict[str, float],
    excel: tuple[str, ...],
    folder: Path,
) -> Ints:
    """Write the files; return per card the mask of kinds that show in its row.

    `excel` names files (`pbi`) whose NIK column lost the 16th digit of every row.
    """
    masks = np.zeros(len(cards), dtype=np.int64)
    for number, layout in enumerate(MEMBERS):
        here = np.nonzero(cards.file == number)[0]
        tricks = {kind: trick for kind, trick in _TRICKS.items() if trick.shown in layout.shows}
        chances = dict(rates)
        if layout.short_name in excel:
            tricks["nik_precision"] = Trick("nik", wrong_numbers.precision)
            chances["nik_precision"] = 1.0
        write_layout(
            layout,
            _pieces(Draws(*stream, number), people, cards, here, texts, (tricks, chances), masks),
            texts.kabupaten,
            folder,
        )
    return masks


def _pieces(
    draws: Draws,
    people: People,
    cards: Cards,
    here: Ints,
    texts: Texts,
    noise: tuple[dict[str, Trick], dict[str, float]],
    masks: Ints,
) -> Iterator[pl.DataFrame]:
    for start in range(0, max(len(here), 1), ROWS_AT_ONCE):
        part = here[start : start + ROWS_AT_ONCE]
        rows, masks[part] = make_noise(_card_rows(people, cards, texts, part, start), *noise, draws)
        yield rows


def _card_rows(people: People, cards: Cards, texts: Texts, part: Ints, start: int) -> pl.DataFrame:
    """Canonical rows of some cards, with the columns only cards have; `start` cards are listed before them."""
    who = cards.person[part]
    born = np.where(who % 2 == 0, people.born[who], people.nik_born[who])
    return canonical(people, texts, who, people.families.household[who]).with_columns(
        pl.Series(people.card_nik[who]).cast(pl.String).str.zfill(16).alias("nik"),
        pl.Series(born.astype("datetime64[D]")).alias("born"),
        pl.Series(np.arange(start + 1, start + 1 + len(part))).alias("place"),
        pl.Series(cards.number[part]).cast(pl.String).alias("card"),
        pl.Series(cards.head_number[part]).cast(pl.String).alias("head_card"),
        pl.Series(SEGMENTS).gather(cards.segment[part]).alias("segment"),
        pl.Series(STATUSES).gather(cards.status[part]).alias("status"),
        pl.Series(cards.care_class[part]).cast(pl.String).alias("class"),
        pl.Series(cards.since[part].astype("datetime64[D]")).alias("since"),
        pl.lit(False).alias("serial"),
        pl.lit(False).alias("unparsed"),
    )
