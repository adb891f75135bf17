"""What an area's coverage is judged by, and what the judgements are called (DOMAIN §4, each with its source there)."""

from __future__ import annotations

from typing import Final

from uhcmatch.words import Words

READY: Final = "siap_dideklarasikan"
LOW: Final = "di_bawah_batas"
STANDINGS: Final[dict[str, Words]] = {
    READY: Words("siap dideklarasikan", "ready to be declared"),
    LOW: Words("disisir rinci", "to be swept in detail"),
}
"""Kelurahan at 100 % are declared, those below 80 % are swept in detail (Kota Bogor 2022)."""

INACTIVE: Final[dict[str, Words]] = {
    "menunggak": Words("menunggak", "in arrears"),
    "usia": Words("usia di atas 21", "over age"),
    "penangguhan": Words("ditangguhkan", "suspended"),
    "meninggal": Words("meninggal menurut BPJS", "deceased by BPJS"),
    "lain": Words("lain atau tidak disebut", "other or not told"),
}
"""Why a registered person is not active: codes of `reference.codes` without `nonaktif_`; `lain` is any other."""

PRIORITY: Final = Words(
    "UHC Prioritas (terdaftar lebih dari {registered} % dan aktif lebih dari {active} % dari yang terdaftar): "
    "{verdict}. "
    "Keaktifan di sini aktif ÷ terdaftar, seperti dipakai BPJS; syarat tanpa tunggakan iuran Pemda tidak diperiksa.",
    "UHC Prioritas (registered above {registered} %, active above {active} % of the registered): {verdict}. "
    "Activity here is active ÷ registered, as BPJS has it; dues owed by the local government are not looked at.",
)
MET: Final = Words("terpenuhi", "met")
NOT_MET: Final = Words("belum terpenuhi", "not met")
PRIORITY_SOURCE: Final = Words(
    "Sumber ambang: pengumuman UHC 2025 (331 kabupaten/kota, 1 Agustus 2025); Pamekasan kehilangan status pada "
    "keaktifan "
    "79,14 %.",
    "Source of the bars: UHC announcement of 2025 (331 regencies, 1 August 2025); Pamekasan lost its status at 79.14 % "
    "active.",
)
