"""Prints answers, whatever characters the terminal can show."""

import sys


def print_line(line: str) -> None:
    """Print one line and flush it; a character that standard output cannot take is written as its escape."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), flush=True)
