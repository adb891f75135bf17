"""Words that stand in names and are none: BUYUNG, KOKO, RESPONDENT.

Offices write what somebody is called at home, or what he is to whoever answered, in place of a name. No list has all of
it, but a run shows it: where number, or birth date and home, tell whose card it is, such a word stands on one side
again and again and never on both. Taken for a name it would speak against its own bearer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from uhcmatch.distinct import split_words
from uhcmatch.linkage.hashed import is_repeated, meeting, only_one, row_keys
from uhcmatch.reference.spellings import DOUBLES

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Keys

_AT_LEAST: Final = 5
"""People beside whose name a word has to stand: fewer may be slips, or numbers of others."""
_SHARED: Final = 0.1
"""Times that it may agree for each time that it does not: a name agrees ten times and more."""
_ALIKE: Final = 0.6
"""Indel similarity from which words may be one, written badly, cut, or parted in another place."""
_BY_NUMBER: Final = 500
"""Pairs that number and name settle, from which on the numbers tell; of fewer, birth date and home do."""
_MOST_AGREE: Final = 0.75
"""Share of pairs whose names agree in a word, below which it may be the pairs that are wrong."""
_OWN_BESIDE: Final = 2 / 3
"""Share of the names with such a word whose other words are the person's: behind BAYI or ANAK stands a parent's."""
_HOMES: Final = (("born", "kk_key"), ("born", "street", "house"))
_SIDES: Final = ("own", "card")
_WORD: Final = ["pair", "word"]


def without_no_names(
    people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of both sides without the words in names that are none; a name of nothing else is null.

    `verified` are the pairs that number and name settle. Positions stay as they are, and a side without such words
    comes back as it is.
    """
    names = _names(people, cards, _known(people, cards, verified))
    equal = pl.concat([verified["resident"], names.filter(pl.col("own") == pl.col("card"))["resident"]])
    differing = names.filter(pl.col("own") != pl.col("card"))
    words = _words(differing)
    agreeing = words.filter("agrees")["pair"].n_unique() + len(equal)
    if agreeing < _MOST_AGREE * (len(equal) + differing.height):
        return people, cards
    own, card = (_no_names(words.filter(side=side), people["name_folded"], equal) for side in _SIDES)
    return _without(people, own), _without(cards, card)


