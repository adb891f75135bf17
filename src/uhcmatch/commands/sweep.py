"""`uhcmatch sweep`: the persons to visit, per area."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from uhcmatch.commands.options import Area, Config, Lang, Quiet, Run, ShowNik, Store, both, several
from uhcmatch.commands.shell import opened
from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

HELP: Final = both(
    "Daftar penduduk yang perlu didatangi, per RT/RW, urut alamat dan keluarga.",
    "List the residents to visit, per RT/RW, by address and family.",
)


def sweep(
    run: Run = "latest",
    by: Annotated[
        Area, typer.Option("--by", help=both("Satu daftar per wilayah ini.", "One list per area of this kind."))
    ] = "rt",
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="TEXT",
            help=both(
                "Hanya wilayah ini: KELURAHAN, KECAMATAN, KELURAHAN/RW/RT; boleh berulang.",
                "Only this area: KELURAHAN, KECAMATAN, KELURAHAN/RW/RT; may be repeated.",
            ),
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=both(
                "unenrolled (bawaan), inactive, review; boleh berulang atau dipisah koma.",
                "unenrolled (default), inactive, review; repeated or separated by commas.",
            ),
        ),
    ] = None,
    age: Annotated[
        str | None,
        typer.Option(
            "--age",
            metavar="A-B",
            help=both("Hanya umur ini: 0-5, 60-, -17.", "Only of this age: 0-5, 60-, -17."),
        ),
    ] = None,
    segment: Annotated[
        list[str] | None,
        typer.Option(
            "--segment",
            metavar="SEGMEN",
            help=both(
                "Hanya yang kartunya atau keluarganya di segmen ini: PBI_JK, PBPU_PEMDA, PPU, PBPU_MANDIRI, BP.",
                "Only whose card or family is in this segment: PBI_JK, PBPU_PEMDA, PPU, PBPU_MANDIRI, BP.",
            ),
        ),
    ] = None,
    priority: Annotated[
        Path | None,
        typer.Option(
            "--priority",
            metavar="FILE",
            help=both(
                "Hanya NIK di berkas ini (boleh berisi desil).", "Only the NIKs of this file (may hold a desil)."
            ),
        ),
    ] = None,
    team: Annotated[
        int | None,
        typer.Option(
            "--team",
            metavar="N",
            help=both("Bagi rumah sama rata untuk N tim.", "Share the doors evenly among N teams."),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="table|csv|json|xlsx|pdf",
            help=both("Bentuk daftar; boleh berulang dengan --out.", "Form of the list; repeated with --out."),
        ),
    ] = None,
    layout: Annotated[
        Literal["ringkas", "lengkap"],
        typer.Option(
            "--layout",
            help=both(
                "PDF ringkas (satu baris per orang) atau lengkap (kotak berkata).",
                "PDF compact (a line a person) or roomy (worded boxes).",
            ),
        ),
    ] = "ringkas",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=both(
                "Tulis ke folder baru ini: CSV/JSON per wilayah, XLSX/PDF per kelurahan.",
                "Write to this new folder: CSV/JSON per area, XLSX/PDF per kelurahan.",
            ),
        ),
    ] = None,
    with_visited: Annotated[
        bool,
        typer.Option(
            "--with-visited",
            help=both("Juga yang sudah selesai dikunjungi.", "Also those whom a visit has settled."),
        ),
    ] = False,
    show_nik: ShowNik = False,
    store: Store = None,
    config: Config = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Show or write the persons to visit."""
    statuses, forms = several(status or ["unenrolled"], _STATUSES, "--status"), _forms(output, out)
    ages, segments = _ages(age), several(segment or [], _SEGMENTS, "--segment")
    from uhcmatch.coverage import LEVELS, Wanted, grouped
    from uhcmatch.files import csv_text
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.visit import sweep as job
    from uhcmatch.report.document import as_json
    from uhcmatch.report.people import people_text
    from uhcmatch.sheets import refuse_lacking

    shell = opened(lang, quiet, config)
    refuse_lacking(forms)
    wanted = Wanted(statuses, tuple(area or ()), ages, segments, teams=team)
    choice = job.Choice(by, wanted, show_nik, priority, shell.products, layout, with_visited)
    made = job.listed(Asked(run, store, config), choice)
    people = made.people
    for note in _off_the_list(made.done):
        shell.note(note)
    if out is not None:
        with shell.progress() as told:
            written = job.write(made, by, forms, out, told)
        said = Words("{people} orang, {written} berkas di {out}.", "{people} people, {written} files in {out}.")
        shell.note(said.fill(people=people.height, written=written, out=out))
    elif forms == ("json",):
        shell.result(as_json(people.to_dicts()))
    elif forms == ("csv",):
        shell.result(csv_text(people))
    else:
        shell.result(people_text(grouped(people, by), LEVELS[by], shell.page))


