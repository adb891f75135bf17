"""`uhcmatch register`: the file that asks BPJS for memberships, and BPJS's reply to it."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, Run, ShowNik, Store, both, several
from uhcmatch.commands.shell import opened
from uhcmatch.words import Words

app: Final = typer.Typer(
    help=both(
        "Usulan ke BPJS dan balasannya: export, reply, list, progress, withdraw.",
        "Proposals to BPJS and its replies: export, reply, list, progress, withdraw.",
    ),
    rich_markup_mode=None,
    no_args_is_help=False,
)
Form = Annotated[Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))]
_FORMS = ("xlsx", "csv")


@app.command(
    "export", help=both("Berkas usulan bulanan Pemda, dalam kuota.", "The Pemda's monthly file, within quota.")
)
def export(
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help=both("Folder baru untuk berkasnya.", "A new folder for the files.")),
    ],
    run: Run = "latest",
    layout: Annotated[
        str | None,
        typer.Option("--layout", metavar="NAME", help=both("Tata letak: usulan, form37.", "Layout: usulan, form37.")),
    ] = None,
    quota: Annotated[
        int | None,
        typer.Option(
            "--quota", metavar="N", min=0, help=both("Paling banyak sekian orang.", "At most so many people.")
        ),
    ] = None,
    source: Annotated[
        Literal["outcomes", "sweep"] | None,
        typer.Option(
            "--from",
            help=both(
                "outcomes: yang ditemui dan bersedia (bawaan bila ada); sweep: seluruh daftar.",
                "outcomes: those found and willing (default when there are any); sweep: the whole list.",
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
    priority: Annotated[
        Path | None,
        typer.Option(
            "--priority",
            metavar="FILE",
            help=both("NIK dengan desil, hamil, kronis.", "NIKs with desil, hamil, kronis."),
        ),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="YYYY-MM", help=both("Bulan usulan (bawaan: kini).", "Month (default: now).")),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help=both(
                "Usulkan lagi yang belum dijawab atau pernah ditolak.", "Propose again what is open or was refused."
            ),
        ),
    ] = False,
    output: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="xlsx,csv", help=both("Bentuk berkas.", "Form of the files.")),
    ] = None,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write the file and keep who is in it."""
    forms = several(output or list(_FORMS), _FORMS, "--format")
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register import register_export as job
    from uhcmatch.report.registration_tables import exported_text

    shell = opened(lang, quiet, config)
    order = job.Order(out, forms, layout, quota, month, source, tuple(area or ()), priority, again, shell.products)
    told = job.export(Asked(run, store, config), order)
    shell.result(exported_text(told.document(), told.layout, shell.page))
    shell.note(_WRITTEN.fill(out=out))


@app.command("withdraw", help=both("Tarik usulan yang tidak jadi dikirim.", "Take back a file that was never sent."))
def withdraw(
    batch: Annotated[
        str,
        typer.Argument(metavar="BATCH", help=both("Nomor usulan, misalnya 2026-12-1.", "Its number, 2026-12-1 say.")),
    ],
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Let the people of a file be proposed again."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register import register_batch as job

    shell = opened(lang, quiet, config)
    people = job.withdraw(Asked("latest", store, config), batch)
    shell.result(_WITHDRAWN.fill(people=people).said(shell.products))


@app.command("reply", help=both("Baca balasan BPJS atas usulan.", "Read what BPJS replied to proposals."))
def reply(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=both("Balasan BPJS: XLSX atau CSV.", "BPJS's replies: XLSX or CSV.")),
    ],
    replaces: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=both("Balasan ini menggantikan yang lama.", "These replies take the place of earlier ones."),
        ),
    ] = False,
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Record what BPJS answered."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register import register_reply as job
    from uhcmatch.report.imported import imported_json, imported_text

    shell = opened(lang, quiet, config)
    told = job.take(files, Asked("latest", store, config), replaces=replaces)
    shell.result(imported_json(told, shell.products) if output == "json" else imported_text(told, shell.page))


@app.command("list", help=both("Siapa diusulkan, dan apa jawab BPJS.", "Who was proposed, and what BPJS answered."))
def list_people(
    run: Run = "latest",
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help=both("open, accepted, refused, later; boleh berulang.", "open, accepted, refused, later; repeated."),
        ),
    ] = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="BATCH", help=both("Hanya usulan ini.", "Only this file."))
    ] = None,
    output: Annotated[
        Literal["table", "csv", "json"],
        typer.Option("--format", help=both("table, csv, json.", "table, csv, json.")),
    ] = "table",
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show who was proposed."""
    states = several(state or [], ("open", "accepted", "refused", "later"), "--state")
    from uhcmatch.files import csv_text
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register import register_progress as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.registration_tables import proposed_text

    shell = opened(lang, quiet, config)
    people = job.listed(Asked(run, store, config), states, batch, show_nik=show_nik)
    if output == "json":
        shell.result(as_json(people.to_dicts()))
    elif output == "csv":
        shell.result(csv_text(people))
    else:
        shell.result(proposed_text(people, shell.page))


@app.command(
    "progress",
    help=both("Yang terbuka, diterima, ditolak; kuota dan rupiah.", "What is open, accepted, refused; quota."),
)
def progress(
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show how far proposals are, and what they cost."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register import register_progress as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.registration_tables import progress_text

    shell = opened(lang, quiet, config)
    told = job.progress(Asked("latest", store, config))
    shell.result(as_json(told) if output == "json" else progress_text(told, shell.page))


_WRITTEN = Words("Berkas ada di {out}.", "The files are in {out}.")
_WITHDRAWN = Words("{people} orang dapat diusulkan lagi.", "{people} people may be proposed again.")
