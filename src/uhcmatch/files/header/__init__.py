"""Where a table begins, what its columns are, whether it is of this side; another header further down."""
