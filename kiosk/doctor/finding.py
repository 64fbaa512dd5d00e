"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """The kiosk works, with less than it could have."""
    FAILED = "failed"
    """Something that is needed does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check."""

    check: str
    """What was looked at, such as `library zxing-cpp`."""
    state: State
    what: str
    """What is there, or what is wrong."""
    remedy: str = ""
    """What a person can do about it; empty only where the state is ok."""


def ok(check: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(check, State.OK, what)


def warning(check: str, what: str, remedy: str) -> Finding:
    """Worth mending."""
    return Finding(check, State.WARNING, what, remedy)


def failed(check: str, what: str, remedy: str) -> Finding:
    """To be mended first."""
    return Finding(check, State.FAILED, what, remedy)
