"""One file for BPJS before it stands: who is in it and who is not, and what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from uhcmatch.reference.bounces import BOUNCES
from uhcmatch.reference.registration_layouts import REQUESTS
from uhcmatch.registration import form_rows
from uhcmatch.report.text import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from uhcmatch.jobs.register.candidates import Candidates, Source
    from uhcmatch.reference.registration_layouts import FormLayout
    from uhcmatch.registration import FormDay, Taken


@dataclass(frozen=True)
class Draft:
    """`checked` all candidates after the pre-check, `taken` those that passed it and the quota.

    `places` the limit, null without · `usual` what the quotas of the settings leave, null without · `batch` null when
    nobody is proposed · `dues` rupiah a month for one.
    """

    found: Candidates
    checked: pl.DataFrame
    taken: Taken
    places: int | None
    usual: int | None
    layout: FormLayout
    day: FormDay
    batch: str | None
    dues: int

    @property
    def proposed(self) -> pl.DataFrame:
        """Return who is in the file, in its order."""
        return self.taken.people.filter("taken")

    def form(self) -> pl.DataFrame:
        """Return the rows of the form, in cells that may be shown; numbers stay whole, that is what it is for."""
        return form_rows(shown(self.proposed, show_nik=True), self.layout, self.day)

    def told(self) -> Exported:
        """Return what there is to say of it, in counts."""
        aside, proposed, form = self.checked["sebab"].drop_nulls(), self.proposed, self.form()
        empty = {
            column.heading: form[column.heading].null_count()
            for column in self.layout.columns
            if column.field not in ("", "balasan", "nomor_kartu")
        }
        return Exported(
            batch=self.batch,
            period=self.day.period,
            layout=Words(self.layout.title.id, self.layout.title.en),
            source=self.found.source,
            candidates=self.checked.height,
            proposed=proposed.height,
            aside=len(aside),
            over=self.taken.people.height - proposed.height,
            households=self.taken.households,
            passed=self.taken.passed,
            places=self.places,
            beyond=0 if self.usual is None else max(proposed.height - self.usual, 0),
            dues=self.dues,
            accepted=self.found.accepted,
            otherwise=self.found.otherwise,
            reasons=_counted(aside, BOUNCES),
            requests=_counted(proposed["permintaan"], REQUESTS),
            empty={heading: count for heading, count in empty.items() if count},
        )


def _counted(codes: pl.Series, order: Iterable[str]) -> dict[str, int]:
    counted = dict(codes.rename("code").value_counts().iter_rows())
    return {code: counted[code] for code in order if code in counted}


@dataclass(frozen=True)
class Exported:
    """What came of it. Every candidate is in `proposed`, `aside` or `over`, exactly once.

    `batch` null when nobody was proposed · `reasons` code → people set aside · `requests` code → people proposed ·
    `empty` heading → proposed people without it · `places` the limit, null without · `beyond` people more than the
    quotas of the settings leave · `passed` households too large for what was left · `accepted`, `otherwise` as of
    `Candidates`.
    """

    batch: str | None
    period: str
    layout: Words
    source: Source
    candidates: int
    proposed: int
    aside: int
    over: int
    households: int
    passed: int
    places: int | None
    beyond: int
    dues: int
    accepted: int
    otherwise: int
    reasons: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it as JSON: counts only."""
        told = {**vars(self), "layout": self.layout.id, "rupiah_month": self.proposed * self.dues}
        left = None if self.places is None else max(self.places - self.proposed, 0)
        return {**told, "left": left}
