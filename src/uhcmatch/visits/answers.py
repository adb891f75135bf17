"""One line of a field sheet as it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND: Final = "outcome"
"""Kind of entry in the ledger; its key is the person's print."""
_KEPT: Final = ("code", "visited", "card", "remark", "run", "team", "who", "at", "replaces", "nik")


@dataclass(frozen=True)
class Answer:
    """What a team found: a code of `reference.outcomes`.

    `person` the print of the resident · `visited` the day (ISO 8601), null when the sheet does not say · `card` 13
    digits · `run` the run of the sheet · `who` brought it in, `at` when (UTC) · `replaces` the last entry it corrects ·
    `entry` its number in the ledger, 0 when it is not kept yet · `nik` the print of the person's NIK, by which they can
    be erased when no run holds them any more; null where they have none.
    """

    person: str
    code: str
    visited: str | None
    card: str | None
    remark: str | None
    run: str
    team: int | None
    who: str
    at: str
    replaces: int = 0
    entry: int = 0
    nik: str | None = None

    @property
    def saying(self) -> tuple[Any, ...]:
        """Return what makes two answers the same, whoever brought them whenever."""
        return self.person, self.code, self.visited, self.card, self.remark, self.run

    @property
    def day(self) -> str:
        """Return the day of the visit, or the one on which it was told."""
        return self.visited or self.at[:10]

    def as_content(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        return {name: value for name in _KEPT if (value := getattr(self, name))}

    @classmethod
    def kept(cls, entry: int, person: str, content: Mapping[str, Any]) -> Answer:
        """Return an answer as the ledger kept it."""
        said = {name: content.get(name) for name in _KEPT}
        return cls(person, **{**said, "replaces": content.get("replaces", 0)}, entry=entry)
