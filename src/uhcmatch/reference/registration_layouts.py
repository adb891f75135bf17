"""Layouts of the file that asks BPJS for memberships, as data: `registration/*.toml`, or a file of the office's own.

A column has a `heading` and either a `field` (`FIELDS`), a fixed `value`, or nothing, and then it is left empty.
`codes` say what is written for each value of the field; the empty one for all that are not named.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from uhcmatch.errors import SettingsRefused, UsageRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

FIELDS: Final[tuple[str, ...]] = (
    "nomor",
    "no_kk",
    "nik",
    "nama",
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "status_kawin",
    "hubungan",
    "nama_ibu",
    "alamat",
    "rt",
    "rw",
    "kode_pos",
    "kecamatan",
    "kelurahan",
    "nomor_kartu",
    "bulan",
    "tahun",
    "permintaan",
    "balasan",
)
"""What a column can hold. `status_kawin` is a code of `reference.marital`, `permintaan` one of REQUESTS, `balasan` the
column that BPJS answers in: sent empty, read when it comes back."""

REQUESTS: Final[dict[str, Words]] = {
    "BARU": Words("pendaftaran baru", "new membership"),
    "PENGAKTIFAN": Words("pengaktifan kembali di segmen Pemda", "reactivation in the Pemda's segment"),
    "PENGALIHAN": Words("pengalihan dari segmen lain", "change from another segment"),
}
"""What is asked for: nobody's card yet · a card of the Pemda's that is inactive · an inactive card of others'."""


class FormColumn(BaseModel):
    """One column of a layout; `format` is how a date is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str = Field(min_length=1)
    field: str = ""
    value: str = ""
    codes: dict[str, str] = Field(default_factory=dict)
    format: str = Field(default="%d-%m-%Y", pattern=r"^[ ./-]*(%[dmYy][ ./-]*){2,3}$")
    is_required: bool = False

    @model_validator(mode="after")
    def _is_known(self) -> FormColumn:
        if self.field and (self.field not in FIELDS or self.value):
            raise ValueError(self.field)
        return self


class Title(BaseModel):
    """What people call a layout."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    en: str


class FormLayout(BaseModel):
    """One layout: its name, what people call it, its sheet's name, and its columns in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_]{1,30}$")
    title: Title
    sheet: str = Field(min_length=1, max_length=31, pattern=r"^[A-Za-z0-9 _-]+$")
    columns: tuple[FormColumn, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _comes_back(self) -> FormLayout:
        headings = [column.heading for column in self.columns]
        if len({*headings}) < len(headings) or "nik" not in {column.field for column in self.columns}:
            raise ValueError(self.name)
        return self

    def headings_of(self, field: str) -> tuple[str, ...]:
        """Return the headings of the columns that hold a field."""
        return tuple(column.heading for column in self.columns if column.field == field)


def shipped_layouts() -> dict[str, FormLayout]:
    """Return the layouts that come with the program, by name."""
    folder = resources.files("uhcmatch.reference").joinpath("registration")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")]
    layouts = [FormLayout.model_validate(tomllib.loads(text)) for text in texts]
    return {layout.name: layout for layout in sorted(layouts, key=lambda layout: layout.name)}


def layout_named(name: str | None, own: Path | None, usual: str | None = None) -> FormLayout:
    """Return the layout asked for; without a name the office's usual one, or its own, else the monthly proposal.

    Raises `UsageRefused` for a name that is not known, `SettingsRefused` for an own file that is no layout.
    """
    layout = None if own is None else own_layout(own)
    known = shipped_layouts() | ({} if layout is None else {layout.name: layout})
    wanted = name or usual or (DEFAULT if layout is None else layout.name)
    if wanted not in known:
        raise UsageRefused(
            Words("Tata letak yang disebut tidak dikenal.", "There is no such layout."),
            Words("Yang dapat dipilih: {listed}.", "Choose from: {listed}.").fill(listed=", ".join(sorted(known))),
        )
    return known[wanted]


DEFAULT: Final = "usulan"


def own_layout(path: Path) -> FormLayout:
    """Read an office's own layout; raises `SettingsRefused` when it is none."""
    try:
        return FormLayout.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        where = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        place = ".".join(str(part) for part in where) or "-"
        raise SettingsRefused(
            Words(
                "Tata letak {file} tidak dapat dipakai (bagian {place}).",
                "The layout {file} cannot be used (part {place}).",
            ).fill(file=path.name, place=place),
            Words(
                "Contoh yang benar: src/uhcmatch/reference/registration/usulan.toml; satu kolom harus NIK.",
                "A sound one: src/uhcmatch/reference/registration/usulan.toml; one column must be the NIK.",
            ),
        ) from error
