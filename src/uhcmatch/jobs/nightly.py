"""The whole job of a night: find the files, match, write what people want of it, leave one line in the log."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from uhcmatch import files
from uhcmatch.errors import UhcmatchError, UsageRefused
from uhcmatch.jobs import reconcile
from uhcmatch.jobs.log import log_line, written
from uhcmatch.jobs.products import is_unfinished, place, products
from uhcmatch.settings import read_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.jobs.reconcile import Order, Progress, Published
    from uhcmatch.settings import InputSettings, Settings
    from uhcmatch.words import Language


def run(order: Order, language: Language, progress: Progress) -> Published:
    """Match and publish; with files from the settings, also write the products asked for. Either way the log is told.

    Raises the errors of its parts, after the log was told of them; what was published by then stays.
    """
    settings = read_settings(order.config)
    start = time.perf_counter()
    try:
        published, made = _done(order, settings, language, progress)
    except UhcmatchError as error:
        log_line(settings.log, {"exit": error.exit_code, "error": error.words.en, "seconds": _since(start)})
        raise
    log_line(settings.log, {"exit": 0, **written(published, made), "seconds": _since(start)})
    return published


def _done(order: Order, settings: Settings, language: Language, progress: Progress) -> tuple[Published, dict[str, Any]]:
    if order.population:
        return reconcile.run(_whole(order), progress), {}
    published = reconcile.run(_with_inputs(order, settings.inputs), progress)
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


def _with_inputs(order: Order, inputs: InputSettings) -> Order:
    """Return the order with the files of the settings, of each pattern the newest where that is wanted."""
    if not (inputs.population and inputs.members):
        raise UsageRefused(
            Words("Data penduduk dan peserta belum diberikan.", "Population and membership files are missing."),
            Words(
                "Sebutkan berkasnya, atau isi [inputs] pada berkas setelan.",
                "Name the files, or fill in [inputs] of the settings file.",
            ),
        )
    population, members = (
        tuple(str(files.newest(pattern)) if inputs.newest else pattern for pattern in patterns)
        for patterns in (inputs.population, inputs.members)
    )
    return replace(order, population=population, members=members)


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)
