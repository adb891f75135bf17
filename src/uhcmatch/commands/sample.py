"""`uhcmatch sample`: a made-up town with truth, to try the program on."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Lang, Quiet, both
from uhcmatch.commands.shell import opened

HELP: Final = both(
    "Buat kota rekaan lengkap dengan kebenarannya; tak seorang pun nyata.",
    "Make a made-up town with truth; nobody in it exists.",
)


def sample(
    residents: Annotated[
        int,
        typer.Option("--residents", metavar="N", min=20, help=both("Jumlah baris penduduk.", "Rows of residents.")),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=both("Folder tujuan.", "Folder to write to."))],
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="S", min=0, help=both("Benih acak: benih sama, berkas sama.", "Same seed, same files.")
        ),
    ] = 1,
    noise: Annotated[
        float,
        typer.Option("--noise", metavar="X", min=0, help=both("Pengali semua gangguan.", "Scales all error rates.")),
    ] = 1.0,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="KIND",
            help=both("Tanpa jenis gangguan atau peristiwa ini.", "Leave out a kind of error or event."),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="KIND",
            help=both("Hanya jenis gangguan atau peristiwa ini.", "Only this kind of error or of event."),
        ),
    ] = None,
    excel: Annotated[
        list[str] | None,
        typer.Option(
            "--excel",
            metavar="FILE",
            help=both("Berkas peserta yang dirusak Excel: masterfile, pbi, pemda.", "Member file that Excel ruined."),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            help=both("Asal nama: jawa, sunda, bugis, bali, …", "Where names come from: jawa, sunda, bugis, bali, …"),
        ),
    ] = None,
    kabupaten: Annotated[
        str,
        typer.Option(
            "--kabupaten", metavar="NAME", help=both("Kabupaten/kota nama wilayah.", "Whose area names to use.")
        ),
    ] = "Kota Semarang",
    month: Annotated[
        int,
        typer.Option(
            "--month",
            metavar="N",
            min=0,
            help=both("Keadaan kota yang sama N bulan kemudian.", "The same town N months later."),
        ),
    ] = 0,
    pace: Annotated[
        float,
        typer.Option("--pace", metavar="X", min=0, help=both("Pengali semua peristiwa.", "Scales all event rates.")),
    ] = 1.0,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help=both("Bentuk hasil.", "Form of the result."))
    ] = "table",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write a town and say what is in it."""
    from uhcmatch.jobs import sample as job
    from uhcmatch.report.sampled import sampled_json, sampled_text

    shell = opened(lang, quiet, None)
    settings = job.TownSettings(
        residents,
        seed,
        noise,
        tuple(without or ()),
        tuple(only or ()),
        kabupaten,
        profile,
        tuple(excel or ()),
        month,
        pace,
    )
    counts = job.sample(settings, out)
    shell.result(sampled_json(counts, out) if output == "json" else sampled_text(counts, out, shell.page))
