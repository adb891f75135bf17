"""`uhcmatch explain`: why a resident or a card was (not) linked."""

from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Run, ShowNik, Store, both
from uhcmatch.commands.shell import opened

HELP: Final = both(
    "Mengapa seorang penduduk atau kartu (tidak) ditautkan: calon terbaik dan bobot setiap petunjuk.",
    "Why a resident or card was (not) linked: the best candidates and what each piece of evidence weighs.",
)


def explain(
    run: Run = "latest",
    resident_row: Annotated[
        int | None,
        typer.Option(
            "--resident-row",
            metavar="N",
            help=both("Penduduk di baris ini (resident_row).", "The resident of this row."),
        ),
    ] = None,
    member_row: Annotated[
        int | None,
        typer.Option(
            "--member-row", metavar="N", help=both("Peserta di baris ini (member_row).", "The member of this row.")
        ),
    ] = None,
    nik: Annotated[
        str | None,
        typer.Option("--nik", metavar="NIK", help=both("Semua baris dengan NIK ini.", "Every row that has this NIK.")),
    ] = None,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))
    ] = "table",
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show why a row was decided as it was."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import explain as job
    from uhcmatch.report.explanation import explanation_text
    from uhcmatch.report.explanation_document import explanation_json

    shell = opened(lang, quiet, config)
    question = job.Question(resident_row, member_row, nik)
    with shell.progress() as progress:
        answer = job.explain(Asked(run, store, config), question, show_nik, progress)
    is_document = output == "json"
    shell.result(explanation_json(answer, shell.products) if is_document else explanation_text(answer, shell.page))
