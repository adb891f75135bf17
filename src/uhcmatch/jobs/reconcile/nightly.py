"""The whole job of a night: find the files, match, write what people want of it, leave one line in the log."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files
from uhcmatch.errors import UhcmatchError, UsageRefused, exit_code_of
from uhcmatch.jobs.reconcile import reconcile
from uhcmatch.jobs.reconcile.log import log_line, written
from uhcmatch.jobs.reconcile.products import is_unfinished, place, products
from uhcmatch.settings import read_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.jobs.reconcile.reconcile import Order, Progress, Published
    from uhcmatch.settings import Settings
    from uhcmatch.words import Language

_PASSED: Final = Words(
    "Tidak dibaca, karena ada yang lebih baru: {files}. Semuanya? [inputs] newest = false.",
    "Not read, for there are newer ones: {files}. All of them? [inputs] newest = false.",
)
_NAMED: Final = 8
"""File names in a note."""


def run(order: Order, language: Language, progress: Progress) -> Published:
    """Match and publish; with files from the settings, also write the products asked for. Either way the log is told.

    Raises the errors of its parts, after the log was told of them; what was published by then stays. A stop is told
    too, and of what is unexpected only that it was.
    """
    settings = read_settings(order.config)
    start = time.perf_counter()
    try:
        published, made = _done(order, settings, language, progress)
    except UhcmatchError as error:
        log_line(settings.log, {"exit": error.exit_code, "error": error.words.en, "seconds": _since(start)})
        raise
    except BaseException as error:
        log_line(settings.log, {"exit": exit_code_of(error), "error": type(error).__name__, "seconds": _since(start)})
        raise
    log_line(settings.log, {"exit": 0, **written(published, made), "seconds": _since(start)})
    return published


def _done(order: Order, settings: Settings, language: Language, progress: Progress) -> tuple[Published, dict[str, Any]]:
    if order.population:
        return reconcile.run(_whole(order), progress), {}
    found, notes = _with_inputs(order, settings)
    published = replace(reconcile.run(found, progress), notes=notes)
    if not published.is_new and not is_unfinished(published, settings):
        return published, {}
    made = products(published, order, settings, language, progress)
    return replace(published, products=place(published, settings)), made


def _whole(order: Order) -> Order:
    if not order.members:
        raise UsageRefused(
            Words("Berkas peserta belum diberikan.", "The membership files are missing."),
            Words("Berikan sesudah data penduduk.", "Give them after the population."),
        )
    return order


def _with_inputs(order: Order, settings: Settings) -> tuple[Order, tuple[Words, ...]]:
    """Return the order with the files of the settings, the newest where that is wanted, and what is not read."""
    inputs = settings.inputs
    if not (inputs.population and inputs.members):
        raise UsageRefused(
            Words("Data penduduk dan peserta belum diberikan.", "Population and membership files are missing."),
            Words(
                "Sebutkan berkasnya, atau isi [inputs] pada berkas setelan.",
                "Name the files, or fill in [inputs] of the settings file.",
            ),
        )
    if not inputs.newest:
        return replace(order, population=tuple(inputs.population), members=tuple(inputs.members)), ()
    population = [files.newest(one, "population", settings.columns.population) for one in inputs.population]
    members = [files.newest(one, "members", settings.columns.members) for one in inputs.members]
    chosen = [tuple(dict.fromkeys(str(file) for one in side for file in one.files)) for side in (population, members)]
    read = {file for side in chosen for file in side}
    passed = sorted({file.name for one in (*population, *members) for file in one.passed if str(file) not in read})
    return replace(order, population=chosen[0], members=chosen[1]), _passed(passed)


def _passed(names: Sequence[str]) -> tuple[Words, ...]:
    if not names:
        return ()
    shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return (_PASSED.fill(files=shown),)


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)
