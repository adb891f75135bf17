"""The weights of one run: shipped, estimated in it, or read back from another run's `run.json`."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.linkage.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

SECOND_CARD: Final = -7.0
"""Bits. A resident who has a card already: one person in some hundred and thirty has two."""


def _shipped() -> dict[str, float]:
    return {feature.code: feature.bits for feature in FEATURES}


@dataclass(frozen=True, slots=True)
class Model:
    """What evidence is worth, in bits (log2 of how much likelier it is in a true pair than by chance).

    `bits` feature code → weight · `second_card` what a card already held costs · `share` of the members who are
    residents, and `share_without_nik` of those whose card bears no usable number · `learnt_from` members whose NIK was
    hidden to learn the weights, 0 for shipped ones.
    """

    bits: Mapping[str, float] = field(default_factory=_shipped)
    second_card: float = SECOND_CARD
    share: float = 0.5
    share_without_nik: float = 0.5
    learnt_from: int = 0

    def changed(self, **changes: Any) -> Model:  # noqa: ANN401 - forwarded to dataclasses.replace
        """Return the model with some parts replaced."""
        return replace(self, **changes)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Model:
        """Return the model a `run.json` holds; a feature its program did not have yet weighs nothing there."""
        bits = {feature.code: float(document["bits"].get(feature.code, 0.0)) for feature in FEATURES}
        return cls(
            bits=bits,
            second_card=float(document["second_card"]),
            share=float(document["share"]),
            share_without_nik=float(document["share_without_nik"]),
            learnt_from=int(document["learnt_from"]),
        )

    def as_document(self) -> dict[str, Any]:
        """Return the model for `run.json`."""
        return {
            "bits": {code: round(bits, 3) for code, bits in self.bits.items()},
            "second_card": round(self.second_card, 3),
            "share": round(self.share, 5),
            "share_without_nik": round(self.share_without_nik, 5),
            "learnt_from": self.learnt_from,
        }


def odds_bits(share: float) -> float:
    """Return the log2 odds of a share."""
    return math.log2(share / (1 - share))
