"""What happens to a name between two registries.

Each mistake is a function of the name and three rolls of the dice (numbers in [0, 1)) that returns the name as written;
a name it does not suit comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.reference.given_names import spellings
from uhcmatch.synth.noisy import Change, Trick

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws

Mistake = Callable[[str, float, float, float], str]

_EDITS: Final[tuple[tuple[str, str, int], ...]] = (
    ("H", "", 15), ("", "H", 18), ("I", "", 12), ("", "I", 12), ("A", "", 8), ("", "A", 8), ("S", "", 5), ("", "S", 5),
    ("S", "Z", 5), ("Z", "S", 5), ("R", "", 5), ("", "R", 4), ("M", "N", 3), ("N", "M", 2), ("Y", "", 2), ("", "Y", 2),
    ("A", "I", 2), ("I", "A", 2), ("A", "E", 2), ("E", "A", 1), ("D", "T", 2), ("T", "D", 1), ("F", "P", 1), ("P", "F", 1),
    ("F", "V", 1), ("L", "R", 1), ("R", "L", 1), ("K", "Q", 1), ("Q", "K", 1), ("J", "Y", 1), ("Y", "J", 1), ("N", "", 3),
    ("", "N", 3), ("U", "O", 2), ("O", "U", 2), ("L", "", 2), ("", "L", 2), ("I", "Y", 3), ("Y", "I", 3),
)  # fmt: skip
"""From, to, weight: the characters by which names differed on equal NIK (DOMAIN.md §6.3)."""

_EDGES: Final = np.cumsum([weight for *_, weight in _EDITS]) / sum(weight for *_, weight in _EDITS)
_OLD_LETTERS: Final = (("SY", "SJ"), ("NY", "NJ"), ("Y", "\x00"), ("J", "DJ"), ("\x00", "J"), ("C", "TJ"), ("U", "OE"))
_ABBREVIATIONS: Final = frozenset({"MUH", "MOH", "MOCH", "ABD", "ST", "M", "A", "MOHD", "ACH"})
_STARTS: Final = ("NUR", "SRI", "SITI", "ABDUL", "SU", "TRI", "DWI", "EKA", "DEWI", "MUHAMMAD", "KHAIRUL", "KHOIRUN")
_PREFIX_TOKENS: Final = frozenset(
    {"MUHAMMAD", "MUHAMAD", "MOHAMMAD", "MUH", "MOH", "SITI", "NUR", "NURUL", "ABDUL", "ABD", "I", "NI", "LA"}
)
_MEN_TITLES: Final = (
    "H. {}",
    "DRS. {}",
    "IR. {}",
    "{}, S.PD",
    "{}, SE",
    "{} SH",
    "R. {}",
    "KH. {}",
    "H {}",
    "{} (ALM)",
)
_WOMEN_TITLES: Final = (
    "HJ. {}",
    "DRA. {}",
    "DR. {}",
    "{}, S.PD",
    "{}, A.MD.KEB",
    "{} SKM",
    "RR. {}",
    "HJ {}",
    "{}, S.E.",
    "NY. {}",
)
_BABIES: Final = ("BAYI {}", "BAYI NY. {}", "BAYI NY {}", "BY. NY. {}", "BY NY {}", "BAYI NYONYA {}")
_BABY_SHARES: Final = (0.55, 0.75, 0.85, 0.90, 0.95, 1.0)
_UNDER_ONE: Final = 400
"""Days; a child older than that has its own name by now."""


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
    tokens = name.split(" ")
    short = [place for place, token in enumerate(tokens) if token in _ABBREVIATIONS]
    if short:
        tokens[short[0]] += "."
        return " ".join(tokens)
    if which < 0.3 and "AA" in name:
        return name.replace("AA", "A'A", 1)
    if which < 0.45 and len(tokens) > 1:
        return "-".join(tokens[:2]) + "".join(f" {token}" for token in tokens[2:])
    if which < 0.7 and len(tokens) > 1:
        return name.replace(" ", "  ", 1)
    if which < 0.8:
        return name.title()
    if which < 0.9:
        return name + "."
    at = 1 + int(where * (len(name) - 1))
    return name[:at] + "'`"[int(which * 100) % 2] + name[at:]


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
    for other, share in zip(others, shares, strict=True):
        which -= share
        if which < 0:
            break
    tokens[place] = other
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


def each(mistake: Mistake) -> Change:
    def change(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
        rolls = draws.unit(3 * rows.height).reshape(-1, 3)
        written = [mistake(name, *roll) for name, roll in zip(rows["nama"], rolls.tolist(), strict=True)]
        return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String)})

    return change


def _title(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Add a title to grown people's names."""
    n = rows.height
    which = draws.below(n, len(_MEN_TITLES))
    is_grown = rows["age_days"] > 25 * 365
    written = [
        (_MEN_TITLES if sex == "L" else _WOMEN_TITLES)[title].format(name) if grown else name
        for name, sex, grown, title in zip(rows["nama"], rows["sex"], is_grown, which.tolist(), strict=True)
    ]
    return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String)})


def _bin(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    link = pl.when(pl.col("sex") == "L").then(pl.lit(" BIN ")).otherwise(pl.lit(" BINTI "))
    return rows.select(pl.concat_str("nama", link, "father").alias("nama"))


def _token_extra(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Add the father's last token, as passports and old rows do; who has it already gets his own first token twice."""
    last = pl.col("father").str.split(" ").list.last()
    first = pl.col("nama").str.split(" ").list.first()
    has_it = pl.col("nama").str.ends_with(last)
    return rows.select(pl.concat_str("nama", pl.when(has_it).then(first).otherwise(last), separator=" ").alias("nama"))


def _other(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Take the name of somebody else in the file."""
    return rows.select(pl.col("nama").gather((pl.int_range(pl.len()) + 1) % pl.len()).alias("nama"))


def _newborn(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """List infants as the baby of their mother, half of them without a NIK of their own."""
    n = rows.height
    template = np.searchsorted(_BABY_SHARES, draws.unit(n), side="right")
    infant = rows["age_days"] < _UNDER_ONE
    written = [
        _BABIES[choice].format(mother) if is_infant else name
        for name, mother, is_infant, choice in zip(rows["nama"], rows["mother"], infant, template.tolist(), strict=True)
    ]
    no_nik = infant & pl.Series(draws.chance(n, 0.5))
    nik = rows.select(pl.when(no_nik).then(pl.lit("")).otherwise("nik").alias("nik"))["nik"]
    return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String), "nik": nik})


TRICKS: Final[dict[str, Trick]] = {
    "newborn": Trick("nama", _newborn),
    "name_other": Trick("nama", _other),
    "name_token_missing": Trick("nama", each(token_missing)),
    "name_token_extra": Trick("nama", _token_extra),
    "name_order": Trick("nama", each(order)),
    "name_variant": Trick("nama", each(variant)),
    "name_old_spelling": Trick("nama", each(old_spelling)),
    "name_edit": Trick("nama", each(edit)),
    "name_two_edits": Trick("nama", each(two_edits)),
    "name_spacing": Trick("nama", each(spacing)),
    "name_initial": Trick("nama", each(initial)),
    "name_bin": Trick("nama", _bin),
    "name_title": Trick("nama", _title),
    "name_punctuation": Trick("nama", each(punctuation)),
    "name_truncated": Trick("nama", each(truncated)),
}
"""Names that are written otherwise, in the order in which they are tried."""
