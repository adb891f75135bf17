"""What time it is, asked once per call."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words


def now() -> datetime:
    """Return the present in the machine's own time zone; `UHCMATCH_NOW` (ISO 8601) stands in for the clock."""
    told = os.environ.get("UHCMATCH_NOW")
    if not told:
        return datetime.now(UTC).astimezone()
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise UsageRefused(
            Words("UHCMATCH_NOW bukan waktu ISO 8601.", "UHCMATCH_NOW is no ISO 8601 time."),
            Words("Misalnya 2026-11-23T08:00:00+07:00.", "For example 2026-11-23T08:00:00+07:00."),
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
