"""Names as registries write them → the person's own tokens (DOMAIN §6.5).

Every step works on the distinct texts of a side and touches only those that show the phenomenon it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct, change_where
from uhcmatch.normalise import titles
from uhcmatch.normalise.babies import BABY_WORD, mother_of_baby
from uhcmatch.normalise.spelling import fold_names
from uhcmatch.normalise.text import plain_of_shown, shown_upper
from uhcmatch.reference.titles import NO_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from uhcmatch.shelf import Lookup

MOST_LETTERS: Final = 120
"""Longer names are cut: the law allows 60, and comparing costs the square of the length."""

_MOST_PASSES: Final = 4

_LOOKS_LIKE: Final = {"0": "O", "1": "I", "5": "S", "6": "G", "8": "B"}
"""Digits that a scanner reads for letters."""

_INITIAL_M: Final = r"(?i)^\W*(?:HJ?[. ]+)?M[. ]"
_WIFE: Final = r"^\W*(?:NY|NYONYA|IBU|IB|BU)\b"
"""Before a woman's own name, or before her husband's."""
_WOMAN: Final = "\x1f"
"""Travels at the end of a woman's name that starts with `M.`: she is no MUHAMMAD, the letter stays an initial."""


def is_named_baby(names: Distinct) -> pl.Series:
    """Tell which raw names begin like “baby of …”; false where there is no name."""
    babies = names.spread(names.values.str.contains(BABY_WORD).to_frame("is_baby"))
    return babies["is_baby"].fill_null(value=False)


def person_names(raw: Distinct, female: pl.Series) -> Lookup:
    """Read names of persons: `nama` as shown, `name…` as in RECORDS, `is_baby`, `is_wife`, `mother`.

    `female` null counts as not. All is null where there is no name, and for a baby all but `nama`, `is_baby` and the
    folded name of its mother, where she is named.
    """
    marked = _women_marked(raw, female)
    return marked.lookup(_persons(marked.values))


def _women_marked(raw: Distinct, female: pl.Series) -> Distinct:
    """Give the women among those who share a name that starts with `M.` a text of their own."""
    initials = raw.values.str.contains(_INITIAL_M).arg_true()
    of_women = pl.repeat(None, len(raw.values), dtype=pl.UInt32, eager=True).scatter(
        initials, pl.int_range(len(raw.values), len(raw.values) + len(initials), dtype=pl.UInt32, eager=True)
    )
    told = pl.DataFrame({"number": raw.numbers, "of_woman": of_women.gather(raw.numbers), "female": female})
    numbers = told.select(pl.when("female").then(pl.coalesce("of_woman", "number")).otherwise("number")).to_series()
    return Distinct(numbers, pl.concat([raw.values, raw.values.gather(initials) + _WOMAN]))


def mother_names(raw: pl.Series) -> pl.DataFrame:
    """Read names of mothers: `nama_ibu` as shown and the folded `mother`, in order; null when there is no name."""
    shown = shown_upper(raw)
    return pl.DataFrame({"nama_ibu": shown, "mother": _folded(shown)})


def father_names(raw: pl.Series) -> pl.DataFrame:
    """Read names of fathers: the folded `father`, in order; null when there is no name."""
    return pl.DataFrame({"father": _folded(shown_upper(raw))})


def _folded(shown: pl.Series) -> pl.Series:
    return fold_names(clean_names(plain_of_shown(shown)))["name_folded"]


def _persons(distinct: pl.Series) -> pl.DataFrame:
    shown = shown_upper(distinct)
    text = plain_of_shown(shown)
    mothers = mother_of_baby(text)
    is_baby = mothers.is_not_null()
    cleaned = clean_names(mothers.zip_with(is_baby, text))
    is_woman = distinct.str.ends_with(_WOMAN)
    names = cleaned.str.replace("^M ", "MUHAMMAD ").zip_with(~is_woman, cleaned)
    is_wife = text.str.contains(_WIFE) & ~is_baby
    read = pl.DataFrame({"nama": shown, "name": names, "is_baby": is_baby, "is_wife": is_wife})
    read = read.hstack(fold_names(names))
    own = ["name", "name_folded", "name_joined", "name_sorted"]
    return read.with_columns(
        pl.when("is_baby").then("name_folded").alias("mother"), pl.when(~pl.col("is_baby")).then(pl.col(own))
    )


