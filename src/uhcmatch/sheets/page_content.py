"""A section → the values that the page templates set: texts ready to be shown, in the list's language.

The templates get them as JSON, so no letter of a name can ever be a command of the typesetter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.visited_before import visited_before
from uhcmatch.sheets import page_places as places
from uhcmatch.sheets.letterhead import NOBODY, PEOPLE, PRIVACY, RUN, STATUS, TEAM, TITLE
from uhcmatch.sheets.qr import qr_svg, qr_text
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.sheets.books import Door, Section
    from uhcmatch.sheets.fitting import Fitted, Ruler
    from uhcmatch.sheets.letterhead import Layout, Letterhead

_HEADS: Final = {
    "no": Words("No", "No"),
    "name": Words("Nama", "Name"),
    "sex": Words("L/P", "Sex"),
    "born": Words("Tgl lahir", "Born"),
    "age": Words("Umur", "Age"),
    "relation": Words("Hubungan", "Relation"),
    "nik": Words("NIK", "NIK"),
    "way": Words("Saran jalan masuk", "Suggested way in"),
    "outcome": Words("Hasil (silang satu)", "Outcome (cross one)"),
    "remark": Words("No. kartu JKN / keterangan", "JKN card no. / remarks"),
    "id": Words("Nomor baris", "Line no."),
    "who": Words("Nama, lahir, hubungan, NIK", "Name, birth, relation, NIK"),
    "advice": Words("Saran jalan masuk", "Suggested way in"),
    "filled": Words("Diisi petugas", "To be filled in"),
    "card": Words("No. kartu JKN", "JKN card no."),
    "visited": Words("Tgl", "Date"),
    "note": Words("Ket.", "Note"),
}
_DOOR: Final = Words("Rumah {door}", "Door {door}")
_GOES_ON: Final = Words("lanjutan", "continued")
_NO_ADDRESS: Final = Words("alamat tidak diketahui", "address unknown")
_REGISTERED: Final = Words("keluarga: {people} terdaftar ({segments})", "family: {people} members ({segments})")
_ALONE: Final = Words("keluarga: belum ada yang terdaftar", "family: no members yet")
_TOTAL: Final = Words("Jumlah: {people} orang di {doors} rumah.", "Total: {people} people at {doors} doors.")
_DONE: Final = Words(
    "Dikunjungi tanggal ____ – ____ · bersedia ____ · sudah punya ____ · lainnya ____ · belum dikunjungi ____",
    "Visited from ____ to ____ · willing ____ · has a card ____ · other ____ · not visited ____",
)
_SIGNERS: Final = (Words("Ketua RT", "Head of RT"), Words("Petugas", "Officer"), Words("Lurah/Kepala Desa", "Lurah"))
_PAGE: Final = Words("Hal", "Page"), Words("dari", "of")


_LIFE: Final = Words("{sex} · {born} ({age}) · {relation}", "{sex} · {born} ({age}) · {relation}")


def section_content(section: Section, team: int | None, head: Letterhead, ruler: Ruler) -> dict[str, Any]:
    """Return everything the pages of one RT say."""
    language = head.language
    counted = {"people": numbers.count(section.people, language), "doors": numbers.count(len(section.doors), language)}
    return {
        **_letterhead(head, ruler),
        "title": ruler.fit(f"{head.say(TITLE)}: {section.numbers(language)}", places.TITLE),
        "place": ruler.fit(section.place(language), places.AREA),
        "told": [head.say(PEOPLE, **counted), *([] if team is None else [head.say(TEAM, team=team)])],
        "qr": qr_svg(qr_text(section, head.run_id)),
        "doors": list(_doors(section, head, ruler)),
        "total": head.say(_TOTAL, **counted),
    }


def empty_content(head: Letterhead, ruler: Ruler) -> dict[str, Any]:
    """Return what one page says when nobody is on the list."""
    nobody = {"title": head.say(TITLE), "place": head.say(NOBODY), "told": [], "qr": qr_svg(head.run_id.upper())}
    return {**_letterhead(head, ruler), **nobody, "doors": [], "total": ""}


def _letterhead(head: Letterhead, ruler: Ruler) -> dict[str, Any]:
    legend = [[outcome.letter, head.say(outcome.words)] for outcome in head.outcomes]
    set_legend = ruler.fit("     ".join(" ".join(pair) for pair in legend), places.LEGEND)
    return {
        "lang": head.language,
        "run": head.say(RUN, run=head.run_id, day=numbers.day(head.as_of)),
        "privacy": head.say(PRIVACY),
        "page": [head.say(words) for words in _PAGE],
        "heads": {name: head.say(words) for name, words in _HEADS.items()},
        "columns": places.COLUMNS[head.layout],
        "row": places.ROW[head.layout],
        "door": places.DOOR[head.layout],
        "before": places.BEFORE,
        "outcomes": legend,
        "legend-scale": 1 if isinstance(set_legend, str) else set_legend[0],
        "choices": [ruler.fit(words, places.OUTCOME) for _, words in legend],
        "done": head.say(_DONE),
        "signers": [head.say(words) for words in _SIGNERS],
    }


_BEFORE: Final = Words("sudah {times}× dikunjungi, terakhir: {outcome}", "visited {times}×, last: {outcome}")


def _doors(section: Section, head: Letterhead, ruler: Ruler) -> Iterator[dict[str, Any]]:
    """Yield the doors, each in parts that fit on a page; hardly any has more than one."""
    number = 0
    for door in section.doors:
        lines = [_person(row, number + at, head, ruler) for at, row in enumerate(door.people, start=1)]
        number += len(lines)
        for at, people in enumerate(_pages(lines, head.layout)):
            yield {**_door(door, head, ruler, goes_on=at > 0), "people": people}


def _pages(lines: list[dict[str, Fitted]], layout: Layout) -> list[list[dict[str, Fitted]]]:
    """Cut a door's lines into parts that surely fit on a page each; who was visited before takes a line more."""
    parts: list[list[dict[str, Fitted]]] = []
    room = 0.0
    for line in lines:
        tall = places.ROW[layout] + (places.BEFORE if line["before"] else 0)
        if tall > room:
            parts.append([])
            room = places.ROW[layout] * places.PEOPLE_A_PAGE[layout]
        parts[-1].append(line)
        room -= tall
    return parts


