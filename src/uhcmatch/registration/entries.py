"""What the ledger keeps of registrations: who was proposed, what BPJS answered, and which files were taken back.

No entry holds a NIK or a name, only their prints; a reply is matched by these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND_PROPOSAL: Final = "proposal"
"""Its key is the person's print."""
KIND_REPLY: Final = "reply"
"""Likewise."""
KIND_WITHDRAWN: Final = "proposals withdrawn"
"""Its key is the batch."""


@dataclass(frozen=True)
class Prints:
    """What a person is known by: prints of the record, of the NIK, and of its first 15 digits with the name."""

    person: str
    nik: str
    near: str


@dataclass(frozen=True)
class Proposal:
    """One person in one file for BPJS.

    `person`, `nik`, `near` as of `Prints` · `batch` the file · `number` the line in it · `day` ISO 8601 · `period` year
    and month asked for (2026-12) · `request` a code of `registration_layouts.REQUESTS` · `dues` rupiah a month · `run`,
    `row` the run it was made from, and the resident's row in it.
    """

    person: str
    nik: str
    near: str
    batch: str
    number: int
    day: str
    period: str
    request: str
    dues: int
    run: str
    row: int
    entry: int = 0

    @property
    def prints(self) -> Prints:
        """Return what the person was known by then."""
        return Prints(self.person, self.nik, self.near)

    def as_content(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        return {name: value for name, value in vars(self).items() if name not in ("person", "entry")}

    @classmethod
    def kept(cls, entry: int, person: str, content: Mapping[str, Any]) -> Proposal:
        """Return a proposal as the ledger kept it."""
        return cls(person, **content, entry=entry)


@dataclass(frozen=True)
class Reply:
    """What BPJS answered to one proposal: `code` of `reference.replies`; `replaces` takes back an earlier answer."""

    person: str
    batch: str
    code: str
    day: str
    replaces: bool = False
    entry: int = 0

    def as_content(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        return {name: value for name, value in vars(self).items() if name not in ("person", "entry")}

    @classmethod
    def kept(cls, entry: int, person: str, content: Mapping[str, Any]) -> Reply:
        """Return a reply as the ledger kept it."""
        return cls(person, **content, entry=entry)


@dataclass(frozen=True)
class Withdrawn:
    """A file that was never sent, and its day."""

    batch: str
    day: str
