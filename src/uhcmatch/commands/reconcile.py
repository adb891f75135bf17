"""`uhcmatch reconcile`: match the two registers and keep the result."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Area, Config, Lang, Quiet, Store, Strict, both
from uhcmatch.commands.shell import opened
from uhcmatch.words import Words

HELP: Final = both(
    "Cocokkan data penduduk dengan data peserta JKN-KIS dan simpan hasilnya.",
    "Match the population with the JKN-KIS members and keep the result.",
)
_NOTHING_NEW: Final = Words(
    "Tidak ada yang baru sejak hasil terakhir; hasil itu tetap berlaku (--force menjalankannya lagi).",
    "Nothing new since the last run, which still holds (--force runs it again).",
)


def reconcile(
    population: Annotated[
        str | None,
        typer.Argument(
            metavar="POPULATION",
            help=both(
                'Berkas, folder, atau "pola*" data penduduk; tanpa ini: [inputs] pada setelan.',
                "Population file, folder or quoted glob; by default [inputs] of the settings.",
            ),
            show_default=False,
        ),
    ] = None,
    members: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MEMBERS...",
            help=both('Berkas, folder, atau "pola*" data peserta.', "Membership files, folders or quoted globs."),
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both("Tulis hasil tepat ke folder ini.", "Write the run to exactly this folder."),
        ),
    ] = None,
    store: Store = None,
    config: Config = None,
    model: Annotated[
        Path | None,
        typer.Option(
            "--model",
            metavar="FILE",
            help=both(
                "Pakai bobot beku dari run.json hasil lain; tidak ada yang dipelajari.",
                "Use the weights frozen in run.json of another run; nothing is learnt.",
            ),
        ),
    ] = None,
    by: Annotated[
        Area, typer.Option("--by", help=both("Rincian tabel ringkasan.", "Detail of the summary table."))
    ] = "kelurahan",
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help=both("Bentuk ringkasan.", "Form of the summary."))
    ] = "table",
    max_refused: Annotated[
        float | None,
        typer.Option(
            "--max-refused",
            metavar="PCT",
            min=0,
            max=100,
            help=both(
                "Berhenti bila lebih dari PCT % baris sebuah berkas ditolak.",
                "Stop when more than PCT % of a file's rows are refused.",
            ),
        ),
    ] = None,
    strict: Strict = False,
    accept_change: Annotated[
        bool,
        typer.Option(
            "--accept-change",
            help=both(
                "Simpan walau jauh berbeda dari hasil lalu; dicatat.",
                "Keep the run however far it is from the last one; written down.",
            ),
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help=both("Jalankan walau tidak ada yang baru.", "Run even if nothing is new.")),
    ] = False,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Match the two registers, publish the run and show its summary; without files, do the nightly job."""
    from uhcmatch.jobs.reconcile import nightly as job
    from uhcmatch.jobs.reconcile.reconcile import Order
    from uhcmatch.jobs.show.summary import summary

    shell = opened(lang, quiet, config)
    given = () if population is None else (population,)
    order = Order(given, tuple(members or ()), config, out, store, model, max_refused, strict, accept_change, force)
    with shell.progress() as progress:
        published = job.run(order, shell.products, progress)
    if not published.is_new:
        shell.note(_NOTHING_NEW)
    for note in (*published.notes, *(Words(**told) for told in published.facts["notes"])):
        shell.note(note)
    if published.products is not None:
        shell.note(_PRODUCTS.fill(folder=published.products))
    shown = summary(published.facts, (published.residents, published.links), published.folder, by, _named(out, store))
    shell.result(shown.as_json() if output == "json" else shown.as_text(shell.page))


_PRODUCTS = Words("Daftar dan laporannya ada di {folder}.", "Its lists and reports are in {folder}.")


def _named(out: Path | None, store: Path | None) -> tuple[str, ...]:
    """Return how the next command names this run."""
    if out is not None:
        return (str(out),)
    return () if store is None else ("--store", str(store))
