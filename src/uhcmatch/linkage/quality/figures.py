"""EVENTS → what `run.json` says of a run's quality: counts, rates, intervals, strata, and what they rest on."""

from __future__ import annotations

from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.linkage.quality.events import STRATA
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.expected import Quality

METHOD: Final = Words(
    "NIK peserta yang sudah pasti disembunyikan, lalu dicari lagi: dengan pemiliknya pada data penduduk, dan tanpanya.",
    "The NIK of verified members was hidden and they were looked for again: with their resident in the register, and"
    " without.",
)
TOO_FEW: Final = Words(
    "Mutu tidak diperkirakan: kurang dari 500 pasangan NIK dan nama yang pasti.",
    "Quality is not estimated: fewer than 500 pairs are verified by NIK and name.",
)
OPAQUE: Final = Words(
    "Mutu tidak diperkirakan: nomor pengenal bukan NIK.", "Quality is not estimated: the identifier is not a NIK."
)
ALIKE: Final = Words(
    "Mutu tidak diperkirakan: tanpa NIK kebanyakan peserta tidak dapat dicari, terlalu banyak penduduk yang serupa;"
    " peserta tanpa NIK karena itu tidak ditemukan.",
    "Quality is not estimated: without their NIK most members cannot be looked for, too many residents are alike;"
    " cards without one are therefore not found.",
)
_MOST_NEVER: Final = 0.5
"""Share of the hidden members never found from which nothing is left to judge the others by."""
_Z: Final = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""
_METHOD_SPREAD: Final = 0.2
"""Standard deviation of the method itself, as a share: supposed, not fitted."""
_NO_CASE: Final = 3.0
"""Cases there may be where none was seen (rule of three)."""
_OUTCOMES: Final = ("right", "wrong", "asked", "open", "never")


def figures(quality: Quality, *, is_opaque: bool) -> dict[str, Any]:
    """Return the `quality` section; rates are per 10,000 accepted links, null where nothing can be said."""
    links = sum(quality.links.values())
    warning = OPAQUE if is_opaque else _warning(quality.hidden)
    facts: dict[str, Any] = {
        "links": links,
        "method": {"id": METHOD.id, "en": METHOD.en},
        "warning": None if warning is None else {"id": warning.id, "en": warning.en},
        "from_probabilities": dict(zip(("false", "missed"), (round(part, 1) for part in quality.summed), strict=True)),
    }
    for kind in ("false", "missed"):
        cases = quality.events.filter(pl.col("kind") == kind)
        facts |= _expected(kind, cases, links) if warning is None else _nothing(kind)
    if warning is not None or quality.hidden is None:
        return facts | {"expected_missed_in_review": None, "people": None, "stages": [], "strata": [], "recovery": None}
    return facts | {
        "expected_missed_in_review": _sum(
            quality.events.filter(pl.col("kind") == "missed", pl.col("rule").is_not_null())
        ),
        "people": _people(quality.events),
        "stages": [
            {
                "stage": stage,
                "links": accepted,
                "expected_false_links": _sum(
                    quality.events.filter(pl.col("kind") == "false", pl.col("stage") == stage)
                ),
            }
            for stage, accepted in quality.links.items()
        ],
        "strata": [each for attribute in STRATA for each in _strata(quality.events, attribute)],
        "recovery": _recovery(quality.hidden)
        | {"strata": [each for attribute in STRATA[1:] for each in _recovered(quality.hidden, attribute)]},
    }


def _warning(hidden: pl.DataFrame | None) -> Words | None:
    """Return why the members who were hidden tell nothing, null where they do."""
    if hidden is None:
        return TOO_FEW
    return ALIKE if hidden.select((pl.col("outcome") == "never").mean() > _MOST_NEVER).item() else None


