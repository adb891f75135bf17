"""Everything that can be wrong between the two registries: each kind named, with its rate and where the rate is from.

A rate is the share of rows a kind is *tried* on; it is recorded in the truth only where it changed the row. `--noise`
scales all rates, `--without` and `--only` switch kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from uhcmatch.synth.switches import refuse_unknown, switched

Side = Literal["world", "population", "member"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of going wrong; `side` says who has the mistake: the world itself, or the rows of one side."""

    name: str
    side: Side
    rate: float
    source: str


NOISE: Final[tuple[Kind, ...]] = (
    # The world: people who are in one file and not in the other, or twice.
    Kind(
        "moved_away", "world", 0.018, "members whose address is elsewhere, moved 30 of a masterfile (DOMAIN §4, §0.12)"
    ),
    Kind("dead_member", "world", 0.005, "0.4 % of proposals bounced as deceased (DOMAIN §0.11)"),
    Kind(
        "never_here",
        "world",
        0.006,
        "25 of 41 k member addresses in another kabupaten, 0.2 % outside domicile (§0, §2.5)",
    ),
    Kind("namesake", "world", 0.003, "49 % share their full name in one kabupaten (DOMAIN §0.1)"),
    Kind(
        "double_card",
        "world",
        0.012,
        "4 k doubles among 135 k members, 1.2–1.4 % active elsewhere (DOMAIN §0.11, §0.12)",
    ),
    Kind("second_nik", "world", 0.0012, "NIK ganda: one person with two NIKs (DOMAIN §1.5)"),
    # The population file.
    Kind("pop_duplicate", "population", 0.002, "doubles not yet cleaned from the local SIAK list (DOMAIN §1.5)"),
    Kind("pop_dead", "population", 0.003, "unreported or flagged dead in the list (DOMAIN §8.20)"),
    Kind("pop_moved", "population", 0.003, "flagged as moved (DOMAIN §8.20)"),
    Kind("pop_nik_date", "population", 0.010, "NIK kept when the birth date was corrected (DOMAIN §1.1)"),
    Kind("pop_sex", "population", 0.003, "part of the 2.0 % whose sex contradicts the NIK (DOMAIN §0.8)"),
    Kind("pop_name_edit", "population", 0.003, "common sense: the register has typing mistakes too"),
    # Numbers on the member's row.
    Kind("nik_typo", "member", 0.0125, "a mistyped NIK stays valid and is often a neighbour's (DOMAIN §0.4)"),
    Kind("nik_transposed", "member", 0.003, "3,460 of 41 k have a transposed neighbour (DOMAIN §1.4)"),
    Kind("nik_borrowed", "member", 0.0045, "parent's NIK for the child, husband's for the wife (DOMAIN §1.4)"),
    Kind(
        "nik_missing",
        "member",
        0.0155,
        "13 k of 135 k without NIK in one kabupaten, 13 of 42 k in another (§0.9, §0.12)",
    ),
    Kind("nik_dummy", "member", 0.0012, "0, 9999…, prefix and zeros (DOMAIN §1.1)"),
    Kind("nik_length", "member", 0.0035, "25 of 3,571 rows with 15 or 17 digits (DOMAIN §1.4)"),
    Kind("nik_scientific", "member", 0.0010, "2 of 1,569 cells as 7,31E+15 (DOMAIN §1.4)"),
    Kind("nik_precision", "member", 0.0025, "a batch of rows that went through Excel: 16th digit 0 (DOMAIN §1.4)"),
    Kind("nik_dressed", "member", 0.0060, "apostrophe, dots, NBSP around a good NIK (DOMAIN §1.4)"),
    Kind("nik_letters", "member", 0.0006, "O for 0, l for 1 after a PDF (DOMAIN §1.4)"),
    Kind("kk_stale", "member", 0.12, "the KK number changes on moving, death, splitting (DOMAIN §1.2)"),
    Kind("kk_missing", "member", 0.03, "common sense: older rows were registered without KK"),
    # Names on the member's row: 7.1 % differ on equal NIK after clean-up, 3.6 % in punctuation (DOMAIN §0.5, §6.3).
    Kind("name_punctuation", "member", 0.036, "88.6 → 92.2 % equal after punctuation clean-up (DOMAIN §0.5)"),
    Kind("name_spacing", "member", 0.009, "92.2 → 92.9 % equal when spaces are ignored (DOMAIN §0.5)"),
    Kind("name_edit", "member", 0.030, "135 of 288 differing pairs: one token, one edit (DOMAIN §6.3)"),
    Kind("name_two_edits", "member", 0.0037, "15 of 288 differing pairs (DOMAIN §6.3)"),
    Kind("name_variant", "member", 0.012, "families of spellings (DOMAIN §6.4)"),
    Kind("name_old_spelling", "member", 0.0012, "ejaan lama is rarer in digital files (DOMAIN §6.3)"),
    Kind("name_token_missing", "member", 0.018, "79 of 288: the other side has extra tokens (DOMAIN §6.3)"),
    Kind("name_token_extra", "member", 0.0022, "8 of 288: BPJS has extra tokens (DOMAIN §6.3)"),
    Kind("name_initial", "member", 0.005, "single-letter token in 4.2 % of names (DOMAIN §6.1)"),
    Kind("name_order", "member", 0.0015, "Papua, NTT, Ambon: order swaps (DOMAIN §6.5)"),
    Kind("name_truncated", "member", 0.010, "20-, 25-character columns in old systems (DOMAIN §6.1)"),
    Kind("name_title", "member", 0.005, "H., HJ., DRS, S.PD … (DOMAIN §6.5)"),
    Kind("name_bin", "member", 0.0006, "13 bin/binti among 42 k (DOMAIN §6.1)"),
    Kind("name_other", "member", 0.0025, "0.7 % score under 60: another name altogether (DOMAIN §0.5)"),
    Kind("newborn", "member", 0.65, "of members under one year; BAYI … is 0.57 % of all members (DOMAIN §3.3)"),
    # Dates and sex on the member's row.
    Kind("dob_swapped", "member", 0.004, "day and month swapped in 6.5 % of Excel cells, 0.1 % of text (DOMAIN §0.7)"),
    Kind("dob_default", "member", 0.006, "31-12, 01-07, 01-01 when the day was not known (DOMAIN §0.6)"),
    Kind("dob_part", "member", 0.014, "10.3 % mismatch of text cells against the NIK, most one part (DOMAIN §0.7)"),
    Kind("dob_missing", "member", 0.003, "25 place names in the date column of 1,403 (DOMAIN §2.5)"),
    Kind("dob_serial", "member", 0.008, "Excel serials as text (DOMAIN §2.5)"),
    Kind("sex_flipped", "member", 0.012, "sex contradicts the NIK in 2.0 % of rows (DOMAIN §0.8)"),
    # Areas on the member's row.
    Kind("area_moved", "member", 0.045, "common sense: an address from before the last move inside the town"),
    Kind("area_spelling", "member", 0.05, "KECAMATAN with trailing space, hyphen variants, Title case (DOMAIN §2.5)"),
    Kind("area_unparsed", "member", 0.033, "3.3 % of ALAMAT strings do not parse (DOMAIN §2.5)"),
    Kind("rt_other", "member", 0.05, "RT/RW renumbered or written otherwise, 0/0, blank (DOMAIN §2.5)"),
)
"""All kinds, in the order in which they are applied."""

NAMES: Final[tuple[str, ...]] = tuple(kind.name for kind in NOISE)


def rates(scale: float = 1.0, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> dict[str, float]:
    """Return the rate of every kind after scaling and switching; raises `UsageRefused` for a kind that is unknown."""
    refuse_unknown((*without, *only), NAMES)
    return switched({kind.name: kind.rate for kind in NOISE}, scale, without, only)
