"""Prints answers, whatever characters the terminal can show."""

import sys
from typing import TextIO


def print_line(line: str, stream: TextIO | None = None) -> None:
    """Print one line, on standard output or a stream, and flush it.

    A character that the stream cannot take is written as its escape.
    """
    target = stream or sys.stdout
    encoding = target.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=target, flush=True)
