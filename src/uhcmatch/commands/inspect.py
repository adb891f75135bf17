"""`uhcmatch inspect`: what a file looks like before anyone trusts it."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, both
from uhcmatch.commands.shell import opened

HELP: Final = both(
    "Periksa berkas: penulisan, kolom, kesehatan NIK, baris yang ditolak.",
    "Look at files: how they are written, columns, NIK health, refused rows.",
)


def inspect(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help=both('Berkas, folder, atau "pola*".', "Files, folders or quoted globs.")
        ),
    ],
    role: Annotated[
        Literal["population", "members"],
        typer.Option("--as", help=both("Dibaca sebagai penduduk atau peserta.", "Read as population or as members.")),
    ],
    dump: Annotated[
        Path | None,
        typer.Option(
            "--dump",
            metavar="FILE",
            help=both(
                "Tulis semua baris seperti terbaca (.parquet, .csv).", "Write all rows as read (.parquet or .csv)."
            ),
        ),
    ] = None,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))
    ] = "table",
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Read files of one side and show what they look like."""
    from uhcmatch.jobs import inspect as job
    from uhcmatch.jobs.moment import now
    from uhcmatch.report.inspection import inspection_json, inspection_text
    from uhcmatch.settings import read_settings

    shell = opened(lang, quiet, config)
    with shell.progress() as progress:
        loaded, inspected = job.inspect(file, role, read_settings(config), now().date(), progress)
        if dump is not None:
            job.dump(loaded, dump)
    shell.result(inspection_json(inspected) if output == "json" else inspection_text(inspected, shell.page))
