"""The answer of a ZPL printer to ~HS, "host status return": three lines between STX and ETX, comma separated."""

import re
from dataclasses import dataclass

from hardware.printers.printer import Trouble

QUERY = b"~HS\r\n"
_LINE = re.compile(rb"\x02([^\x02\x03]*)\x03")
LINES = 3
_TROUBLES = ((0, 1, Trouble.PAPER), (1, 3, Trouble.RIBBON), (1, 2, Trouble.OPEN), (0, 2, Trouble.PAUSED))
"""Line, field and meaning of the flags that stop a printer, the one to mend first at the front."""


@dataclass(frozen=True, slots=True)
class HostStatus:
    """What a printer says of itself (ZPL II Programming Guide, ~HS)."""

    trouble: Trouble = Trouble.NONE
    """Why it does not print."""
    waiting: int = 0
    """Formats in its receive buffer, one that is half received included."""
    remaining: int = 0
    """Labels of the present format that are still to come."""

    @property
    def is_idle(self) -> bool:
        """Whether all that it was sent is printed."""
        return not self.waiting and not self.remaining


def is_complete(answer: bytes) -> bool:
    """Whether all lines have arrived."""
    return len(_LINE.findall(answer)) >= LINES


def parse_status(answer: bytes) -> HostStatus | None:
    r"""Return what the answer says; None if it is none.

    >>> parse_status(b"\x02030,1,0,0290,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,4,0,00000002,1,000\x03\r\n"
    ...              b"\x021234,0\x03\r\n")
    HostStatus(trouble=<Trouble.PAPER: 'paper'>, waiting=0, remaining=2)
    """
    lines = [line.split(b",") for line in _LINE.findall(answer)]
    try:
        trouble = next((each for line, place, each in _TROUBLES if int(lines[line][place])), Trouble.NONE)
        return HostStatus(trouble, int(lines[0][4]) + int(lines[0][7]), int(lines[1][8]))
    except (IndexError, ValueError):
        return None
