"""`uhcmatch anomalies`: the match run backwards."""

from typing import Final

from uhcmatch.commands.options import (
    Config,
    Forms,
    Kinds,
    Lang,
    NewFolder,
    OnlyAreas,
    Quiet,
    Run,
    ShowNik,
    Store,
    both,
    forms_of,
    several,
)
from uhcmatch.commands.shell import opened
from uhcmatch.words import Words

HELP: Final = both(
    "Kartu tanpa pemilik, kartu ganda, dan nomor yang bertentangan, dengan iuran yang dapat dihemat.",
    "Cards nobody is found for, second cards and contradictory numbers, with the dues at stake.",
)


def anomalies(
    run: Run = "latest",
    kind: Kinds = None,
    area: OnlyAreas = None,
    output: Forms = None,
    out: NewFolder = None,
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
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.show import anomalies as job
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
