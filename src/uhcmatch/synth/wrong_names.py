"""What happens to the names of rows: the mistakes of `misspelt`, and those that need more than the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth import misspelt
from uhcmatch.synth.noisy import Change, Trick

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws

_MEN_TITLES: Final = (
    "H. {}",
    "DRS. {}",
    "IR. {}",
    "{}, S.PD",
    "{}, SE",
    "{} SH",
    "R. {}",
    "KH. {}",
    "H {}",
    "{} (ALM)",
)
_WOMEN_TITLES: Final = (
    "HJ. {}",
    "DRA. {}",
    "DR. {}",
    "{}, S.PD",
    "{}, A.MD.KEB",
    "{} SKM",
    "RR. {}",
    "HJ {}",
    "{}, S.E.",
    "NY. {}",
)
_BABIES: Final = ("BAYI {}", "BAYI NY. {}", "BAYI NY {}", "BY. NY. {}", "BY NY {}", "BAYI NYONYA {}")
_BABY_SHARES: Final = (0.55, 0.75, 0.85, 0.90, 0.95, 1.0)
_UNDER_ONE: Final = 400
"""Days; a child older than that has its own name by now."""


def each(mistake: misspelt.Mistake) -> Change:
    """Make a change of rows out of a mistake in one name."""

    def change(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
        rolls = draws.unit(3 * rows.height).reshape(-1, 3)
        written = [mistake(name, *roll) for name, roll in zip(rows["nama"], rolls.tolist(), strict=True)]
        return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String)})

    return change


def _title(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Add a title to grown people's names."""
    n = rows.height
    which = draws.below(n, len(_MEN_TITLES))
    is_grown = rows["age_days"] > 25 * 365
    written = [
        (_MEN_TITLES if sex == "L" else _WOMEN_TITLES)[title].format(name) if grown else name
        for name, sex, grown, title in zip(rows["nama"], rows["sex"], is_grown, which.tolist(), strict=True)
    ]
    return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String)})


def _bin(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    link = pl.when(pl.col("sex") == "L").then(pl.lit(" BIN ")).otherwise(pl.lit(" BINTI "))
    return rows.select(pl.concat_str("nama", link, "father").alias("nama"))


def _token_extra(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Add the father's last token, as passports and old rows do; who has it already gets his own first token twice."""
    last = pl.col("father").str.split(" ").list.last()
    first = pl.col("nama").str.split(" ").list.first()
    has_it = pl.col("nama").str.ends_with(last)
    return rows.select(pl.concat_str("nama", pl.when(has_it).then(first).otherwise(last), separator=" ").alias("nama"))


def _other(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Take the name of somebody else in the file."""
    return rows.select(pl.col("nama").gather((pl.int_range(pl.len()) + 1) % pl.len()).alias("nama"))


def _newborn(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """List infants as the baby of their mother, half of them without a NIK of their own."""
    n = rows.height
    template = np.searchsorted(_BABY_SHARES, draws.unit(n), side="right")
    infant = rows["age_days"] < _UNDER_ONE
    written = [
        _BABIES[choice].format(mother) if is_infant else name
        for name, mother, is_infant, choice in zip(rows["nama"], rows["mother"], infant, template.tolist(), strict=True)
    ]
    no_nik = infant & pl.Series(draws.chance(n, 0.5))
    nik = rows.select(pl.when(no_nik).then(pl.lit("")).otherwise("nik").alias("nik"))["nik"]
    return pl.DataFrame({"nama": pl.Series(written, dtype=pl.String), "nik": nik})


TRICKS: Final[dict[str, Trick]] = {
    "newborn": Trick("nama", _newborn),
    "name_other": Trick("nama", _other),
    "name_token_missing": Trick("nama", each(misspelt.token_missing)),
    "name_token_extra": Trick("nama", _token_extra),
    "name_order": Trick("nama", each(misspelt.order)),
    "name_variant": Trick("nama", each(misspelt.variant)),
    "name_old_spelling": Trick("nama", each(misspelt.old_spelling)),
    "name_edit": Trick("nama", each(misspelt.edit)),
    "name_two_edits": Trick("nama", each(misspelt.two_edits)),
    "name_spacing": Trick("nama", each(misspelt.spacing)),
    "name_initial": Trick("nama", each(misspelt.initial)),
    "name_bin": Trick("nama", _bin),
    "name_title": Trick("nama", _title),
    "name_punctuation": Trick("nama", each(misspelt.punctuation)),
    "name_truncated": Trick("nama", each(misspelt.truncated)),
}
"""Names that are written otherwise, in the order in which they are tried."""
