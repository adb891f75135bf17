"""One JSON document, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any


def as_json(content: object) -> str:
    """Return a JSON text: dates as ISO 8601, letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=_told, allow_nan=False)


def _told(value: Any) -> str:  # noqa: ANN401 - whatever json does not know
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
