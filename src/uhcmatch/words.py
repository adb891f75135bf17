"""A sentence in the two languages of the program, so that neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence for people: Indonesian for the office, English for whoever helps them.

    `{name}` places in the texts are filled by `fill`; what fills them is a count, a file name, a line number or a
    column name, never a cell of a record.
    """

    id: str
    en: str

    def fill(self, **places: object) -> Words:
        """Return the same sentence with its `{…}` places filled in both languages."""
        return Words(self.id.format(**places), self.en.format(**places))

    def said(self, language: Language) -> str:
        """Return the text in one language."""
        return self.id if language == "id" else self.en
