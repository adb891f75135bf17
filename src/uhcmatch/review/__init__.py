"""Clerical review: which pairs people are asked about, in which order, and what holds of what they said."""

from __future__ import annotations

from uhcmatch.review.lines import STATES, ReviewLine
from uhcmatch.review.pair_ids import PairId, pair_id, read_pair_id
from uhcmatch.review.questions import Progress, Question, looked_at_again, next_waiting, others_given, progress
from uhcmatch.review.queue import EFFECTS, queue
from uhcmatch.review.statements import CONTRADICTED, KIND, Pair, PairState, Statement, agreement, standing, voice_of

__all__ = [
    "CONTRADICTED",
    "EFFECTS",
    "KIND",
    "STATES",
    "Pair",
    "PairId",
    "PairState",
    "Progress",
    "Question",
    "ReviewLine",
    "Statement",
    "agreement",
    "looked_at_again",
    "next_waiting",
    "others_given",
    "pair_id",
    "progress",
    "queue",
    "read_pair_id",
    "standing",
    "voice_of",
]
