"""The tables of `uhcmatch.toml`, each frozen and checked: what it says, in which unit, and what holds without it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic looks the type up
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from rapidfuzz import process

from uhcmatch.columns import FIELDS


class _Part(BaseModel):
    """A table of the settings file: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class InputSettings(_Part):
    """`[inputs]`: the files of the nightly job, found beside the settings file.

    `population`, `members` files, folders or patterns · `newest` of each pattern only the file that was written last,
    of members the last of each layout.
    """

    population: list[str] = Field(default_factory=list)
    members: list[str] = Field(default_factory=list)
    newest: bool = True


class ProductSettings(_Part):
    """`[products]`: what the nightly job writes for people, in a folder of the run's own inside `folder`.

    `sweep`, `coverage`, `anomalies`, `changes` the forms wanted of each · `by` the area of a sweep list.
    """

    folder: Path | None = None
    by: Literal["rt", "rw", "kelurahan", "kecamatan"] = "rt"
    sweep: list[Literal["csv", "json", "xlsx", "pdf"]] = Field(default_factory=list)
    coverage: list[Literal["csv", "json", "html"]] = Field(default_factory=list)
    anomalies: list[Literal["csv", "json", "xlsx"]] = Field(default_factory=list)
    changes: list[Literal["csv", "json", "xlsx"]] = Field(default_factory=list)


class LogSettings(_Part):
    """`[log]`: a file that gets one line of JSON per run."""

    file: Path | None = None


