"""Files of which a part never arrived, without a row that looks wrong: holes, and lines clipped at one length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.files.refusals import EXPORT_AGAIN, shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.text.audit import Audit

_HOLE: Final = b"\0" * 8
"""Bytes of a part of the file that never reached the disk; a NUL or two is a bad cell."""
CLIPPED: Final = 0.2
"""Share of lines of the greatest length from which an exporter clips them there, as SQL*Plus does at LINESIZE."""
BEYOND: Final = 0.1
"""Longer lines, per line of that length, that other faults may have left."""
FEW: Final = 20
"""Lines below which lengths say nothing."""
_PADDED: Final = (b" ", b'"', b"'", b";", b",", b"\t", b"|")


def refuse_hole(name: str, content: bytes) -> None:
    """Raise `InputRefused` for a run of NUL bytes: how many people stood there cannot be told."""
    at = content.find(_HOLE) if b"\0" in content else -1
    if at >= 0:
        raise InputRefused(
            Words(
                "{name}, baris {line}: lubang berisi byte NUL; sebagian isi berkas hilang.",
                "{name}, line {line}: a hole of NUL bytes; part of the file is missing.",
            ).fill(name=shown(name), line=content.count(b"\n", 0, at) + 1),
            Words("Salin atau minta ulang berkasnya.", "Copy the file again, or ask for it again."),
        )


def refuse_clipped_lines(name: str, text: bytes, checked: Audit, delimiter: str) -> None:
    """Raise `InputRefused` when many lines end at one length, hardly any beyond it, in the midst of cells."""
    if checked.lines.height < FEW:
        return
    sizes = checked.lines.select("start", "end", size=pl.col("end") - pl.col("start"))
    usual = sizes["size"].mode().max()
    longest = sizes.filter(pl.col("size") == usual)
    beyond = sizes.filter(pl.col("size") > usual).height
    if longest.height < CLIPPED * sizes.height or beyond > BEYOND * longest.height:
        return
    ends = [text[start:end] for start, end in longest.select("start", "end").head(1000).iter_rows()]
    lengths = {len(line.rpartition(delimiter.encode())[2]) for line in ends}
    is_padded = 2 * sum(line.endswith(_PADDED) for line in ends) > len(ends)
    if len(lengths) > 2 and not is_padded:
        raise InputRefused(
            Words(
                "{name}: banyak baris terpotong pada panjang yang sama, {size} byte.",
                "{name}: many lines are cut off at the same length, {size} bytes.",
            ).fill(name=shown(name), size=len(ends[0])),
            EXPORT_AGAIN,
        )
