"""A story: what an operator does, what each step must lead to, and what must stand in the ledger at the end."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Story:
    """Tables as text. A line of `steps` is `input | where it leads | mood key | rule | entries recorded`."""

    name: str
    steps: str
    ledger: str = ""
    """A line an entry, as `tests.flows.bench.entry_line` writes it."""
    plant: tuple[dict[str, Any], ...] = ()
    """Operations beside those of the plant."""
    labels: str = ""
    """How the station prints: empty for not at all, `prints`, or `scans back`."""
    jobs: str = ""
    """A line a label that was wanted: code, state, entry."""
    location: str = ""
    """Where this station takes from and puts to."""
