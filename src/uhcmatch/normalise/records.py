"""RAW → RECORDS: one row per row of RAW, same order, every column read, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import FIELDS, RECORDS, Role
from uhcmatch.distinct import Distinct
from uhcmatch.normalise import codes, identifiers
from uhcmatch.normalise.births import birth_dates, nik_births
from uhcmatch.normalise.copied_down import notes_on_runs
from uhcmatch.normalise.lacking import blank_in_files, lacking
from uhcmatch.normalise.membership import membership
from uhcmatch.normalise.names import father_names, is_named_baby, mother_names, person_names
from uhcmatch.normalise.notes import notes_of
from uhcmatch.normalise.places import addresses, beside, coded_beside_names, places
from uhcmatch.normalise.supposed_mothers import supposed_mothers
from uhcmatch.normalise.taking_part import excluded, vital
from uhcmatch.normalise.text import blank_columns, unknown_to_null
from uhcmatch.shelf import Lookup, Shelf, encoded
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from uhcmatch.settings import Settings
    from uhcmatch.words import Words


_MAY_SAY_NOTHING: Final = ("nama_ibu", "nama_ayah", "alamat", "kelurahan", "kecamatan")
"""Columns whose words are kept as they are, unless they say that nothing is known; of the others only what can be read
counts, and a code may be 0."""


@dataclass(frozen=True)
class Normalised:
    """One side made comparable: its RECORDS, what has to be said about it once, and counts by code."""

    shelf: Shelf
    notes: tuple[Words, ...]
    counts: dict[str, int]

    @property
    def records(self) -> pl.DataFrame:
        """RECORDS as a frame, which takes several times the room."""
        return self.shelf.frame(*RECORDS)


def comparable(raw: pl.DataFrame, role: Role, settings: Settings, today: date) -> Normalised:
    """Make the rows of one side comparable.

    Grain: one RECORDS row per RAW row, in order; refused rows too, with `excluded` = their reason. Fields a side lacks
    are null and said once in `notes`. Nothing raises on what a cell holds: unreadable values are null and counted.
    """
    cells = blank_columns(raw, sorted({*FIELDS["population"], *FIELDS["members"]}))
    cells = unknown_to_null(cells, _MAY_SAY_NOTHING)
    cells = cells.with_columns(encoded(cells["source_file"]))
    del raw  # What is read of a cell stands beside it until it is dropped: cells go as soon as they are read.
    blank, shown, numbers = blank_in_files(cells, role), _shown(cells), _numbers(cells, settings)
    cells = cells.drop("nik", "no_kk", "nomor_kartu", "dusun")
    relation = _coded(cells["hubungan"], lambda labels: codes.relations(labels, role))
    sex = _coded(cells["jenis_kelamin"], codes.sexes)
    name = Distinct.of(cells["nama"])
    births, of_nik, date_counts = _births(cells, _first_digits(numbers), relation, name, today)
    cells = cells.drop("nama", "jenis_kelamin", "hubungan", "tanggal_lahir")
    her_name, alamat = Distinct.of(cells["nama_ibu"]), Distinct.of(cells.drop_in_place("alamat"))
    his_name = Distinct.of(cells.drop_in_place("nama_ayah"))
    enrolled, labels = membership(cells, settings)
    left, vital_ignored = vital(cells, role, today)
    copied_down = notes_on_runs(cells["source_file"], cells["source_row"], left)
    cells = cells.drop("nama_ibu", "status_peserta", "segmen", "status_hidup")
    (names, mothers), (place, address, father) = together(
        lambda: (person_names(name, _is_female(sex, of_nik)), her_name.lookup(mother_names(her_name.values))),
        lambda: (places(cells, alamat), addresses(alamat), his_name.lookup(father_names(his_name.values))),
    )
    mother = names.select("mother").or_else(mothers.select("mother"))
    if role == "population":
        family = numbers.select("kk_key").hstack(relation.frame()).with_columns(is_female=_is_female(sex, of_nik))
        family = family.hstack(names.frame("name_folded")).hstack(mother.frame())
        mother = Lookup.of(supposed_mothers(family)).or_else(mother)
    issues = Lookup.of(numbers["nik_issue"])
    records = Shelf(
        (
            shown,
            Lookup.of(cells["source_file"]),
            numbers.select("nik", "nik_key", "no_kk", "kk_key"),
            Lookup.of(numbers["nik_prefix15"]),
            Lookup.of(numbers["nik_odd"]),
            issues,
            births.with_columns(tanggal_lahir="born"),
            of_nik.select("nik_born"),
            Lookup.of(of_nik["nik_sex"]),
            relation,
            sex.select(pl.col("jenis_kelamin"), pl.col("jenis_kelamin").alias("sex")),
            names.select(pl.exclude("mother", "is_baby", "is_wife")),
            names.frame("is_baby", "is_wife").select(pl.all().fill_null(value=False)),
            mothers.select("nama_ibu"),
            mother,
            father,
            place,
            address,
            *enrolled,
            *beside(cells),
        )
    )
    records = records.beside(Lookup.of(excluded(cells, records, left)))
    counts = {**_counted(issues), **date_counts, **labels, "status_hidup_diabaikan": vital_ignored}
    counts["kelurahan_hanya_kode"] = coded_beside_names(place)
    counts = {code: number for code, number in counts.items() if number}
    lacks = lacking(blank, cells["source_file"], place, role)
    notes = notes_of(cells["source_file"], numbers, lacks, role, counts)
    return Normalised(records.typed(RECORDS), (*copied_down, *notes), counts)


def _shown(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select(
        "source_row",
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        nomor_kartu=identifiers.card_numbers(cells["nomor_kartu"]),
    )


def _coded(cells: pl.Series, table: Callable[[pl.Series], pl.Series]) -> Lookup:
    """Read each label of a column once, by a table of codes."""
    labels = Distinct.of(cells)
    return labels.lookup(table(labels.values).to_frame(cells.name))


def _births(
    cells: pl.DataFrame, digits: pl.Series, relation: Lookup, name: Distinct, today: date
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Read recorded birth dates, what the NIK says of birth, and counts of the former."""
    born, counts = birth_dates(cells.select("tanggal_lahir", "tempat_lahir", "source_file", digits), today)
    told = born.select("born", digits, relation.frame().to_series(), is_baby=is_named_baby(name))
    return born, nik_births(told, today), counts


