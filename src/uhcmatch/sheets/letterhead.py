"""What every sheet of one list carries, on paper and in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uhcmatch.reference.channels import CHANNELS
from uhcmatch.reference.outcomes import OUTCOMES
from uhcmatch.words import Words

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.reference.channels import Channel
    from uhcmatch.reference.outcomes import Outcome
    from uhcmatch.words import Language

Layout = Literal["ringkas", "lengkap"]
"""How roomy paper is: one line a person with letters to tick, or worded boxes with the advice below the name."""

PRIVACY: Final = Words("Data pribadi – UU 27/2022", "Personal data – UU 27/2022")
TITLE: Final = Words("DAFTAR KUNJUNGAN", "SWEEP LIST")
NOBODY: Final = Words("Tidak ada orang dalam daftar ini.", "Nobody is on this list.")
RUN: Final = Words("Hasil {run}, data per {day}", "Run {run}, as of {day}")
PEOPLE: Final = Words("{people} orang di {doors} rumah", "{people} people at {doors} doors")
TEAM: Final = Words("Tim {team}", "Team {team}")
STATUS: Final = {
    "inactive": Words("Nonaktif", "Inactive"),
    "review": Words("Verifikasi", "Verify"),
    "unenrolled": Words("Belum terdaftar", "Not enrolled"),
}


@dataclass(frozen=True)
class Letterhead:
    """The run a list is of (`run_id`, the day `as_of` it speaks of), and the words it uses."""

    run_id: str
    as_of: date
    language: Language = "id"
    outcomes: tuple[Outcome, ...] = OUTCOMES
    channels: tuple[Channel, ...] = CHANNELS
    layout: Layout = "ringkas"

    def say(self, words: Words, **places: object) -> str:
        """Return a sentence in the list's language."""
        return words.fill(**places).said(self.language) if places else words.said(self.language)

    def channel(self, code: str | None) -> tuple[str, str]:
        """Return what a way in is called, and what to tell the family; both empty where there is none."""
        found = next((channel for channel in self.channels if channel.code == code), None)
        return (self.say(found.words), self.say(found.advice)) if found else ("", "")
