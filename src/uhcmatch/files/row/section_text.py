"""The cells of a line between the rows as one text: labels before a colon, other cells between bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_AREA: Final = (
    r"(?:(?:nama|kode)\s+)?(?:desa\s*/\s*kelurahan|kelurahan\s*/\s*desa|kec(?:amatan)?\s*/\s*(?:kel(?:urahan)?|desa)"
    r"|(?:kel(?:urahan)?|desa)\s*/\s*kec(?:amatan)?|kelurahan|desa|kel|kecamatan|kec|kabupaten(?:\s*/\s*kota)?|kab|kota"
    r"|provinsi|dusun|lingkungan|rt\s*/\s*rw|rt|rw)\b\.?"
)
_LABEL_AND_NEXT: Final = rf"(?i)(^|\| )({_AREA}) *:? *\| *(?::\|? *)?"
_ONLY_AREAS: Final = rf"(?i)^(?:{_AREA} *: *[^|:]+(?:\| *|$)){{1,6}}$"


def section_text(cells: Sequence[str]) -> pl.Expr:
    """Return the filled cells joined: KELURAHAN, SUKASARI, 94123 are `KELURAHAN : SUKASARI | 94123`."""
    joined = pl.concat_str(cells, separator=" | ", ignore_nulls=True)
    # Twice, for a label may stand right behind what another says.
    return joined.str.replace_all(_LABEL_AND_NEXT, "${1}${2} : ").str.replace_all(_LABEL_AND_NEXT, "${1}${2} : ")


def names_only_areas(cells: Sequence[str]) -> pl.Expr:
    """Rows of labels, each with what it says: `Kelurahan : X | Kecamatan : Y`, and nothing else."""
    return section_text(cells).str.contains(_ONLY_AREAS).fill_null(value=False)
