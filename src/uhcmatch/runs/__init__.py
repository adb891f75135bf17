"""Run folders: written whole or not at all, read only with their hashes checked, found again by name."""

from __future__ import annotations

from uhcmatch.runs.blanked import Frames, blanked, cards_of
from uhcmatch.runs.conservation import check_conservation
from uhcmatch.runs.exchange import finish_replacing, replacing
from uhcmatch.runs.folder import RunFolder
from uhcmatch.runs.ledger import Act, Entry, Ledger, Told
from uhcmatch.runs.ledger_key import Key
from uhcmatch.runs.ledger_open import held, reading, writing
from uhcmatch.runs.manifest import FRAMES, describe, new_run_id, unsealed
from uhcmatch.runs.prints import (
    member_prints,
    near_prints,
    nik_prints,
    random_print,
    resident_prints,
    with_nik_prints,
    with_prints,
)
from uhcmatch.runs.publish import Staging, reserve
from uhcmatch.runs.purging import COMMAND as PURGE
from uhcmatch.runs.purging import finish_purges, purge, tombstone
from uhcmatch.runs.store import before, damaged, listed, locate, pointing_to, reserve_in_store, store_path
from uhcmatch.runs.trail import Anchor
from uhcmatch.runs.unfinished import filled_in_steps, is_unfinished
from uhcmatch.runs.verify import Verdict, unsound, verify, verify_ledger

__all__ = [
    "FRAMES",
    "PURGE",
    "Act",
    "Anchor",
    "Entry",
    "Frames",
    "Key",
    "Ledger",
    "RunFolder",
    "Staging",
    "Told",
    "Verdict",
    "before",
    "blanked",
    "cards_of",
    "check_conservation",
    "damaged",
    "describe",
    "filled_in_steps",
    "finish_purges",
    "finish_replacing",
    "held",
    "is_unfinished",
    "listed",
    "locate",
    "member_prints",
    "near_prints",
    "new_run_id",
    "nik_prints",
    "pointing_to",
    "purge",
    "random_print",
    "reading",
    "replacing",
    "reserve",
    "reserve_in_store",
    "resident_prints",
    "store_path",
    "tombstone",
    "unsealed",
    "unsound",
    "verify",
    "verify_ledger",
    "with_nik_prints",
    "with_prints",
    "writing",
]
