"""The words that made-up names and addresses consist of; `given_names.toml` holds them and says where they are from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

Pool = tuple[tuple[str, ...], tuple[float, ...]]
"""Tokens and their weights."""


def pool(text: str) -> Pool:
    """Read `TOKEN:weight TOKEN …`; a token without a weight weighs 1."""
    pairs = [entry.partition(":") for entry in text.split()]
    return tuple(token for token, _, _ in pairs), tuple(float(weight or 1) for _, _, weight in pairs)


def name_pools() -> dict[str, Pool]:
    """Return all pools of name tokens.

    Keys: `given/culture/generation/sex`, `later/culture/generation/sex`, `family/culture`, `bali/0` … `bali/3` and
    `stem/sex`.
    """
    words = _words()
    kinds = ("given", "later", "family", "bali")
    pools = {f"{kind}/{key}": pool(text) for kind in kinds for key, text in words[kind].items()}
    return pools | {f"stem/{sex}": _stems(pool(words["roots"]), pool(text)) for sex, text in words["endings"].items()}


def fallback_culture(culture: str) -> str:
    """Return the culture whose later tokens a culture without its own uses."""
    return str(_words()["fallback"].get(culture, culture))


@cache
def spellings() -> dict[str, Pool]:
    """Return for every token the other spellings of its name, with the share of each."""
    found: dict[str, Pool] = {}
    for line in _words()["spellings"]["families"].strip().splitlines():
        tokens, counts = pool(line)
        for token in tokens:
            others = [(other, count) for other, count in zip(tokens, counts, strict=True) if other != token]
            total = sum(count for _, count in others)
            found.setdefault(token, (tuple(o for o, _ in others), tuple(count / total for _, count in others)))
    return found


def place_names(kind: str) -> tuple[str, ...]:
    """Return the made-up `streets`, `hamlets` or `estates`."""
    return tuple(_words()["places"][kind])


def _stems(roots: Pool, endings: Pool) -> Pool:
    """Join every stem with every ending; of the stems that bear it, another form has SU before it."""
    forms: dict[str, float] = {}
    for stem, weight in zip(*roots, strict=True):
        for ending, tail_weight in zip(*endings, strict=True):
            forms.setdefault(stem + ending, weight * tail_weight)
            if len(stem) == 3 and stem[0] not in "SU":
                forms.setdefault(f"SU{stem}{ending}", weight * tail_weight / 2)
    return tuple(forms), tuple(forms.values())


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files("uhcmatch.reference").joinpath("given_names.toml").read_text(encoding="utf-8"))
