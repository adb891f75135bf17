"""What all tests share: property tests draw the same cases everywhere and are never judged by the clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("everywhere", deadline=None, derandomize=True)
settings.load_profile("everywhere")
