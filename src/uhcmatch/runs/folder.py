"""A run folder as it is read: every file's bytes are hashed before anything believes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from uhcmatch.columns import KEPT_LATER, LINKS, MEMBERS, RESIDENTS
from uhcmatch.errors import StoreFailed
from uhcmatch.runs import manifest
from uhcmatch.runs.disk import is_plain_folder, read_bytes, speaking_of
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SCHEMAS = {"residents": RESIDENTS, "members": MEMBERS, "links": LINKS}
_UNREADABLE = Words("Hasil {name} tidak dapat dibaca.", "Cannot read run {name}.")


@dataclass(frozen=True)
class RunFolder:
    """One published run."""

    path: Path
    facts: dict[str, Any]

    @classmethod
    def opened(cls, path: Path) -> RunFolder:
        """Open a run folder; raises `StoreFailed` when it is none or its `run.json` is damaged."""
        if not is_plain_folder(path) or not (path / manifest.NAME).exists():
            raise StoreFailed(
                Words("{name} bukan folder hasil uhcmatch.", "{name} is no run folder.").fill(name=path.name),
                Words("Lihat uhcmatch runs list.", "See uhcmatch runs list."),
            )
        with speaking_of(path, _UNREADABLE):
            text = read_bytes(path / manifest.NAME)
        return cls(path, manifest.unsealed(text, path.name))

    @property
    def run_id(self) -> str:
        """Id given when the run was made; stays when the folder is renamed."""
        return str(self.facts["run_id"])

    @property
    def as_of(self) -> date:
        """Day the run speaks of; ages are counted on it."""
        return date.fromisoformat(self.facts["as_of"])

    def content(self, file: str) -> bytes:
        """Return the bytes of a kept file; raises `StoreFailed` when they are not those that were written."""
        kept = self.facts["files"].get(file)
        if kept is None:
            raise manifest.damaged(self.path.name, manifest.NAME)
        try:
            with speaking_of(self.path, _UNREADABLE):
                content = read_bytes(self.path / file)
        except StoreFailed as error:
            raise manifest.damaged(self.path.name, file) from error
        if hashlib.sha256(content).hexdigest() != kept["sha256"]:
            raise manifest.damaged(self.path.name, file)
        return content

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return `residents`, `members` or `links` with the columns of the contract, or with some of them.

        What an older run did not keep beside is null.
        """
        schema = _SCHEMAS[name]
        wanted = list(schema if columns is None else columns)
        content = BytesIO(self.content(f"{name}.parquet"))
        kept = pl.read_parquet_schema(content)
        later = {column: kind for column, kind in KEPT_LATER.get(name, {}).items() if column not in kept}
        if any(kept.get(column) != dtype for column, dtype in schema.items() if column not in later):
            raise manifest.damaged(self.path.name, f"{name}.parquet")
        content.seek(0)
        frame = pl.read_parquet(content, columns=[column for column in wanted if column not in later])
        return frame.with_columns(pl.lit(None, kind).alias(column) for column, kind in later.items()).select(wanted)
