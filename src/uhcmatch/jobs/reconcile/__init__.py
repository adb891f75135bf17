"""The main job: both sides read, matched, held against the last run, published; and the night around it."""
