"""Who is proposed to BPJS, in which file, and what became of it."""
