"""Reading the exports as they come, and writing what people take away."""

from __future__ import annotations

from uhcmatch.files.read import read_inputs
from uhcmatch.files.source import Loaded, Source

__all__ = ["Loaded", "Source", "read_inputs"]