def _known(people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Return `resident` and `member` of the pairs, but the verified, that something else than a name tells.

    A number is another's where the birth date on the card is, or, of a card without one, the family.
    """
    if verified.height < _BY_NUMBER:
        met = pl.concat([_alone(*(row_keys(side, home) for side in (people, cards))) for home in _HOMES]).unique()
        return only_one(met.join(verified, on="member", how="anti"))
    is_open = np.ones(cards.height, dtype=np.bool_)
    is_open[verified["member"].to_numpy()] = False
    still = pl.Series(np.flatnonzero(is_open), dtype=pl.UInt32)
    met = only_one(meeting(people["nik_key"], cards["nik_key"].gather(still)))
    met = met.with_columns(member=still.gather(met["member"]))
    agrees = [people[of].gather(met["resident"]) == cards[of].gather(met["member"]) for of in ("born", "kk_key")]
    return met.filter(pl.select(pl.coalesce(*agrees, pl.lit(value=True))).to_series())


def _alone(of_people: Keys, of_cards: Keys) -> pl.DataFrame:
    """Return the pairs that share a key which nobody else on either side has."""
    one, other = (
        pl.DataFrame({"key": keys}).with_row_index(side).filter(pl.Series(~is_repeated(keys) & (keys != 0)))
        for side, keys in (("resident", of_people), ("member", of_cards))
    )
    return one.join(other, on="key").select("resident", "member")


def _names(people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return `resident` of the pairs and both folded names, `own` and on the `card`, where both are there."""
    return pl.DataFrame(
        [
            pairs["resident"],
            people["name_folded"].gather(pairs["resident"]).alias("own"),
            cards["name_folded"].gather(pairs["member"]).alias("card"),
        ]
    ).drop_nulls()


def _words(names: pl.DataFrame) -> pl.DataFrame:
    """Return every `word` of names that differ, once for each `pair` and `side`, and whether the other name `agrees`.

    It does with a word that is the same or may be. `is_own` where none stands beside it, or one that agrees.
    """
    own, card = (_of_side(names, side) for side in _SIDES)
    shared = own.join(card, on=_WORD, how="semi").select(_WORD)
    left, right = (side.join(shared, on=_WORD, how="anti", maintain_order="left") for side in (own, card))
    alike = pl.concat([shared, *_alike(left, right)]).unique().with_columns(agrees=pl.lit(value=True))
    is_own = (pl.len() == 1) | pl.col("agrees").any()
    return pl.concat(
        [
            words.join(alike, on=_WORD, how="left", maintain_order="left")
            .with_columns(pl.col("agrees").fill_null(value=False))
            .with_columns(is_own=is_own.over("pair"))
            for words in (own, card)
        ]
    )


def _of_side(names: pl.DataFrame, side: str) -> pl.DataFrame:
    pair, word = split_words(names[side])
    words = pl.DataFrame([pair.cast(pl.UInt32).alias("pair"), word]).unique(keep="first", maintain_order=True)
    return words.with_columns(names["resident"].gather(words["pair"]), side=pl.lit(side))


def _alike(one: pl.DataFrame, other: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the words of two sides that may be the other's, by themselves or with the word behind them."""
    met = _texts(one).join(_texts(other), on="pair", suffix="_other")
    met = met.filter(_may_be_one(met["text"], met["text_other"]))
    return [met.select("pair", word=of) for of in ("word", "last", "word_other", "last_other")]


def _texts(words: pl.DataFrame) -> pl.DataFrame:
    """Return the words of pairs, and each with the next as one `text`: JOHA NES is a name that was parted."""
    alone = words.select("pair", "word", last="word", text="word")
    parted = words.select("pair", "word", last=pl.col("word").shift(-1).over("pair")).drop_nulls("last")
    return pl.concat([alone, parted.with_columns(text=pl.col("word") + pl.col("last"))])


def _may_be_one(word: pl.Series, other: pl.Series) -> pl.Series:
    """Tell which words may be one, written badly, cut or as an initial."""
    likeness = cpdist(word.to_list(), other.to_list(), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
    begins = pl.DataFrame([word.alias("a"), other.alias("b")]).select(
        pl.col("a").str.starts_with(pl.col("b")) | pl.col("b").str.starts_with(pl.col("a"))
    )
    return pl.Series(likeness > 0) | begins.to_series()


def _no_names(words: pl.DataFrame, names: pl.Series, equal: pl.Series) -> list[str]:
    """Return the words of one side that are no names; of `equal` residents' `names` both sides have the whole."""
    is_apart, most = ~pl.col("agrees"), _SHARED * pl.col("apart")
    counted = words.group_by("word").agg(
        pl.col("agrees").sum(),
        apart=pl.col("resident").filter(is_apart).n_unique(),
        own=pl.col("resident").filter(is_apart & pl.col("is_own")).n_unique(),
    )
    counted = counted.filter(
        pl.col("word").str.len_bytes() > 1,
        pl.col("apart") >= _AT_LEAST,
        pl.col("agrees") <= most,
        pl.col("own") >= _OWN_BESIDE * pl.col("apart"),
    )
    if counted.is_empty():
        return []
    has_any = names.str.contains_any(counted["word"].to_list()).fill_null(value=False)
    having = names.gather(equal.filter(has_any.gather(equal)))
    equally = split_words(having)[1].value_counts(name="equally")
    told = counted.join(equally, on="word", how="left").with_columns(pl.col("equally").fill_null(0))
    return told.filter(pl.col("agrees") + pl.col("equally") <= most)["word"].sort().to_list()


def _without(records: pl.DataFrame, no_names: list[str]) -> pl.DataFrame:
    """Return RECORDS whose names are what is left of them without some words, null where no word of two letters is.

    As written a name stays whole where something is left: MO is no name, but a letter off MOH.
    """
    if not no_names:
        return records
    word = rf"\b(?:{'|'.join(no_names)})\b"
    at = records["name_folded"].str.contains(word).fill_null(value=False).arg_true()
    folded, ordered = (_left(records[column].gather(at), word) for column in ("name_folded", "name_sorted"))
    joined = folded.str.replace_all(" ", "", literal=True).str.replace_many({letter * 2: letter for letter in DOUBLES})
    written = records["name"].gather(at).set(folded.is_null(), None)
    left = {"name": written, "name_folded": folded, "name_joined": joined, "name_sorted": ordered}
    return records.with_columns(records[column].scatter(at, names) for column, names in left.items())


def _left(names: pl.Series, word: str) -> pl.Series:
    left = names.str.replace_all(word, "").str.replace_all(" +", " ").str.strip_chars(" ")
    return left.zip_with(left.str.contains("[A-Z]{2}"), pl.repeat(None, len(left), dtype=pl.String, eager=True))