def clean_names(text: pl.Series) -> pl.Series:
    """Reduce plain upper-case text to the tokens of a name, A–Z only, one space between; null when none is left."""
    text = change_where(text, titles.SHOWS_SOMETHING, _settled)
    capped = _once(text.str.slice(0, MOST_LETTERS).str.strip_chars(" "))
    is_name = capped.str.contains("[A-Z]{2}") & ~capped.is_in(list(NO_NAME)) & ~capped.str.contains(_ONE_LETTER)
    return capped.zip_with(is_name.fill_null(value=False), pl.repeat(None, len(capped), dtype=pl.String, eager=True))


def _once(names: pl.Series) -> pl.Series:
    """Write a single name that was entered twice (SLAMET SLAMET) once: forms that ask for two words are filled so."""

    def single(some: pl.Series) -> pl.Series:
        words = some.to_frame("name").with_columns(
            pl.col("name").str.split_exact(" ", 1).struct.rename_fields(["first", "second"]).struct.unnest()
        )
        same = pl.col("first") == pl.col("second")
        return words.select(pl.when(same).then("first").otherwise("name").alias("name")).to_series()

    return change_where(names, "^[A-Z]{3,} [A-Z]{3,}$", single)


def _settled(text: pl.Series) -> pl.Series:
    """Clean until nothing changes: what one step uncovers (`- H. X`) another takes away."""
    cleaned = _cleaned(text)
    for _ in range(_MOST_PASSES):
        moved = text.ne_missing(cleaned).arg_true()
        if not len(moved):
            break
        text = cleaned
        cleaned = cleaned.clone().scatter(moved, _cleaned(cleaned.gather(moved)))
    return cleaned


def _cleaned(text: pl.Series) -> pl.Series:
    for pattern, step in _STEPS:
        text = change_where(text, pattern, step)
    return titles.without_titles_after(titles.without_father(titles.written_out(text)))


_ONE_LETTER: Final = "^(?:" + "|".join(f"{letter}+(?: {letter}+)*" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + ")$"
"""XXX, A A A: typed where a name had to be there; AA and II go with them."""

_SPACED_OUT: Final = r"^(?:[A-Z][ .]){2,}[A-Z][.]?$|^(?:[A-Z] ){3,}[A-Z] | (?:[A-Z] ){3,}[A-Z]$"
"""D E D I, and D E D I SETIAWAN; four letters at least beside other words, for three may be initials."""


def _without_brackets(some: pl.Series) -> pl.Series:
    outside = some.str.replace_all(r"\([^)]*(?:\)|$)|\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)", " ")
    return outside.zip_with(outside.str.contains("[A-Z]{2}"), some)


def _without_digits(some: pl.Series) -> pl.Series:
    """Read digits that look like letters as those, within a word; other digits are no part of a name."""
    letters = some
    for digit, letter in _LOOKS_LIKE.items():
        letters = letters.str.replace_all(f"([A-Z]){digit}([A-Z])", f"${{1}}{letter}${{2}}")
        if digit != "1":  # Number one of a list.
            letters = letters.str.replace_all(rf"\b{digit}([A-Z]{{3}})", f"{letter}${{1}}")
    return letters.str.replace_all("[0-9]+", " ").str.replace_all(" +", " ").str.strip_chars(" ")


def _without_second_name(some: pl.Series) -> pl.Series:
    """Keep what stands before `/`, `@` or `|` when it is a name by itself."""
    first = some.str.extract(r"^([^/@|\\]*)", 1).str.strip_chars(" ")
    return first.zip_with(first.str.contains("[A-Z]{3}"), some)


def _spaced_letters_joined(some: pl.Series) -> pl.Series:
    some = change_where(some, "[.]", lambda dotted: dotted.str.replace_all("[ .]+", " ").str.strip_chars(" "))
    parts = some.str.extract_groups(r"^((?:.*? )??)((?:[A-Z] )+[A-Z])((?: .*)?)$").struct.unnest()
    joined = parts.select(pl.concat_str("1", pl.col("2").str.replace_all(" ", "", literal=True), "3")).to_series()
    return joined.zip_with(joined.is_not_null(), some)


def _letters_only(some: pl.Series) -> pl.Series:
    return some.str.replace_all("'", "", literal=True).str.replace_all("[^A-Z]+", " ").str.strip_chars(" ")


_STEPS: Final[tuple[tuple[str, Callable[[pl.Series], pl.Series]], ...]] = (
    (r"[(\[{]", _without_brackets),
    (r"[0-9]", _without_digits),
    (r"[/@|\\]", _without_second_name),
    (_SPACED_OUT, _spaced_letters_joined),
    (r"[,;]", titles.without_titles_after_comma),
    (r"^[A-Z]", titles.without_titles_before),
    (r"[.]", titles.without_dotted_titles),
    (r"[^A-Z ]|  |^ | $", _letters_only),
)
