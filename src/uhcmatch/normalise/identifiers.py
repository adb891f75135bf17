"""Numbers that passed through spreadsheets → digits, and whether they are fit to be compared (DOMAIN §1)."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.distinct import Distinct, change_where
from uhcmatch.normalise import nik_days
from uhcmatch.normalise.text import plain, tidy
from uhcmatch.reference.nik import COUNTING_NUMBERS, LIKE_DIGITS
from uhcmatch.reference.regions import known_province

_SCIENTIFIC: Final = r"^['=\"]*[0-9]([.,][0-9]+)?E[+]?[0-9]{1,2}[\"]?$"
_LOOKALIKES: Final = rf"^[{LIKE_DIGITS}]{{16}}$"

MANY_NUMBERS: Final = 50
RUINED_SHARE: Final = 0.12
"""2 % of true NIKs end in 0 (DOMAIN §1.4); a file of 50 with more than 12 % has been through Excel's 15 digits."""

_MASK: Final = "[*xX#?•●_]"
_MASKED: Final = rf"^(?:[0-9]|{_MASK}){{16}}$"
_SEVERAL: Final = rf"{_MASK}.*{_MASK}"
"""One digit that cannot be read is one lost: the others are compared (`nik_odd`)."""
_SEEN: Final = r"^([0-9]{12})"
"""What still tells birth date and sex."""

_ONE_LOST_OR_TWICE: Final = (15, 17)
_DIGITS: Final = 16

FEW_NUMBERS: Final = 10
RUINED_SHARE_OF_FEW: Final = 0.50
"""The same for small files, where a tenth may be chance; and for family cards, whose serials end in 0 more often."""


def digits_of(raw: pl.Series) -> pl.DataFrame:
    """Read numbers from text: `digits` (null when there are none) and `scientific`, one row per value, in order.

    Of scientific text (3,27101E+15) the digits that are left are kept. Letters that look like digits are read as such
    only where that gives sixteen digits.
    """
    odd = _not_all_digits(raw)
    scientific = pl.repeat(value=False, n=len(raw), dtype=pl.Boolean, eager=True)
    if not len(odd):
        return pl.DataFrame({"digits": raw, "scientific": scientific})
    text = plain(raw.gather(odd))
    is_scientific = text.str.contains(_SCIENTIFIC).fill_null(value=False)
    digits = raw.clone().scatter(odd, _digits(text, is_scientific))
    frame = pl.DataFrame({"digits": digits, "scientific": scientific.scatter(odd, is_scientific)})
    return frame.with_columns(pl.when(pl.col("digits") != "").then(pl.col("digits")))


def _not_all_digits(raw: pl.Series) -> pl.Series:
    """Return the places of texts with anything but digits: what reads as a number without a sign needs no pattern."""
    is_plain = raw.cast(pl.Int64, strict=False).is_not_null() & (raw >= "0") & (raw < ":")
    doubtful = (raw.is_not_null() & ~is_plain).arg_true()
    return doubtful.filter(raw.gather(doubtful).str.contains("[^0-9]"))


def _digits(text: pl.Series, is_scientific: pl.Series) -> pl.Series:
    mantissa = text.str.replace(r"E[+]?[0-9]+.*$", "").str.replace_all("[^0-9]", "")
    bare = text.str.replace(r"^.?['\"=]+", "").str.replace(r"^([0-9. -]*[0-9])[.,]0+\"?$", "${1}")
    bare = bare.str.replace_all(r"[\s.,'\"=;:/-]", "")
    letters = change_where(
        bare, _LOOKALIKES, lambda some: some.str.replace_many(["O", "I", "L", "|"], ["0", "1", "1", "1"])
    )
    return mantissa.zip_with(is_scientific, letters.str.replace_all("[^0-9]", ""))


