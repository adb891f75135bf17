"""What clerks do to a name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from uhcmatch.synth import misspelt

CALM = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
"""How long one example takes says nothing here; the machine may be busy."""
ROLL = st.floats(min_value=0, max_value=1, exclude_max=True)
NAMES = st.lists(st.text("ABDHIKLMNRSTUWYZ", min_size=3, max_size=12), min_size=1, max_size=5).map(" ".join)
MISTAKES = [
    misspelt.edit,
    misspelt.two_edits,
    misspelt.punctuation,
    misspelt.spacing,
    misspelt.variant,
    misspelt.old_spelling,
    misspelt.token_missing,
    misspelt.initial,
    misspelt.order,
    misspelt.truncated,
]


@pytest.mark.parametrize(
    ("mistake", "name", "rolls", "written"),
    [
        (misspelt.spacing, "NUR AINI", (0.5, 0.1, 0), "NURAINI"),
        (misspelt.spacing, "NURHAYATI", (0.5, 0.1, 0), "NUR HAYATI"),
        (misspelt.spacing, "DEDI", (0.01, 0.1, 0), "D E D I"),
        (misspelt.spacing, "BUDI", (0.5, 0.1, 0), "BUDI"),
        (misspelt.punctuation, "MUH RIZKI", (0.2, 0.1, 0), "MUH. RIZKI"),
        (misspelt.punctuation, "SAADAH", (0.1, 0.1, 0), "SA'ADAH"),
        (misspelt.punctuation, "SRI REJEKI", (0.4, 0.1, 0), "SRI-REJEKI"),
        (misspelt.old_spelling, "SUJONO", (0.1, 0.0, 0), "SOEDJONO"),
        (misspelt.old_spelling, "CAHYO", (0.9, 0.0, 0), "TJAHJO"),
        (misspelt.token_missing, "MUHAMMAD FAUZI", (0.1, 0, 0), "FAUZI"),
        (misspelt.token_missing, "BUDI SANTOSO", (0.1, 0, 0), "BUDI"),
        (misspelt.token_missing, "SUPARMI", (0.1, 0, 0), "SUPARMI"),
        (misspelt.initial, "MUHAMMAD RIZKI", (0.1, 0, 0), "M. RIZKI"),
        (misspelt.initial, "SITI NURHALIZA", (0.9, 0.9, 0), "SITI N"),
        (misspelt.order, "YOHANES BERE", (0.1, 0, 0), "BERE YOHANES"),
        (misspelt.truncated, "MUHAMMAD NUGROHO FIRMANSYAH", (0.1, 0, 0), "MUHAMMAD NUGROHO FIR"),
        (misspelt.truncated, "SUPARMI", (0.1, 0, 0), "SUPARMI"),
    ],
)
def test_examples(mistake: misspelt.Mistake, name: str, rolls: tuple[float, float, float], written: str) -> None:
    assert mistake(name, *rolls) == written


@CALM
@given(NAMES, ROLL, ROLL, ROLL)
def test_one_edit_is_one_edit_and_two_are_at_most_two(name: str, a: float, b: float, c: float) -> None:
    assert Levenshtein.distance(name, misspelt.edit(name, a, b, c)) <= 1
    assert Levenshtein.distance(name, misspelt.two_edits(name, a, b, c)) <= 2


@pytest.mark.parametrize("mistake", MISTAKES)
@CALM
@given(name=NAMES, a=ROLL, b=ROLL, c=ROLL)
def test_no_mistake_ever_leaves_nothing(mistake: misspelt.Mistake, name: str, a: float, b: float, c: float) -> None:
    written = mistake(name, a, b, c)
    assert written.strip()
    assert ";" not in written
    assert '"' not in written


@CALM
@given(st.sampled_from(["RIZKY", "MUHAMMAD", "FATIMAH", "EDI"]), ROLL)
def test_a_variant_is_another_spelling_of_the_same_name(token: str, roll: float) -> None:
    from uhcmatch.reference.given_names import spellings  # noqa: PLC0415

    written = misspelt.variant(token, roll, 0, 0)
    assert written != token
    assert written in spellings()[token][0]
