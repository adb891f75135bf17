"""The bytes of a text → its lines, and a line → its cells, strictly or looked at by itself."""
