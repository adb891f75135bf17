"""What a list says of earlier visits and of BPJS's answer: `2×: Bersedia, lewat Pemda; BPJS: NIK tidak online`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.registrations import registration_words
from uhcmatch.report.outcome_tables import outcome_words
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.words import Language

_SHORT: Final = Words("{times}×: {outcome}", "{times}×: {outcome}")
_BPJS: Final = Words("BPJS: {state}", "BPJS: {state}")


def visited_before(row: dict[str, Any], language: Language, words: Words = _SHORT) -> str:
    """Return what there is to say of a SWEEP row, empty when nothing; `words` are those for the visits."""
    told = []
    if row["kunjungan"]:
        outcome = outcome_words(row["hasil_terakhir"], language)
        told.append(words.said(language).format(times=row["kunjungan"], outcome=outcome))
    if row["registrasi"]:
        told.append(_BPJS.said(language).format(state=registration_words(row["registrasi"]).said(language)))
    return "; ".join(told)
