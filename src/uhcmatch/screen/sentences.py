"""What the screen says around a pair: where one is, what the keys do, what became of the last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.review import Progress
    from uhcmatch.words import Language

KEYS: Final = Words(
    "S sama  B beda  R ragu  U urungkan  A alasan  ← → lihat  ? bantuan  Q berhenti",
    "S same  B differ  R unsure  U undo  A reason  ← → look  ? help  Q stop",
)
HELP: Final = Words(
    "S  SAMA: satu orang. Kartu ini menjadi miliknya pada reconcile berikutnya.\n"
    "B  BEDA: dua orang. Tidak pernah ditautkan, berapa pun peluangnya.\n"
    "R  RAGU: belum dapat diputuskan; ditanyakan lagi di putaran berikutnya.\n"
    "U  Urungkan keputusan Anda yang terakhir, seolah tidak pernah ada.\n"
    "A  Tulis alasan lebih dulu; ikut dicatat dengan keputusan pasangan ini.\n"
    "← →  Lihat pasangan sebelum dan sesudahnya tanpa memutuskan.\n"
    "↑ ↓  Gulir halaman yang panjang.\n"
    "Q  Berhenti. Yang sudah diputuskan tetap; lain kali mulai dari yang belum.\n\n"
    "Setiap keputusan tercatat sebelum pasangan berikutnya tampil. Huruf yang berbeda antara penduduk dan kartu "
    "diberi tanda: merah bergaris bawah, atau [kurung siku] bila tanpa warna.\n\n"
    "Tekan tombol apa saja untuk kembali.",
    "S  SAMA: one person. The card becomes theirs with the next reconcile.\n"
    "B  BEDA: two people. Never linked, whatever the chance.\n"
    "R  RAGU: cannot be decided yet; asked again next time.\n"
    "U  Undo your last decision, as if it had never been made.\n"
    "A  Write a reason first; it is recorded with the decision about this pair.\n"
    "← →  Look at the pairs before and after without deciding.\n"
    "↑ ↓  Scroll a long page.\n"
    "Q  Stop. What was decided stays; next time starts at the first pair that is not.\n\n"
    "Every decision is recorded before the next pair is shown. Letters that differ between resident and card are "
    "marked: red and underlined, or in [square brackets] without colour.\n\n"
    "Press any key to go back.",
)
DONE: Final = Words(
    "Semua pasangan sudah dijawab. Keputusan berlaku pada reconcile berikutnya.\n\n"
    "← melihat kembali, U mengurungkan yang terakhir, Q berhenti.",
    "All pairs are answered. The decisions take effect with the next reconcile.\n\n"
    "← looks back, U undoes the last one, Q stops.",
)
WHY: Final = Words("Alasan (Enter memakai, Esc batal):", "Reason (Enter takes it, Esc drops it):")
RECORDED: Final = Words("Tercatat: {verdict}, pasangan {pair}.", "Recorded: {verdict}, pair {pair}.")
UNDONE: Final = Words("Diurungkan: pasangan {pair}.", "Undone: pair {pair}.")
NOTHING_TO_UNDO: Final = Words("Belum ada keputusan Anda untuk diurungkan.", "There is no decision of yours to undo.")
TORN: Final = Words(
    "Tercatat, dan BERTENTANGAN: pasangan {pair} kembali ditanyakan.",
    "Recorded, and CONTRADICTORY: pair {pair} is asked again.",
)
NOT_YET: Final = Words(
    "{verdict} BELUM TERCATAT: {reason} Dicoba lagi setiap detik; U membatalkan.",
    "{verdict} IS NOT RECORDED YET: {reason} Trying again every second; U cancels.",
)
DROPPED: Final = Words("Dibatalkan: tidak ada yang dicatat.", "Cancelled: nothing was recorded.")
NOT_UNDONE: Final = Words("Belum diurungkan: {reason}", "Not undone yet: {reason}")
UNSAVED: Final = Words(
    "{verdict} BELUM TERCATAT. Tunggu, atau tekan Q sekali lagi untuk berhenti tanpa mencatatnya.",
    "{verdict} IS NOT RECORDED YET. Wait, or press Q again to stop without recording it.",
)
_HEAD: Final = Words("Pasangan {at} dari {pairs}", "Pair {at} of {pairs}")
_END: Final = Words("{pairs} pasangan", "{pairs} pairs")
_COUNTS: Final = Words(
    "{decided} diputuskan, {unsure} ragu, {torn} bertentangan, {open} belum",
    "{decided} decided, {unsure} unsure, {torn} contradictory, {open} to go",
)


def head(progress: Progress, at: int, who: str, language: Language) -> str:
    """Return the first line: which pair of how many, how far it has come, and who decides."""
    place = (_HEAD if at < progress.pairs else _END).fill(
        at=numbers.count(at + 1, language), pairs=numbers.count(progress.pairs, language)
    )
    names = ("decided", "unsure", "torn", "open")
    counts = _COUNTS.fill(**{name: numbers.count(getattr(progress, name), language) for name in names})
    return " · ".join((place.said(language), counts.said(language), who))
