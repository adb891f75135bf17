"""Peer: Splink 5 on DuckDB, set up as its FEBRL 4 example and link-only guide do: `python splink5.py TASK OUT`.

Name comparisons with term frequencies, birth date by its own comparison, u from random pairs, m by two rounds of EM,
then every pair from probability 0.01. The columns that a task has decide which comparisons there are. With a third
argument `own`, Splink's own `cluster_using_single_best_links` at 0.95 makes the links one to one.
"""

import sys
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.comparison_creator import ComparisonCreator

task, out, own = Path(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["own"]
connection = duckdb.connect()
api = DuckDBAPI(connection=connection)
columns = []
for side in ("population", "members"):
    connection.execute(
        f"create table raw_{side} as select * replace (cast(row as bigint) as row) "
        f"from read_csv('{task}/cleaned_{side}.csv', all_varchar=true, nullstr='')"
    ).fetchall()
    columns.append({name for name, *_ in connection.execute(f"describe raw_{side}").fetchall()})
shared = columns[0] & columns[1]
tables = [
    api.register(connection.table(f"raw_{side}").select(", ".join(sorted(shared))), dataset_display_name=side)
    for side in ("population", "members")
]


def frequent(comparison: ComparisonCreator) -> ComparisonCreator:
    return comparison.configure(term_frequency_adjustments=True)


COMPARISONS = {
    "given": frequent(cl.NameComparison("given")),
    "middle": cl.JaroWinklerAtThresholds("middle", [0.9]),
    "surname": frequent(cl.NameComparison("surname")),
    "born": cl.DateOfBirthComparison("born", input_is_string=True, invalid_dates_as_null=True),
    "number": cl.DamerauLevenshteinAtThresholds("number", [1, 2]),
    "family": cl.DamerauLevenshteinAtThresholds("family", [1]),
    "sex": cl.ExactMatch("sex"),
    "house": frequent(cl.ExactMatch("house")),
    "street": frequent(cl.JaroWinklerAtThresholds("street", [0.9])),
    "area": frequent(cl.JaroWinklerAtThresholds("area", [0.9])),
    "rt": cl.ExactMatch("rt"),
    "postcode": frequent(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
}
small = connection.execute("select count(*) from raw_population").fetchall()[0][0] < 200_000
OF_A_SET = [
    ("number",),
    ("given", "surname"),
    ("born", "given"),
    ("born", "surname"),
    ("born", "sex") if "sex" in shared else ("born",),
    ("family", "given"),
    ("surname", "house"),
    ("house", "street"),
    ("given", "postcode") if "family" not in shared else ("given", "area", "rt"),
]
OF_A_CITY = [("number",), ("born", "given"), ("born", "surname"), ("family", "given"), ("given", "surname", "area")]
"""In a city a birthday or a name alone is too many pairs: its guide says to count a rule's comparisons first."""
SWAPPED = "l.given = r.surname and l.surname = r.given"
BLOCKS = OF_A_SET if small else OF_A_CITY
TRAINING = [("born",), ("given", "surname")] if small else [("number",), ("born", "given")]
blocks = [block_on(*keys) for keys in BLOCKS if set(keys) <= shared]
constant = {
    name
    for name in shared
    if connection.execute(f"select count(distinct {name}) from raw_population").fetchall()[0][0] < 2
}
settings = SettingsCreator(
    link_type="link_only",
    unique_id_column_name="row",
    comparisons=[comparison for name, comparison in COMPARISONS.items() if name in shared - constant],
    blocking_rules_to_generate_predictions=blocks + [SWAPPED] * small,
)
linker = Linker(tables, settings)
certain = [block_on("number")] if "number" in shared else []
linker.training.estimate_probability_two_random_records_match(
    [*certain, block_on("given", "surname", "born")], recall=0.8
)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for keys in TRAINING:
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on(*keys), estimate_without_term_frequencies=True
    )
pairs = linker.inference.predict(threshold_match_probability=0.01)
side_l = "case when source_dataset_l = 'population' then row_l else row_r end"
side_r = "case when source_dataset_l = 'population' then row_r else row_l end"
if own:
    clusters = linker.clustering.cluster_using_single_best_links(
        pairs, duplicate_free_datasets=["population", "members"], threshold_match_probability=0.95
    )
    query = f"""
        select a.row as resident_row, b.row as member_row, 1.0::double as score
        from {clusters.physical_name} a join {clusters.physical_name} b using (cluster_id)
        where a.source_dataset = 'population' and b.source_dataset = 'members'"""
else:
    query = f"""
        select {side_l} as resident_row, {side_r} as member_row, match_probability as score
        from {pairs.physical_name}"""
connection.execute(f"copy ({query}) to '{out}' (format parquet)").fetchall()
