"""What may have become of a person between two runs: code → what it is called.

A person may be in several kinds at once (moved, and reactivated); each is one line. Those who came and those who went
are in one kind each, so that residents before + came − went = residents now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from uhcmatch.words import Words

Group = Literal["came", "went", "card", "person"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change: its group and what it is called."""

    group: Group
    words: Words


KINDS: Final[dict[str, Kind]] = {
    "lahir": Kind("came", Words("bayi baru di data penduduk", "newborn in the population")),
    "datang": Kind("came", Words("penduduk baru", "new resident")),
    "kembali": Kind("came", Words("tercatat penduduk lagi", "recorded as a resident again")),
    "meninggal": Kind("went", Words("tercatat meninggal", "recorded as deceased")),
    "pindah": Kind("went", Words("tercatat pindah", "recorded as moved away")),
    "hilang": Kind("went", Words("tidak ada lagi di data penduduk", "no longer in the population")),
    "terdaftar": Kind("card", Words("baru terdaftar", "newly enrolled")),
    "lepas": Kind("card", Words("kartunya tidak ada lagi", "card no longer there")),
    "jadi_nonaktif": Kind("card", Words("menjadi nonaktif", "fell inactive")),
    "aktif_lagi": Kind("card", Words("aktif kembali", "reactivated")),
    "perlu_verifikasi": Kind("card", Words("perlu diverifikasi", "to be verified now")),
    "terbukti_terdaftar": Kind("card", Words("selesai diverifikasi: terdaftar", "verified: enrolled")),
    "selesai_verifikasi": Kind("card", Words("selesai diverifikasi: belum terdaftar", "verified: not enrolled")),
    "pindah_wilayah": Kind("person", Words("pindah di dalam daerah", "moved within the area")),
    "ganti_identitas": Kind("person", Words("identitas berubah", "identity changed")),
}
"""In the order lists have them."""

BORN_WITHIN: Final = 365
"""Days before the earlier run from which a new resident counts as newborn: births are registered late."""
