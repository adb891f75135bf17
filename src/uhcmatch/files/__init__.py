"""Reading the exports as they come, and writing what people take away."""

from __future__ import annotations

from uhcmatch.files.container.paths import expand
from uhcmatch.files.container.snapshot import digests
from uhcmatch.files.filled import Filled, FilledForm, FilledRow, FilledTable, filled, filled_table
from uhcmatch.files.newest import newest
from uhcmatch.files.read import from_frame, read_inputs
from uhcmatch.files.side.source import Loaded, Source
from uhcmatch.files.small import small_table
from uhcmatch.files.text_workbook import write_workbook
from uhcmatch.files.write import csv_text, replacing, write_csv, write_json, write_parquet

__all__ = [
    "Filled",
    "FilledForm",
    "FilledRow",
    "FilledTable",
    "Loaded",
    "Source",
    "csv_text",
    "digests",
    "expand",
    "filled",
    "filled_table",
    "from_frame",
    "newest",
    "read_inputs",
    "replacing",
    "small_table",
    "write_csv",
    "write_json",
    "write_parquet",
    "write_workbook",
]