def _expected(kind: str, cases: pl.DataFrame, links: int) -> dict[str, Any]:
    total, squares = _sums(cases)
    low, high = interval(total, squares)
    low, high = floor(low), ceil(high)
    per = 10_000 / max(links, 1)
    return {
        f"expected_{kind}_links": round(total, 1),
        f"expected_{kind}_links_low": low,
        f"expected_{kind}_links_high": high,
        f"expected_{kind}_per_10000": round(total * per, 2),
        f"expected_{kind}_per_10000_low": round(low * per, 2),
        f"expected_{kind}_per_10000_high": round(high * per, 2),
    }


def _people(cases: pl.DataFrame) -> dict[str, Any]:
    """Return the errors that change who is registered: `expected` people and how `unsure` that is (a deviation).

    `questions` are the people of whom a clerk is asked, rule by rule.
    """
    told = cases.with_columns(weight=pl.col("weight") * pl.col("changes"))
    is_false, is_asked = pl.col("kind") == "false", pl.col("rule").is_not_null()
    asked = told.filter(is_asked).group_by("rule").agg(pl.col("weight").sum().round(2)).sort("rule")
    return {
        "false": _known(told.filter(is_false)),
        "overlooked": _known(told.filter(~is_false, ~is_asked)),
        "questions": dict(asked.iter_rows()),
    }


def _known(cases: pl.DataFrame) -> dict[str, float]:
    total, squares = _sums(cases)
    return {"expected": round(total, 2), "unsure": round(unsure(total, squares), 2)}


def _sums(cases: pl.DataFrame) -> tuple[float, float]:
    """Return the sum of weights, and of the squared weights of those that stand for others."""
    return float(cases["weight"].sum()), float((cases.filter("stands_in")["weight"] ** 2).sum())


def _nothing(kind: str) -> dict[str, Any]:
    return {
        f"expected_{kind}_{what}{bound}": None for what in ("links", "per_10000") for bound in ("", "_low", "_high")
    }


def unsure(total: float, squares: float) -> float:
    """Return the standard deviation of what is known of an expected number: few cases seen, and the method itself."""
    return sqrt(squares + (_METHOD_SPREAD * total) ** 2)


def interval(total: float, squares: float) -> tuple[float, float]:
    """Return bounds that hold the true count 95 times of 100: few cases seen, the method itself, and chance.

    `squares` is the sum of squared weights of the cases that stand for others. Gamma with that mean and variance, its
    bounds after Wilson and Hilferty.
    """
    if total <= 0:
        return 0.0, _NO_CASE
    shape = total**2 / (unsure(total, squares) ** 2 + total)
    middle, half = 1 - 1 / (9 * shape), _Z * sqrt(1 / (9 * shape))
    return total * max(middle - half, 0.0) ** 3, max(total * (middle + half) ** 3, _NO_CASE)


def _sum(cases: pl.DataFrame) -> float:
    return round(float(cases["weight"].sum()), 1)


def _strata(events: pl.DataFrame, attribute: str) -> list[dict[str, Any]]:
    summed = (
        events.group_by(attribute)
        .agg(
            pl.col("weight").filter(pl.col("kind") == kind).sum().round(1).alias(f"expected_{kind}_links")
            for kind in ("false", "missed")
        )
        .sort(attribute)
    )
    return [{"attribute": attribute, "value": row.pop(attribute)} | row for row in summed.iter_rows(named=True)]


def _recovery(hidden: pl.DataFrame) -> dict[str, Any]:
    outcomes = {name: int((hidden["outcome"] == name).sum()) for name in _OUTCOMES}
    confused = {name: int(hidden[name].sum()) for name in ("confused", "confused_with_number")}
    return {"hidden": hidden.height, **outcomes, **confused}


def _recovered(hidden: pl.DataFrame, attribute: str) -> list[dict[str, Any]]:
    parts = hidden.sort(attribute).partition_by(attribute, maintain_order=True)
    return [{"attribute": attribute, "value": part.item(0, attribute)} | _recovery(part) for part in parts]
