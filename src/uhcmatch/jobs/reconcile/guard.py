"""The change guard: a run that differs from the last one by more than the office expects is not published unasked.

A file cut off at the end of a line, last month's file, or a segment's file forgotten look like any other: only what
was there yesterday tells. People move by fractions of a percent a night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.errors import ChangeGuard
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uhcmatch.settings import GuardSettings

_FEW: Final = 10
"""Rows by which a side or a segment may differ whatever its size: in a village a family is a tenth."""
_SIDES: Final = {"residents": Words("penduduk", "residents"), "members": Words("peserta", "members")}
_ROWS: Final = Words(
    "{what}: {before} baris pada hasil lalu, sekarang {now} ({by:+.1f} %)",
    "{what}: {before} rows in the last run, now {now} ({by:+.1f} %)",
)
_SHARE: Final = Words(
    "{what}: {before:.2f} % pada hasil lalu, sekarang {now:.2f} %",
    "{what}: {before:.2f} % in the last run, now {now:.2f} %",
)
_COVERAGE: Final = Words("cakupan", "coverage")
_ACTIVE: Final = Words("penduduk dengan kartu aktif", "residents with an active card")


def moved_too_far(before: Mapping[str, Any], now: Mapping[str, Any], limits: GuardSettings) -> list[Words]:
    """Return what differs too much between the facts of the last run and of this one."""
    return [*_rows(before["counts"], now["counts"], limits.rows), *_shares(before, now, limits.coverage)]


def refuse(findings: Sequence[Words]) -> None:
    """Raise `ChangeGuard` when there is any finding."""
    if findings:
        told = Words("; ".join(one.id for one in findings), "; ".join(one.en for one in findings))
        raise ChangeGuard(
            Words(
                f"Hasil ini terlalu jauh dari yang lalu, tidak disimpan: {told.id}.",
                f"This run is too far from the last one, nothing was kept: {told.en}.",
            ),
            Words(
                "Periksa berkasnya; bila memang demikian, ulangi dengan --accept-change.",
                "Check the files; if it is so, run again with --accept-change.",
            ),
        )


def _rows(before: Mapping[str, Any], now: Mapping[str, Any], percent: float) -> Iterator[Words]:
    for side, name in _SIDES.items():
        yield from _moved(name, before[side]["rows"], now[side]["rows"], percent)
    segments = before.get("segments", {})
    for segment, cards in segments.items():
        yield from _moved(Words(segment, segment), cards, now.get("segments", {}).get(segment, 0), percent)


def _moved(what: Words, before: int, now: int, percent: float) -> Iterator[Words]:
    if abs(now - before) > max(percent / 100 * before, _FEW):
        by = 100 * (now - before) / before if before else 100.0
        yield _filled(_ROWS, what, before=before, now=now, by=by)


def _shares(before: Mapping[str, Any], now: Mapping[str, Any], points: float) -> Iterator[Words]:
    for what, statuses in ((_COVERAGE, ("active", "inactive")), (_ACTIVE, ("active",))):
        then, today = (_share(facts["counts"]["residents"], statuses) for facts in (before, now))
        people = now["counts"]["residents"]["rows"]
        if abs(today - then) > max(points, 100 * _FEW / max(people, 1)):
            yield _filled(_SHARE, what, before=then, now=today)


def _share(counts: Mapping[str, int], statuses: Sequence[str]) -> float:
    people = counts["rows"] - counts["excluded"]
    return 100 * sum(counts[status] for status in statuses) / people if people else 0.0


def _filled(words: Words, what: Words, **numbers: float) -> Words:
    return Words(words.id.format(what=what.id, **numbers), words.en.format(what=what.en, **numbers))
