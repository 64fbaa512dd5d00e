"""What every printer can do, and how a print job can end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hardware.printers.label import Label


class PrintEnd(StrEnum):
    """How an attempt to print has ended. Only `NOT_READY` may be tried again without asking anybody."""

    PRINTED = "printed"
    """Every copy left the printer, or was handed to whoever prints it and said to be done."""
    NOT_READY = "not ready"
    """Nothing was sent: the printer is absent, out of paper, paused, open or busy. The label waits."""
    FAILED = "failed"
    """Nothing was printed, and trying again would not help: somebody must mend something first."""
    UNKNOWN = "unknown"
    """It was sent, and nobody knows what came out: the line was cut, the printer fell silent, paper ran out."""


class Trouble(StrEnum):
    """What stands in the way, for whoever stands before the printer."""

    NONE = ""
    ABSENT = "absent"
    """Nothing answers at its address."""
    SILENT = "silent"
    """It is there and does not say how it is."""
    PAPER = "paper"
    RIBBON = "ribbon"
    OPEN = "open"
    PAUSED = "paused"
    BUSY = "busy"
    """It prints something of somebody else."""
    REFUSED = "refused"
    """The queue or the folder behind it does not take the label."""
    LOST = "lost"
    """The line was lost while it printed."""
    STUCK = "stuck"
    """It has the label and does not come to an end."""
    ENDED = "ended"
    """This program ended before the printer did."""
    LABEL = "label"
    """The label cannot be made as wanted."""


@dataclass(frozen=True, slots=True)
class PrintResult:
    """The end of one attempt."""

    end: PrintEnd
    trouble: Trouble = Trouble.NONE
    detail: str = ""
    """Plain English for the log and for integrators."""


class Printer(Protocol):
    """A place where labels come out. Used by one thread at a time; `close` may come from any."""

    @property
    def dpi(self) -> int:
        """Dots an inch."""
        ...

    def look(self) -> PrintResult | None:
        """Why it would not print now, as `NOT_READY`; None if it would. Never raises."""
        ...

    def print_label(self, label: Label, copies: int) -> PrintResult:
        """Print, and wait until it is known what came of it, as long as the driver has patience. Never raises."""
        ...

    def close(self) -> None:
        """Give up waiting; an attempt under way ends soon, as unknown if anything was sent."""
        ...
