"""What so many refused rows lead to, said above the summary: a number in its table is soon read over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.reasons import REFUSALS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.columns import Role
    from uhcmatch.files import Source

_SHARE: Final = 0.02
_ROWS: Final = 20
"""Refused rows of a file, and share of its rows, from both of which on they are told of."""
_MOST: Final = 0.5
"""Share from which it is told of few rows, too."""

_REFUSED: Final = Words(
    "{refused} dari {rows} baris ditolak, terbanyak karena {why} ({count}). {so}",
    "{refused} of {rows} rows refused, mostly for this: {why} ({count}). {so}",
)
_SO: Final[dict[Role, Words]] = {
    "population": Words(
        "Penduduk di baris itu tidak ada di daftar mana pun.",
        "These residents are on no list.",
    ),
    "members": Words(
        "Pemilik kartunya dapat muncul di daftar kunjungan walaupun punya kartu.",
        "Their owners may stand on the visiting list although they have a card.",
    ),
}


def with_refusals_told(sources: Sequence[Source], refused: pl.DataFrame) -> tuple[Source, ...]:
    """Return the sources with a note on each of which many rows are refused: how many, mostly why, what follows.

    `refused` has `source_file` and `reason` of each refused row.
    """
    return tuple(
        replace(source, notes=(_told(source, refused), *source.notes)) if _is_much(source) else source
        for source in sources
    )


def _is_much(source: Source) -> bool:
    is_many = source.refused >= max(_ROWS, _SHARE * source.rows)
    return is_many or source.refused >= max(1, _MOST * source.rows)


def _told(source: Source, refused: pl.DataFrame) -> Words:
    reasons = refused.filter(pl.col("source_file") == source.name).group_by("reason").len()
    code, count = reasons.sort("len", "reason", descending=[True, False]).row(0)
    why, so = REFUSALS[code], _SO[source.role]
    counts = {"refused": source.refused, "rows": source.rows, "count": count}
    return Words(
        _REFUSED.fill(**counts, why=why.id, so=so.id).id,
        _REFUSED.fill(**counts, why=why.en, so=so.en).en,
    )
