"""What happened: the ledger of entries, what is derived from it, and the questions it answers."""
