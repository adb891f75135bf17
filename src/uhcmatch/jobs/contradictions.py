"""What a strict call does about people who contradict each other."""

from __future__ import annotations

from uhcmatch.errors import DecisionsContradict
from uhcmatch.words import Words


def refuse_contradictions(pairs: int) -> None:
    """Raise `DecisionsContradict` when there are pairs that people disagree on."""
    if pairs:
        raise DecisionsContradict(
            Words("{pairs} keputusan bertentangan.", "{pairs} contradictory decisions.").fill(pairs=pairs),
            Words(
                "Lihat dengan uhcmatch review list --state contradictory, lalu putuskan.",
                "See them with uhcmatch review list --state contradictory, then decide.",
            ),
        )
