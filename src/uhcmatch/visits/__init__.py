"""What teams found at the doors: answers, one person's visits, and what follows from them."""

from __future__ import annotations

from uhcmatch.visits.answers import KIND, Answer
from uhcmatch.visits.known_as import RENAMED, known_as
from uhcmatch.visits.standing import PersonVisits, Visit, standing

__all__ = ["KIND", "RENAMED", "Answer", "PersonVisits", "Visit", "known_as", "standing"]
