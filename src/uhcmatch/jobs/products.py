"""What people want of a night's run: lists, figures, anomalies and changes, in a folder of the run's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch import runs
from uhcmatch.coverage import Wanted
from uhcmatch.jobs import anomalies, changes, coverage, sweep
from uhcmatch.jobs.kept import Asked
from uhcmatch.report.table import Page

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.jobs.reconcile import Order, Progress, Published
    from uhcmatch.report.moved import Moved
    from uhcmatch.settings import ProductSettings, Settings
    from uhcmatch.words import Language


def products(
    published: Published, order: Order, settings: Settings, language: Language, progress: Progress
) -> dict[str, Any]:
    """Write the products the settings ask for; return what the log says of them.

    Every kind is a folder that appears whole; nothing is written where `[products] folder` names none.
    """
    wanted = settings.products
    told: dict[str, Any] = {}
    asked = Asked(str(published.folder), order.store, order.config)
    moved = _moved(asked) if order.out is None else None
    if moved is not None:
        told["changes"] = {kind: people for kind, people in moved.kinds.iter_rows() if people}
    if wanted.folder is not None:
        folder = wanted.folder / published.facts["run_id"]
        told["products"] = _written(folder, asked, wanted, moved, language, progress)
    return told


def _moved(asked: Asked) -> Moved | None:
    """Return what moved since the run before this one; null for the first."""
    new = asked.opened()
    earlier = runs.before(new, asked.store_path())
    return None if earlier is None else changes.moved(earlier, new, changes.Wanted())


def _written(  # noqa: PLR0913 - a folder, and all that products are made from
    folder: Path,
    asked: Asked,
    wanted: ProductSettings,
    moved: Moved | None,
    language: Language,
    progress: Progress,
) -> dict[str, int]:
    """Write each kind and return how many files it has."""
    made: dict[str, int] = {}
    if wanted.sweep:
        progress("sweep")
        choice = sweep.Choice(wanted.by, Wanted(), language=language)
        made["sweep"] = sweep.write(sweep.listed(asked, choice), wanted.by, wanted.sweep, folder / "kunjungan")
    if wanted.anomalies:
        progress("anomalies")
        found = anomalies.found(asked, anomalies.Wanted(language=language))
        made["anomalies"] = anomalies.write(found, wanted.anomalies, folder / "anomali")
    if wanted.changes and moved is not None:
        made["changes"] = changes.write(moved, wanted.changes, folder / "perubahan")
    if wanted.coverage:
        progress("coverage")
        made["coverage"] = _coverage(asked, wanted, folder, language)
    return made


def _coverage(asked: Asked, wanted: ProductSettings, folder: Path, language: Language) -> int:
    figures = coverage.coverage(asked, "kelurahan", None)
    page = Page(None, is_dressed=False, language=language)
    with runs.reserve(folder / "cakupan") as staging:
        for form in wanted.coverage:
            coverage.write(coverage.shown(asked, figures, form, page), staging.path / f"cakupan.{form}")
        staging.publish()
    return len(wanted.coverage)
