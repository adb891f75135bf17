"""The store: run folders under `runs/`, a lock, and `CURRENT` with the id of the latest run.

`CURRENT` is a small text file replaced in one step, not a link: Windows has no links for ordinary users.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from uhcmatch.errors import StoreFailed, UhcmatchError
from uhcmatch.runs.disk import is_plain_folder, read_bytes, speaking_of, sync, write_bytes
from uhcmatch.runs.folder import RunFolder
from uhcmatch.runs.lock import locked
from uhcmatch.runs.publish import Staging, reserve
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

LATEST: Final = "latest"
_RUN_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}")
_CURRENT: Final = "CURRENT"
_POINTING: Final = f".{_CURRENT}-"
_LOCK: Final = "run.lock"
UNUSABLE: Final = Words("Tempat penyimpanan {name} tidak dapat dipakai.", "Cannot use the store {name}.")
_UNCONFIRMED: Final = Words(
    "Hasil sudah tersimpan di {name}, tetapi disk tidak memastikannya.",
    "The run is kept in {name}, but the disk does not confirm it.",
)
_POINTS_NOWHERE: Final = Words(
    "Berkas {name} hilang: tidak diketahui hasil mana yang terakhir.",
    "The file {name} is gone: which run is the latest is not known.",
)
_SEE_LIST: Final = Words("Lihat uhcmatch runs list.", "See uhcmatch runs list.")
_RUN_FIRST: Final = Words(
    "Jalankan dulu uhcmatch reconcile, atau sebutkan folder hasilnya.",
    "Run uhcmatch reconcile first, or name the run folder.",
)


def store_path(asked: Path | None, configured: Path | None) -> Path:
    """Return the store's folder: asked for, else `UHCMATCH_STORE`, else configured, else the user's own data folder."""
    told = os.environ.get("UHCMATCH_STORE")
    chosen = asked or (Path(told) if told else configured) or user_data_path("uhcmatch", appauthor=False)
    return chosen.expanduser().absolute()


@contextlib.contextmanager
def writing_to(store: Path) -> Iterator[None]:
    """Hold the store while the body writes to it; raises `StoreFailed` when somebody else does."""
    _make(store)
    with locked(store / _LOCK, store, stays=True):
        _sweep(store)
        yield


@contextlib.contextmanager
def reserve_in_store(store: Path, run_id: str) -> Iterator[Staging]:
    """Reserve a new run folder in the store; only one run at a time works there."""
    _make(store)
    with reserve(store / "runs" / run_id, store / _LOCK) as staging:
        _sweep(store)
        yield staging


def _sweep(store: Path) -> None:
    """Remove what a killed writer was about to point with."""
    with speaking_of(store, UNUSABLE):
        for left in store.glob(f"{_POINTING}*"):
            left.unlink()


def _make(store: Path) -> None:
    with speaking_of(store, UNUSABLE):
        for folder in (store, store / "runs"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


@contextlib.contextmanager
def pointing_to(store: Path, run_id: str) -> Iterator[None]:
    """Let `latest` mean this run once the body, which tells the ledger, is done.

    Everything that needs room is written before the body, so that little can fail behind it.
    """
    new = store / f"{_POINTING}{run_id}"
    with speaking_of(store, UNUSABLE):
        write_bytes(new, f"{run_id}\n".encode())
    try:
        yield
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    with speaking_of(store, UNUSABLE):
        os.replace(new, store / _CURRENT)  # noqa: PTH105 - replaces in one step on every system
    try:
        sync(store)
    except OSError as error:
        raise StoreFailed(_UNCONFIRMED.fill(name=store.name), _SEE_LIST) from error


def locate(run: str, store: Path) -> Path:
    """Return the folder a RUN argument means: `latest`, a run id of the store, or a path.

    Raises `StoreFailed` when there is none.
    """
    if run == LATEST:
        return _latest(store)
    kept = store / "runs" / run
    if _RUN_ID.fullmatch(run) and kept.exists():
        return kept
    if not run or not Path(run).exists():
        raise StoreFailed(Words("Hasil yang disebut tidak ada.", "There is no such run."), _SEE_LIST)
    return Path(run).absolute()


def listed(store: Path) -> list[RunFolder]:
    """Return the store's runs, newest first; a folder that cannot be opened is left out.

    What `latest` means comes first whatever the clock said then; of two runs of one second, the one that remembers
    more of the ledger is newer.
    """
    folders = [folder for folder in map(_opened, _kept(store)) if folder is not None]
    folders.sort(key=_age, reverse=True)
    with contextlib.suppress(StoreFailed):
        latest = _latest(store).name
        folders.sort(key=lambda folder: folder.run_id != latest)
    return folders


def damaged(store: Path) -> list[str]:
    """Return the ids of the store's runs that cannot be opened: they are not listed, nor taken away by a purge."""
    return [path.name for path in _kept(store) if _opened(path) is None]


def _kept(store: Path) -> list[Path]:
    paths = sorted((store / "runs").glob("*"))
    return [path for path in paths if _RUN_ID.fullmatch(path.name) and is_plain_folder(path)]


def _opened(path: Path) -> RunFolder | None:
    try:
        return RunFolder.opened(path)
    except UhcmatchError:
        return None


def _age(folder: RunFolder) -> tuple[str, int, str]:
    facts = folder.facts
    return facts["created_at"], (facts.get("ledger") or {"line": 0})["line"], folder.run_id


def before(new: RunFolder, store: Path) -> RunFolder | None:
    """Return the run that was the store's latest when this one was made, else the newest of earlier ones kept."""
    kept = listed(store)
    named = [folder for folder in kept if folder.run_id == new.facts.get("previous")]
    earlier = named or [folder for folder in kept if folder.run_id < new.run_id]
    return earlier[0] if earlier else None


def _latest(store: Path) -> Path:
    try:
        run_id = read_bytes(store / _CURRENT).decode().strip()
    except FileNotFoundError as error:
        if _kept(store):
            raise StoreFailed(_POINTS_NOWHERE.fill(name=_CURRENT), _SEE_LIST) from error
        raise StoreFailed(Words("Belum ada hasil yang tersimpan.", "No run has been kept yet."), _RUN_FIRST) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreFailed(UNUSABLE.fill(name=store.name), _SEE_LIST) from error
    if not _RUN_ID.fullmatch(run_id) or not (store / "runs" / run_id).exists():
        raise StoreFailed(
            Words("Hasil terakhir tidak ada lagi di tempatnya.", "The latest run is no longer there."), _SEE_LIST
        )
    return store / "runs" / run_id
