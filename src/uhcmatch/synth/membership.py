"""The three member files: cards in text, each file with the mistakes that can be seen in its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth import wrong_facts, wrong_names, wrong_numbers
from uhcmatch.synth.cards import SEGMENTS, STATUSES
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.layouts import MEMBERS, Layout
from uhcmatch.synth.noisy import Trick, make_noise
from uhcmatch.synth.rows import canonical
from uhcmatch.synth.writing import ROWS_AT_ONCE, Desk, write_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.synth.cards import Cards
    from uhcmatch.synth.draws import Ints
    from uhcmatch.synth.people import People
    from uhcmatch.synth.rows import Texts

_TRICKS: Final = {**wrong_names.TRICKS, **wrong_numbers.TRICKS, **wrong_facts.TRICKS}


def write_members(stream: tuple[int, ...], people: People, cards: Cards, desk: Desk) -> Ints:
    """Write the files; return per card the mask of kinds that show in its row."""
    masks = np.zeros(len(cards), dtype=np.int64)
    for number, layout in enumerate(MEMBERS):
        write_layout(layout, card_rows(stream, people, cards, desk, number, masks), desk)
    return masks


def card_rows(  # noqa: PLR0913 - what a file is made from
    stream: tuple[int, ...], people: People, cards: Cards, desk: Desk, number: int, masks: Ints
) -> Iterator[pl.DataFrame]:
    """Yield the canonical rows of a file with their noise, piece by piece; kinds that show are added to `masks`."""
    draws = Draws(*stream, number)
    here = np.nonzero(cards.file == number)[0]
    tricks, rates = member_noise(MEMBERS[number], desk)
    for start in range(0, max(len(here), 1), ROWS_AT_ONCE):
        part = here[start : start + ROWS_AT_ONCE]
        rows, masks[part] = make_noise(_card_rows(people, cards, desk.texts, part, start), tricks, rates, draws)
        yield rows


def member_noise(layout: Layout, desk: Desk) -> tuple[dict[str, Trick], dict[str, float]]:
    """Return the tricks that show in a layout and their rates; in a file that went through Excel every NIK is cut."""
    tricks = {kind: trick for kind, trick in _TRICKS.items() if trick.shown in layout.shows}
    if layout.short_name not in desk.excel:
        return tricks, desk.rates
    return tricks | {"nik_precision": Trick("nik", wrong_numbers.precision)}, desk.rates | {"nik_precision": 1.0}


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
