"""What to ask next: a table-driven machine that turns events into states and effects. Pure."""