class ColumnSettings(_Part):
    """`[columns]`: header names of this office's files that are not recognised by themselves.

    A list of headers is joined with a space, in that order.
    """

    population: dict[str, str | list[str]] = Field(default_factory=dict)
    members: dict[str, str | list[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _only_known_fields(self) -> ColumnSettings:
        for role, fields in FIELDS.items():
            for name in getattr(self, role):
                if name not in fields:
                    nearest = process.extractOne(name, fields)
                    raise ValueError(f"columns.{role}.{name}\x1f{nearest[0] if nearest else ''}")
        return self


class IdentifierSettings(_Part):
    """`[identifier]`: whether the shared number is a NIK with its grammar or an opaque identifier."""

    kind: Literal["nik", "opaque"] = "nik"


class CostSettings(_Part):
    """`[costs]`: what an error and a question cost, in wasted visits; thresholds follow from them.

    `hidden_person` an uninsured person whom somebody else's card hides · `question` looking one pair up and calling.
    """

    hidden_person: float = Field(default=10.0, ge=0.01, le=1_000)
    question: float = Field(default=0.4, ge=0.01, le=1_000)

    @property
    def match(self) -> float:
        """Probability from which to link costs less than not to: (1 - p) · hidden_person < p · 1 visit."""
        return round(self.hidden_person / (self.hidden_person + 1), 4)


class ThresholdSettings(_Part):
    """`[thresholds]`: probabilities above which a pair is a match, or a question for a clerk.

    Those that are not set follow from `[costs]`: below `match` a question is worth its price from the probability at
    which the visit it may save costs more (`question` < p · 1 visit).
    """

    match: float = Field(default=CostSettings().match, gt=0, lt=1)
    review: float = Field(default=CostSettings().question, gt=0, lt=1)

    @model_validator(mode="after")
    def _review_below_match(self) -> ThresholdSettings:
        if self.review > self.match:
            raise ValueError("thresholds.review must not be above thresholds.match")
        return self


class ModelSettings(_Part):
    """`[model]`: a run whose weights and shares hold in this one; without it each run learns its own."""

    file: Path | None = None


class TargetSettings(_Part):
    """`[targets]`: shares in percent that the office works towards or is judged by.

    `coverage` registered per resident, the target · `levels` further ones to count missing people for · `low` below it
    a kelurahan is swept in detail · `priority_registered`, `priority_active` (active per registered) both to be
    exceeded for UHC Prioritas.
    """

    coverage: float = Field(default=98.0, gt=0, le=100)
    levels: tuple[Annotated[float, Field(gt=0, le=100)], ...] = (80.0, 95.0, 98.0, 99.0, 100.0)
    low: float = Field(default=80.0, ge=0, le=100)
    priority_registered: float = Field(default=98.0, ge=0, le=100)
    priority_active: float = Field(default=80.0, ge=0, le=100)


class DenominatorSettings(_Part):
    """`[denominator]`: the official count of residents (DKB) to hold beside the list by name.

    `total` people in all · `file` per kelurahan (columns kecamatan, kelurahan, jumlah) · `date` the day it speaks of.
    """

    total: int | None = Field(default=None, gt=0)
    file: Path | None = None
    date: dt.date | None = None


class AnomalySettings(_Part):
    """`[anomalies]`: what cards cost the local government.

    `dues` rupiah a month that it pays for one member.
    """

    dues: int = Field(default=42_000, ge=0)


class StatusSettings(_Part):
    """`[statuses]`: labels of this office's files that the shipped table does not know; label = canonical code."""

    labels: dict[str, str] = Field(default_factory=dict)


class SegmentSettings(_Part):
    """`[segments]`: likewise for segments of membership; `files` file name or pattern = segment of all its members."""

    labels: dict[str, str] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict)


class ChannelSettings(_Part):
    """`[channels]`: the ways in that lists suggest (`reference.channels`).

    `labels` code = text, `rules` code = facts, `off` codes not used here.
    """

    labels: dict[str, str] = Field(default_factory=dict)
    rules: dict[str, list[str]] = Field(default_factory=dict)
    off: list[str] = Field(default_factory=list)


class OutcomeSettings(_Part):
    """`[outcomes]`: the results of a visit (`reference.outcomes`): `labels` code = text, `off` codes not used here."""

    labels: dict[str, str] = Field(default_factory=dict)
    off: list[str] = Field(default_factory=list)


class RegistrationSettings(_Part):
    """`[registration]`: the file that asks BPJS for memberships.

    `layout` one that comes with the program, `layout_file` one of the office's own · `quota`, `quota_month` places in a
    year and in a month · `priority` what puts a household in front, first things first · `elderly` age from which
    somebody is · `outcomes` of a visit that let a person be proposed · `channels` ways in that the Pemda's quota is
    for · `off` checks not made (`reference.bounces`) · `wait_days` how long after a proposal or its reply the member
    files may not show it yet · `replies` texts of this BPJS branch = code.
    """

    layout: str | None = None
    layout_file: Path | None = None
    quota: int | None = Field(default=None, ge=0)
    quota_month: int | None = Field(default=None, ge=0)
    priority: tuple[Literal["desil", "bayi", "hamil", "kronis", "lansia"], ...] = (
        "desil",
        "bayi",
        "hamil",
        "kronis",
        "lansia",
    )
    elderly: int = Field(default=60, ge=0, le=120)
    outcomes: tuple[str, ...] = ("bersedia_pemda",)
    channels: tuple[str, ...] = (
        "pemda",
        "tanya_kemampuan",
        "aktif_pemda",
        "aktif_phk",
        "aktif_tunggakan",
        "usia_21",
        "bayi_28_hari",
        "bayi_3_bulan",
        "dukcapil",
        "periksa_kartu",
    )
    off: list[str] = Field(default_factory=list)
    wait_days: int = Field(default=62, ge=0, le=3_660)
    replies: dict[str, str] = Field(default_factory=dict)


class GuardSettings(_Part):
    """`[guard]`: how far a run may be from the last one of its store before it is kept only on demand.

    `rows` percent by which the rows of a side or a segment may grow or shrink · `coverage` percentage points by which
    the registered and the active share of residents may move.
    """

    rows: float = Field(default=10.0, gt=0)
    coverage: float = Field(default=2.0, gt=0, le=100)


class PrivacySettings(_Part):
    """`[privacy]`: whether numbers are shown in full."""

    show_nik: bool = False


class StoreSettings(_Part):
    """`[store]`: where run folders are kept when `--out` names none, and how many of them `runs purge` leaves."""

    path: Path | None = None
    keep: int | None = Field(default=None, ge=1)


class Settings(_Part):
    """All of `uhcmatch.toml`. `lang` is the language of products and messages where the call names none."""

    lang: Literal["id", "en"] | None = None
    inputs: InputSettings = InputSettings()
    columns: ColumnSettings = ColumnSettings()
    identifier: IdentifierSettings = IdentifierSettings()
    costs: CostSettings = CostSettings()
    thresholds: ThresholdSettings = ThresholdSettings()
    model: ModelSettings = ModelSettings()
    targets: TargetSettings = TargetSettings()
    denominator: DenominatorSettings = DenominatorSettings()
    anomalies: AnomalySettings = AnomalySettings()
    statuses: StatusSettings = StatusSettings()
    segments: SegmentSettings = SegmentSettings()
    channels: ChannelSettings = ChannelSettings()
    outcomes: OutcomeSettings = OutcomeSettings()
    registration: RegistrationSettings = RegistrationSettings()
    guard: GuardSettings = GuardSettings()
    privacy: PrivacySettings = PrivacySettings()
    store: StoreSettings = StoreSettings()
    products: ProductSettings = ProductSettings()
    log: LogSettings = LogSettings()

    @model_validator(mode="before")
    @classmethod
    def _thresholds_by_costs(cls, content: dict[str, Any]) -> dict[str, Any]:
        """Fill in the thresholds that are not set; what is wrong with either table is for the table to say."""
        told = content.get("thresholds", {})
        try:
            costs = CostSettings.model_validate(content.get("costs", {}))
            match = float(told.get("match", costs.match))
        except (ValidationError, TypeError, ValueError, AttributeError):
            return content
        return {**content, "thresholds": {"match": match, "review": min(costs.question, match), **told}}
