"""What a strict call does about people who contradict each other."""

from __future__ import annotations

from typing import Final

from uhcmatch.errors import DecisionsContradict
from uhcmatch.words import Words

PAIRS: Final = Words(
    "Lihat dengan uhcmatch review list --state contradictory, lalu putuskan.",
    "See them with uhcmatch review list --state contradictory, then decide.",
)
VISITS: Final = Words(
    "Lihat dengan uhcmatch outcomes list --next periksa, lalu betulkan lembarnya.",
    "See them with uhcmatch outcomes list --next periksa, then correct the sheet.",
)


def refuse_contradictions(found: int, hint: Words = PAIRS) -> None:
    """Raise `DecisionsContradict` when there are pairs, or visits, that people tell of in two ways."""
    if found:
        raise DecisionsContradict(
            Words("{found} keterangan bertentangan.", "{found} contradictions.").fill(found=found), hint
        )
