"""Whom the ledger speaks of: a keyed hash of what a record says of its person, so that row numbers may move.

Only what makes a person the same: number, name, birth date, sex, the card. Moving house or paying late makes nobody
somebody else. A record without a NIK is told from its namesakes by its KK.
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from uhcmatch.runs.ledger_key import Key

_BYTES: Final = 10
"""Of a hash: 80 bits; two among ten million people agree by chance once in 20 billion stores."""
_AT_ONCE: Final = 1 << 17
_LETTERS: Final = (b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_CROCKFORD: Final = bytes.maketrans(*_LETTERS)
"""Written in letters of which a hand or an eye takes none for another."""
_BASE32: Final = bytes.maketrans(*reversed(_LETTERS))


def resident_prints(residents: pl.DataFrame, key: Key) -> pl.Series:
    """Return the print of each row; takes `nik`, `no_kk`, `nama`, `tanggal_lahir`, `jenis_kelamin`."""
    return pl.Series("print", map(_written, _digests(residents, _RESIDENT, b"resident", key)), dtype=pl.String)


def member_prints(members: pl.DataFrame, key: Key) -> pl.Series:
    """Return the print of each row; takes `nomor_kartu` and what `resident_prints` takes."""
    return pl.Series("print", map(_written, _digests(members, _MEMBER, b"member", key)), dtype=pl.String)


def with_prints(rows: pl.DataFrame, wanted: Collection[str], key: Key, *, of_members: bool) -> pl.DataFrame:
    """Return the rows (`row`) whose print is among those wanted: `row`, `print`; a second for a million rows."""
    return _found(rows, wanted, key, (_MEMBER, b"member") if of_members else (_RESIDENT, b"resident"))


def nik_prints(people: pl.DataFrame, key: Key) -> pl.Series:
    """Return the print of each NIK; takes `nik`, in digits."""
    return pl.Series("print", map(_written, _digests(people, *_NIK, key)), dtype=pl.String)


def near_prints(people: pl.DataFrame, key: Key) -> pl.Series:
    """Return the print of a NIK without its last digit, which Excel takes, and the name; takes `nik`, `nama`."""
    return pl.Series("print", map(_written, _digests(people, *_NEAR, key)), dtype=pl.String)


def random_print() -> str:
    """Return a print that is nobody's."""
    return _written(secrets.token_bytes(_BYTES))


def with_nik_prints(rows: pl.DataFrame, wanted: Collection[str], key: Key) -> pl.DataFrame:
    """Return the rows (`row`) whose NIK has one of the prints wanted: `row`, `print`."""
    return _found(rows, wanted, key, _NIK)


def _found(rows: pl.DataFrame, wanted: Collection[str], key: Key, told: tuple[pl.Expr, bytes]) -> pl.DataFrame:
    raw = {b32decode(text.encode().translate(_BASE32)) for text in wanted}
    found: list[tuple[int, str]] = []
    for some in rows.iter_slices(_AT_ONCE) if raw else ():
        hits = ((at, each) for at, each in enumerate(_digests(some, *told, key)) if each in raw)
        found += [(some["row"][at], _written(each)) for at, each in hits]
    return pl.DataFrame(found, schema={"row": pl.Int64, "print": pl.String}, orient="row")


def _digests(rows: pl.DataFrame, told: pl.Expr, person: bytes, key: Key) -> Iterator[bytes]:
    begun = blake2b(digest_size=_BYTES, key=key.secret, person=person)
    for text in rows.select(told).to_series():
        hashed = begun.copy()
        hashed.update(text.encode())
        yield hashed.digest()


def _written(digest: bytes) -> str:
    return b32encode(digest).translate(_CROCKFORD).decode()


def _joined(*parts: pl.Expr) -> pl.Expr:
    return pl.concat_str([part.fill_null("") for part in parts], separator="\x1f")


_NAME: Final = pl.col("nama").str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars()
_NIK: Final = (pl.col("nik").fill_null(""), b"nik")
_NEAR: Final = (_joined(pl.col("nik").str.head(15), _NAME), b"near")
_PERSON: Final = (
    _NAME,
    pl.col("tanggal_lahir").dt.to_string("%Y-%m-%d"),
    pl.col("jenis_kelamin"),
    pl.when(pl.col("nik").is_null()).then("no_kk"),
)
_RESIDENT: Final = _joined(pl.col("nik"), *_PERSON)
_MEMBER: Final = _joined(pl.col("nomor_kartu"), pl.col("nik"), *_PERSON)
