"""What people see: numbers in Indonesian form, plain tables, one JSON document, masked identifiers."""
