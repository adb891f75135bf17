"""Who may be proposed to BPJS: those whom teams found and who are willing, or everybody on the sweep list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from uhcmatch.coverage import chosen_areas, unify_areas
from uhcmatch.coverage.households import with_household
from uhcmatch.jobs.known.registered import registered
from uhcmatch.jobs.known.visited import visited
from uhcmatch.jobs.register.bounce_facts import with_number_facts
from uhcmatch.reference.channels import CHANNELS, channels_of
from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.reference.codes import IS_ACTIVE
from uhcmatch.reference.outcomes import OUTCOMES_BY_CODE
from uhcmatch.reference.registrations import registration_words
from uhcmatch.registration.form import missing
from uhcmatch.report.outcome_tables import outcome_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from uhcmatch.reference.channels import Channel
    from uhcmatch.reference.registration_layouts import FormLayout
    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.settings import Settings
    from uhcmatch.words import Language

Source = Literal["outcomes", "sweep"]
_SWEPT: Final = ("unenrolled", "inactive", "review")
_SAYS_NOTHING: Final = ("tidak_ditemui", "kerja_luar")
"""Outcomes that do not speak against proposing somebody from the sweep list."""
_BABY_DAYS: Final = 91
_OPEN_STATES: Final = {"open": "menunggu_balasan", "accepted": "belum_tampak", "refused": "ditolak_sebelumnya"}
_PEMDA: Final = "PBPU_PEMDA"


@dataclass(frozen=True)
class Choice:
    """Who is asked for: `source` null takes outcomes where there are any · `again` proposes what is open or refused.

    `priority` frame of `nik`, `desil`, `hamil`, `kronis`.
    """

    source: Source | None = None
    areas: tuple[str, ...] = ()
    priority: pl.DataFrame | None = None
    again: bool = False
    language: Language = "id"


@dataclass(frozen=True)
class Candidates:
    """`people` RESIDENTS with what the pre-check, the quota and the form need; `source` where they come from.

    `accepted` people left out since BPJS took them · `otherwise` willing, but not through the Pemda.
    """

    people: pl.DataFrame
    source: Source
    accepted: int
    otherwise: int


def candidates(
    folder: RunFolder, ledger: Ledger | None, choice: Choice, settings: Settings, layout: FormLayout
) -> Candidates:
    """Return the candidates of a run; raises `UsageRefused` for an area that is not in it."""
    rules = settings.registration
    refuse_unknown("registration.outcomes", rules.outcomes, list(OUTCOMES_BY_CODE))
    refuse_unknown("registration.channels", rules.channels, [channel.code for channel in CHANNELS])
    channels = channels_of(settings.channels)
    residents, members = folder.frame("residents"), folder.frame("members")
    known = visited(residents, ledger, with_gone=True)
    is_willing = pl.col("hasil").is_in(rules.outcomes)
    source: Source = choice.source or ("outcomes" if known.filter(is_willing).height else "sweep")
    here = chosen_areas(unify_areas(residents), choice.areas)
    here = here.join(known.select(_VISITED), on="resident_row", how="left", maintain_order="left")
    asked = here.filter(is_willing if source == "outcomes" else pl.col("status").is_in(_SWEPT))
    proposed = registered(residents, ledger, folder.as_of, rules.wait_days)
    told = asked.join(proposed, on="resident_row", how="left", maintain_order="left")
    people = told.filter(~_is_accepted())
    people = _with_priority(people, choice.priority, folder.as_of, rules.elderly)
    people = with_household(people, residents, members, folder.as_of, channels)
    people = _with_history(_with_card(people, members), source, choice, settings, channels)
    people = with_number_facts(people, residents, settings).with_columns(kosong=missing(layout))
    otherwise = here.filter((pl.col("berikutnya") == "daftar") & ~is_willing)
    return Candidates(people, source, told.height - people.height, otherwise.height)


def _is_accepted() -> pl.Expr:
    """Whether BPJS took somebody, and the member files show it or need not show it yet."""
    is_accepted, is_active = pl.col("keadaan") == "accepted", pl.col("status") == "active"
    return ((pl.col("registrasi") == "diterima") | (is_accepted & is_active)).fill_null(value=False)


_VISITED: Final = ("resident_row", "hasil", "berikutnya", "tanggal_kunjungan")


def _with_priority(people: pl.DataFrame, priority: pl.DataFrame | None, as_of: date, elderly: int) -> pl.DataFrame:
    """Add what puts a household in front (`registration.quota.PRIORITIES`) and `sejak`."""
    told = pl.DataFrame(schema={"nik": pl.String, "listed_desil": pl.Int64, "hamil": pl.Boolean, "kronis": pl.Boolean})
    if priority is not None:
        told = priority.group_by("nik").agg(
            pl.col("desil").min().alias("listed_desil"), pl.col("hamil", "kronis").any()
        )
    days = (pl.lit(as_of) - pl.col("tanggal_lahir")).dt.total_days()
    joined = people.join(told, on="nik", how="left", maintain_order="left", validate="m:1")
    return joined.with_columns(
        pl.col("hamil", "kronis").fill_null(value=False),
        desil=pl.coalesce("listed_desil", "desil"),
        bayi=days.is_between(0, _BABY_DAYS).fill_null(value=False),
        lansia=(days >= elderly * 365.25).fill_null(value=False),
        sejak="tanggal_kunjungan",
    ).drop("listed_desil")


def _with_card(people: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Add `nomor_kartu` of the own card, `permintaan` (REQUESTS), and `kartu_segmen`: of another's, by the NIK."""
    cards = members.select("member_row", "nomor_kartu")
    is_active = pl.col("status_peserta").replace_strict(IS_ACTIVE, default=True, return_dtype=pl.Boolean)
    active = members.filter(is_active.fill_null(value=True), pl.col("status") != "excluded").select(
        "nik", by_nik="member_row", kartu_segmen=pl.col("segmen").fill_null("LAINNYA")
    )
    first = active.drop_nulls("nik").unique("nik", keep="first", maintain_order=True)
    joined = people.join(cards, on="member_row", how="left", maintain_order="left", validate="m:1").join(
        first, on="nik", how="left", maintain_order="left", validate="m:1"
    )
    is_own = (pl.col("by_nik") == pl.col("member_row")).fill_null(value=False)
    request = (
        pl.when(pl.col("status") != "inactive")
        .then(pl.lit("BARU"))
        .when(pl.col("segmen").fill_null(_PEMDA).is_in([_PEMDA, "LAINNYA"]))
        .then(pl.lit("PENGAKTIFAN"))
        .otherwise(pl.lit("PENGALIHAN"))
    )
    return joined.with_columns(permintaan=request, kartu_segmen=pl.when(~is_own).then("kartu_segmen")).drop("by_nik")


