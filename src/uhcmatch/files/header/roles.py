"""Whether a file is on the side it was given for, by its headers and by how full its card column is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.header.heading import resolve
from uhcmatch.files.refusals import is_really, shown
from uhcmatch.reference.headers import fold, spellings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.columns import Role
    from uhcmatch.files.header.find_header import Wanted
    from uhcmatch.files.header.table import Table

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
_OUR_ROWS: Final = frozenset(["RESIDENTROW", "MEMBERROW"])
_OUR_DUMP: Final = frozenset(["SOURCEFILE", "SOURCELINE", "REFUSED"])
"""Headers of our own lists, run folders and dumps."""
_OTHER_SIDE: Final[dict[Role, tuple[Words, Words]]] = {
    "population": (
        Words(
            "data peserta (ada nomor kartu, segmen, atau status)", "a membership file (card number, segment or status)"
        ),
        Words("data penduduk", "a population file"),
    ),
    "members": (
        Words(
            "data penduduk (tanpa nomor kartu, segmen, dan status)",
            "a population file (no card number, segment or status)",
        ),
        Words("data peserta", "a membership file"),
    ),
}
"""Side → what a file of the other side is called, and what this side is."""
_CARD, _SEGMENT = 2, 2
_FILLED: Final = 0.95
"""Share of card numbers from which a list is one of members; a population list with cards has gaps."""


def refuse_other_side(table: Table, wanted: Wanted) -> None:
    """Raise `InputRefused` when a table is plainly one of the other side, or one that this program has written.

    Headers named in the settings for this side say that the office knows its file: nothing is refused then.
    """
    if wanted.columns:
        return
    _refuse_own_product(table)
    membership, registry = _marks(table)
    has_cards = membership >= _CARD and membership > registry and _is_full_of_cards(table)
    if wanted.role == "population" and has_cards:
        raise is_of_other_side(table.name, wanted.role)
    if wanted.role == "members" and registry > membership and not (membership and _is_full_of_cards(table)):
        raise is_of_other_side(table.name, wanted.role)


def _refuse_own_product(table: Table) -> None:
    folded = {fold(name) for name in table.heading.names}
    if folded & _OUR_ROWS or folded >= _OUR_DUMP:
        raise is_really(
            table.name,
            "adalah hasil uhcmatch, bukan ekspor dari Dukcapil atau BPJS",
            "is a product of uhcmatch, not an export of Dukcapil or BPJS",
            Words("Berikan berkas ekspor aslinya.", "Give the export it was made from."),
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


def is_for_other_side(names: Sequence[str], role: Role) -> bool:
    """Tell whether a header that lacks what its side needs has what the other side needs, and marks of it."""
    other: Role = "members" if role == "population" else "population"
    fields = resolve(names, other, {}).fields.keys()
    if other == "members":
        return "nama" in fields and bool({"nomor_kartu", "segmen"} & fields)
    return {"nama", "no_kk"} <= fields


def is_of_other_side(name: str, role: Role) -> InputRefused:
    """Return the refusal of a file that belongs on the other side than the one it was given for."""
    found, wanted = _OTHER_SIDE[role]
    return InputRefused(
        Words(f"{{name}} adalah {found.id}, bukan {wanted.id}.", f"{{name}} is {found.en}, not {wanted.en}.").fill(
            name=shown(name)
        ),
        Words(
            "Apakah kedua sisi tertukar? Penduduk dulu, lalu peserta.",
            "Are the sides swapped? Population first, then members.",
        ),
    )
