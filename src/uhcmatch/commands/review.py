"""`uhcmatch review`: clerical review of uncertain pairs."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Config, Lang, Quiet, ShowNik, Store, Strict, both
from uhcmatch.commands.shell import opened
from uhcmatch.words import Words

app: Final = typer.Typer(
    help=both(
        "Verifikasi pasangan yang meragukan: list, screen, export, import, decide.",
        "Clerical review of uncertain pairs.",
    ),
    rich_markup_mode=None,
    no_args_is_help=False,
)
Form = Annotated[Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))]
State = Annotated[
    Literal["open", "contradictory", "decided", "without-effect"],
    typer.Option(
        "--state",
        help=both(
            "Yang belum diputuskan (bawaan), bertentangan, sudah diputuskan, atau tanpa efek.",
            "Not decided yet (default), contradictory, decided, or without effect.",
        ),
    ),
]
RunOption = Annotated[
    str,
    typer.Option(
        "--run",
        metavar="RUN",
        help=both("Folder hasil, nomor hasil, atau latest.", "A run folder, a run id, or latest."),
    ),
]
Area = Annotated[
    list[str] | None,
    typer.Option(
        "--area", metavar="TEXT", help=both("Hanya wilayah ini, seperti pada sweep.", "Only this area, as for sweep.")
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help=both("Paling banyak sekian pasangan.", "At most so many pairs."))
]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help=both("Siapa yang memutuskan.", "Who decides."))]


@app.command(
    "list", help=both("Pasangan yang ditanyakan, yang paling menentukan di atas.", "List pairs, most telling first.")
)
def list_pairs(
    run: RunOption = "latest",
    state: State = "open",
    area: Area = None,
    limit: Limit = None,
    output: Form = "table",
    show_nik: ShowNik = False,
    strict: Strict = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """List pairs to verify."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review import review as job
    from uhcmatch.jobs.review.review_queue import Chosen
    from uhcmatch.report.review_table import review_json, review_text

    shell = opened(lang, quiet, config)
    chosen = Chosen(state, tuple(area or ()), limit, show_nik)
    lines = job.listed(Asked(run, store, config), chosen, strict=strict)
    shell.result(review_json(lines, shell.products) if output == "json" else review_text(lines, shell.page))


@app.command("export", help=both("Tulis buku kerja verifikasi untuk diisi.", "Write a workbook to decide pairs in."))
def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=both("Berkas .xlsx baru.", "A new .xlsx file."))],
    run: RunOption = "latest",
    state: State = "open",
    area: Area = None,
    limit: Limit = None,
    second: Annotated[
        int | None,
        typer.Option(
            "--second",
            metavar="PCT",
            min=1,
            max=100,
            help=both(
                "Sekian % dari yang sudah diputuskan satu orang, untuk pembaca kedua.",
                "So many % of what one person decided, for a second reader.",
            ),
        ),
    ] = None,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write a review book."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review import review as job
    from uhcmatch.jobs.review.review_queue import Chosen

    shell = opened(lang, quiet, config)
    chosen = Chosen(state, tuple(area or ()), limit, show_nik, second)
    written = job.export(Asked(run, store, config), chosen, shell.products, out)
    shell.note(Words("{pairs} pasangan di {out}.", "{pairs} pairs in {out}.").fill(pairs=written, out=out))


@app.command("import", help=both("Baca kembali buku kerja yang sudah diisi.", "Read filled workbooks back."))
def import_books(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help=both("Buku kerja atau CSV yang sudah diisi.", "Filled workbooks or CSV.")
        ),
    ],
    who: Who = None,
    output: Form = "table",
    strict: Strict = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Record the answers of review books."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.known.contradictions import refuse_contradictions
    from uhcmatch.jobs.review import review_import as job
    from uhcmatch.report.imported import imported_json, imported_text

    shell = opened(lang, quiet, config)
    told = job.take(files, Asked("latest", store, config).store_path(), who)
    shell.result(imported_json(told, shell.products) if output == "json" else imported_text(told, shell.page))
    if strict:
        refuse_contradictions(told.counts["contradictory"])


@app.command("decide", help=both("Catat satu keputusan.", "Record one decision."))
def decide(
    verdict: Annotated[
        Literal["SAMA", "BEDA", "RAGU"],
        typer.Argument(
            metavar="SAMA|BEDA|RAGU", help=both("Satu orang, beda, atau ragu.", "One person, two, or unsure.")
        ),
    ],
    pair: Annotated[
        str | None,
        typer.Option(
            "--pair", metavar="ID", help=both("Nomor pasangan dari review list.", "Id of the pair, from review list.")
        ),
    ] = None,
    resident_row: Annotated[
        int | None, typer.Option("--resident-row", metavar="N", help=both("Baris penduduk.", "Row of the resident."))
    ] = None,
    member_row: Annotated[
        int | None, typer.Option("--member-row", metavar="N", help=both("Baris kartu.", "Row of the card."))
    ] = None,
    who: Who = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help=both("Alasannya.", "Why."))] = None,
    settle: Annotated[
        bool,
        typer.Option(
            "--settle",
            help=both(
                "Akhiri pertentangan: keputusan lama tidak dihitung.",
                "End a contradiction: earlier words no longer count.",
            ),
        ),
    ] = False,
    run: RunOption = "latest",
    strict: Strict = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Record a decision about one pair."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review import review as job

    shell = opened(lang, quiet, config)
    said = job.Said(verdict, who, why, settle)
    is_new = job.decide(Asked(run, store, config), job.Meant(pair, resident_row, member_row), said, strict=strict)
    words = _RECORDED if is_new else _KNOWN
    shell.result(words.said(shell.products))


@app.command(
    "screen", help=both("Putuskan pasangan satu per satu dengan papan tombol.", "Decide pairs one by one by keys.")
)
def screen(
    run: RunOption = "latest",
    who: Who = None,
    area: Area = None,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Go through the open pairs on a screen of their own."""
    from uhcmatch.commands.terminal import refuse_no_screen, show
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review import review_sitting as job
    from uhcmatch.jobs.review.review_queue import Chosen
    from uhcmatch.report.review_table import progress_text

    shell = opened(lang, quiet, config)
    refuse_no_screen()
    chosen = Chosen(areas=tuple(area or ()), show_nik=show_nik)
    with shell.progress() as step:
        step("compare")
        sitting = job.sitting(Asked(run, store, config), chosen, who, shell.products)
    if sitting.questions:
        show(sitting, shell.products)
    shell.result(progress_text(sitting.progress, shell.products))


@app.command("agreement", help=both("Seberapa sering pembaca kedua sependapat.", "How often second readers agree."))
def agreement(
    output: Form = "table", store: Store = None, config: Config = None, lang: Lang = None, quiet: Quiet = False
) -> None:
    """Show how often second readers agreed with the first."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review import review as job
    from uhcmatch.report.review_table import agreement_json, agreement_text

    shell = opened(lang, quiet, config)
    agreed = job.agreed(Asked("latest", store, config))
    shell.result(agreement_json(agreed) if output == "json" else agreement_text(agreed, shell.products))


_RECORDED: Final = Words(
    "Keputusan dicatat; berlaku pada reconcile berikutnya.", "Recorded; it takes effect with the next reconcile."
)
_KNOWN: Final = Words(
    "Keputusan ini sudah ada; tidak ada yang berubah.", "This decision was known; nothing was changed."
)
