"""Why a candidate is not proposed to BPJS: what would come back refused, or must not be asked twice (DOMAIN §0.11).

In the order they are looked at; a person is set aside for the first that holds. An office may switch some off in
`[registration]`; codes of `reasons.NIK_ISSUES` stand beside these for what is wrong with a number.
"""

from __future__ import annotations

from typing import Final

from uhcmatch.reference.reasons import NIK_ISSUES
from uhcmatch.words import Words

OPEN: Final[dict[str, Words]] = {
    "menunggu_balasan": Words("sudah diusulkan, belum dijawab BPJS", "proposed already, not answered yet"),
    "belum_tampak": Words("diterima BPJS, belum aktif di data peserta", "accepted, and not active in the member files"),
    "ditolak_sebelumnya": Words("ditolak BPJS, belum ada yang berubah", "refused before, and nothing has changed"),
}
"""What earlier proposals say; `--again` proposes all the same."""

BOUNCES: Final[dict[str, Words]] = {
    **OPEN,
    "meninggal": Words("tercatat meninggal", "recorded as deceased"),
    "luar_domisili": Words("tercatat pindah: di luar domisili", "recorded as moved: another domicile"),
    "sudah_aktif": Words("sudah aktif", "active already"),
    "nik_di_kartu_aktif": Words("NIK-nya ada di kartu aktif", "the NIK is on an active card"),
    "mungkin_aktif": Words(
        "mungkin sudah aktif: selesaikan di review", "may be active already: to be settled in review"
    ),
    "hasil_kunjungan": Words("hasil kunjungan tidak membolehkan", "the visit's outcome says otherwise"),
    "saluran_lain": Words("ada jalan lain daripada kuota Pemda", "another way in than the Pemda's quota"),
    **NIK_ISSUES,
    "nik_wilayah_asing": Words("kode kecamatan dalam NIK tidak dikenal", "unknown kecamatan in the NIK"),
    "nik_tanggal_beda": Words("tanggal lahir lain daripada di NIK", "birth date differs from the NIK's"),
    "nik_kelamin_beda": Words("jenis kelamin lain daripada di NIK", "sex differs from the NIK's"),
    "nik_ganda": Words("NIK dipakai dua penduduk (ganda)", "two residents have this NIK (double)"),
    "wajib_kosong": Words("isian wajib kosong", "an obligatory cell is empty"),
}

NOT_OPTIONAL: Final = (*OPEN, "nik_kosong", "nik_ganda", "wajib_kosong")
"""Without these a person would be proposed twice, or without what the form needs."""

OVER_QUOTA: Final = "di_luar_kuota"
