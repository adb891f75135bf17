"""The secret of a store: what is hashed with it says nothing to whoever has only the ledger, or only a sheet.

A NIK has few enough digits to try them all; without the key a hash of one gives nothing away, and nobody can make up a
pair's id. The key lies beside the ledger and is as private; a ledger without its key is of no use.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.disk import read_bytes, speaking_of, sync, write_bytes
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "ledger.key"
_FORM: Final = re.compile(rb"[0-9a-f]{64}\n")
_UNREADABLE: Final = Words(
    "Kunci buku catatan di {name} tidak dapat dibaca.", "Cannot read the ledger's key in {name}."
)


@dataclass(frozen=True, repr=False)
class Key:
    """A store's secret."""

    secret: bytes

    def seal(self, text: str) -> str:
        """Return a digest of a text that only who has the key can make."""
        return hmac.digest(self.secret, text.encode(), "sha256").hex()

    @property
    def mark(self) -> str:
        """Return what tells this key from another without giving it away."""
        return self.seal("mark")[:16]


def kept_key(store: Path) -> Key | None:
    """Return the key of a store; null where there is none. Raises `StoreFailed` when it is damaged."""
    with speaking_of(store, _UNREADABLE):
        try:
            text = read_bytes(store / NAME)
        except FileNotFoundError:
            return None
    if not _FORM.fullmatch(text):
        raise StoreFailed(_UNREADABLE.fill(name=store.name), _RESTORE)
    return Key(bytes.fromhex(text.decode().strip()))


def new_key(store: Path) -> Key:
    """Make the key of a store, whole or not at all; the caller holds the store."""
    made = secrets.token_hex(32)
    with speaking_of(store, _UNREADABLE):
        for left in store.glob(f".{NAME}-*"):
            left.unlink()
        new = store / f".{NAME}-{secrets.token_hex(6)}"
        write_bytes(new, f"{made}\n".encode())
        os.replace(new, store / NAME)  # noqa: PTH105 - replaces in one step on every system
        sync(store)
    return Key(bytes.fromhex(made))


_RESTORE: Final = Words(
    "Ambil ledger.key dari cadangan; tanpa itu keputusan lama tidak dapat dipakai.",
    "Restore ledger.key from a backup; without it earlier decisions cannot be used.",
)


def refuse_other_key(store: Path, key: Key | None, mark: str) -> Key:
    """Return the key if it is the one of a mark, else raise `StoreFailed`."""
    if key is None or not hmac.compare_digest(key.mark, mark):
        raise StoreFailed(
            Words(
                "Kunci buku catatan di {name} hilang atau bukan kuncinya.",
                "The key of the ledger in {name} is missing or another's.",
            ).fill(name=store.name),
            _RESTORE,
        )
    return key
