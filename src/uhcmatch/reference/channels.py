"""By which way an unregistered or inactive person gets in: first rule of the table whose facts all hold.

Facts are columns of `coverage.households` (`!` in front: must not hold). Sources: newborns Perpres 82/2018 and DOMAIN
§3.3; sweep categories and channels DOMAIN §3.2; PBI reactivation SK Mensos 80/2025, DOMAIN §4; arrears and suspension
are statuses of VClaim, DOMAIN §2.4. An office may reword, change or switch off rules in `[channels]`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.settings import ChannelSettings

FACTS: Final[tuple[str, ...]] = (
    "perlu_periksa",
    "nik_bermasalah",
    "bayi_28_hari",
    "bayi_3_bulan",
    "anak",
    "keluarga_inti",
    "nonaktif",
    "menunggak",
    "usia_21",
    "kartu_pbi",
    "kartu_ppu",
    "kk_ppu",
    "kk_mandiri",
    "ibu_pbi",
    "miskin",
    "mampu",
)
"""What a rule may ask: of the person, the person's card, and who in the KK is an active member."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in: `code`, the facts it needs, what it is called on a list, and what to tell the family."""

    code: str
    facts: tuple[str, ...]
    words: Words
    advice: Words


CHANNELS: Final[tuple[Channel, ...]] = (
    Channel(
        "periksa_kartu",
        ("perlu_periksa",),
        Words("Cocokkan kartu dulu", "Compare the card first"),
        Words(
            "Mungkin sudah punya kartu: lihat kartu JKN-nya, catat nomornya.",
            "May have a card already: look at it, write its number down.",
        ),
    ),
    Channel(
        "dukcapil",
        ("nik_bermasalah", "!bayi_3_bulan"),
        Words("Dukcapil dulu: NIK", "Dukcapil first: NIK"),
        Words(
            "NIK kosong atau salah: perbaiki di Dukcapil, lalu daftarkan.",
            "NIK missing or wrong: put right at the Dukcapil, then register.",
        ),
    ),
    Channel(
        "bayi_pbi",
        ("bayi_3_bulan", "ibu_pbi"),
        Words("Bayi ibu PBI: otomatis", "Baby of a PBI mother"),
        Words(
            "Anak ibu PBI langsung PBI: lapor kelahiran ke Dinsos/BPJS, lengkapi NIK sebelum 3 bulan.",
            "A PBI mother's child is PBI: report the birth to Dinsos/BPJS, NIK within 3 months.",
        ),
    ),
    Channel(
        "bayi_28_hari",
        ("bayi_28_hari",),
        Words("Bayi: daftar ≤ 28 hari", "Newborn: within 28 days"),
        Words(
            "Daftarkan paling lambat 28 hari setelah lahir, ikut segmen orang tua.",
            "Register within 28 days of birth, in the parents' segment.",
        ),
    ),
    Channel(
        "bayi_3_bulan",
        ("bayi_3_bulan",),
        Words("Bayi: lengkapi NIK", "Baby: complete the NIK"),
        Words(
            "Daftarkan ikut orang tua; NIK dilengkapi sebelum umur 3 bulan.",
            "Register with the parents; NIK before the age of 3 months.",
        ),
    ),
    Channel(
        "aktif_tunggakan",
        ("menunggak",),
        Words("Aktifkan: tunggakan", "Reactivate: arrears"),
        Words(
            "Lunasi atau cicil tunggakan (REHAB); tidak mampu: usulkan pengalihan ke Pemda.",
            "Pay the arrears or in instalments (REHAB); if unable, propose a change to the Pemda.",
        ),
    ),
    Channel(
        "aktif_pbi",
        ("nonaktif", "kartu_pbi"),
        Words("Aktifkan: PBI lewat Dinsos", "Reactivate PBI via Dinsos"),
        Words(
            "PBI dinonaktifkan: usulkan reaktivasi lewat Dinsos (SIKS-NG), bukan pendaftaran baru.",
            "PBI was ended: reactivation through the Dinsos (SIKS-NG), no new registration.",
        ),
    ),
    Channel(
        "usia_21",
        ("usia_21",),
        Words("Lewat 21 tahun: kartu baru", "Over 21: own membership"),
        Words(
            "Tanggungan berakhir pada usia 21: masih kuliah, bawa surat; selain itu daftar sendiri.",
            "Cover as a child has ended at 21: students bring a letter, others register themselves.",
        ),
    ),
    Channel(
        "aktif_phk",
        ("nonaktif", "kartu_ppu"),
        Words("Aktifkan: berhenti kerja", "Reactivate: left work"),
        Words(
            "Berhenti kerja: alihkan ke mandiri, atau ke Pemda bila tidak mampu.",
            "Left work: change to own payment, or to the Pemda if unable.",
        ),
    ),
    Channel(
        "aktif_pemda",
        ("nonaktif",),
        Words("Aktifkan kembali", "Reactivate"),
        Words(
            "Ajukan pengaktifan kembali; tidak mampu: lewat Pemda sesuai kuota.",
            "Apply for reactivation; if unable through the Pemda within its quota.",
        ),
    ),
    Channel(
        "ikut_ppu",
        ("keluarga_inti", "kk_ppu"),
        Words("Ikut pekerja di KK (PPU)", "Through the worker (PPU)"),
        Words(
            "Pasangan dan anak pekerja ditanggung: tambahkan lewat pemberi kerja.",
            "A worker's spouse and children are covered: add through the employer.",
        ),
    ),
    Channel(
        "anak_pbi",
        ("anak", "ibu_pbi"),
        Words("Anak ibu PBI: Dinsos", "PBI mother's child: Dinsos"),
        Words(
            "Anak peserta PBI: usulkan lewat Dinsos (SIKS-NG).",
            "Child of a PBI member: propose through the Dinsos (SIKS-NG).",
        ),
    ),
    Channel(
        "ikut_mandiri",
        ("kk_mandiri", "!miskin"),
        Words("Mandiri, satu KK", "Own payment, whole KK"),
        Words(
            "Keluarga membayar sendiri: seluruh anggota KK wajib didaftarkan.",
            "The family pays itself: all of the KK must be registered.",
        ),
    ),
    Channel(
        "pemda",
        ("miskin",),
        Words("Pemda (dalam kuota)", "Pemda (within quota)"),
        Words(
            "Kurang mampu: usulkan PBPU Pemda selama kuota ada.",
            "Poor: propose to the Pemda while its quota lasts.",
        ),
    ),
    Channel(
        "mandiri",
        ("mampu",),
        Words("Mandiri", "Own payment"),
        Words("Mampu: daftar mandiri, seluruh KK.", "Able: own payment, the whole KK."),
    ),
    Channel(
        "tanya_kemampuan",
        (),
        Words("Pemda atau mandiri", "Pemda or own payment"),
        Words(
            "Tanyakan kemampuan: mampu mandiri, kurang mampu lewat Pemda sesuai kuota.",
            "Ask about means: able pays itself, poor through the Pemda within its quota.",
        ),
    ),
)
"""First rule that holds; the last one always does."""


def channels_of(settings: ChannelSettings) -> tuple[Channel, ...]:
    """Return the table as an office wants it; raises `SettingsRefused` for a code or a fact that is not known."""
    codes = [channel.code for channel in CHANNELS]
    for name in ("labels", "rules", "off"):
        refuse_unknown(f"channels.{name}", getattr(settings, name), codes)
    for code, facts in settings.rules.items():
        refuse_unknown(f"channels.rules.{code}", [fact.removeprefix("!") for fact in facts], FACTS)
    return tuple(_changed(channel, settings) for channel in CHANNELS if channel.code not in settings.off)


def _changed(channel: Channel, settings: ChannelSettings) -> Channel:
    label, rule = settings.labels.get(channel.code), settings.rules.get(channel.code)
    words = channel.words if label is None else Words(label, label)
    return replace(channel, words=words, facts=channel.facts if rule is None else tuple(rule))
