"""Cells that are apart already (sheets of a workbook, Parquet, frames) → tables."""
