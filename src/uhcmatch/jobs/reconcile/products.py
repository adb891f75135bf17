"""What people want of a night's run: lists, figures, anomalies and changes, in a folder of the run's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch import runs
from uhcmatch.coverage import Wanted
from uhcmatch.jobs.kept.kept import Asked
from uhcmatch.jobs.show import anomalies, changes, coverage
from uhcmatch.jobs.visit import sweep
from uhcmatch.report.table import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from uhcmatch.jobs.reconcile.reconcile import Order, Progress, Published
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
    folder = place(published, settings)
    if folder is not None:
        told["products"] = _written(folder, asked, wanted, moved, language, progress)
    return told


def _moved(asked: Asked) -> Moved | None:
    """Return what moved since the run before this one; null for the first."""
    new = asked.opened()
    earlier = runs.before(new, asked.store_path())
    return None if earlier is None else changes.moved(earlier, new, changes.Wanted())


def place(published: Published, settings: Settings) -> Path | None:
    """Return the folder of a run's products; null where the settings want none."""
    folder = settings.products.folder
    return None if folder is None else folder / published.facts["run_id"]


def is_unfinished(published: Published, settings: Settings) -> bool:
    """Whether a night ended before all products of a run were written."""
    folder = place(published, settings)
    return folder is not None and runs.is_unfinished(folder)


def _written(  # noqa: PLR0913 - a folder, and all that products are made from
    folder: Path,
    asked: Asked,
    wanted: ProductSettings,
    moved: Moved | None,
    language: Language,
    progress: Progress,
) -> dict[str, int]:
    """Write each kind that is not there yet and return how many files it has.

    What was there and was taken away is not written again: a mark stands in the folder only until all is done.
    """
    with runs.filled_in_steps(folder):
        made: dict[str, int] = {}
        for kind, (name, forms, write) in _kinds(folder, asked, wanted, moved, language).items():
            if forms and not (folder / name).exists():
                progress(kind)
                made[kind] = write()
    return made


def _kinds(
    folder: Path, asked: Asked, wanted: ProductSettings, moved: Moved | None, language: Language
) -> dict[str, tuple[str, Sequence[str], Callable[[], int]]]:
    """Return for each kind its folder, the forms wanted, and what writes it."""

    def sweep_lists() -> int:
        made = sweep.listed(asked, sweep.Choice(wanted.by, Wanted(), language=language))
        return sweep.write(made, wanted.by, wanted.sweep, folder / "kunjungan")

    def anomaly_lists() -> int:
        found = anomalies.found(asked, anomalies.Wanted(language=language))
        return anomalies.write(found, wanted.anomalies, folder / "anomali")

    def change_lists() -> int:
        return 0 if moved is None else changes.write(moved, wanted.changes, folder / "perubahan")

    return {
        "sweep": ("kunjungan", wanted.sweep, sweep_lists),
        "anomalies": ("anomali", wanted.anomalies, anomaly_lists),
        "changes": ("perubahan", () if moved is None else wanted.changes, change_lists),
        "coverage": ("cakupan", wanted.coverage, lambda: _coverage(asked, wanted, folder, language)),
    }


def _coverage(asked: Asked, wanted: ProductSettings, folder: Path, language: Language) -> int:
    figures = coverage.coverage(asked, "kelurahan", None)
    page = Page(None, is_dressed=False, language=language)
    with runs.reserve(folder / "cakupan") as staging:
        for form in wanted.coverage:
            coverage.write(coverage.shown(asked, figures, form, page), staging.path / f"cakupan.{form}")
        staging.publish()
    return len(wanted.coverage)
