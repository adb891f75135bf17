"""A sentence in the two languages of the program, so that neither can be forgotten, and letters that may be shown."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["id", "en"]
UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's kinds of what moves a cursor, hides, or turns the order of letters round."""


def clean(text: str) -> str:
    """Return a text without control, bidirectional and other unseen characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter == " " or unicodedata.category(letter) not in UNSEEN)


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
