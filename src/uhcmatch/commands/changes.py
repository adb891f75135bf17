"""`uhcmatch changes`: what moved between two runs."""

from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import (
    Config,
    Forms,
    Kinds,
    Lang,
    NewFolder,
    OnlyAreas,
    Quiet,
    ShowNik,
    Store,
    both,
    forms_of,
    several,
)
from uhcmatch.commands.shell import opened
from uhcmatch.words import Words

HELP: Final = both(
    "Yang berubah antara dua hasil: penduduk datang dan pergi, kartu baru, nonaktif, pindah, ganti identitas.",
    "What moved between two runs: residents who came and went, cards won and lost, moves, new identities.",
)


def changes(
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="OLD",
            help=both("Hasil lama; tanpa ini: hasil sebelum yang baru.", "The old run; by default the one before NEW."),
            show_default=False,
        ),
    ] = None,
    new: Annotated[
        str, typer.Argument(metavar="NEW", help=both("Hasil baru.", "The new run."), show_default=True)
    ] = "latest",
    kind: Kinds = None,
    area: OnlyAreas = None,
    by: Annotated[
        Literal["rt", "rw", "kelurahan", "kecamatan", "total"],
        typer.Option("--by", help=both("Rincian wilayah.", "Kind of area.")),
    ] = "kelurahan",
    output: Forms = None,
    out: NewFolder = None,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show or write what moved."""
    from uhcmatch.reference.changes import KINDS

    kinds, forms = several(kind or [], tuple(KINDS), "--kind"), forms_of(output, out)
    from uhcmatch.files import csv_text
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import changes as job
    from uhcmatch.report.change_table import change_text
    from uhcmatch.report.document import as_json

    shell = opened(lang, quiet, config)
    asked = Asked(new, store, config)
    pair = job.opened(asked, old)
    wanted = job.Wanted(kinds, tuple(area or ()), by, show_nik)
    told = job.moved(*pair, wanted, show_nik=asked.settings(pair[1]).privacy.show_nik)
    if out is not None:
        written = job.write(told, forms, out)
        words = Words("{rows} baris, {written} berkas di {out}.", "{rows} lines, {written} files in {out}.")
        shell.note(words.fill(rows=told.rows.height, written=written, out=out))
    elif forms == ("json",):
        shell.result(as_json(told.document()))
    elif forms == ("csv",):
        shell.result(csv_text(told.rows))
    else:
        shell.result(change_text(told, shell.page))
