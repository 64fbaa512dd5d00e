"""How much is measured: everything, a part of it within minutes, or next to nothing for the tests."""

from dataclasses import dataclass

from tests.benchmarks.plant import PARTS


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of ledgers and numbers of samples."""

    record_sizes: tuple[int, ...]
    """Movements of the ledgers that are recorded into."""
    record_samples: int
    trace_sizes: tuple[int, ...]
    """Movements of the ledgers that are traced in."""
    trace_rounds: int
    parts: int
    """Bags and parts of the compound: its trace has twice as many links."""
    serials: int
    """Serials in the large receipt."""
    parse_rounds: int
    starts: int
    photographs: int
    kinds: int
    """Kinds of symbols that are drawn."""
    labels: int
    """Drawn labels of each kind under each condition."""
    frames: int


FULL = Scale((10**3, 10**4, 10**5, 10**6), 1000, (10**4, 10**5, 10**6), 100, PARTS, 1000, 400, 9, 10_000, 6, 10, 60)
QUICK = Scale((10**3, 10**4, 10**5), 300, (10**4, 10**5), 30, PARTS, 1000, 200, 5, 100, 6, 3, 30)
TINY = Scale((100, 200), 3, (300, 600), 2, 20, 20, 2, 1, 3, 1, 1, 2)
