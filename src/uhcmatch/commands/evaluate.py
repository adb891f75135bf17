"""`uhcmatch evaluate`: how right a run is, against labelled links."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Store, both
from uhcmatch.commands.shell import opened
from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

HELP: Final = both(
    "Ukur ketepatan satu hasil terhadap berkas kebenaran, juga per kelompok orang.",
    "Measure a run against labelled links: precision, recall, F1, also by groups of people.",
)


def evaluate(
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN", help=both("Folder hasil, nomor hasil, atau latest.", "A run folder, a run id, or latest.")
        ),
    ],
    truth: Annotated[
        Path | None,
        typer.Option(
            "--truth",
            metavar="FILE",
            help=both("Berkas kebenaran: resident_row;member_row.", "Truth file: resident_row;member_row."),
        ),
    ] = None,
    decisions: Annotated[
        bool,
        typer.Option(
            "--decisions",
            help=both(
                "Terhadap pasangan yang diputuskan petugas setelah hasil ini.",
                "Against the pairs that clerks decided after this run.",
            ),
        ),
    ] = False,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))
    ] = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show how right a run is."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import evaluate as job
    from uhcmatch.report.decision_scores import decisions_json, decisions_text
    from uhcmatch.report.scores import partial_truth, scores_json, scores_text

    shell = opened(lang, quiet, config)
    asked, as_json = Asked(run, store, config), output == "json"
    if (truth is None) != decisions:
        raise UsageRefused(
            Words("Sebutkan --truth BERKAS atau --decisions.", "Give --truth FILE or --decisions."),
            Words("Lihat uhcmatch evaluate --help.", "See uhcmatch evaluate --help."),
        )
    if truth is None:
        labelled = job.evaluate_decided(asked)
        shell.result(decisions_json(labelled) if as_json else decisions_text(labelled, shell.page))
        return
    found = job.evaluate(asked, truth)
    if found.unnamed.is_any:
        shell.note(partial_truth(found.unnamed))
    if as_json:
        shell.result(scores_json(found.scores, found.strata, found.unnamed))
    else:
        shell.result(scores_text(found.scores, found.strata, shell.page))
