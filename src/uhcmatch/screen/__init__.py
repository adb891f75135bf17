"""The keyboard screen of clerical review; only this package imports Textual, and only when it is shown."""
