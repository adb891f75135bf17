"""PAIRS → agreement levels: one file per attribute, one function per claim.

A level is a small integer with a name; what a level is worth in bits stands in `weigh.features`. A missing value on
either side is always the level MISSING and worth nothing.
"""
