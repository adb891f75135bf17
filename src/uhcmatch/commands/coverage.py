"""`uhcmatch coverage`: registered share of residents, per area."""

from pathlib import Path
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
        Literal["table", "csv", "json", "html"],
        typer.Option("--format", help=both("Bentuk hasil; html: satu halaman utuh.", "Form; html: one whole page.")),
    ] = "table",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help=both("Tulis ke berkas ini.", "Write to this file.")),
    ] = None,
    borders: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help=both("GeoJSON batas kelurahan untuk peta (html).", "GeoJSON of kelurahan borders for the map (html)."),
        ),
    ] = None,
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
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import coverage as job

    shell = opened(lang, quiet, config)
    asked = Asked(run, store, config)
    found = job.coverage(asked, by, target)
    if output in ("csv", "json"):  # The other forms say it themselves.
        for warning in found.warnings:
            shell.warn(warning)
    shown = job.shown(asked, found, output, shell.page, borders)
    if out is None:
        shell.result(shown)
    else:
        job.write(shown, out)
    job.check_minimum(found, fail_under)
