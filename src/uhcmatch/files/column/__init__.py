"""What a column holds: whether its header can be true, and what a spreadsheet or a form made of its values."""