def _with_history(
    people: pl.DataFrame, source: Source, choice: Choice, settings: Settings, channels: tuple[Channel, ...]
) -> pl.DataFrame:
    """Add what visits, channels and earlier proposals say against proposing somebody."""
    language, rules = choice.language, settings.registration
    asked_anew = (pl.col("tanggal_kunjungan") > pl.col("sejak_registrasi")).fill_null(value=False)
    is_mended = (pl.col("keadaan") == "refused") & pl.col("dibetulkan")
    is_closed = pl.col("keadaan").is_in(["refused", "accepted"]) & asked_anew | is_mended
    state = pl.col("keadaan").replace_strict(_OPEN_STATES, default=None, return_dtype=pl.String)
    told = people.with_columns(
        keadaan=pl.when(~is_closed.fill_null(value=False) & ~pl.lit(choice.again)).then(state),
        balasan_lalu=_said(people["registrasi"], lambda code: registration_words(code).said(language)),
    )
    if source == "outcomes":
        nothing = pl.lit(None, pl.String)
        return told.with_columns(hasil_lain=nothing, saluran_lain=nothing)
    allowed = [*rules.outcomes, *_SAYS_NOTHING]
    words = {channel.code: channel.words.said(language) for channel in channels}
    other = told.with_columns(
        hasil_lain=pl.when(~pl.col("hasil").is_in(allowed)).then("hasil"),
        saluran_lain=pl.when(~pl.col("saluran").is_in(rules.channels)).then("saluran"),
    )
    return other.with_columns(
        hasil_lain=_said(other["hasil_lain"], lambda codes: outcome_words(codes, language)),
        saluran_lain=_said(other["saluran_lain"], lambda code: words[code]),
    )


def _said(codes: pl.Series, words: Callable[[str], str]) -> pl.Series:
    """Return the words of codes, each looked up once."""
    known = {code: words(code) for code in codes.drop_nulls().unique().to_list()}
    return codes.replace_strict(known, default=None, return_dtype=pl.String)
