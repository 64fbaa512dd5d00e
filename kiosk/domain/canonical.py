"""Canonical JSON (RFC 8785): one text for one value, so that a hash over it means the value."""

import json
from typing import Any


def canonical(value: Any) -> str:
    """The canonical text of nested lists and dictionaries of texts, whole numbers, true and false.

    For those, with keys in ASCII, Python's own writer does what RFC 8785 asks: keys sorted, no blanks, the shortest
    escapes. Floating-point numbers, whose form it would get wrong, are never part of an entry.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
