"""Knowledge as data: code lists, header aliases, spelling families, regions, reasons; each with its source."""
