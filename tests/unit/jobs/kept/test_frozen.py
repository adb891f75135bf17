"""A model file is used as it is or refused; nothing in between."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from uhcmatch import __version__
from uhcmatch.errors import SettingsRefused
from uhcmatch.jobs.kept.frozen import frozen
from uhcmatch.linkage import Model
from uhcmatch.runs.manifest import sealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODEL = Model().changed(second_card=-6.25, share=0.93, learnt_from=1_200, moved={"nik.DIFFERENT": -0.5})
DOCUMENT: dict[str, Any] = {
    "run_id": "20261123T010000Z-abcdef",
    "uhcmatch_version": __version__,
    "model": {"sha256": MODEL.fingerprint, "weights": MODEL.as_document()},
}


def test_a_document_a_file_and_a_run_folder_give_the_same_model(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(sealed(DOCUMENT))
    for given in (DOCUMENT, tmp_path / "run.json", tmp_path, str(tmp_path)):
        told = frozen(given, "nik")
        assert told.model == MODEL
        assert told.origin["run_id"] == DOCUMENT["run_id"]
        assert DOCUMENT["run_id"] in told.note.en


def test_the_section_alone_will_do() -> None:
    told = frozen({"model": {"weights": MODEL.as_document()}}, "nik")
    assert told.model == MODEL
    assert told.origin == {"file": None, "run_id": None}


def weights(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """A document whose weights were changed, by somebody who left the hash away."""
    document = copy.deepcopy(DOCUMENT)
    del document["model"]["sha256"]
    change(document["model"]["weights"])
    return document


REFUSED: dict[str, dict[str, Any]] = {
    "empty": {},
    "no weights": {"model": {}},
    "a text for a model": {"model": "weights"},
    "another version": DOCUMENT | {"uhcmatch_version": "99.0"},
    "a weight that is missing": weights(lambda told: told["bits"].pop("nik.EQUAL")),
    "a weight nobody knows": weights(lambda told: told["bits"].update({"shoe_size.EQUAL": 1.0})),
    "a shift nobody knows": weights(lambda told: told["moved"].update({"shoe_size.EQUAL": 1.0})),
    "a weight that is no number": weights(lambda told: told["bits"].update({"nik.EQUAL": "seven"})),
    "a weight without end": weights(lambda told: told["bits"].update({"nik.EQUAL": float("inf")})),
    "a weight that is none": weights(lambda told: told["bits"].update({"nik.EQUAL": float("nan")})),
    "a share of all": weights(lambda told: told.update(share=1.0)),
    "no share": weights(lambda told: told.pop("share")),
    "less than nobody": weights(lambda told: told.update(learnt_from=-1)),
    "weights under another's hash": DOCUMENT | {"model": {**DOCUMENT["model"], "sha256": "0" * 64}},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_model_of_ours_is_refused(case: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        frozen(REFUSED[case], "nik")
    assert refused.value.exit_code == 10
    assert "reconcile" in refused.value.hint.en


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"NIK;NAMA\n1;2\n", b"null"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.json").write_bytes(content)
    with pytest.raises(SettingsRefused, match=r"m\.json"):
        frozen(tmp_path / "m.json", "nik")


def test_a_sealed_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    changed = json.loads(sealed(DOCUMENT)) | {"run_id": "another"}
    (tmp_path / "run.json").write_text(json.dumps(changed))
    with pytest.raises(SettingsRefused, match="damaged"):
        frozen(tmp_path, "nik")


@pytest.mark.parametrize(
    ("settings", "is_other"),
    [({"identifier": {"kind": "opaque"}}, True), ({"identifier": {"kind": "nik"}}, False), ({}, False), ("x", False)],
)
def test_weights_learnt_of_another_kind_of_number_are_refused(settings: object, is_other: bool) -> None:
    document = {"settings": settings, "model": {"weights": MODEL.as_document()}}
    if is_other:
        with pytest.raises(SettingsRefused, match="another kind of number") as told:
            frozen(document, "nik")
        assert "with the same [identifier] kind" in told.value.hint.en
    else:
        assert frozen(document, "nik").model == MODEL
