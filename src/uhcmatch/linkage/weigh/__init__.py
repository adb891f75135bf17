"""EVIDENCE → SCORED: features and their weights, shipped or learnt in this run; a pair's score in bits."""
