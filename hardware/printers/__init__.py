"""Labels and the printers that print them."""