_SETTLED = Words(
    "{people} orang tidak didaftar lagi, sudah dikunjungi atau diusulkan ({next}); semua dengan --with-visited.",
    "{people} people not listed again, visited or proposed ({next}); all with --with-visited.",
)


def _off_the_list(done: dict[str, int]) -> Iterator[Words]:
    """Say whom visits and BPJS took off the list."""
    if done:
        from uhcmatch.reference.outcomes import NEXT
        from uhcmatch.reference.registrations import STATES

        words = NEXT | STATES
        said = [Words(f"{count} {words[code].id}", f"{count} {words[code].en}") for code, count in done.items()]
        ids, ens = (", ".join(getattr(one, language) for one in said) for language in ("id", "en"))
        people = sum(done.values())
        yield Words(_SETTLED.id.format(people=people, next=ids), _SETTLED.en.format(people=people, next=ens))


_STATUSES = ("unenrolled", "inactive", "review")
_SEGMENTS = ("PBI_JK", "PBPU_PEMDA", "PPU", "PBPU_MANDIRI", "BP", "LAINNYA")
_AGES = re.compile(r"([0-9]{0,3})-([0-9]{0,3})|([0-9]{1,3})")
_FORMS = ("table", "csv", "json", "xlsx", "pdf")
_FILES_ONLY = ("xlsx", "pdf")


_ADD_OUT = Words("Tambahkan --out FOLDER.", "Add --out DIR.")


def _ages(text: str | None) -> tuple[int | None, int | None]:
    """Read `A-B`, `A-`, `-B` or one age as youngest and oldest."""
    if text is None:
        return None, None
    found = _AGES.fullmatch(text.replace(" ", ""))
    if found is None or text.strip() == "-" or _is_backwards(found):
        raise UsageRefused(
            Words("Nilai --age tidak dapat dipakai.", "The value of --age cannot be used."),
            Words("Contoh: --age 0-5, --age 60-, --age -17.", "For example --age 0-5, --age 60-, --age -17."),
        )
    youngest, oldest, only = found.groups()
    if only:
        return int(only), int(only)
    return int(youngest) if youngest else None, int(oldest) if oldest else None


def _is_backwards(found: re.Match[str]) -> bool:
    youngest, oldest, _ = found.groups()
    return bool(youngest and oldest) and int(youngest) > int(oldest)


def _forms(asked: list[str] | None, out: Path | None) -> tuple[str, ...]:
    forms = several(asked or (["table"] if out is None else ["csv"]), _FORMS, "--format")
    if out is None and len(forms) > 1:
        raise UsageRefused(
            Words("Beberapa --format memerlukan --out.", "Several --format need --out."),
            _ADD_OUT,
        )
    if out is None and forms[0] in _FILES_ONLY:
        raise UsageRefused(
            Words("--format {form} memerlukan --out.", "--format {form} needs --out.").fill(form=forms[0]), _ADD_OUT
        )
    if out is not None and "table" in forms:
        raise UsageRefused(
            Words("--format table tidak dapat ditulis ke folder.", "--format table cannot be written to a folder."),
            Words("Pakai --format csv, xlsx, atau pdf dengan --out.", "Use --format csv, xlsx or pdf with --out."),
        )
    return forms
