"""Newborns without a name of their own: `BAYI NY. SITI` is not SITI but a child of hers (DOMAIN §3.3, §6.5)."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.reference.babies import is_nearly_baby

BABY_WORD: Final = r"(?i)^\W*(?:BAYI|BBY|BY)\b"
"""How most of such names begin, in raw text."""

_WIFE: Final = r"(?:NYONYA|NY|IBU|IB|NN|TN|SDRI)"
_CHILD: Final = r"(?:LAKI[- ]?LAKI|PEREMPUAN|KEMBAR|LK|PR)"
_STARTS: Final = rf"^(?:BAYI|BBY|BY)\b[ .,/-]*(?:{_CHILD}\b[ .,-]*)*(?:DARI|DR)?\b[ .,-]*(?:{_WIFE}\b[ .,/-]*)*(.*)$"
_STARTS_SHORT: Final = rf"^BAY\b[ .,/-]*(?:{_CHILD}\b[ .,-]*)*(?:DARI|DR)?\b[ .,-]*(?:{_WIFE}\b[ .,/-]*)+(.*)$"
"""BAY is a BAYU written badly as well: what follows must say that it is somebody's child."""
_CHILD_OF: Final = rf"^(?:ANAK|AN)\b[ .,/]*(?:DARI )?(?:{_WIFE}[ .,/]+)(.*)$"
_ENDS: Final = rf"^(.+?)[ ,./(-]+(?:BAYI|BY)\b[ .,/]*{_WIFE}?[ .)]*$"
_BEFORE_WIFE: Final = r"^\W*([A-Z][A-Z'`]{0,5})[ .,/-]+(?:NYONYA|NY)\b[ .,/-]*([A-Z].+)$"
_TWIN: Final = r"[ .,(-]+(?:KEMBAR|KE|I{1,3}|IV|[0-9]{1,2}|[AB])\b[ .)]*$"


def mother_of_baby(text: pl.Series) -> pl.Series:
    """Return the mother's part of “baby of …” names; empty text when she is not named, null when it is no such name.

    Takes distinct plain upper-case text. Twin marks behind the mother's name (I, II, KEMBAR, 2) go.
    """
    seen = text.str.contains(r"\b(?:BAYI|BAY|BBY|BY|ANAK|AN|NYONYA|NY)\b").fill_null(value=False).arg_true()
    found = text.gather(seen)
    mothers = found.str.extract(_STARTS, 1)
    for pattern in (_STARTS_SHORT, _CHILD_OF, _ENDS):
        mothers = mothers.zip_with(mothers.is_not_null(), found.str.extract(pattern, 1))
    mothers = mothers.zip_with(mothers.is_not_null(), _behind_slipped_mark(found))
    for _ in range(2):
        mothers = mothers.str.replace(_TWIN, "")
    return pl.repeat(None, len(text), dtype=pl.String, eager=True).scatter(seen, mothers)


def _behind_slipped_mark(text: pl.Series) -> pl.Series:
    """Return what stands behind a misspelt mark (BAYIA NY., VY NY., B. NY.) and NY: no name goes on like that."""
    groups = text.str.extract_groups(_BEFORE_WIFE).struct.unnest()
    is_mark = groups["1"].map_elements(is_nearly_baby, return_dtype=pl.Boolean).fill_null(value=False)
    return groups["2"].zip_with(is_mark, pl.repeat(None, len(text), dtype=pl.String, eager=True))
