"""The files as offices write them: the population export and the three member layouts (DOMAIN.md §2.1, §2.2).

Each layout is a function from canonical rows to the columns of the file, all text, blanks empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

SHDK: Final = {
    1: "KEPALA KELUARGA",
    3: "ISTRI",
    4: "ANAK",
    6: "CUCU",
    7: "ORANGTUA",
    8: "MERTUA",
    9: "FAMILI LAIN",
}
_SEX_WORDS: Final = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}
_SEX_CODES: Final = {"L": "1", "P": "2"}
_PISAT: Final = {1: "PESERTA", 3: "ISTRI", 4: "ANAK", 6: "TAMBAHAN", 7: "TAMBAHAN", 8: "TAMBAHAN", 9: "TAMBAHAN"}
_SEGMENT_LABELS: Final = {
    "PPU": "PPU",
    "PBPU_MANDIRI": "PBPU",
    "BP": "BUKAN PEKERJA",
    "PBI_JK": "PBI (APBN)",
    "PBPU_PEMDA": "PBI (APBD)",
}
_EXCEL_EPOCH: Final = 25_569
"""Excel's number of 1 January 1970."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written; `shows` are the canonical columns whose mistakes can be seen in it."""

    file: str
    columns: Callable[[pl.DataFrame, str], pl.DataFrame]
    shows: frozenset[str]
    bom: bool = False
    line_end: str = "\n"

    @property
    def short_name(self) -> str:
        """What the file is called on the command line: `pbi` of `peserta_pbi.csv`."""
        return self.file.removesuffix(".csv").rpartition("_")[2]


def _date(pattern: str) -> pl.Expr:
    text = pl.col("born").dt.strftime(pattern)
    serial = (pl.col("born").cast(pl.Int32) + _EXCEL_EPOCH).cast(pl.String)
    return pl.when(pl.col("serial")).then(serial).otherwise(text).fill_null("")


def _three(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.zfill(3)


def _number_or_blank(column: str) -> pl.Expr:
    return pl.when(pl.col(column) > 0).then(pl.col(column).cast(pl.String)).otherwise(pl.lit(""))


def _population(rows: pl.DataFrame, _: str) -> pl.DataFrame:
    return rows.select(
        pl.col("no_kk").alias("NO_KK"),
        pl.col("nik").alias("NIK"),
        pl.col("nama").alias("NAMA_LGKP"),
        pl.col("sex").replace_strict(_SEX_WORDS).alias("JENIS_KLMIN"),
        pl.col("birthplace").alias("TMPT_LHR"),
        pl.col("born").dt.strftime("%d-%m-%Y").alias("TGL_LHR"),
        pl.col("role").replace_strict(SHDK).alias("STAT_HBKEL"),
        pl.col("mother").alias("NAMA_LGKP_IBU"),
        pl.col("father").alias("NAMA_LGKP_AYAH"),
        pl.col("street").alias("ALAMAT"),
        _three("rt").alias("NO_RT"),
        _three("rw").alias("NO_RW"),
        pl.col("kelurahan").alias("NAMA_KEL"),
        pl.col("kecamatan").alias("NAMA_KEC"),
        pl.col("vital").alias("STATUS_DASAR"),
    )


def _masterfile(rows: pl.DataFrame, _: str) -> pl.DataFrame:
    return rows.select(
        pl.col("card").str.zfill(13).alias("NOKA"),
        pl.col("no_kk").alias("NOKK"),
        pl.col("nik").alias("NIK"),
        pl.col("nama").alias("NAMA"),
        pl.col("role").replace_strict(_PISAT).alias("PISAT"),
        _date("%d-%m-%Y").alias("TGLLHR"),
        pl.col("sex").alias("JENKEL"),
        pl.col("segment").replace_strict(_SEGMENT_LABELS).alias("SEGMEN"),
        pl.col("status").alias("STATUS"),
        pl.col("class").alias("KELAS"),
        pl.format("PKM {}", "kecamatan").alias("NMPPK"),
        pl.col("since").dt.strftime("%d-%m-%Y").alias("TMT"),
        pl.col("street").alias("ALAMAT"),
        pl.col("kelurahan").alias("DESA"),
        pl.col("kecamatan").alias("KECAMATAN"),
    )


def _pbi(rows: pl.DataFrame, kabupaten: str) -> pl.DataFrame:
    return rows.select(
        pl.col("place").cast(pl.String).alias("ID"),
        pl.format("{}-{}", pl.col("no_kk").str.slice(0, 8), pl.col("place")).alias("IDDTKS"),
        pl.lit("").alias("PROVINSI"),
        pl.lit(kabupaten.upper()).alias("KOTA"),
        pl.col("kecamatan").alias("KECAMATAN"),
        pl.col("kelurahan").alias("KELURAHAN"),
        _number_or_blank("rt").alias("RT"),
        _number_or_blank("rw").alias("RW"),
        pl.lit("").alias("DUSUN"),
        pl.col("street").alias("ALAMAT"),
        pl.col("head_card").str.zfill(13).alias("NOKA_BPJS"),
        pl.col("card").str.zfill(13).alias("PSNOKA_BPJS"),
        pl.col("nama").alias("NAMA"),
        _date("%Y-%m-%d").alias("TANGGAL_LAHIR"),
        pl.col("birthplace").alias("TEMPAT_LAHIR"),
        pl.col("sex").replace_strict(_SEX_CODES).alias("JENIS_KELAMIN"),
        pl.col("nik").alias("NIK"),
        pl.col("no_kk").alias("NOKK"),
        pl.col("role").replace_strict(SHDK).alias("HUB_KELUARGA"),
        pl.col("mother").alias("NAMA_IBU_KANDUNG"),
        pl.col("status").alias("KETERANGAN"),
    )


def _pemda(rows: pl.DataFrame, kabupaten: str) -> pl.DataFrame:
    """The annex: `NO.` with a thousands dot, cards without their zeros, one address text with a bare RT/RW."""
    short = kabupaten.upper().replace("KABUPATEN ", "KAB. ")
    thousands = pl.col("place") // 1000
    full = pl.format("{} {}/{} {}, {}, {}", "street", "rt", "rw", "kelurahan", "kecamatan", pl.lit(short))
    without = pl.format("{} {}", "street", pl.lit(short))
    return rows.select(
        pl.when(thousands > 0)
        .then(pl.format("{}.{}", thousands, _three_digits(pl.col("place") % 1000)))
        .otherwise(pl.col("place").cast(pl.String))
        .alias("NO."),
        pl.col("card").alias("NO. KARTU"),
        pl.col("nik").alias("NIK"),
        pl.col("nama").alias("NAMA"),
        pl.when(pl.col("unparsed")).then(without).otherwise(full).alias("ALAMAT"),
    )


def _three_digits(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(3)


_EVERYWHERE: Final = frozenset({"nik", "nama"})

POPULATION: Final = Layout("penduduk.csv", _population, _EVERYWHERE | {"sex", "born"})
MEMBERS: Final[tuple[Layout, ...]] = (
    Layout("peserta_masterfile.csv", _masterfile, _EVERYWHERE | {"no_kk", "sex", "born", "serial", "area"}),
    Layout("peserta_pbi.csv", _pbi, _EVERYWHERE | {"no_kk", "sex", "born", "serial", "area", "rt"}),
    Layout("peserta_pemda.csv", _pemda, _EVERYWHERE | {"area", "rt", "unparsed"}, bom=True, line_end="\r\n"),
)
"""In the order of their numbers in `cards`, which is also the order of a sorted folder listing."""
