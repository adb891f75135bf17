"""The main job around the pipeline: read both sides, match, close the balance, publish the run."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from uhcmatch import runs
from uhcmatch.coverage import people
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.erase.erased_people import erased_people, rows_of
from uhcmatch.jobs.erase.erasing import finish_erasures
from uhcmatch.jobs.kept.facts import listing, run_facts
from uhcmatch.jobs.kept.frozen import frozen
from uhcmatch.jobs.known.contradictions import refuse_contradictions
from uhcmatch.jobs.known.decisions import said_of
from uhcmatch.jobs.known.followed import Side, renamed
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.reconcile.guard import moved_too_far, refuse
from uhcmatch.jobs.reconcile.inputs import check_inputs, read_side, refuse_missing
from uhcmatch.jobs.reconcile.result import Reconciliation, fill
from uhcmatch.jobs.reconcile.unchanged import last_run, run_before, still_holds
from uhcmatch.jobs.who import whoever
from uhcmatch.pipeline import decided
from uhcmatch.settings import Settings, check_settings, read_settings
from uhcmatch.together import together
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    import polars as pl

    from uhcmatch.jobs.kept.frozen import Frozen
    from uhcmatch.jobs.reconcile.inputs import Input
    from uhcmatch.pipeline import Outcome

    Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What one call of `uhcmatch reconcile` asks for."""

    population: tuple[str, ...]
    members: tuple[str, ...]
    config: Path | None = None
    out: Path | None = None
    store: Path | None = None
    model: Path | None = None
    max_refused: float | None = None
    strict: bool = False
    accept_change: bool = False
    force: bool = False


@dataclass(frozen=True)
class Published:
    """A run that stands: where, what it says of itself, its residents and links.

    `is_new` is false for the last run of the store when nothing has changed since · `products` where its lists and
    reports are, null where none were made · `notes` on the call, beside those on the run in its facts.
    """

    folder: Path
    facts: dict[str, Any]
    residents: pl.DataFrame
    links: pl.DataFrame
    is_new: bool
    products: Path | None = None
    notes: tuple[Words, ...] = ()


def run(order: Order, progress: Progress) -> Published:
    """Match and publish; raises the errors of its parts, and then nothing has been published."""
    if order.out is not None and order.store is not None:
        raise UsageRefused(
            Words("--out dan --store tidak dapat dipakai bersama.", "--out and --store exclude each other."),
            Words("Pilih salah satu.", "Choose one of them."),
        )
    settings, moment = read_settings(order.config), now()
    told = model_of(order.model, settings)
    run_id = runs.new_run_id(moment)
    store = runs.store_path(order.store, settings.store.path)
    with _reserved(order.out, store, run_id) as staging, _ledger(order.out, store) as ledger:
        last = None if ledger is None else last_run(store)
        if ledger is not None and last is not None and not order.force:
            inputs = {"population": order.population, "members": order.members}
            if still_holds(last, inputs, settings, told, ledger):
                return _again(last)
        last = None if ledger is None else run_before(store)
        result = reconcile(
            order.population, order.members, settings, moment, run_id, told, order.max_refused, progress, ledger
        )
        if order.strict:
            refuse_contradictions(result.facts["decisions"]["contradicted"])
        if last is not None:
            result.facts["previous"] = last.run_id
            _guard(last, result, settings, accepted=order.accept_change)
        if ledger is not None and (anchor := ledger.last()):
            result.facts["ledger"] = asdict(anchor)
        entries = _renamed(last, result, settings, ledger)
        progress("publish")
        fill(staging.path, result)
        if ledger is None:
            folder = staging.publish()
        else:
            with runs.pointing_to(store, run_id):
                folder = staging.publish(partial(ledger.append, _act(result, moment), entries))
    return Published(folder, result.facts, result.residents, result.links, is_new=True)


def _again(last: runs.RunFolder) -> Published:
    """Return the last run, which says all that a new one would."""
    return Published(last.path, last.facts, last.frame("residents"), last.frame("links"), is_new=False)


