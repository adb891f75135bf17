"""What is looked at before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uhcmatch.errors import InputRefused
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.reconcile.reconcile import reconcile
from uhcmatch.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_not_there_is_told_before_the_others_are_read(tmp_path: Path) -> None:
    broken = tmp_path / "penduduk.csv"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    steps: list[str] = []
    with pytest.raises(InputRefused, match=r"absent\.csv was not found"):
        reconcile([broken], [tmp_path / "absent.csv"], Settings(), now(), "run", progress=steps.append)
    assert steps == []
