"""Which rows are persons; what stands between them, or is left blank because another row says it."""
