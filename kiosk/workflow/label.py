"""The label behind a scan, kept so that a look-up can explain it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """What was read, with what the profile of its scanner takes back."""

    data: str
    """In the latin-1 view, one character a byte."""
    aim: str | None = None
    """Symbology identifier; None where the device does not send it."""
    source: str = ""
    device: str = ""
