"""The options that several commands share, spelled and explained once.

Help texts carry both languages (`both`); the boundary picks one before anything is shown.
"""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

Area = Literal["rt", "rw", "kelurahan", "kecamatan"]
"""How far down a list or a table is split."""

_BETWEEN: Final = "\x1f"


def both(indonesian: str, english: str) -> str:
    """Return one help text that holds both languages until `chosen` picks one."""
    return f"{indonesian}{_BETWEEN}{english}"


def chosen(text: str, language: str) -> str:
    """Return the part of a help text in one language; a text in one language only is returned as it is."""
    indonesian, found, english = text.partition(_BETWEEN)
    return indonesian if language == "id" or not found else english


def several(asked: list[str], known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the values of an option that may be repeated or hold several, separated by commas."""
    named = tuple(dict.fromkeys(part.strip() for text in asked for part in text.split(",")))
    if any(name not in known for name in named):
        raise UsageRefused(
            Words("Nilai {option} tidak dapat dipakai.", "The value of {option} cannot be used.").fill(option=option),
            Words("Yang dapat dipilih: {listed}.", "Choose from: {listed}.").fill(listed=", ".join(known)),
        )
    return named


_FORMS: Final = ("table", "csv", "xlsx", "json")


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


Run = Annotated[
    str,
    typer.Argument(
        metavar="RUN",
        help=both("Folder hasil, nomor hasil, atau latest.", "A run folder, a run id, or latest."),
        show_default=True,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="UHCMATCH_CONFIG",
        help=both("Berkas setelan (uhcmatch.toml).", "Settings file (uhcmatch.toml)."),
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        help=both(
            "Folder tempat semua hasil disimpan (atau UHCMATCH_STORE).",
            "Folder in which all runs are kept (or UHCMATCH_STORE).",
        ),
    ),
]
Lang = Annotated[
    Literal["id", "en"] | None,
    typer.Option("--lang", envvar="UHCMATCH_LANG", help=both("Bahasa: id atau en.", "Language: id or en.")),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", help=both("Hanya hasil, tanpa catatan dan hiasan.", "The result only, plain.")),
]
ShowNik = Annotated[
    bool,
    typer.Option("--show-nik", help=both("Tampilkan NIK dan No. KK utuh.", "Show NIK and KK numbers in full.")),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=both(
            "Kode keluar 13 bila keputusan petugas bertentangan.", "Exit code 13 when clerks' decisions contradict."
        ),
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=both(
            "Hanya jenis ini (kode, seperti pada --format csv); boleh berulang atau dipisah koma.",
            "Only this kind (a code, as in --format csv); repeated or separated by commas.",
        ),
    ),
]
OnlyAreas = Annotated[
    list[str] | None,
    typer.Option(
        "--area",
        metavar="TEXT",
        help=both("Hanya wilayah ini, seperti pada sweep.", "Only this area, as for sweep."),
    ),
]
Forms = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="FORM", help=both("table, csv, xlsx, json.", "table, csv, xlsx, json.")),
]
NewFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help=both("Folder baru untuk berkasnya.", "A new folder for the files.")),
]