def _guard(last: runs.RunFolder, result: Reconciliation, settings: Settings, *, accepted: bool) -> None:
    """Raise `ChangeGuard` when the run is too far from the last one; an accepted distance is written down in it."""
    findings = moved_too_far(last.facts, result.facts, settings.guard)
    if not accepted:
        refuse(findings)
    result.facts["accepted_changes"] = [{"id": one.id, "en": one.en} for one in findings]


def _renamed(
    last: runs.RunFolder | None, result: Reconciliation, settings: Settings, ledger: runs.Ledger | None
) -> list[runs.Told]:
    """Return entries that keep what was found of people whose records were corrected since the last run."""
    if last is None or ledger is None:
        return []
    before = check_settings(last.facts["settings"], "run.json")
    after = Side(people(result.residents, result.members), settings, result.as_of)
    return renamed(last, before, after, result.facts["model"]["weights"], ledger)


@contextmanager
def _ledger(out: Path | None, store: Path) -> Iterator[runs.Ledger | None]:
    """Open the ledger of the store that is held; a run that goes elsewhere has none."""
    if out is not None:
        yield None
        return
    with runs.held(store) as ledger:
        runs.finish_purges(store, ledger)
        finish_erasures(store, ledger)
        yield ledger


def _act(result: Reconciliation, moment: datetime) -> runs.Act:
    facts = result.facts
    inputs = [{name: source[name] for name in ("name", "role", "sha256", "rows")} for source in facts["inputs"]]
    kept = ("run_id", "counts", "decisions", "accepted_changes")
    told: dict[str, object] = {name: facts[name] for name in kept if name in facts}
    content = {**told, "inputs": inputs}
    return runs.Act(moment, whoever(), "reconcile", content)


def model_of(given: Path | str | Mapping[str, Any] | None, settings: Settings) -> Frozen | None:
    """Return the model a run is told to use: given with the call, else by the settings, else none."""
    source = settings.model.file if given is None else given
    return None if source is None else frozen(source, settings.identifier.kind)


def reconcile(  # noqa: PLR0913 - the two sides and the circumstances of one run
    population: Sequence[Input],
    members: Sequence[Input],
    settings: Settings,
    moment: datetime,
    run_id: str,
    told: Frozen | None = None,
    max_refused: float | None = None,
    progress: Progress = lambda _: None,
    ledger: runs.Ledger | None = None,
) -> Reconciliation:
    """Match two sides, by the model `told` when there is one, hear what people decided, check that nobody is lost.

    Publishes nothing.
    """
    for side in (population, members):
        refuse_missing(side)
    progress("read")
    start = time.perf_counter()
    residents, cards = together(
        lambda: read_side(population, "population", settings, moment.date(), progress),
        lambda: read_side(members, "members", settings, moment.date(), progress),
    )
    check_inputs(residents.sources, cards.sources, max_refused)
    read_in = round(time.perf_counter() - start, 3)
    said = None if ledger is None else said_of(ledger, residents.prepared.shown, cards.prepared.shown)
    outcome = decided(residents.prepared, cards.prepared, settings, told.model if told else None, progress, said)
    outcome = _without_erased(outcome, ledger)
    progress("check")
    runs.check_conservation(outcome.residents, outcome.members, outcome.links, (residents.rows, cards.rows))
    return Reconciliation(
        residents=outcome.residents,
        members=outcome.members,
        links=outcome.links,
        refused=listing(residents.refused, cards.refused),
        skipped=listing(residents.skipped, cards.skipped),
        facts=run_facts(outcome, (*residents.sources, *cards.sources), settings, moment, run_id, told, read_in),
        as_of=moment.date(),
    )


def _without_erased(outcome: Outcome, ledger: runs.Ledger | None) -> Outcome:
    """Return a run in which nobody is who asked to be erased."""
    erased = erased_people(ledger)
    if ledger is None or not erased.niks:
        return outcome
    kept = runs.Frames(outcome.residents, outcome.members, outcome.links)
    rows = rows_of(kept, erased, ledger.key)
    run = runs.blanked(kept, rows.people, rows.cards, rows.lent)
    return replace(outcome, residents=run.residents, members=run.members, links=run.links)


@contextmanager
def _reserved(out: Path | None, store: Path, run_id: str) -> Iterator[runs.Staging]:
    place = runs.reserve_in_store(store, run_id) if out is None else runs.reserve(out)
    with place as staging:
        yield staging
