"""`uhcmatch coverage`: registered share of residents, per area."""

from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Run, Store, both
from uhcmatch.commands.shell import opened

HELP: Final = both(
    "Cakupan JKN per wilayah, yang terbanyak belum terdaftar di atas.",
    "Coverage per area, those with most people not enrolled first.",
)


def coverage(
    run: Run = "latest",
    by: Annotated[
        Literal["rt", "rw", "kelurahan", "kecamatan", "total"],
        typer.Option("--by", help=both("Rincian wilayah.", "Kind of area.")),
    ] = "kelurahan",
    target: Annotated[
        float | None,
        typer.Option(
            "--target", metavar="PCT", min=0, max=100, help=both("Target cakupan (persen).", "Target, percent.")
        ),
    ] = None,
    output: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))
    ] = "table",
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="PCT",
            min=0,
            max=100,
            help=both("Keluar dengan kode 20 bila cakupan di bawah ini.", "Exit with code 20 below this coverage."),
        ),
    ] = None,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show the coverage of each area; fail when it is too low."""
    from uhcmatch.files import csv_text
    from uhcmatch.jobs import coverage as job
    from uhcmatch.jobs.kept import Asked
    from uhcmatch.report.coverage_table import coverage_text
    from uhcmatch.report.document import as_json

    shell = opened(lang, quiet, config)
    asked = Asked(run, store, config)
    found = job.coverage(asked, by, target)
    for warning in found.warnings:
        shell.warn(warning)
    if output == "json":
        shell.result(as_json(found.areas.to_dicts()))
    elif output == "csv":
        shell.result(csv_text(found.areas))
    else:
        shell.result(coverage_text(found, shell.page))
    job.check_minimum(found, fail_under)
