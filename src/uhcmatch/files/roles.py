"""Whether a file is on the side it was given for, by its headers and by how full its card column is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.heading import resolve
from uhcmatch.files.refusals import shown
from uhcmatch.reference.headers import spellings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.find_header import Wanted
    from uhcmatch.files.table import Table

_MEMBERSHIP: Final = frozenset(
    [
        "KELAS",
        "KELASRAWAT",
        "KLSRAWAT",
        "HAKKELAS",
        "HAKKELASKETERANGAN",
        "HAKKELASKODE",
        "JNSKELASNAMA",
        "JNSKELASKODE",
        "FKTP",
        "FASKES",
        "FASKESTKI",
        "NMPPK",
        "KDPPK",
        "PPK",
        "PROVUMUMKDPROVIDER",
        "PROVUMUMNMPROVIDER",
        "KDPROVIDERPSTKDPROVIDER",
        "KDPROVIDERPSTNMPROVIDER",
        "KDPROVIDER",
        "NMPROVIDER",
        "TGLTMT",
        "TMT",
        "TGLTAT",
        "TAT",
        "TGLMULAIAKTIF",
        "TGLAKHIRBERLAKU",
        "TGLCETAKKARTU",
        "TUNGGAKAN",
        "JMLBULANMENUNGGAK",
        "TOTALTUNGGAKAN",
        "KETAKTIF",
        "STATUSPESERTA",
        "STATUSKEPESERTAAN",
        "STATUSPESERTAKETERANGAN",
        "STATUSPESERTAKODE",
        "STATUSAKTIF",
        "PISA",
        "PISAT",
    ]
)
"""Headers that only membership exports have."""
_REGISTRY: Final = frozenset(
    [
        "AGAMA",
        "PENDIDIKAN",
        "PENDIDIKANTERAKHIR",
        "PDDKAKH",
        "PEKERJAAN",
        "JENISPEKERJAAN",
        "JENISPKRJN",
        "STATKWN",
        "STATUSKAWIN",
        "STATUSPERKAWINAN",
        "GOLDRH",
        "GOLDARAH",
        "GOLONGANDARAH",
        "STATHBKEL",
        "SHDK",
        "STATUSHUBUNGANDALAMKELUARGA",
        "STATHIDUP",
        "STATUSDASAR",
        "NAMALGKPAYAH",
        "NAMAAYAH",
        "AYAH",
        "NIKIBU",
        "NIKAYAH",
        "KTPEL",
        "EKTPSTATUS",
        "STATKTP",
        "NOAKTALAHIR",
        "NOAKTALHR",
    ]
)
"""Headers that only population exports have."""
_CARD, _SEGMENT = 2, 2
_FILLED: Final = 0.95
"""Share of card numbers from which a list is one of members; a population list with cards has gaps."""


def refuse_other_side(table: Table, wanted: Wanted) -> None:
    """Raise `InputRefused` when a table is plainly one of the other side.

    Headers named in the settings for this side say that the office knows its file: nothing is refused then.
    """
    if wanted.columns:
        return
    membership, registry = _marks(table)
    if wanted.role == "population" and membership >= _CARD and membership > registry and _is_full_of_cards(table):
        raise _swapped(
            table.name,
            Words(
                "data peserta (ada nomor kartu, segmen, atau status)",
                "a membership file (card number, segment or status)",
            ),
            Words("data penduduk", "a population file"),
        )
    if wanted.role == "members" and membership == 0 and registry:
        raise _swapped(
            table.name,
            Words(
                "data penduduk (tanpa nomor kartu, segmen, dan status)",
                "a population file (no card number, segment or status)",
            ),
            Words("data peserta", "a membership file"),
        )


def _marks(table: Table) -> tuple[int, int]:
    names = [name for name in table.heading.names if name]
    as_members = resolve(names, "members", {}).fields
    folded = {reading for name in names for reading in spellings(name)}
    cards = _CARD * ("nomor_kartu" in as_members) + _SEGMENT * ("segmen" in as_members)
    return cards + len(folded & _MEMBERSHIP), len(folded & _REGISTRY) + ("no_kk" in as_members)


def _is_full_of_cards(table: Table) -> bool:
    card = resolve(table.heading.names, "members", {}).fields.get("nomor_kartu")
    if card is None or table.rows.is_empty():
        return True
    return table.rows[f"c{card[0]}"].count() >= _FILLED * table.rows.height


def _swapped(name: str, is_really: Words, wanted: Words) -> InputRefused:
    return InputRefused(
        Words(
            f"{{name}} adalah {is_really.id}, bukan {wanted.id}.", f"{{name}} is {is_really.en}, not {wanted.en}."
        ).fill(name=shown(name)),
        Words(
            "Apakah kedua sisi tertukar? Penduduk dulu, lalu peserta.",
            "Are the sides swapped? Population first, then members.",
        ),
    )
