"""`uhcmatch anomalies`: the match run backwards."""

from pathlib import Path
from typing import Annotated, Final

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Run, ShowNik, Store, both, several
from uhcmatch.commands.shell import opened
from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

HELP: Final = both(
    "Kartu tanpa pemilik, kartu ganda, dan nomor yang bertentangan, dengan iuran yang dapat dihemat.",
    "Cards nobody is found for, second cards and contradictory numbers, with the dues at stake.",
)
_FORMS = ("table", "csv", "xlsx", "json")


def anomalies(
    run: Run = "latest",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=both(
                "Hanya jenis ini (kode, misalnya segmen_ganda); boleh berulang atau dipisah koma.",
                "Only this kind (a code, such as segmen_ganda); repeated or separated by commas.",
            ),
        ),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="TEXT",
            help=both("Hanya wilayah ini, seperti pada sweep.", "Only this area, as for sweep."),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="FORM", help=both("table, csv, xlsx, json.", "table, csv, xlsx, json.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=both("Folder baru untuk berkasnya.", "A new folder for the files.")),
    ] = None,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show or write what is wrong."""
    from uhcmatch.reference.anomalies import KINDS

    kinds, forms = several(kind or [], tuple(KINDS), "--kind"), forms_of(output, out)
    from uhcmatch.files import csv_text
    from uhcmatch.jobs import anomalies as job
    from uhcmatch.jobs.kept import Asked
    from uhcmatch.report.anomaly_table import anomaly_text
    from uhcmatch.report.document import as_json

    shell = opened(lang, quiet, config)
    wanted = job.Wanted(kinds, tuple(area or ()), shell.products, show_nik)
    told = job.found(Asked(run, store, config), wanted)
    if out is not None:
        written = job.write(told, forms, out)
        words = Words("{rows} baris, {written} berkas di {out}.", "{rows} lines, {written} files in {out}.")
        shell.note(words.fill(rows=told.rows.height, written=written, out=out))
    elif forms == ("json",):
        shell.result(as_json(job.document(told)))
    elif forms == ("csv",):
        shell.result(csv_text(told.rows))
    else:
        shell.result(anomaly_text(told.rows, told.kinds, told.segments, shell.page))


def forms_of(asked: list[str] | None, out: Path | None) -> tuple[str, ...]:
    """Return the forms asked for; raises `UsageRefused` for those that do not go with or without `--out`."""
    forms = several(asked or (["table"] if out is None else ["csv"]), _FORMS, "--format")
    if out is None and (len(forms) > 1 or "xlsx" in forms):
        raise UsageRefused(
            Words("Bentuk ini memerlukan --out.", "This form needs --out."),
            Words("Tambahkan --out FOLDER.", "Add --out DIR."),
        )
    if out is not None and "table" in forms:
        raise UsageRefused(
            Words("--format table tidak dapat ditulis ke folder.", "--format table cannot be written to a folder."),
            Words("Pakai --format csv, xlsx, atau json.", "Use --format csv, xlsx or json."),
        )
    return forms
