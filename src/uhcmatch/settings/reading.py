"""`uhcmatch.toml` → Settings: read once at the edge; a key or value that is not known is an error with the nearest."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from uhcmatch.errors import SettingsRefused
from uhcmatch.settings.tables import Settings
from uhcmatch.words import Words


def read_settings(path: Path | None) -> Settings:
    """Read a settings file; without one, everything is as shipped.

    Raises `SettingsRefused` when the file cannot be read, is no TOML, or has a key or value that is not known.
    """
    if path is None:
        return Settings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsRefused(
            Words("Berkas setelan {file} tidak dapat dibaca.", "Cannot read settings file {file}.").fill(file=path.name)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(
            Words("{file} bukan TOML yang sah: {why}.", "{file} is not valid TOML: {why}.").fill(
                file=path.name, why=error
            )
        ) from error
    settings = check_settings(content, path.name)
    return _beside(settings, path.parent)


_FILES: Final = (
    ("denominator", "file"),
    ("model", "file"),
    ("registration", "layout_file"),
    ("store", "path"),
    ("products", "folder"),
    ("log", "file"),
)
"""Settings that name a file or folder."""


def _beside(settings: Settings, folder: Path) -> Settings:
    """Find what settings name beside the settings file, wherever the program is called from."""
    for table, key in _FILES:
        part = getattr(settings, table)
        if (path := getattr(part, key)) is not None:
            found = part.model_copy(update={key: (folder / path.expanduser()).absolute()})
            settings = settings.model_copy(update={table: found})
    patterns = {
        role: [str((folder / Path(pattern).expanduser()).absolute()) for pattern in getattr(settings.inputs, role)]
        for role in ("population", "members")
    }
    return settings.model_copy(update={"inputs": settings.inputs.model_copy(update=patterns)})


def check_settings(content: dict[str, Any], file: str) -> Settings:
    """Check parsed settings; raises `SettingsRefused` naming the key and the nearest known one."""
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        raise _refusal(error, file) from error


def _refusal(error: ValidationError, file: str) -> SettingsRefused:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        nearest = _nearest_key([str(part) for part in first["loc"]])
        return _unknown_key(key, nearest, file)
    if first["type"] == "value_error":
        key, _, nearest = str(first["ctx"]["error"]).partition("\x1f")
        if nearest:
            return _unknown_key(key, nearest, file)
    return SettingsRefused(
        Words("{file}: nilai {key} tidak dapat dipakai.", "{file}: the value of {key} cannot be used.").fill(
            file=file, key=key
        ),
        Words("Lihat tabel setelan di docs/panduan.md.", "See the settings table in docs/panduan.md."),
    )


def _unknown_key(key: str, nearest: str | None, file: str) -> SettingsRefused:
    return SettingsRefused(
        Words("{file}: setelan {key} tidak dikenal.", "{file}: unknown setting {key}.").fill(file=file, key=key),
        Words("Maksud Anda {nearest}?", "Did you mean {nearest}?").fill(nearest=nearest)
        if nearest
        else Words("Lihat tabel setelan di docs/panduan.md.", "See the settings table in docs/panduan.md."),
    )


def _nearest_key(location: list[str]) -> str | None:
    """Return the known key nearest to an unknown one, searched in the table it stands in."""
    table: type[BaseModel] = Settings
    for part in location[:-1]:
        inner = table.model_fields[part].annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return None
        table = inner
    nearest = process.extractOne(location[-1], list(table.model_fields))
    return ".".join([*location[:-1], nearest[0]]) if nearest else None
