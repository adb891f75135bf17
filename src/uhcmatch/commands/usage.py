"""Usage errors of the command-line library in our words: two lines, exit code 2."""

from typing import Final

from typer.exceptions import TyperException

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

_OWN_WORDS: Final = {
    "MissingParameter": Words("{name} belum diberikan.", "{name} is missing."),
    "NoSuchOption": Words("Opsi {name} tidak dikenal.", "Unknown option {name}."),
    "BadParameter": Words("Nilai {name} tidak dapat dipakai.", "The value of {name} cannot be used."),
    "BadOptionUsage": Words("Opsi {name} tidak lengkap.", "Option {name} is incomplete."),
}
_TOO_MANY: Final = Words("Ada isian yang berlebih.", "There is an argument too many.")
_ANY: Final = Words("Perintah tidak dapat dimengerti.", "The command line makes no sense.")


def usage_refused(error: TyperException) -> UsageRefused:
    """Return our error for one of theirs; what the user typed is not repeated."""
    words = _OWN_WORDS.get(type(error).__name__, _TOO_MANY if _is_extra(error) else _ANY)
    return UsageRefused(words.fill(name=_name(error)), _hint(error))


def _is_extra(error: TyperException) -> bool:
    return "unexpected extra argument" in error.format_message()


def _name(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return _printable(str(getattr(error, "option_name", "") or ""))
    options = [option for option in getattr(parameter, "opts", []) if option.startswith("--")]
    return options[0] if options else str(parameter.metavar or parameter.name)


def _hint(error: TyperException) -> Words:
    possible = list(getattr(error, "possibilities", None) or [])
    choices = getattr(getattr(getattr(error, "param", None), "type_descriptor", None), "choices", None)
    if choices:
        listed = ", ".join(str(choice) for choice in choices)
        return Words("Yang dapat dipilih: {listed}.", "Choose from: {listed}.").fill(listed=listed)
    if possible:  # The library lists the likest first.
        return Words("Maksud Anda {near}?", "Did you mean {near}?").fill(near=possible[0])
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "uhcmatch"
    if context is not None and _is_extra(error) and any("--run" in one.opts for one in context.command.params):
        return Words("Sebutkan hasilnya dengan --run.", "Name the run with --run.")
    near = _nearest_command(error)
    if near:
        return Words("Maksud Anda uhcmatch {near}?", "Did you mean uhcmatch {near}?").fill(near=near)
    return Words("Lihat {command} --help.", "See {command} --help.").fill(command=command)


def _nearest_command(error: TyperException) -> str | None:
    """Return the command their message suggests; it is one of our own names."""
    _, found, suggestion = error.format_message().partition("Did you mean ")
    return suggestion.strip("'?").split("'")[0] if found else None


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:60]
