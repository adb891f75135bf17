"""`uhcmatch outcomes`: filled field sheets come back."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Run, ShowNik, Store, Strict, both, several
from uhcmatch.commands.shell import opened
from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

app: Final = typer.Typer(
    help=both("Hasil kunjungan: import, list, progress.", "Outcomes of visits: import, list, progress."),
    rich_markup_mode=None,
    no_args_is_help=False,
)
Form = Annotated[Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))]
Area = Annotated[
    list[str] | None,
    typer.Option(
        "--area", metavar="TEXT", help=both("Hanya wilayah ini, seperti pada sweep.", "Only this area, as for sweep.")
    ),
]


@app.command("import", help=both("Baca kembali lembar kunjungan yang sudah diisi.", "Read filled field sheets back."))
def import_sheets(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help=both("Buku kerja atau CSV yang sudah diisi.", "Filled workbooks or CSV.")
        ),
    ],
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help=both("Siapa yang menyerahkan.", "Who hands them in."))
    ] = None,
    replaces: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=both(
                "Pembetulan: menggantikan isian lama dari kunjungan yang sama.",
                "A correction: takes the place of earlier answers of the same visits.",
            ),
        ),
    ] = False,
    output: Form = "table",
    strict: Strict = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Record what teams found."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.known.contradictions import VISITS, refuse_contradictions
    from uhcmatch.jobs.visit import outcomes_import as job
    from uhcmatch.report.imported import imported_json, imported_text
    from uhcmatch.settings import read_settings

    shell = opened(lang, quiet, config)
    store_path = Asked("latest", store, config).store_path()
    told = job.take(files, store_path, read_settings(config), who, replaces=replaces)
    shell.result(imported_json(told, shell.products) if output == "json" else imported_text(told, shell.page))
    if strict:
        refuse_contradictions(told.counts["contradictory"], VISITS)


@app.command(
    "list", help=both("Siapa dikunjungi, dengan hasil apa, dan apa selanjutnya.", "Who was visited, and what follows.")
)
def list_people(
    run: Run = "latest",
    follows: Annotated[
        list[str] | None,
        typer.Option(
            "--next",
            metavar="NEXT",
            help=both(
                "Hanya yang selanjutnya: daftar, cocokkan, dukcapil (data balikan), ulang, selesai, periksa.",
                "Only those to: daftar (register), cocokkan (card), dukcapil, ulang (again), selesai (done), periksa.",
            ),
        ),
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="CODE", help=both("Hanya kode hasil ini.", "Only this code of outcome.")),
    ] = None,
    area: Area = None,
    output: Annotated[
        Literal["table", "csv", "json", "xlsx"] | None,
        typer.Option("--format", help=both("table, csv, json, xlsx.", "table, csv, json, xlsx.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=both("Folder baru untuk berkasnya.", "A new folder for the file.")),
    ] = None,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show or write who was visited."""
    from uhcmatch.reference.outcomes import NEXT, OUTCOMES_BY_CODE

    chosen_next = several(follows or [], tuple(NEXT), "--next")
    codes = several(outcome or [], tuple(OUTCOMES_BY_CODE), "--outcome")
    form = output or ("table" if out is None else "csv")
    _refuse_form(form, out)
    from uhcmatch.files import csv_text
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.visit import outcomes as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.outcome_tables import outcomes_text

    shell = opened(lang, quiet, config)
    chosen = job.Chosen(chosen_next, codes, tuple(area or ()), show_nik)
    found = job.listed(Asked(run, store, config), chosen)
    if out is not None:
        job.write(found.people, form, out)
        shell.note(_WRITTEN.fill(people=found.people.height, out=out))
    elif form == "json":
        shell.result(as_json(found.people.to_dicts()))
    elif form == "csv":
        shell.result(csv_text(found.people))
    else:
        shell.result(outcomes_text(found.people, found.gone, shell.page))


@app.command(
    "progress", help=both("Sejauh mana kunjungan, per wilayah atau tim.", "How far the visits are, by area or team.")
)
def progress(
    run: Run = "latest",
    by: Annotated[
        Literal["rt", "rw", "kelurahan", "kecamatan", "total", "team"],
        typer.Option("--by", help=both("Per wilayah ini, atau per tim.", "By this kind of area, or by team.")),
    ] = "kelurahan",
    area: Area = None,
    team: Annotated[
        int | None,
        typer.Option(
            "--team",
            metavar="N",
            help=both("Bagian tim seperti pada sweep --team N.", "Shares of teams as in sweep --team N."),
        ),
    ] = None,
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show how far the work is."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.visit import outcomes as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.outcome_tables import progress_text

    shell = opened(lang, quiet, config)
    counted = job.progress(Asked(run, store, config), by, tuple(area or ()), team)
    shell.result(as_json(counted.to_dicts()) if output == "json" else progress_text(counted, shell.page))


_WRITTEN = Words("{people} orang di {out}.", "{people} people in {out}.")


def _refuse_form(form: str, out: Path | None) -> None:
    if (form == "xlsx" and out is None) or (form == "table" and out is not None):
        raise UsageRefused(
            Words("Bentuk ini tidak sesuai dengan --out.", "This form does not go with --out."),
            Words("xlsx memerlukan --out FOLDER; table tanpa --out.", "xlsx needs --out DIR; table goes without."),
        )
