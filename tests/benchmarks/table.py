"""One line for everything that was measured, beside its peer and its limit."""

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("what", "measured", "peer", "ratio", "limit", "")
_WIDTHS = (62, 12, 12, 7, 7, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement."""

    what: str
    measured: float
    unit: str = "ms"
    peer: float | None = None
    """The same of the peer, in the same unit; None where nothing stands beside it."""
    limit: float | None = None
    """The most that the ratio may be, or the measurement where there is no peer; None where nothing is demanded."""

    @property
    def ratio(self) -> float | None:
        """Measured by peer."""
        return self.measured / self.peer if self.peer else None

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or empty where there is no limit."""
        judged = self.measured if self.ratio is None else self.ratio
        if self.limit is None:
            return ""
        return "ok" if judged <= self.limit else "over"

    def cells(self) -> tuple[str, ...]:
        """The row as texts."""
        peer = "" if self.peer is None else f"{self.peer:.3f} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        limit = "" if self.limit is None else f"{self.limit:g}"
        return (self.what, f"{self.measured:.3f} {self.unit}", peer, ratio, limit, self.verdict)


def line_of(cells: Sequence[str]) -> str:
    """Cells in columns: the first to the left, the others to the right."""
    first, *others = zip(cells, _WIDTHS, strict=True)
    return "  ".join([f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)]).rstrip()
