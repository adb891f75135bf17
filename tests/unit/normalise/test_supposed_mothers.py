"""Whose child somebody is whose mother the register does not name."""

from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.normalise.supposed_mothers import supposed_mothers

KK = "3271010101150001"
HEAD = (KK, "KEPALA KELUARGA", False, "BUDI", None)
WIFE = (KK, "ISTRI", True, "SITI AMINAH", "RUKAYAH")
CHILD = (KK, "ANAK", False, "YUSUF", None)


def mothers(*rows: tuple[str | None, str, bool, str | None, str | None]) -> list[str | None]:
    schema = {
        "kk_key": pl.String,
        "hubungan": pl.String,
        "is_female": pl.Boolean,
        "name_folded": pl.String,
        "mother": pl.String,
    }
    return supposed_mothers(pl.DataFrame(rows, schema=schema, orient="row")).to_list()


@pytest.mark.parametrize(
    ("others", "child", "mother"),
    [
        pytest.param([HEAD, WIFE], CHILD, "SITI AMINAH", id="the wife"),
        pytest.param([(KK, "KEPALA KELUARGA", True, "SITI", None)], CHILD, "SITI", id="a woman at the head"),
        pytest.param([HEAD], CHILD, None, id="no woman of whom it is known"),
        pytest.param([WIFE, WIFE], CHILD, None, id="two wives"),
        pytest.param([HEAD, WIFE], (KK, "ANAK", False, "YUSUF", "RATNA"), None, id="a mother who is named"),
        pytest.param([HEAD, WIFE], (KK, "FAMILI LAIN", False, "YUSUF", None), None, id="no child of theirs"),
        pytest.param([HEAD, WIFE], ("3271010101150002", "ANAK", False, "YUSUF", None), None, id="another family"),
        pytest.param([HEAD, WIFE], (None, "ANAK", False, "YUSUF", None), None, id="no KK"),
        pytest.param([HEAD, (KK, "ISTRI", True, None, None)], CHILD, None, id="a wife without a name"),
    ],
)
def test_a_childs_mother_is_the_only_wife_of_its_kk(
    others: list[tuple[str, str, bool, str | None, str | None]],
    child: tuple[str | None, str, bool, str, str | None],
    mother: str | None,
) -> None:
    assert mothers(*others, child)[-1] == mother
    assert mothers(child, *others)[0] == mother


def test_nobody_else_gets_a_mother() -> None:
    assert mothers(HEAD, WIFE, CHILD) == [None, None, "SITI AMINAH"]