def nik_columns(raw: pl.Series, source_file: pl.Series) -> pl.DataFrame:
    """Read NIKs: `nik`, `nik_key`, `nik_issue`, `nik_prefix15`, `nik_odd`, `nik_seen`, one row per value, in order.

    A NIK with an impossible date or an unknown province keeps its key, for the state issued such (DOMAIN §0.9); the
    issue is noted all the same. `nik_prefix15` is set where only the last digit was lost to Excel, `nik_odd` where a
    hand lost one, wherever it stood, or typed one twice, `nik_seen` the first twelve digits of a number whose others
    are hidden; such a one is shown with stars.
    """
    masked = _masked(raw)
    read = _whole_numbers(raw.set(masked["masked"].is_not_null(), None))
    nik, whole = pl.col("digits"), pl.col("whole")
    middle = nik_days.middles(read["whole"])
    of_middle = {"is_day": nik_days.possible(middle.values), "is_dateless": middle.values == 0}
    read = (
        read.hstack(middle.spread(pl.DataFrame(of_middle)))
        .hstack(masked)
        .with_columns(ruined=ruined_by_excel(read["whole"], source_file, MANY_NUMBERS, RUINED_SHARE))
    )
    mantissa_full = pl.col("scientific") & nik.str.len_bytes().is_between(15, 16)
    issue = (
        pl.when(pl.col("masked").is_not_null())
        .then(pl.lit("nik_disamarkan"))
        .when(nik.is_null())
        .then(pl.lit("nik_kosong"))
        .when(pl.col("scientific"))
        .then(pl.lit("nik_notasi_ilmiah"))
        .when(whole.is_null())
        .then(pl.lit("nik_bukan_16_digit"))
        .when(_is_dummy(whole) | pl.col("is_dateless"))
        .then(pl.lit("nik_semu"))
        # Who was born in the year 00, and lost the last digit, has as many zeros, but behind a day that is one.
        .when(_ends_in_zeros(whole, 6) & ~(pl.col("ruined") & pl.col("is_day")))
        .then(pl.lit("nik_notasi_ilmiah"))
        .when(pl.col("ruined") & _ends_in_zeros(whole, 1))
        .then(pl.lit("nik_presisi_hilang"))
        .when(~pl.col("is_day"))
        .then(pl.lit("nik_tanggal_mustahil"))
        .when(~known_province(nik))
        .then(pl.lit("nik_wilayah_tak_dikenal"))
    )
    found = read.with_columns(nik_issue=issue)
    comparable = pl.col("nik_issue").is_null() | pl.col("nik_issue").is_in(
        ["nik_tanggal_mustahil", "nik_wilayah_tak_dikenal"]
    )
    prefix_left = (pl.col("nik_issue") == "nik_presisi_hilang") | mantissa_full
    return found.select(
        nik=pl.coalesce("masked", nik),
        nik_key=pl.when(comparable).then(nik),
        nik_issue="nik_issue",
        nik_prefix15=pl.when(prefix_left).then(nik.str.slice(0, 15)),
        nik_odd=_odd_numbers(read),
        nik_seen="nik_seen",
    )


def _masked(raw: pl.Series) -> pl.DataFrame:
    """Return `masked`, numbers with a star for each hidden digit, and `nik_seen`; null for all other numbers."""
    places = _not_all_digits(raw)
    text = plain(raw.gather(places)).str.replace_all(r"[\s.'\"=-]", "")
    is_masked = text.str.contains(_MASKED) & text.str.contains(_SEVERAL) & text.str.contains("[0-9]{4}")
    nothing = pl.Series([None], dtype=pl.String)
    masked = text.str.replace_all(_MASK, "*").zip_with(is_masked, nothing)
    unmasked = pl.repeat(None, len(raw), dtype=pl.String, eager=True)
    return pl.DataFrame(
        {
            "masked": unmasked.clone().scatter(places, masked),
            "nik_seen": unmasked.scatter(places, masked.str.extract(_SEEN)),
        }
    )


def _odd_numbers(read: pl.DataFrame) -> pl.Series:
    """Return the numbers of one digit less or more than a NIK has, null for all others and for what holds a place."""
    digits = read["digits"]
    places = (digits.str.len_bytes().is_in(_ONE_LOST_OR_TWICE) & ~read["scientific"]).arg_true()
    number = digits.gather(places).cast(pl.Int64).to_frame("number")
    fit = number.select(~_is_dummy(pl.col("number"), *_ONE_LOST_OR_TWICE) & ~_ends_in_zeros(pl.col("number"), 6))
    places = places.filter(fit.to_series())
    return pl.repeat(None, len(digits), dtype=pl.String, eager=True).scatter(places, digits.gather(places))


