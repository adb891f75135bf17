"""The command line: one thin module per command, its job imported only when the command runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import typer
import typer.main

from uhcmatch.commands import (
    anomalies,
    changes,
    coverage,
    evaluate,
    explain,
    inspect,
    outcomes,
    reconcile,
    register,
    review,
    runs,
    sample,
    sweep,
)
from uhcmatch.commands.options import both, chosen

if TYPE_CHECKING:
    from uhcmatch.words import Language

_SUMMARY: Final = both(
    "Temukan penduduk yang belum terdaftar JKN-KIS, per RT.",
    "Find the residents who are not enrolled in JKN-KIS, per RT.",
)
_TYPERS_OWN: Final = {
    "Show this message and exit.": "Tampilkan bantuan ini.",
    "Install completion for the current shell.": "Pasang pelengkapan perintah untuk shell ini.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Tampilkan skrip pelengkapan perintah untuk disalin."
    ),
}

_HELP_OPTIONS: Final = ["--help", "-h"]

app: Final = typer.Typer(
    name="uhcmatch",
    help=_SUMMARY,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": _HELP_OPTIONS},
)
app.command("reconcile", help=reconcile.HELP)(reconcile.reconcile)
app.command("sweep", help=sweep.HELP)(sweep.sweep)
app.command("coverage", help=coverage.HELP)(coverage.coverage)
app.command("anomalies", help=anomalies.HELP)(anomalies.anomalies)
app.command("changes", help=changes.HELP)(changes.changes)
app.command("explain", help=explain.HELP)(explain.explain)
app.command("evaluate", help=evaluate.HELP)(evaluate.evaluate)
app.command("inspect", help=inspect.HELP)(inspect.inspect)
app.command("sample", help=sample.HELP)(sample.sample)
app.add_typer(review.app, name="review")
app.add_typer(outcomes.app, name="outcomes")
app.add_typer(register.app, name="register")
app.add_typer(runs.app, name="runs")


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help=both("Tampilkan versi.", "Show the version.")),
) -> None:
    if version:
        import uhcmatch

        typer.echo(f"uhcmatch {uhcmatch.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def command_tree(language: Language) -> Any:  # noqa: ANN401 - the library's command class is not public
    """Return the commands as the library runs them, with help in one language."""
    root = typer.main.get_command(app)
    _translate(root, language)
    return root


def _translate(command: Any, language: Language) -> None:  # noqa: ANN401 - as above
    for attribute in ("help", "short_help"):
        setattr(command, attribute, chosen(getattr(command, attribute) or "", language) or None)
    context = typer.Context(command, help_option_names=_HELP_OPTIONS)
    for parameter in command.get_params(context):
        text = getattr(parameter, "help", None)
        if text:
            parameter.help = _in_language(text, language)
        # A flag without a default costs the import of the library's type checker, half of what --help may take.
        if getattr(parameter, "is_flag", False) and parameter.default is None:
            parameter.default = False
    for inner in getattr(command, "commands", {}).values():
        _translate(inner, language)


def _in_language(text: str, language: Language) -> str:
    own = _TYPERS_OWN.get(text)
    return own if own is not None and language == "id" else chosen(text, language)
