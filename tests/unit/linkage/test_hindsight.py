"""What `explain` says of questions that answered themselves."""

from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.columns import LINKS
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.decided_by_people import BY_PEOPLE
from uhcmatch.linkage.explain import with_hindsight


@pytest.mark.parametrize(
    ("decision", "rule", "nik", "own", "bits"),
    [
        pytest.param("match", "gabungan", Nik.DIFFERENT, 0.5, 5.0, id="an answer"),
        pytest.param("match", "gabungan", Nik.DIFFERENT, 0.95, 0.0, id="sure by itself"),
        pytest.param("match", "gabungan", Nik.ONE_SLIP, 0.5, 0.0, id="a level that hindsight says nothing of"),
        pytest.param("match", "nik_nama", Nik.EQUAL, 0.5, 0.0, id="settled by number and name"),
        pytest.param("match", BY_PEOPLE, Nik.DIFFERENT, 0.5, 0.0, id="a clerk's answer"),
        pytest.param("review", "gabungan", Nik.DIFFERENT, 0.5, 0.0, id="a question still"),
    ],
)
def test_hindsight_is_told_of_answers_alone(decision: str, rule: str, nik: Nik, own: float, bits: float) -> None:
    linked = 32 / 33
    links = pl.DataFrame([(1, 2, decision, linked, rule)], schema=LINKS, orient="row")
    pairs = pl.DataFrame(
        {"resident_row": [1, 3], "member_row": [2, 2], "nik": [int(nik)] * 2, "total": [0.0, -4.0]}
        | {"probability": [own, 0.01]}
    )
    first, rival = with_hindsight(pairs, links, 0.9091).to_dicts()
    assert first["hindsight"] == pytest.approx(bits)
    assert first["total"] == pytest.approx(bits)
    assert first["probability"] == pytest.approx(linked if bits else own)
    assert (rival["hindsight"], rival["total"], rival["probability"]) == (0.0, -4.0, 0.01)
