from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.columns import LINKS
from uhcmatch.jobs.kept.counted import why_counted

Card = tuple[str | None, str, float]
"""Status, rule, probability."""


def why(counted: Card, second: Card) -> str:
    cards = (counted, second)
    members = pl.DataFrame({"status_peserta": [status for status, _, _ in cards]})
    rows = [
        {"resident_row": 1, "member_row": row, "decision": "match", "rule": rule, "probability": probability}
        for row, (_, rule, probability) in enumerate(cards, start=1)
    ]
    return why_counted(members, pl.DataFrame(rows, schema=LINKS), 1, 2).en


@pytest.mark.parametrize(
    ("counted", "second", "said"),
    [
        (("aktif", "bayi_ibu", 0.95), ("nonaktif_lain", "nik_nama", 0.99), "it is active, this one is not"),
        ((None, "nik_nama", 0.95), ("nonaktif_lain", "nik_nama", 0.99), "it is active, this one is not"),
        (("aktif", "nik_nama", 0.95), ("aktif", "bayi_ibu", 0.99), "it is in their own name, this one is a newborn's"),
        (("aktif", "nik_nama", 0.95), ("aktif", "nama_kk", 0.99), "its NIK and name agree, not both of this one's"),
        (("aktif", "nama_kk", 0.99), (None, "nama_area", 0.95), "it is more surely theirs"),
        (("aktif", "nik_nama", 0.99), ("aktif", "nik_nama", 0.99), "both are as good, it is first by its cells"),
    ],
)
def test_what_put_the_card_that_counts_before_the_other(counted: Card, second: Card, said: str) -> None:
    assert why(counted, second) == said
