"""What reading made of a polluted file, against the clean truth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from uhcmatch.errors import InputRefused
from uhcmatch.files import read_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import polars as pl

    from tests.corpus.drafts import Draft

Verdict = Literal["right", "rows listed", "refused", "silently wrong", "crashed"]
LONGEST_ERROR = 500


def judge(polluted: Draft, path: Path) -> tuple[Verdict, str]:
    """Read one polluted file; return the verdict and, for a bad one, why."""
    path.write_bytes(polluted.written())
    try:
        loaded = read_inputs([path], polluted.layout.role, {})
    except InputRefused as refusal:
        told = " ".join(refusal.lines("en"))
        if len(told) > LONGEST_ERROR or _leaks(told, polluted):
            return "silently wrong", "the message holds cells"
        return ("refused", "") if polluted.expected in {"any", "refused"} else ("silently wrong", f"refused: {told}")
    except Exception as error:  # noqa: BLE001 - the corpus exists to find these
        return "crashed", type(error).__name__
    if polluted.expected == "refused":
        return "silently wrong", "should have been refused"
    return _compare(polluted, loaded.frame)


def _leaks(told: str, polluted: Draft) -> bool:
    return any(len(cell) > 12 and cell in told for row in polluted.truth[:50] for cell in row)


def _compare(polluted: Draft, frame: pl.DataFrame) -> tuple[Verdict, str]:
    fields = [field for field in polluted.layout.fields if field]
    missing = [field for field in fields if field not in frame.columns]
    if missing:
        return "silently wrong", f"columns lost: {missing}"
    truth = [_told(row, polluted.layout.fields) for row in polluted.truth]
    read = [tuple(row) for row in frame.filter(~frame["refused"]).select(fields).iter_rows()]
    wrong = Counter(read) - Counter(truth)
    if wrong:
        return "silently wrong", f"rows that were never there: {_differences(wrong, truth)}"
    lost = Counter(truth) - Counter(read)
    undamaged_lost = lost - _damaged(polluted, truth)
    if undamaged_lost:
        return "silently wrong", f"{sum(undamaged_lost.values())} sound rows lost"
    refused = int(frame["refused"].sum())
    if sum(lost.values()) > refused + polluted.unseen:
        return "silently wrong", f"{sum(lost.values())} rows lost, {refused} listed"
    known = set(read)
    in_order = [row for row in truth if row in known]
    if len(read) == len(in_order) and read != in_order:
        return "silently wrong", "order changed"
    if refused and polluted.expected == "read":
        return "silently wrong", f"{refused} rows refused"
    return ("rows listed", "") if refused else ("right", "")


def _damaged(polluted: Draft, truth: list[tuple[str | None, ...]]) -> Counter[tuple[str | None, ...]]:
    return Counter(truth[at] for at in polluted.damaged if at < len(truth))


def _told(row: list[str], fields: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(cell.strip() or None for cell, field in zip(row, fields, strict=True) if field)


def _differences(wrong: Counter[tuple[str | None, ...]], truth: list[tuple[str | None, ...]]) -> str:
    one = next(iter(wrong))
    nearest = max(truth, key=lambda row: sum(a == b for a, b in zip(row, one, strict=True)))
    return f"{sum(wrong.values())}, e.g. " + str([(a, b) for a, b in zip(one, nearest, strict=True) if a != b])
