"""What equal numbers settle before candidates are looked for, and what they teach about the rest."""
