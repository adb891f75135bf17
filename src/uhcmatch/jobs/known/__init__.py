"""What people said and did, as the ledger keeps it, brought to the rows of a run."""
