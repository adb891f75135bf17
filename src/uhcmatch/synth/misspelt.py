"""One name, written otherwise.

Each mistake is a function of the name and three rolls of the dice (numbers in [0, 1)) that returns the name as written;
a name it does not suit comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from uhcmatch.reference.given_names import spellings

Mistake = Callable[[str, float, float, float], str]

_EDITS: Final[tuple[tuple[str, str, int], ...]] = (
    ("H", "", 15), ("", "H", 18), ("I", "", 12), ("", "I", 12), ("A", "", 8), ("", "A", 8), ("S", "", 5), ("", "S", 5),
    ("S", "Z", 5), ("Z", "S", 5), ("R", "", 5), ("", "R", 4), ("M", "N", 3), ("N", "M", 2), ("Y", "", 2), ("", "Y", 2),
    ("A", "I", 2), ("I", "A", 2), ("A", "E", 2), ("E", "A", 1), ("D", "T", 2), ("T", "D", 1), ("F", "P", 1),
    ("P", "F", 1), ("F", "V", 1), ("L", "R", 1), ("R", "L", 1), ("K", "Q", 1), ("Q", "K", 1), ("J", "Y", 1),
    ("Y", "J", 1), ("N", "", 3), ("", "N", 3), ("U", "O", 2), ("O", "U", 2), ("L", "", 2), ("", "L", 2),
    ("I", "Y", 3), ("Y", "I", 3),
)  # fmt: skip
"""From, to, weight: the characters by which names differed on equal NIK (DOMAIN.md §6.3)."""

_EDGES: Final = np.cumsum([weight for *_, weight in _EDITS]) / sum(weight for *_, weight in _EDITS)
_OLD_LETTERS: Final = (("SY", "SJ"), ("NY", "NJ"), ("Y", "\x00"), ("J", "DJ"), ("\x00", "J"), ("C", "TJ"), ("U", "OE"))
_ABBREVIATIONS: Final = frozenset({"MUH", "MOH", "MOCH", "ABD", "ST", "M", "A", "MOHD", "ACH"})
_STARTS: Final = ("NUR", "SRI", "SITI", "ABDUL", "SU", "TRI", "DWI", "EKA", "DEWI", "MUHAMMAD", "KHAIRUL", "KHOIRUN")
_PREFIX_TOKENS: Final = frozenset(
    ("MUHAMMAD", "MUHAMAD", "MOHAMMAD", "MUH", "MOH", "SITI", "NUR", "NURUL", "ABDUL", "ABD", "I", "NI", "LA")
)


def edit(name: str, which: float, where: float, _: float) -> str:
    """Drop, add or replace one letter."""
    old, new, _weight = _EDITS[min(int(np.searchsorted(_EDGES, which, side="right")), len(_EDITS) - 1)]
    start = int(where * len(name))
    if not old:
        at = _end_of_token(name, start) if new == "H" else max(1, start)
        return name[:at] + new + name[at:]
    at = name.find(old, start)
    at = name.find(old) if at < 0 else at
    if at < 0 or (not new and len(name) < 4):
        at = max(1, start)
        return name[:at] + name[at - 1] + name[at:]
    return name[:at] + new + name[at + 1 :]


def _end_of_token(name: str, start: int) -> int:
    end = name.find(" ", start)
    return len(name) if end < 0 else end


def two_edits(name: str, which: float, where: float, third: float) -> str:
    """Make two edits in different places."""
    return edit(edit(name, which, where, third), third, 1 - where, which)


def punctuation(name: str, which: float, where: float, _: float) -> str:
    """Add what a clean-up takes away again: dots, an apostrophe, a hyphen, double spaces, other case."""
    first, space, rest = name.partition(" ")
    at = 1 + int(where * (len(name) - 1))
    choices = (
        (0.45, first in _ABBREVIATIONS, f"{first}.{space}{rest}"),
        (0.30, "AA" in name, name.replace("AA", "A'A", 1)),
        (0.45, bool(rest), f"{first}-{rest}"),
        (0.70, bool(rest), f"{first}  {rest}"),
        (0.80, True, name.title()),
        (0.90, True, f"{name}."),
        (1.00, True, name[:at] + "'`"[int(which * 100) % 2] + name[at:]),
    )
    return next(written for up_to, suits, written in choices if suits and which < up_to)


def spacing(name: str, which: float, where: float, _: float) -> str:
    """Join two tokens, or split one after a usual beginning; rarely space out all letters."""
    tokens = name.split(" ")
    if which < 0.02 and len(name) < 9 and len(tokens) == 1:
        return " ".join(name)
    if len(tokens) > 1:
        place = int(where * (len(tokens) - 1))
        return " ".join([*tokens[:place], tokens[place] + tokens[place + 1], *tokens[place + 2 :]])
    for start in _STARTS:
        if name.startswith(start) and len(name) >= len(start) + 4:
            return f"{start} {name[len(start) :]}"
    return name


def variant(name: str, which: float, where: float, _: float) -> str:
    """Write one token in another spelling of its family."""
    tokens, known = name.split(" "), spellings()
    places = [place for place, token in enumerate(tokens) if token in known]
    if not places:
        return name
    place = places[int(where * len(places))]
    others, shares = known[tokens[place]]
    chosen = min(int(np.searchsorted(np.cumsum(shares), which, side="right")), len(others) - 1)
    tokens[place] = others[chosen]
    return " ".join(tokens)


def old_spelling(name: str, which: float, where: float, _: float) -> str:
    """Write one token as before 1972: OE, TJ, DJ, J, NJ, SJ."""
    tokens = name.split(" ")
    place = int(where * len(tokens))
    old = tokens[place]
    for modern, former in _OLD_LETTERS[: 7 if which < 0.8 else 6]:
        old = old.replace(modern, former)
    tokens[place] = old
    return " ".join(tokens)


def token_missing(name: str, which: float, where: float, _: float) -> str:
    """Leave out the last token, sometimes another; never everything but SITI, MUHAMMAD …"""
    tokens = name.split(" ")
    if len(tokens) == 1:
        return name
    place = len(tokens) - 1 if which < 0.65 else int(where * len(tokens))
    rest = tokens[:place] + tokens[place + 1 :]
    if len(rest) == 1 and rest[0] in _PREFIX_TOKENS:
        rest = tokens[1:]
    return " ".join(rest)


def initial(name: str, which: float, where: float, _: float) -> str:
    """Shorten a token of a name of several to its first letter; MUHAMMAD more than others."""
    tokens = name.split(" ")
    if len(tokens) == 1:
        return name
    place = 0 if tokens[0] in _PREFIX_TOKENS and which < 0.6 else int(where * len(tokens))
    if len(tokens[place]) < 3:
        return name
    tokens[place] = tokens[place][0] + ("." if which < 0.8 else "")
    return " ".join(tokens)


def order(name: str, which: float, _: float, __: float) -> str:
    """Put the last token first, or the first last."""
    tokens = name.split(" ")
    return " ".join([tokens[-1], *tokens[:-1]] if which < 0.5 else [*tokens[1:], tokens[0]])


def truncated(name: str, which: float, _: float, __: float) -> str:
    """Cut at 20 or 25 characters."""
    return name[: 20 if which < 0.5 else 25].rstrip()
