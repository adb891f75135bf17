"""`uhcmatch runs`: what is kept, and whether it is still what was written."""

import sys
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Area, Config, Lang, Quiet, Run, Store, both
from uhcmatch.commands.shell import opened

Form = Annotated[Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))]

app: Final = typer.Typer(
    help=both(
        "Hasil yang tersimpan: daftar, isi, keutuhan, pembersihan, penghapusan satu orang.",
        "Kept runs: list, show, verify, purge, erase one person.",
    ),
    rich_markup_mode=None,
    no_args_is_help=False,
)


@app.command("list", help=both("Daftar hasil, yang terbaru di atas.", "List the runs, newest first."))
def list_runs(
    output: Form = "table", store: Store = None, config: Config = None, lang: Lang = None, quiet: Quiet = False
) -> None:
    """List the runs of the store."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import kept_runs as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.kept import runs_text

    shell = opened(lang, quiet, config)
    asked = Asked("latest", store, config)
    kept = job.listed(asked)
    for note in job.unlisted(asked.store_path()):
        shell.note(note)
    shell.result(as_json(kept) if output == "json" else runs_text(kept, shell.page))


@app.command("show", help=both("Ringkasan satu hasil.", "Show one run's summary."))
def show(
    run: Run = "latest",
    by: Annotated[Area, typer.Option("--by", help=both("Rincian tabel.", "Detail of the table."))] = "kelurahan",
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show the summary of a run."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show.summary import summary_of

    shell = opened(lang, quiet, config)
    kept = summary_of(Asked(run, store, config).opened(), by, (run,))
    shell.result(kept.as_json() if output == "json" else kept.as_text(shell.page))


@app.command(
    "verify", help=both("Periksa setiap berkas dan neraca satu hasil.", "Check every file and the balance of a run.")
)
def verify(
    run: Run = "latest",
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Rehash every kept file and recheck conservation."""
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import kept_runs as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.kept import sound_text

    shell = opened(lang, quiet, config)
    run_id, checked = job.verified(Asked(run, store, config))
    content = {"run_id": run_id, "files": list(checked), "sound": True}
    shell.result(as_json(content) if output == "json" else sound_text(run_id, len(checked), shell.page))


@app.command(
    "purge",
    help=both(
        "Hapus hasil lama untuk seterusnya; yang tinggal hanya jumlahnya di buku besar.",
        "Remove old runs for good; only their counts stay in the ledger.",
    ),
)
def purge(
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep",
            metavar="N",
            min=1,
            help=both("Sisakan N hasil terbaru (atau [store] keep).", "Leave the newest N runs (or [store] keep)."),
        ),
    ] = None,
    older: Annotated[
        int | None,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            min=1,
            help=both("Hanya yang lebih tua dari sekian hari.", "Only those older than so many days."),
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help=both("Semua hasil, yang terakhir juga.", "Every run, the latest too.")),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=both("Hanya sebutkan yang akan dihapus.", "Only say what would be removed.")),
    ] = False,
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Remove runs that are no longer needed."""
    from uhcmatch.jobs.erase import purge as job
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show.kept_runs import unlisted
    from uhcmatch.report.document import as_json
    from uhcmatch.report.kept import purged_text

    shell = opened(lang, quiet, config)
    wanted = job.Wanted(keep, older, everything, dry_run)
    asked = Asked("latest", store, config)
    gone = job.purged(asked, wanted)
    for note in unlisted(asked.store_path()):
        shell.note(note)
    shown = {"purged": list(gone), "dry_run": dry_run}
    shell.result(as_json(shown) if output == "json" else purged_text(gone, shell.page, dry_run=dry_run))


@app.command(
    "erase",
    help=both(
        "Hapus satu orang atas permintaannya, dari semua hasil dan buku besar.",
        "Erase one person who asks for it, from all runs and the ledger.",
    ),
)
def erase(
    nik: Annotated[
        str | None,
        typer.Option(
            "--nik",
            metavar="NIK",
            help=both("NIK orangnya; tanpa ini ditanyakan.", "The person's NIK; without it you are asked."),
        ),
    ] = None,
    allow: Annotated[
        bool,
        typer.Option("--allow", help=both("Batalkan: ia boleh ikut lagi.", "Take it back: they may take part again.")),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=both("Hanya sebutkan yang akan dihapus.", "Only say what would be erased.")),
    ] = False,
    output: Form = "table",
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Erase whoever has a NIK."""
    from uhcmatch.jobs.erase import erase as job
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.report.document import as_json
    from uhcmatch.report.kept import ALLOWED, erased_text

    shell = opened(lang, quiet, config)
    asked, number = Asked("latest", store, config), nik or _typed()
    if allow:
        job.allow(asked, number)
        shell.result(as_json({"allowed": True}) if output == "json" else ALLOWED.said(shell.page.language))
        return
    told = vars(job.erase(asked, number, dry_run=dry_run))
    shell.result(as_json(told) if output == "json" else erased_text(told, shell.page))


def _typed() -> str:
    """Return a NIK from standard input: on the command line it would stay in the shell's history."""
    if sys.stdin.isatty():
        sys.stderr.write("NIK: ")
        sys.stderr.flush()
    return sys.stdin.readline()
