"""The weights of one run: shipped, estimated in it, or read back from another run's `run.json`."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.linkage.weigh.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

SECOND_CARD: Final = -7.0
"""Bits. A resident who has a card already: one person in some hundred and thirty has two."""


def _shipped() -> dict[str, float]:
    return {feature.code: feature.bits for feature in FEATURES}


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What a run knows of its questions once all else is decided (`quality.reweighed`, `quality.recovery`).

    Bits: `of_another` by which a card is likelier to be somebody's if it bears another's number · `unserved` by which
    its owner is likelier to be one without a card · `own_number` moved where numbers agree. `offset` and `slope` of the
    natural log odds of cards whose number is nobody's: as hidden members' turned out.
    """

    of_another: float
    unserved: float
    own_number: float
    offset: float
    slope: float


@dataclass(frozen=True, slots=True)
class Model:
    """What evidence is worth, in bits (log2 of how much likelier it is in a true pair than by chance).

    `bits` feature code → weight · `second_card` what a card already held costs · `share` of the members who are
    residents, and `share_without_nik` of those whose card bears no usable number · `learnt_from` members whose NIK was
    hidden to learn the weights, 0 for shipped ones · `moved` what counting in the run added to `bits` (`shares`), and
    `share_supposed` the share before it was counted · `hindsight` what answered questions, if anything was learnt.
    All to the thousandth, so that a run kept says them exactly.
    """

    bits: Mapping[str, float] = field(default_factory=_shipped)
    second_card: float = SECOND_CARD
    share: float = 0.5
    share_without_nik: float = 0.5
    learnt_from: int = 0
    moved: Mapping[str, float] = field(default_factory=dict)
    share_supposed: float = 0.5
    hindsight: Hindsight | None = None

    def changed(self, **changes: Any) -> Model:  # noqa: ANN401 - forwarded to dataclasses.replace
        """Return the model with some parts replaced."""
        return replace(self, **changes)

    def before_counting(self) -> Model:
        """Return the model as it was when the run chose which pairs are worth comparing."""
        bits = {code: round(self.bits[code] - by, 3) for code, by in self.moved.items()}
        share = self.share_supposed
        return self.changed(bits={**self.bits, **bits}, share=share, share_without_nik=share, moved={})

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the model's document: two runs with one fingerprint weighed alike."""
        return hashlib.sha256(json.dumps(self.as_document(), sort_keys=True).encode()).hexdigest()

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
            moved={code: float(by) for code, by in document.get("moved", {}).items()},
            share_supposed=float(document.get("share_supposed", document["share"])),
            hindsight=_hindsight(document.get("hindsight")),
        )

    def as_document(self) -> dict[str, Any]:
        """Return the model for `run.json`."""
        return {
            "bits": {code: round(bits, 3) for code, bits in self.bits.items()},
            "second_card": round(self.second_card, 3),
            "share": round(self.share, 5),
            "share_without_nik": round(self.share_without_nik, 5),
            "learnt_from": self.learnt_from,
            "moved": {code: round(by, 3) for code, by in self.moved.items()},
            "share_supposed": round(self.share_supposed, 5),
            **({"hindsight": asdict(self.hindsight)} if self.hindsight else {}),
        }


def _hindsight(document: Mapping[str, Any] | None) -> Hindsight | None:
    if document is None:
        return None
    return Hindsight(**{part.name: float(document[part.name]) for part in fields(Hindsight)})


def odds_bits(share: float) -> float:
    """Return the log2 odds of a share."""
    return math.log2(share / (1 - share))
