"""Peer: recordlinkage, its usual script: index by blocks, compare, ECM classifier: `python ecm.py TASK OUT`."""

import sys
from pathlib import Path

import pandas as pd
import recordlinkage

task, out = Path(sys.argv[1]), Path(sys.argv[2])
sides = [pd.read_csv(task / f"cleaned_{side}.csv", dtype=str).set_index("row") for side in ("population", "members")]
for side in sides:
    side.index = side.index.astype("int64")
shared = set(sides[0]) & set(sides[1])

MOST = 20 * max(len(side) for side in sides)
"""Pairs of one block rule: what is more is left out, as anybody would whose machine ran out of memory."""


def pairs_of(keys: list[str]) -> int:
    counts = [side.dropna(subset=keys).groupby(keys).size() for side in sides]
    return int((counts[0] * counts[1]).sum())


index = recordlinkage.Index()
for keys in (
    ["number"],
    ["born"],
    ["given", "surname"],
    ["surname", "house"],
    ["house", "street"],
    ["given", "street"],
    ["surname", "street"],
    ["family", "given"],
):
    if set(keys) <= shared and pairs_of(keys) <= MOST:
        index.block(keys)
pairs = index.index(*sides)

compare = recordlinkage.Compare()
for name in ("given", "surname", "street", "area"):
    if name in shared:
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
for name in ("middle", "born", "number", "sex", "house", "postcode", "family", "rt"):
    if name in shared:
        compare.exact(name, name, label=name)
features = compare.compute(pairs, *sides)
features = features.loc[:, features.min() < features.max()]

classifier = recordlinkage.ECMClassifier()
classifier.fit(features)
score = classifier.prob(features)
found = pd.DataFrame({"score": score.to_numpy()}, index=features.index).reset_index()
found.columns = ["resident_row", "member_row", "score"]
# Pairs of equal probability are many, for agreement is yes or no: the sum of agreements breaks ties.
found["score"] += 1e-9 * features.sum(axis=1).to_numpy()
found[found["score"] > 0.01].to_parquet(out)
