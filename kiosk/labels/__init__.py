"""What our labels say, and how they are laid out. Pure but for reading the templates."""
