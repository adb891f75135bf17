"""SCORED → DECIDED: who belongs to whom, what is asked, in what word; one status per row."""