def _is_female(sex: Lookup, of_nik: pl.DataFrame) -> pl.Series:
    return pl.select(pl.coalesce(sex.frame().to_series(), of_nik["nik_sex"]) == "P").to_series()


def _numbers(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    family = identifiers.kk_columns(cells["no_kk"], cells["source_file"])
    if settings.identifier.kind == "opaque":
        return identifiers.opaque_columns(cells["nik"]).hstack(family).with_columns(has_grammar=pl.lit(value=False))
    return (
        identifiers.nik_columns(cells["nik"], cells["source_file"])
        .hstack(family)
        .with_columns(has_grammar=pl.lit(value=True))
    )


def _first_digits(numbers: pl.DataFrame) -> pl.Series:
    """Return `digits`: the NIK, or what Excel or a mask left of it, where its first twelve digits hold."""
    key, prefix, seen = numbers["nik_key"], numbers["nik_prefix15"], numbers["nik_seen"]
    digits = key.zip_with(key.is_not_null(), prefix.zip_with(prefix.is_not_null(), seen))
    return digits.zip_with(numbers["has_grammar"], pl.Series([None], dtype=pl.String)).alias("digits")


def _counted(issues: Lookup) -> dict[str, int]:
    """Return how many rows have each issue, in the order of the codes."""
    return dict(sorted(zip(issues.answers.to_series(), issues.times(), strict=True)))
