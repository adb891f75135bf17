"""The code on a sheet of paper: which run, which RT, and the first line's number, which finds them in the run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from uhcmatch.sheets.books import Section

_VERSION, _MASK = 3, 3
"""61 letters at level M. Trying all masks to pick the best costs eight times as much, and readers do not mind."""
_QUIET: Final = 2


def qr_text(section: Section, run_id: str) -> str:
    """Return `RUN/ID/RW.RT`; an unknown RW or RT is `-`. The number holds no name and no NIK."""
    first = section.doors[0].first["id_baris"]
    return f"{run_id}/{first}/{section.area[2] or '-'}.{section.area[3] or '-'}".upper()


def qr_svg(text: str) -> str:
    """Return the code as SVG."""
    import segno  # noqa: PLC0415 - only when paper is made
    from segno.encoder import DataOverflowError  # noqa: PLC0415

    try:
        code = segno.make_qr(text, mode="alphanumeric", version=_VERSION, mask=_MASK, error="m", boost_error=False)
    except (DataOverflowError, ValueError):
        # A run id that is not ours: longer, or with letters of another kind.
        code = segno.make_qr(text, error="m")
    image = io.BytesIO()
    code.save(image, kind="svg", border=_QUIET, xmldecl=False, svgns=True, nl=False)
    return image.getvalue().decode()
