"""A sentence in the two languages of the program, so that neither can be forgotten, and letters that may be shown."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeGuard

Language = Literal["id", "en"]
UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's kinds of what moves a cursor, hides, or turns the order of letters round."""
_WHERE: Final = frozenset({"line", "row", "at", "taken_by"})
"""Places that take where something stands: it is looked up in an editor, which knows no thousands."""


def clean(text: str) -> str:
    """Return a text without control, bidirectional and other unseen characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter == " " or unicodedata.category(letter) not in UNSEEN)


class _Count(int):
    """A whole number that marks its thousands where a sentence does not say how it is written."""

    def __format__(self, spec: str) -> str:
        return int.__format__(self, spec or ",")


class _IndonesianCount(_Count):
    """The same with the marks of Indonesian: 5.320."""

    def __format__(self, spec: str) -> str:
        return int.__format__(self, spec) if spec else f"{int(self):,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence for people: Indonesian for the office, English for whoever helps them.

    `{name}` places in the texts are filled by `fill`; what fills them is a count, a file name, a line number or a
    column name, never a cell of a record.
    """

    id: str
    en: str

    def fill(self, **places: object) -> Words:
        """Return the same sentence with its `{…}` places filled in both languages.

        What is counted has its thousands marked as each language does: 5.320 and 5,320.
        """
        of_english, of_indonesian = (
            {name: kind(value) if _is_count(value, name) else value for name, value in places.items()}
            for kind in (_Count, _IndonesianCount)
        )
        return Words(self.id.format(**of_indonesian), self.en.format(**of_english))

    def said(self, language: Language) -> str:
        """Return the text in one language."""
        return self.id if language == "id" else self.en


def _is_count(value: object, name: str) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and name not in _WHERE
