"""What stands around a name, and what inside it is written short: taken away and written out.

All functions take and return plain upper-case text of distinct names; none ever empties a name: the last token stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import change_where
from uhcmatch.reference.titles import (
    AFTER_NAME,
    AFTER_NAME_UNDOTTED,
    BALINESE_ARTICLES,
    BALINESE_ORDER,
    BEFORE_NAME,
    CLAN_MARK,
    SON_OR_DAUGHTER_OF,
    WRITTEN_OUT,
    WRITTEN_OUT_FIRST,
    WRITTEN_OUT_INSIDE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def _any_of(titles: Iterable[str], dot: str) -> str:
    """Return a pattern for titles, longest first, with what may stand where they have a dot."""
    longest_first = sorted(set(titles), key=lambda title: (-len(title), title))
    return "(?:" + "|".join(title.replace(".", dot) for title in longest_first) + ")"


_BEFORE: Final = f"^(?:{_any_of(BEFORE_NAME, '[.] ?')}(?:[. ]+))+([A-Z].*)$"
_BEFORE_SEEN: Final = f"^{_any_of(BEFORE_NAME, '[.] ?')}[. ]"
_AFTER_COMMA: Final = f"^[ .,;]*(?:{_any_of(AFTER_NAME, '[. ]*')}(?:[ .,;]+|$))+$"
_TITLE_AFTER_COMMA: Final = f"[,;][ .]*{_any_of(AFTER_NAME, '[. ]*')}(?:[ .,;]+|$)"
_DOTTED: Final = (
    f"^(.*?[A-Z]{{2}}.*?)(?:[ ,.]+{_any_of([t for t in AFTER_NAME if '.' in t], '[.] ?')}[.]?)+"
    f"(?: {_any_of(AFTER_NAME_UNDOTTED, '')})*$"
)
_UNDOTTED: Final = f"^(.+?)(?: {_any_of(AFTER_NAME_UNDOTTED, '')})+$"
_UNDOTTED_SEEN: Final = f" {_any_of(AFTER_NAME_UNDOTTED, '')}$"
_FATHER: Final = f"^(.+?) {_any_of(SON_OR_DAUGHTER_OF, '')}(?: .*)?$"
_FATHER_SEEN: Final = f" {_any_of(SON_OR_DAUGHTER_OF, '')}(?: |$)"
_GIVEN_BINTI: Final = r"^(?:SITI|NUR|SRI) (?:BIN|BINTI) "
"""In East Java BINTI is a given name (SITI BINTI …): cutting there would leave nothing that tells people apart."""
_CLAN: Final = f"(?:^| ){_any_of(CLAN_MARK, '')} "


SHOWS_SOMETHING: Final = (
    "[^A-Z ]|^ |  | $|(?:^| )[A-Z](?: |$)|(?:^| )"
    + _any_of({*BEFORE_NAME, *AFTER_NAME_UNDOTTED, *SON_OR_DAUGHTER_OF, *CLAN_MARK, *WRITTEN_OUT}, "")
    + f"(?: |$)|^{_any_of(WRITTEN_OUT_FIRST, '')} | {_any_of(WRITTEN_OUT_INSIDE, '')} "
    + f"|^N?I{_any_of(BALINESE_ORDER, '')}(?: |$)|^NI | NGR(?: |$)"
)
"""A name without any of these is letters and spaces only and has nothing to take away or write out."""


def without_titles_after_comma(text: pl.Series) -> pl.Series:
    """Cut what follows the first comma when it is nothing but titles; else take out the titles and keep the rest."""
    parts = text.to_frame("text").select(
        name=pl.col("text").str.extract(r"^([^,;]*)", 1).str.strip_chars(" ."),
        rest=pl.col("text").str.extract(r"^[^,;]*([,;].*)$", 1),
    )
    only_titles = pl.col("rest").str.contains(_AFTER_COMMA) | pl.col("rest").str.contains(
        r"^[,; .]*(?:[A-Z]+[.] ?)+[A-Z]*[ .]*$"
    )
    kept = pl.col("rest").str.replace_all(_TITLE_AFTER_COMMA, " ").str.replace_all(r"[,;]", " ")
    return parts.select(
        pl.when(pl.col("name") == "")
        .then(kept)
        .when(only_titles)
        .then(pl.col("name"))
        .otherwise(pl.concat_str("name", kept))
        .str.strip_chars(" ")
        .alias("text")
    ).to_series()


def without_titles_before(text: pl.Series) -> pl.Series:
    """Take honorifics and noble titles off the start while a word of two letters remains."""

    def stripped(some: pl.Series) -> pl.Series:
        rest = some.str.extract(_BEFORE, 1)
        remains = rest.str.contains("[A-Z]{2}").fill_null(value=False)
        return rest.zip_with(remains, some)

    return change_where(text, _BEFORE_SEEN, stripped)


def without_dotted_titles(text: pl.Series) -> pl.Series:
    """Take titles that show their dots off the end (BUDI SANTOSO S.PD)."""
    return text.str.replace(_DOTTED, "${1}")


def without_titles_after(text: pl.Series) -> pl.Series:
    """Take titles that no name ends in off the end (BUDI SANTOSO SPD), in text without dots."""
    return change_where(text, _UNDOTTED_SEEN, lambda some: some.str.replace(_UNDOTTED, "${1}"))


def without_father(text: pl.Series) -> pl.Series:
    """Cut the father's name (BIN …) and second names (ALIAS …); drop the mark before a woman's marga (BR SITORUS)."""

    def cut(some: pl.Series) -> pl.Series:
        return some.str.replace(_FATHER, "${1}").zip_with(~some.str.contains(_GIVEN_BINTI), some)

    return change_where(
        change_where(text, _FATHER_SEEN, cut), _CLAN, lambda some: some.str.replace_all(_CLAN, " ").str.strip_chars(" ")
    )


def written_out(text: pl.Series) -> pl.Series:
    """Write known abbreviations in full and take glued Balinese and Butonese names apart."""
    text = change_where(text, _short_word(WRITTEN_OUT), _expanded)
    text = change_where(text, f"^{_any_of(WRITTEN_OUT_FIRST, '')} ", _expanded_first)
    text = change_where(text, f" {_any_of(WRITTEN_OUT_INSIDE, '')} ", _expanded_inside)
    return change_where(text, f"^(?:NI|I|IDA|ANAK|DESAK|GUSTI) |^N?I{_any_of(BALINESE_ORDER, '')}(?: |$)", _balinese)


def _short_word(short: Iterable[str]) -> str:
    return rf"(?:^| ){_any_of(short, '')}(?: |$)"


def _expanded(some: pl.Series) -> pl.Series:
    for short, full in WRITTEN_OUT.items():
        some = some.str.replace_all(rf"\b{short}\b", full)
    return some


def _expanded_first(some: pl.Series) -> pl.Series:
    for short, full in WRITTEN_OUT_FIRST.items():
        some = some.str.replace(f"^{short} ", f"{full} ")
    return some


def _expanded_inside(some: pl.Series) -> pl.Series:
    for short, full in WRITTEN_OUT_INSIDE.items():
        some = some.str.replace_all(f" {short} ", f" {full} ", literal=True)
    return some


def _balinese(some: pl.Series) -> pl.Series:
    articles, order = "|".join(BALINESE_ARTICLES), _any_of(BALINESE_ORDER, "")
    some = some.str.replace(f"^({articles})({order})( |$)", "${1} ${2}${3}")
    for short, full in BALINESE_ORDER.items():
        some = some.str.replace(f"^({articles}) {short}( |$)", f"${{1}} {full}${{2}}")
    return some.str.replace(r"^((?:NI|I|IDA|ANAK|DESAK|GUSTI) .*)\bNGR\b", "${1}NGURAH")
