"""A model kept from another run, checked before anything is read: a nightly run must not change its mind by itself."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import uhcmatch
from uhcmatch import runs
from uhcmatch.errors import SettingsRefused, StoreFailed
from uhcmatch.linkage import Model
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_BITS: Final = 100.0
"""No weight of any model comes near; a file that holds one was not written by this program."""
_FREEZE_AGAIN: Final = Words(
    "Berikan run.json dari hasil uhcmatch reconcile versi ini.",
    "Give run.json of a run that uhcmatch reconcile of this version made.",
)
_LIKE_KIND: Final = Words(
    "Berikan model dari hasil dengan [identifier] kind yang sama, atau jalankan tanpa model.",
    "Give the model of a run with the same [identifier] kind, or run without a model.",
)
_UNREADABLE: Final = Words("Berkas model {file} tidak dapat dibaca.", "Cannot read model file {file}.")
_DAMAGED: Final = Words("Berkas model {file} rusak atau diubah.", "Model file {file} is damaged or was changed.")
_NO_MODEL: Final = Words("Berkas {file} tidak memuat model.", "File {file} holds no model.")
_OTHER_KIND: Final = Words(
    "Model dalam {file} dari hasil dengan jenis nomor lain ([identifier] kind).",
    "The model in {file} is of a run with another kind of number ([identifier] kind).",
)
_OTHER: Final = Words("Model dalam {file} dari versi lain.", "The model in {file} is of another version.")


@dataclass(frozen=True)
class Frozen:
    """A model as it came from a file, and where from: `file` (its name) and `run_id`, each null when unknown."""

    model: Model
    origin: dict[str, str | None]

    @property
    def note(self) -> Words:
        """What the summary says of it."""
        return Words(
            "Bobot beku {sha256}{run}: tidak ada yang dipelajari dari data ini.",
            "Frozen weights {sha256}{run}: nothing was learnt from this run.",
        ).fill(sha256=self.model.fingerprint[:12], run=f" ({self.origin['run_id']})" if self.origin["run_id"] else "")


def frozen(given: str | Path | Mapping[str, Any], kind: str) -> Frozen:
    """Read a model from a run folder, its `run.json`, or a document with that section.

    Raises `SettingsRefused` when there is none, it is damaged, foreign or of another version, or was learnt of numbers
    of another `kind` than this run's.
    """
    if isinstance(given, str | Path):
        name = Path(given).name
        document = _read(Path(given))
    else:
        name, document = None, given
    file = name or "model"
    if document.get("uhcmatch_version", uhcmatch.__version__) != uhcmatch.__version__:
        raise SettingsRefused(_OTHER.fill(file=file), _FREEZE_AGAIN)
    if _kind_of(document) not in (None, kind):
        raise SettingsRefused(_OTHER_KIND.fill(file=file), _LIKE_KIND)
    run_id = document.get("run_id")
    return Frozen(_checked(document, file), {"file": name, "run_id": run_id if isinstance(run_id, str) else None})


def _kind_of(document: Mapping[str, Any]) -> object:
    """Return the kind of number that the run of a document was told of, null where it does not say."""
    settings = document.get("settings")
    identifier = settings.get("identifier") if isinstance(settings, dict) else None
    return identifier.get("kind") if isinstance(identifier, dict) else None


def _read(path: Path) -> Mapping[str, Any]:
    """Return the document of a file; one that is sealed must be as it was written."""
    file = path / "run.json" if path.is_dir() else path
    try:
        document = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsRefused(_UNREADABLE.fill(file=path.name), _FREEZE_AGAIN) from error
    if not isinstance(document, dict):
        raise SettingsRefused(_NO_MODEL.fill(file=path.name), _FREEZE_AGAIN)
    if "seal" in document:
        try:
            runs.unsealed(file.read_bytes(), path.name)
        except StoreFailed as error:
            raise SettingsRefused(_DAMAGED.fill(file=path.name), _FREEZE_AGAIN) from error
    return document


def _checked(document: Mapping[str, Any], file: str) -> Model:
    """Return the model of a document whose every weight this program knows, and no other."""
    section = document.get("model")
    if not isinstance(section, dict) or not isinstance(section.get("weights"), dict):
        raise SettingsRefused(_NO_MODEL.fill(file=file), _FREEZE_AGAIN)
    weights, known = section["weights"], Model().bits
    try:
        model = Model.from_document(weights)
        is_ours = weights["bits"].keys() == known.keys() and model.moved.keys() <= known.keys()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise SettingsRefused(_OTHER.fill(file=file), _FREEZE_AGAIN) from error
    if not is_ours:
        raise SettingsRefused(_OTHER.fill(file=file), _FREEZE_AGAIN)
    later = () if model.hindsight is None else astuple(model.hindsight)
    bits = (*model.bits.values(), *model.moved.values(), model.second_card, *later)
    shares = (model.share, model.share_without_nik, model.share_supposed)
    is_sane = all(math.isfinite(bit) and abs(bit) <= _MOST_BITS for bit in bits)
    if not is_sane or not all(0 < share < 1 for share in shares) or model.learnt_from < 0:
        raise SettingsRefused(_DAMAGED.fill(file=file), _FREEZE_AGAIN)
    if section.get("sha256", model.fingerprint) != model.fingerprint:
        raise SettingsRefused(_DAMAGED.fill(file=file), _FREEZE_AGAIN)
    return model
