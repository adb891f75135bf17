"""Delimited text → a table: its separator, every line measured, and what of the lines that do not fit is read."""
