"""What came back, from teams and from BPJS: which file it is, which run it is of, whom each line means."""
