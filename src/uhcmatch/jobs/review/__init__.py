"""Pairs that people decide: listed, answered on the screen or in a book that comes back."""
