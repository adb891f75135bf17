"""RECORDS × RECORDS → PAIRS: keys that both sides share, and the rules made of them."""
