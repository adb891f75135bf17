"""RAW → RECORDS: one row per row of RAW, same order, every column read, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import FIELDS, RECORDS, Role
from uhcmatch.distinct import Distinct, by_distinct, distinct_rows
from uhcmatch.normalise import codes, identifiers
from uhcmatch.normalise.addresses import rt_rw
from uhcmatch.normalise.areas import areas, areas_in_address
from uhcmatch.normalise.births import birth_dates, nik_births
from uhcmatch.normalise.dates import read_plain_dates
from uhcmatch.normalise.names import is_named_baby, mother_names, person_names
from uhcmatch.normalise.notes import LABEL_SEEN_AT_LEAST, notes_of
from uhcmatch.normalise.streets import doors
from uhcmatch.normalise.text import blank_columns, shown_upper
from uhcmatch.reference.codes import SEGMENT_UNKNOWN, STATUS_UNKNOWN

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.settings import Settings
    from uhcmatch.words import Words


@dataclass(frozen=True)
class Normalised:
    """One side made comparable: its RECORDS, what has to be said about it once, and counts by code."""

    records: pl.DataFrame
    notes: tuple[Words, ...]
    counts: dict[str, int]


def comparable(raw: pl.DataFrame, role: Role, settings: Settings, today: date) -> Normalised:
    """Make the rows of one side comparable.

    Grain: one RECORDS row per RAW row, in order; refused rows too, with `excluded` = their reason. Fields a side lacks
    are null and said once in `notes`. Nothing raises on what a cell holds: unreadable values are null and counted.
    """
    cells = blank_columns(raw, sorted({*FIELDS["population"], *FIELDS["members"]}))
    numbers = _numbers(cells, settings)
    relation = codes.relations(cells["hubungan"], role).rename("hubungan")
    sex = codes.sexes(cells["jenis_kelamin"]).rename("sex")
    name = Distinct.of(cells["nama"])
    told = cells.select("tanggal_lahir", "tempat_lahir", "source_file").hstack([_first_digits(numbers)])
    births, date_counts = birth_dates(told, today)
    told = births.select("born", told["digits"], relation, is_baby=is_named_baby(name))
    of_nik = nik_births(told, today)
    female = pl.select(pl.coalesce(sex, of_nik["nik_sex"]) == "P").to_series()
    names = person_names(name, female)
    mothers = mother_names(cells["nama_ibu"])
    membership, labels = _membership(cells, settings)
    vital, vital_ignored = _vital(cells, role, today)
    parts = [
        _shown(cells),
        numbers,
        births,
        of_nik,
        names.drop("mother"),
        _places(cells),
        doors(cells["alamat"]),
        membership,
        _beside(cells),
    ]
    joined = pl.concat(parts, how="horizontal").with_columns(
        sex,
        relation,
        vital,
        _refused(cells),
        mothers["nama_ibu"],
        mother=pl.select(pl.coalesce(names["mother"], mothers["mother"])).to_series(),
        jenis_kelamin=sex,
        tanggal_lahir="born",
    )
    records = joined.with_columns(excluded=_excluded()).select(
        pl.col(name).cast(kind) for name, kind in RECORDS.items()
    )
    counts = {**_counted(records["nik_issue"]), **date_counts, **labels, "status_hidup_diabaikan": vital_ignored}
    counts = {code: number for code, number in counts.items() if number}
    return Normalised(records, notes_of(cells, numbers, role, counts), counts)


def _shown(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select("source_file", "source_row").with_columns(
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        alamat=by_distinct(cells["alamat"], _shown_text, {"text": pl.String()})["text"],
        nomor_kartu=identifiers.card_numbers(cells["nomor_kartu"]),
    )


def _beside(cells: pl.DataFrame) -> pl.DataFrame:
    """Read what the registration form asks for beside who somebody is (BESIDE); a date is no place of birth."""
    as_written = {
        name: by_distinct(cells[name], _shown_text, {"text": pl.String()})["text"]
        for name in ("tempat_lahir", "status_kawin")
    }
    return cells.select(
        kode_pos=pl.col("kode_pos").str.extract(r"^\D*([0-9]{5})(?:[.,]0+)?\D*$", 1),
        desil=pl.col("desil").str.extract(DESIL, 1).cast(pl.Int64),
    ).with_columns(
        tempat_lahir=pl.select(
            pl.when(
                as_written["tempat_lahir"].str.contains(r"\pL\pL") & ~as_written["tempat_lahir"].str.contains(r"\d")
            ).then(as_written["tempat_lahir"])
        ).to_series(),
        status_kawin=as_written["status_kawin"],
    )


DESIL: Final = r"\b(10|[1-9])\b"
"""A desil in what is written for one."""


def _shown_text(distinct: pl.Series) -> pl.DataFrame:
    return shown_upper(distinct).to_frame("text")


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
    """Return `digits`: the NIK, or what Excel left of it, where its first twelve digits hold."""
    key, prefix = numbers["nik_key"], numbers["nik_prefix15"]
    digits = key.zip_with(key.is_not_null(), prefix)
    return digits.zip_with(numbers["has_grammar"], pl.Series([None], dtype=pl.String)).alias("digits")


def _refused(cells: pl.DataFrame) -> pl.Series:
    """Return `refused_because`: the reason of the rows that `files` refused."""
    refused = cells["refused"].arg_true()
    reasons = cells["reason"].gather(refused).fill_null("tanpa_identitas")
    return pl.repeat(None, len(cells), dtype=pl.String, eager=True).scatter(refused, reasons).alias("refused_because")


def _places(cells: pl.DataFrame) -> pl.DataFrame:
    """Read RT, RW, kelurahan and kecamatan; from the address where a file has no cell for them."""
    village, district, address = cells["kelurahan"], cells["kecamatan"], cells["alamat"]
    lacking = (village.is_null() & district.is_null() & address.is_not_null()).arg_true()
    if len(lacking):
        found = areas_in_address(address.gather(lacking))
        village = village.clone().scatter(lacking, found["kelurahan"])
        district = district.clone().scatter(lacking, found["kecamatan"])
    return rt_rw(cells).hstack(areas(village, district))


def _membership(cells: pl.DataFrame, settings: Settings) -> tuple[pl.DataFrame, dict[str, int]]:
    """Read status and segment; a status column in which no label is known is no status column."""
    pairs, labelled = distinct_rows(cells.select("status_peserta", "source_file"))
    read = labelled.select(
        codes.statuses(labelled["status_peserta"], labelled["source_file"], settings.statuses.labels), "source_file"
    )
    is_known = pl.col("status_peserta") != STATUS_UNKNOWN
    meaningful = pl.col("status_peserta").is_null() | is_known.any().over("source_file")
    read = read.select(pl.when(meaningful).then("status_peserta"), is_ignored=~meaningful)
    read = read.select(pl.all().gather(pairs))
    ignored = read["is_ignored"].sum()
    segment = codes.segments(cells["segmen"], settings.segments.labels)
    counts = {"kolom_status_diabaikan": int(ignored)}
    for field, canonical, unknown in (
        ("status_peserta", read["status_peserta"], STATUS_UNKNOWN),
        ("segmen", segment, SEGMENT_UNKNOWN),
    ):
        total, repeated = codes.unknown_labels(cells[field], canonical, unknown, LABEL_SEEN_AT_LEAST)
        counts[f"{field}_tak_dikenal"] = total
        counts.update({f"{field}:{label}": number for label, number in repeated.items()})
    return read.select("status_peserta", segmen=segment), counts


def _vital(cells: pl.DataFrame, role: Role, today: date) -> tuple[pl.Series, int]:
    """Return who is recorded as dead or gone; a code column that would exclude most of a side is not believed."""
    nothing = pl.repeat(None, len(cells), dtype=pl.String, eager=True).alias("vital")
    if role == "members":
        return nothing, 0
    told = codes.exclusions(cells["status_hidup"])
    told_of = len(cells) - cells["status_hidup"].null_count()
    ignored = len(told) - told.null_count() if (len(told) - told.null_count()) * 2 > told_of else 0
    dated = [
        (read_plain_dates(cells[column], today).is_not_null(), reason)
        for column, reason in (("tanggal_meninggal", "meninggal"), ("tanggal_pindah", "pindah"))
    ]
    vital = nothing if ignored else told
    for is_dated, reason in reversed(dated):
        vital = pl.select(pl.when(is_dated).then(pl.lit(reason)).otherwise(vital)).to_series()
    return vital.alias("vital"), ignored


def _excluded() -> pl.Expr:
    nameless = pl.col("name").is_null() & ~(pl.col("is_baby") & pl.col("mother").is_not_null())
    no_identity = nameless & pl.col("nik_key").is_null() & pl.col("nik_prefix15").is_null()
    return pl.coalesce("refused_because", pl.when(no_identity).then(pl.lit("tanpa_identitas")), "vital")


def _counted(issues: pl.Series) -> dict[str, int]:
    counted = issues.drop_nulls().rename("code").value_counts().sort("code")
    return {code: int(number) for code, number in counted.iter_rows()}
