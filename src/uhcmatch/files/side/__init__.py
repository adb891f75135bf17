"""The tables of one side → RAW: what lies beside them, files that list the same people, what is said once."""
