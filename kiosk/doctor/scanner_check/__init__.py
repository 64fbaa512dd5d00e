"""Checks one scanner with labels whose content is known, and writes what it has found into the scanner's profile."""
