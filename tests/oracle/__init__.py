"""An independent, naive model of ledger and genealogy that the product is measured against."""