def opaque_columns(raw: pl.Series) -> pl.DataFrame:
    """Read identifiers without a grammar: the trimmed text itself is compared; a lone dash is none."""
    text = pl.col("nik")
    return (
        tidy(raw)
        .rename("nik")
        .to_frame()
        .with_columns(pl.when(text.str.contains(r"[\pL\pN]")).then(text))
        .select(
            nik=text,
            nik_key=text,
            nik_issue=pl.when(text.is_null()).then(pl.lit("nik_kosong")),
            nik_prefix15=pl.lit(None, pl.String()),
            nik_odd=pl.lit(None, pl.String()),
            nik_seen=pl.lit(None, pl.String()),
        )
    )


def kk_columns(raw: pl.Series, source_file: pl.Series) -> pl.DataFrame:
    """Read family card numbers: `no_kk` the digits found, `kk_key` when they are sixteen, no dummy and not ruined.

    `kk_ruined` tells which stand in a file that Excel has ruined.
    """
    read = _whole_numbers(raw)
    read = read.with_columns(ruined=ruined_by_excel(read["whole"], source_file, FEW_NUMBERS, RUINED_SHARE_OF_FEW))
    number, whole, ruined = pl.col("digits"), pl.col("whole"), pl.col("ruined")
    unfit = _is_dummy(whole) | _ends_in_zeros(whole, 6) | (ruined & _ends_in_zeros(whole, 1))
    is_fit = whole.is_not_null() & ~unfit
    return read.select(no_kk=number, kk_key=pl.when(is_fit).then(number), kk_ruined=ruined & number.is_not_null())


def card_numbers(raw: pl.Series) -> pl.Series:
    """Return BPJS card numbers of 13 digits, leading zeros restored from 7 digits on; null when there is none."""
    read = digits_of(raw)
    number = pl.col("digits")
    fit = number.str.len_bytes().is_between(7, 13) & ~pl.col("scientific") & number.str.contains("[1-9]")
    return read.select(nomor_kartu=pl.when(fit).then(number.str.zfill(13))).to_series()


def _whole_numbers(raw: pl.Series) -> pl.DataFrame:
    """Read numbers as `digits_of` does, with `whole`: sixteen digits as one number, null for all others."""
    read = digits_of(raw)
    is_whole = (pl.col("digits").str.len_bytes() == 16) & ~pl.col("scientific")
    return read.with_columns(whole=pl.when(is_whole).then(pl.col("digits").cast(pl.Int64, strict=False)))


def ruined_by_excel(whole: pl.Series, source_file: pl.Series, many: int, share: float) -> pl.Series:
    """Tell which rows stand in a file whose 16-digit numbers end in 0 far too often.

    Files with fewer numbers than `many` need the share that is asked of small files.
    """
    file = Distinct.of(source_file)
    counted = pl.DataFrame({"file": file.numbers, "is_full": whole.is_not_null(), "is_round": whole % 10 == 0})
    files = counted.group_by("file").agg(pl.col("is_full", "is_round").sum().cast(pl.Int64)).sort("file")
    numbers, of_them = pl.col("is_full"), pl.col("is_round") / pl.col("is_full")
    is_ruined = ((numbers >= many) & (of_them > share)) | ((numbers >= FEW_NUMBERS) & (of_them >= RUINED_SHARE_OF_FEW))
    return file.spread(files.select(is_ruined=is_ruined)).to_series().fill_null(value=False)


def _is_dummy(whole: pl.Expr, *lengths: int) -> pl.Expr:
    """Tell whether digits only hold the place: one repeated, counted up or down; sixteen, unless told otherwise."""
    patterns = *(number[:10] for number in COUNTING_NUMBERS), *(digit * 10 for digit in "0123456789")
    return whole.is_in([int((pattern * 2)[:length]) for pattern in patterns for length in lengths or (_DIGITS,)])


def _ends_in_zeros(whole: pl.Expr, zeros: int) -> pl.Expr:
    return whole.mod(int("1" + "0" * zeros)) == 0
