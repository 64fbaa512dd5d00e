"""What things are: items, lots, places, orders, movements, entries, and the rules that hold between them. Pure."""