def _door(door: Door, head: Letterhead, ruler: Ruler, *, goes_on: bool) -> dict[str, Any]:
    first = door.first
    number = head.say(_DOOR, door=first["keluarga"])
    family = ""
    if first["no_kk"]:
        told = {"people": first["keluarga_terdaftar"], "segments": first["keluarga_segmen"]}
        family = head.say(_REGISTERED, **told) if first["keluarga_terdaftar"] else head.say(_ALONE)
    said = (f"KK {first['no_kk']}" if first["no_kk"] else "", family)
    return {
        "number": f"{number} ({head.say(_GOES_ON)})" if goes_on else number,
        "address": ruler.fit(first["alamat"] or head.say(_NO_ADDRESS), places.ADDRESS),
        "told": ruler.fit(" · ".join(part for part in said if part), places.TOLD),
    }


def _person(row: dict[str, Any], number: int, head: Letterhead, ruler: Ruler) -> dict[str, Fitted]:
    way, advice = head.channel(row["saluran"])
    status = "" if row["status"] == "unenrolled" else f"{head.say(STATUS[row['status']])} · "
    told = {
        "no": str(number),
        "name": row["nama"] or numbers.NOTHING,
        "sex": row["jenis_kelamin"] or numbers.NOTHING,
        "born": numbers.day(row["tanggal_lahir"]),
        "age": numbers.count(row["umur"], head.language),
        "relation": row["hubungan"] or numbers.NOTHING,
        "nik": row["nik"] or numbers.NOTHING,
        "way": f"{status}{way}",
        "advice": advice,
        "id": row["id_baris"],
        "before": visited_before(row, head.language, _BEFORE),
    }
    told["life"] = head.say(_LIFE, **{name: told[name] for name in ("sex", "born", "age", "relation")})
    fitting = places.TEXTS[head.layout]
    return {name: ruler.fit(text, fitting[name]) if name in fitting else text for name, text in told.items()}
