"""RECORDS × RECORDS → PAIRS: one row per candidate pair, found by a union of narrow block rules.

A block rule is a key that both records of a pair share. Rules are a table; each bounds the residents in one block, and
a budget bounds each rule as a whole, so that one frequent name or default date cannot explode memory. Three pairs in
four are found by one rule alone, and hardly ever right: in a city such a pair is passed over if its card has a better
one. What a bound dropped and what was passed over is counted and returned, never silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.block.keys import combined, keys
from uhcmatch.linkage.hashed import firsts, places
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One key of candidate pairs: the atoms both sides share, or those of the member where they differ.

    `most` bounds the residents in one block; larger blocks are dropped and reported. `weak` rules look only among the
    residents who have no verified card: what they find is too little to tell of a second one. What a weak or `thin`
    rule finds alone may be passed over (`_united`).
    """

    code: str
    atoms: tuple[str, ...]
    member_atoms: tuple[str, ...] = field(default=())
    most: int = 60
    weak: bool = False
    thin: bool = False

    @property
    def member(self) -> tuple[str, ...]:
        """The atoms on the member's side."""
        return self.member_atoms or self.atoms


BLOCK_RULES: Final[tuple[BlockRule, ...]] = (
    BlockRule("nik", ("nik",)),
    BlockRule("nik_15_angka", ("nik_15",), ("prefix_15",), most=30),
    # One wrong digit or one exchange leaves all parts of the NIK but one intact; the name's first letter keeps the
    # dense NIK space (19 neighbours at one digit in a kabupaten of a million) from flooding the comparison.
    BlockRule("nik_tanpa_urut", ("nik_region", "nik_day", "nik_month", "nik_year"), weak=True),
    BlockRule("nik_tanpa_urut_huruf", ("nik_region", "nik_day", "nik_month", "nik_year", "letter")),
    BlockRule("nik_tanpa_wilayah", ("nik_day", "nik_month", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_hari", ("nik_region", "nik_month", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_bulan", ("nik_region", "nik_day", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_tahun", ("nik_region", "nik_day", "nik_month", "nik_serial", "letter")),
    # A digit lost or typed twice leaves the first eight intact, or the last.
    BlockRule("nik_8_angka_awal", ("nik_region", "nik_day", "letter"), ("odd_region", "odd_day", "letter"), most=30),
    BlockRule(
        "nik_8_angka_akhir",
        ("nik_month", "nik_year", "nik_serial", "letter"),
        ("odd_month", "odd_year", "odd_serial", "letter"),
        most=30,
    ),
    BlockRule("nomor_awal", ("number_head", "letter"), most=30),
    BlockRule("nomor_akhir", ("number_tail", "letter"), most=30),
    BlockRule("kk", ("kk",)),
    BlockRule("kk_pemilik_nik", ("kk",), ("lender_kk",)),
    BlockRule("tanggal_nama_depan", ("birth", "first")),
    BlockRule("tanggal_nama_akhir", ("birth", "last")),
    BlockRule("tanggal_nama_gabung", ("birth", "joined")),
    BlockRule("tanggal_awalan", ("birth", "joined_3"), weak=True),
    BlockRule("tanggal_area", ("birth", "area"), weak=True),
    BlockRule("tanggal_tertukar", ("birth", "first"), ("birth_swapped", "first"), most=30, weak=True),
    BlockRule("nama_tahun", ("name", "birth_year"), thin=True),
    BlockRule("nama_hari", ("name", "birth_day"), thin=True),
    BlockRule("nama_gabung_area", ("joined", "area")),
    BlockRule("nama_area", ("name", "area")),
    BlockRule("nama_kelurahan", ("name", "kelurahan")),
    BlockRule("rt_huruf", ("area", "rt", "letter", "sex"), weak=True),
    # Of a card without a birth date a slip may have left no name to look by, but a handful in its RT have no card.
    BlockRule("rt", ("area", "rt"), ("area", "rt_of_undated"), most=30, weak=True),
    BlockRule("rt_kelurahan", ("kelurahan", "rt"), ("kelurahan_alone", "rt"), most=30, weak=True),
    BlockRule("rumah_huruf", ("door", "letter"), weak=True),
    BlockRule("rumah_tahun", ("door", "birth_year"), weak=True),
    BlockRule("tanggal_langka", ("birth",), most=8, weak=True),
    BlockRule("rumah_langka", ("door",), most=8, weak=True),
    BlockRule("jalan_area", ("street", "area"), most=8, weak=True),
    BlockRule("jalan_langka", ("street",), most=8, weak=True),
    BlockRule("nama_depan_area", ("first", "area"), most=12, weak=True),
    BlockRule("nama_akhir_area", ("last", "area"), most=12, weak=True),
    BlockRule("awal_depan_area", ("first_3", "area"), most=8, weak=True),
    BlockRule("awal_akhir_area", ("last_3", "area"), most=8, weak=True),
    BlockRule("rumah_area", ("door", "area"), most=15, weak=True),
    BlockRule("nomor_rumah_area", ("house", "area"), most=10, weak=True),
    BlockRule("jalan_awal_nomor", ("street_4", "house"), most=8, weak=True),
    BlockRule("nomor_rumah_kecamatan", ("house", "kecamatan"), most=8, weak=True),
    BlockRule("nomor_rumah_nama_depan", ("house", "first"), most=8, weak=True),
    BlockRule("nomor_rumah_nama_akhir", ("house", "last"), most=8, weak=True),
    BlockRule("jalan_nama_depan", ("street_4", "first"), most=8, weak=True),
    BlockRule("jalan_nama_akhir", ("street_4", "last"), most=8, weak=True),
    BlockRule("nama_depan_kelurahan", ("first", "kelurahan"), most=8, weak=True),
    BlockRule("nama_akhir_kelurahan", ("last", "kelurahan"), most=8, weak=True),
    BlockRule("nama_depan_kecamatan", ("first", "kecamatan"), most=8, weak=True),
    BlockRule("nama_akhir_kecamatan", ("last", "kecamatan"), most=8, weak=True),
    BlockRule("nama_awalan", ("first_3", "last_3"), most=8, weak=True),
    BlockRule("nama_depan_awalan", ("first", "last_3"), most=12, weak=True),
    BlockRule("nama_akhir_awalan", ("last", "first_3"), most=12, weak=True),
    BlockRule("nama_langka", ("name",), most=20),
    BlockRule("ibu_hari", ("mother", "birth_day"), most=30, thin=True),
    BlockRule("ibu_tahun", ("mother", "birth_year"), most=12, weak=True),
    BlockRule("ibu_area", ("mother", "area"), ("baby_mother", "area"), most=30),
    BlockRule("ibu_bayi", ("infant_mother",), ("baby_mother",), most=30),
)


RESIDENT_ATOMS: Final = tuple(sorted({atom for rule in BLOCK_RULES for atom in rule.atoms}))
"""The atoms that residents are found by: among a million of them a column that nobody asks for costs 8 MB."""


ALONE: Final = "satu_aturan_saja"
"""Code under which pairs are counted that one rule alone found and were passed over."""
_CITY: Final = 200_000
"""Residents from whom on any are passed over: a smaller town has the time to compare all pairs."""
_BETTER: Final = 4
"""Rules that find another resident for a card, from which on what a weak or thin rule finds alone is passed over."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """PAIRS with `resident` and `member` (0-based positions), and what of them the rules found and was left out.

    `found` by each rule · `dropped` by the bounds of each, and under `ALONE` what was passed over (`_united`).
    """

    pairs: pl.DataFrame
    found: dict[str, int]
    dropped: dict[str, int]


def candidates(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    rules: Sequence[BlockRule] = BLOCK_RULES,
    *,
    budget: int = 40,
    city: int = _CITY,
) -> Candidates:
    """Find candidate pairs of two RECORDS frames; see `pairs_by_keys`."""
    return pairs_by_keys(keys(residents), keys(members), rules, budget=budget, city=city)


def pairs_by_keys(  # noqa: PLR0913 - two sides, the rules and their bounds
    resident_keys: pl.DataFrame,
    member_keys: pl.DataFrame,
    rules: Sequence[BlockRule] = BLOCK_RULES,
    *,
    held: pl.Series | None = None,
    budget: int = 40,
    city: int = _CITY,
) -> Candidates:
    """Find candidate pairs of two KEYS frames.

    `held` are the positions of residents who have a verified card, passed over by weak rules. `budget` bounds every
    rule to that many pairs per member on average (at least 40,000); the largest blocks go first. Of a `city` of so many
    residents pairs are passed over that one weak or thin rule alone finds for a card that has a better one.
    """
    every = np.arange(resident_keys.height, dtype=np.int64)
    open_to_weak = every if held is None else np.delete(every, held.to_numpy())
    without_card = resident_keys if held is None else resident_keys.select(pl.all().gather(open_to_weak))

    def met(rule: BlockRule) -> tuple[Ints, int]:
        keyed, residents = (without_card, open_to_weak) if rule.weak else (resident_keys, every)
        blocks = _Blocks.of(_key(keyed, rule.atoms), _key(member_keys, rule.member))
        kept = blocks.within(rule.most, budget * max(member_keys.height, 1_000))
        resident, member = blocks.pairs(kept)
        pairs = residents[resident] * member_keys.height + member
        return pairs * 2 + (rule.weak or rule.thin), blocks.count(~kept)

    some, others = together(lambda: [*map(met, rules[::2])], lambda: [*map(met, rules[1::2])])
    told = dict(zip((rule.code for rule in (*rules[::2], *rules[1::2])), (*some, *others), strict=True))
    del some, others
    found = {rule.code: told[rule.code][0].size for rule in rules}
    dropped = {rule.code: told[rule.code][1] for rule in rules if told[rule.code][1]}
    is_city = resident_keys.height >= city
    pairs, passed_over = _united([told.pop(rule.code)[0] for rule in rules], member_keys.height, is_city=is_city)
    return Candidates(pairs, found, dropped | ({ALONE: passed_over} if passed_over else {}))


def _united(parts: list[Ints], members: int, *, is_city: bool) -> tuple[pl.DataFrame, int]:
    """Return each pair once that is to be compared, and how many are passed over; `parts` are let go of.

    A pair is twice resident × members + member, and one more where a weak or thin rule found it.
    """
    found = np.concatenate([np.empty(0, dtype=np.int64), *parts])
    parts.clear()  # A pair takes eight bytes, and a city of four million has tens of millions of them.
    found.sort()
    first = np.flatnonzero(np.diff(found >> 1, prepend=-1))
    times = np.diff(first, append=found.size).astype(np.uint8)
    found = found[first]
    del first
    is_thin = (found & 1).astype(np.bool_) & (times == 1)
    resident, member = np.divmod(found >> 1, max(members, 1))
    most = np.zeros(members, dtype=np.uint8)
    np.maximum.at(most, member, times)
    is_kept = ~(is_thin & (most[member] >= _BETTER) & is_city)
    pairs = pl.DataFrame({"resident": resident[is_kept].astype(np.uint32), "member": member[is_kept].astype(np.uint32)})
    return pairs, found.size - pairs.height


def _key(keys: pl.DataFrame, atoms: tuple[str, ...]) -> Keys:
    """Return the combined key of every record, 0 for those that lack an atom."""
    key: Keys = keys.select(combined(atoms).fill_null(0)).to_series().to_numpy()
    return key


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of one rule: a key that members have, and the residents and members who have it.

    `keys` of the blocks, ascending · `begins` where each block begins in `members`, and one more · `residents` who have
    a key of some member, and `blocks`, which of them · `sizes` the residents in each block.
    """

    keys: Keys
    begins: Ints
    members: Ints
    residents: Ints
    blocks: Ints
    sizes: Ints

    @classmethod
    def of(cls, resident_keys: Keys, member_keys: Keys) -> _Blocks:
        """Meet two sides by their keys."""
        members = np.flatnonzero(member_keys)
        members = members[np.argsort(member_keys[members])]
        begins = firsts(member_keys[members])
        keys = member_keys[members[begins]]
        residents, blocks = _met(resident_keys, keys)
        sizes = np.bincount(blocks, minlength=keys.size)
        return cls(keys, np.append(begins, members.size), members, residents, blocks, sizes)

    def within(self, most: int, budget: int) -> Flags:
        """Tell which blocks have at most `most` residents and, smallest first, fit into the budget of pairs."""
        pairs = self.sizes * np.diff(self.begins)
        order = np.lexsort((self.keys, pairs))
        fits = np.empty(pairs.size, dtype=np.bool_)
        fits[order] = np.cumsum(pairs[order]) <= budget
        kept: Flags = fits & (self.sizes <= most)
        return kept

    def count(self, chosen: Flags) -> int:
        """Count the pairs of some blocks."""
        return int((self.sizes * np.diff(self.begins))[chosen].sum())

    def pairs(self, chosen: Flags) -> tuple[Ints, Ints]:
        """Return the positions of residents and members of all pairs in some blocks."""
        is_chosen = chosen[self.blocks]
        residents, blocks = self.residents[is_chosen], self.blocks[is_chosen]
        sizes = np.diff(self.begins)[blocks]
        first = np.cumsum(sizes) - sizes
        within = np.arange(int(sizes.sum()), dtype=np.int64) - np.repeat(first, sizes)
        return np.repeat(residents, sizes), self.members[np.repeat(self.begins[blocks], sizes) + within]


def _met(resident_keys: Keys, keys: Keys) -> tuple[Ints, Ints]:
    """Return the positions of residents whose key is among `keys` (ascending), and where it stands there."""
    place = places(resident_keys, keys)
    residents = np.flatnonzero(place >= 0)
    return residents, place[residents].astype(np.int64)
