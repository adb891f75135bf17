"""Every polluted file is read right, refused with one sentence, or its bad rows are listed."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.corpus import blended_kinds  # noqa: F401 - enters its kinds
from tests.corpus.drafts import draft
from tests.corpus.kinds import KINDS
from tests.corpus.layouts import LAYOUTS
from tests.corpus.verdict import judge

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261123


def run(rows: int, folder: Path, seed: int = SEED) -> tuple[str, list[str]]:
    """Judge every kind in every layout; return the figure and what went wrong."""
    verdicts: Counter[str] = Counter()
    wrong = []
    for layout in LAYOUTS:
        for name, pollute in KINDS.items():
            polluted = draft(layout, rows, zlib.crc32(f"{seed}{layout.name}{name}".encode()))
            pollute(polluted)
            verdict, why = judge(polluted, folder / f"{layout.name}-{name}.csv")
            verdicts[verdict] += 1
            if why:
                wrong.append(f"{layout.name}-{name}: {verdict}: {why}")
    figure = (
        f"{verdicts.total()} files: {verdicts['right']} right, {verdicts['refused']} refused, "
        f"{verdicts['rows listed']} with rows listed, {verdicts['silently wrong']} silently wrong, "
        f"{verdicts['crashed']} crashed"
    )
    return figure, wrong


@pytest.mark.parametrize("rows", [30, pytest.param(30_000, marks=pytest.mark.slow)])
def test_no_polluted_file_is_silently_wrong(rows: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figure, wrong = run(rows, tmp_path)
    with capsys.disabled():
        print(f"\n{rows} rows: {figure}")
    assert not wrong, "\n".join(wrong)
