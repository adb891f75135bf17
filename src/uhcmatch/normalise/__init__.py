"""RAW → RECORDS: cells as people typed them become columns that can be compared (`comparable`)."""

from uhcmatch.normalise.records import Normalised, comparable

__all__ = ["Normalised", "comparable"]
