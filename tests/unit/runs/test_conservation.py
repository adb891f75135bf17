from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.columns import LINKS, MEMBERS, RESIDENTS
from uhcmatch.errors import UhcmatchError
from uhcmatch.runs import check_conservation


def residents() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"resident_row": 1, "status": "active", "member_row": 1},
            {"resident_row": 2, "status": "unenrolled"},
            {"resident_row": 3, "status": "review"},
            {"resident_row": 4, "status": "excluded", "reason": "meninggal"},
        ],
        schema=RESIDENTS,
    )


def members() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"member_row": 1, "status": "linked", "resident_row": 1},
            {"member_row": 2, "status": "duplicate", "resident_row": 1},
            {"member_row": 3, "status": "review"},
            {"member_row": 4, "status": "unlinked"},
        ],
        schema=MEMBERS,
    )


def links() -> pl.DataFrame:
    pairs = [(1, 1, "match"), (1, 2, "match"), (3, 3, "review")]
    return pl.DataFrame(
        [{"resident_row": resident, "member_row": member, "decision": told} for resident, member, told in pairs],
        schema=LINKS,
    )


def where(frame: pl.DataFrame, row: int, **values: object) -> pl.DataFrame:
    """Change one row of a frame."""
    is_row = pl.int_range(pl.len()) == row
    return frame.with_columns(
        pl.when(is_row).then(pl.lit(value, frame.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )


def test_a_balance_that_closes() -> None:
    check_conservation(residents(), members(), links(), (4, 4))
    empty = [pl.DataFrame(schema=schema) for schema in (RESIDENTS, MEMBERS, LINKS)]
    check_conservation(empty[0], empty[1], empty[2], (0, 0))


BROKEN = {
    "a resident is lost": (residents().head(3), members(), links()),
    "a resident counts twice": (where(residents(), 1, resident_row=1), members(), links()),
    "a resident has no number": (where(residents(), 1, resident_row=None), members(), links()),
    "no status": (where(residents(), 1, status=None), members(), links()),
    "an unknown status": (where(residents(), 1, status="gone"), members(), links()),
    "excluded for no reason": (where(residents(), 3, reason=None), members(), links()),
    "active without a link": (where(residents(), 1, status="active"), members(), links()),
    "active with another's card": (where(residents(), 0, member_row=4), members(), links()),
    "a link without its resident": (where(residents(), 0, status="unenrolled"), members(), links()),
    "a member is lost": (residents(), members().head(3), links()),
    "a card of nobody": (residents(), where(members(), 1, resident_row=None), links()),
    "a card of the unenrolled": (residents(), where(members(), 1, resident_row=2), links()),
    "two cards that count": (residents(), where(members(), 1, status="linked"), links()),
    "a match nobody knows of": (residents(), members(), where(links(), 2, decision="match")),
    "one card, two residents": (residents(), members(), where(links(), 1, member_row=1)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_imbalance_is_found(name: str) -> None:
    with pytest.raises(UhcmatchError, match="balance"):
        check_conservation(*BROKEN[name], (4, 4))
