"""`python -m uhcmatch.synth --residents N --seed S --out DIR`: the same as `uhcmatch sample`, without the rest."""

import argparse
from pathlib import Path

from uhcmatch.synth.town import TownSettings, make_town

parser = argparse.ArgumentParser()
parser.add_argument("--residents", type=int, required=True)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--noise", type=float, default=1.0)
parser.add_argument("--out", type=Path, required=True)
parser.add_argument("--kabupaten", default="Kota Semarang")
parser.add_argument("--profile")
parser.add_argument("--without", nargs="*", default=[])
parser.add_argument("--only", nargs="*", default=[])
given = parser.parse_args()
make_town(
    TownSettings(
        given.residents,
        given.seed,
        given.noise,
        tuple(given.without),
        tuple(given.only),
        given.kabupaten,
        given.profile,
    ),
    given.out,
)
