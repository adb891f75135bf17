"""A run that is kept: found, what it says of itself, its model and its rows taken up again."""
