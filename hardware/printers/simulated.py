"""A printer that only remembers, for demonstrations and tests."""

from collections import deque

from hardware.printers.label import Label
from hardware.printers.printer import PrintEnd, PrintResult

_REMEMBERED = 50


class SimulatedPrinter:
    """Prints at once, unless it is told to be in trouble."""

    def __init__(self, dpi: int = 203) -> None:
        self.dpi = dpi
        self.printed: deque[tuple[Label, int]] = deque(maxlen=_REMEMBERED)
        """The last labels with their copies, the newest last."""
        self.trouble: PrintResult | None = None
        """How attempts end from now on; None for well."""

    def look(self) -> PrintResult | None:
        """Its trouble."""
        return self.trouble

    def print_label(self, label: Label, copies: int) -> PrintResult:
        """Remember the label."""
        if self.trouble is not None:
            return self.trouble
        self.printed.append((label, copies))
        return PrintResult(PrintEnd.PRINTED)

    def close(self) -> None:
        """Nothing is waited for."""
