"""One JSON document, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Final

from uhcmatch.words import clean

_UNUSUAL: Final = re.compile(r"[^ -~\n]")


def as_json(content: object) -> str:
    """Return a JSON text: dates as ISO 8601, letters as they are, what is not seen by its number."""
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_told, allow_nan=False)
    return _UNUSUAL.sub(_seen, text)


def _seen(found: re.Match[str]) -> str:
    letter = found[0]
    return letter if clean(letter) else json.dumps(letter)[1:-1]


def _told(value: Any) -> str:  # noqa: ANN401 - whatever json does not know
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
