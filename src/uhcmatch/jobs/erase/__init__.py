"""Taking out for good: whole runs that are no longer needed, and one person who asks for it."""
