"""Who is to be visited, in which order, and what teams found."""
