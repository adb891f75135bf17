"""RAW → RECORDS: one row per row of RAW, same order, every column read, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.columns import FIELDS, RECORDS, Role
from uhcmatch.distinct import by_distinct
from uhcmatch.normalise import addresses, codes, identifiers
from uhcmatch.normalise.babies import BABY_WORD
from uhcmatch.normalise.births import birth_dates, nik_births
from uhcmatch.normalise.dates import read_plain_dates
from uhcmatch.normalise.names import mother_names, person_names
from uhcmatch.normalise.notes import LABEL_SEEN_AT_LEAST, notes_of
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
    births, date_counts = birth_dates(_birth_cells(cells, numbers), today)
    is_baby = cells.select(is_baby=pl.col("nama").str.contains(BABY_WORD).fill_null(value=False))
    of_nik = nik_births(
        pl.concat([_first_digits(numbers), births, is_baby, relation.to_frame()], how="horizontal"), today
    )
    female = pl.select(pl.coalesce(sex, of_nik["nik_sex"]) == "P").to_series()
    names = person_names(cells["nama"], female)
    mothers = mother_names(cells["nama_ibu"])
    membership, labels = _membership(cells, settings)
    vital, vital_ignored = _vital(cells, role, today)
    parts = [_shown(cells), numbers, births, of_nik, names.drop("mother"), _places(cells), membership]
    joined = pl.concat(parts, how="horizontal").with_columns(
        sex,
        relation,
        vital,
        mothers["nama_ibu"],
        mother=pl.select(pl.coalesce(names["mother"], mothers["mother"])).to_series(),
        jenis_kelamin=sex,
        tanggal_lahir="born",
        refused_because=cells.select(
            pl.when("refused").then(pl.col("reason").fill_null("tanpa_identitas"))
        ).to_series(),
    )
    records = joined.with_columns(excluded=_excluded()).select(
        pl.col(name).cast(kind) for name, kind in RECORDS.items()
    )
    counts = {**_counted(records["nik_issue"]), **date_counts, **labels, "status_hidup_diabaikan": vital_ignored}
    counts = {code: number for code, number in counts.items() if number}
    return Normalised(records, notes_of(raw, numbers, role, counts), counts)


def _shown(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select("source_file", "source_row").with_columns(
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        alamat=by_distinct(cells["alamat"], _shown_text, {"text": pl.String()})["text"],
        nomor_kartu=identifiers.card_numbers(cells["nomor_kartu"]),
    )


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


def _first_digits(numbers: pl.DataFrame) -> pl.DataFrame:
    """Return `digits`: the NIK, or what Excel left of it, where its first twelve digits hold."""
    return numbers.select(digits=pl.when("has_grammar").then(pl.coalesce("nik_key", "nik_prefix15")))


def _birth_cells(cells: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    return cells.select("tanggal_lahir", "tempat_lahir", "source_file").hstack(_first_digits(numbers))


def _places(cells: pl.DataFrame) -> pl.DataFrame:
    """Read RT, RW, kelurahan and kecamatan; from the address where a file has no cell for them."""
    lacking = cells.select(
        pl.col("kelurahan").is_null() & pl.col("kecamatan").is_null() & pl.col("alamat").is_not_null()
    )
    places = lacking.to_series().arg_true()
    village, district = cells["kelurahan"], cells["kecamatan"]
    if len(places):
        found = addresses.areas_in_address(cells["alamat"].gather(places))
        village = village.clone().scatter(places, found["kelurahan"])
        district = district.clone().scatter(places, found["kecamatan"])
    kelurahan, kecamatan = addresses.area_names(village), addresses.area_names(district)
    named = addresses.rt_rw(cells).with_columns(kelurahan_key=kelurahan["key"], kecamatan_key=kecamatan["key"])
    return named.with_columns(
        _usual_spelling(named.with_columns(kecamatan=kecamatan["name"]), "kecamatan", ["kecamatan_key"]),
        _usual_spelling(
            named.with_columns(kelurahan=kelurahan["name"]), "kelurahan", ["kecamatan_key", "kelurahan_key"]
        ),
    )


def _usual_spelling(named: pl.DataFrame, shown: str, keys: list[str]) -> pl.Series:
    """Show every area in the spelling most of its rows have, so that one area is one line in a table."""
    counted = named.group_by(*keys, shown).len().drop_nulls(shown)
    usual = counted.sort("len", shown, descending=[True, False]).unique(keys, keep="first", maintain_order=True)
    found = named.select(*keys, written=shown).join(
        usual.select(*keys, shown), on=keys, how="left", nulls_equal=True, maintain_order="left", validate="m:1"
    )
    return found.select(pl.when(pl.col("written").is_not_null()).then(shown).alias(shown)).to_series()


def _membership(cells: pl.DataFrame, settings: Settings) -> tuple[pl.DataFrame, dict[str, int]]:
    """Read status and segment; a status column in which no label is known is no status column."""
    status = codes.statuses(cells["status_peserta"], cells["source_file"], settings.statuses.labels)
    segment = codes.segments(cells["segmen"], settings.segments.labels)
    read = pl.DataFrame({"status_peserta": status, "segmen": segment, "source_file": cells["source_file"]})
    is_known = pl.col("status_peserta") != STATUS_UNKNOWN
    meaningful = pl.col("status_peserta").is_null() | is_known.any().over("source_file")
    ignored = read.select((~meaningful).fill_null(value=False).sum()).item()
    read = read.with_columns(pl.when(meaningful).then("status_peserta"))
    counts = {"kolom_status_diabaikan": int(ignored)}
    for field, canonical, unknown in (
        ("status_peserta", read["status_peserta"], STATUS_UNKNOWN),
        ("segmen", segment, SEGMENT_UNKNOWN),
    ):
        total, repeated = codes.unknown_labels(cells[field], canonical, unknown, LABEL_SEEN_AT_LEAST)
        counts[f"{field}_tak_dikenal"] = total
        counts.update({f"{field}:{label}": number for label, number in repeated.items()})
    return read.drop("source_file"), counts


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
