"""How a device is doing, and what every scanner can do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hardware.scan import Scan


class DeviceState(StrEnum):
    """The four things the status bar can say of a device."""

    ABSENT = "absent"
    """Not there: unplugged, switched off, nothing at the configured place."""
    CONNECTING = "connecting"
    """Found and being opened."""
    READY = "ready"
    """Working; a reason beside it tells what was lost on the way, such as an unfinished scan."""
    FAILING = "failing"
    """There, but it refuses to work: in use by another program, no permission, no picture."""


class Cause(StrEnum):
    """Why a device is not ready, as far as an operator or a supervisor can do something about it."""

    NONE = ""
    UNPLUGGED = "unplugged"
    BUSY = "busy"
    """Another program has it."""
    FORBIDDEN = "forbidden"
    """The user of this program may not open it."""
    AMBIGUOUS = "ambiguous"
    """Several devices fit the address."""
    BABBLING = "babbling"
    """More comes from it than anybody can scan."""
    SETTINGS = "settings"
    """It works, but did not take all its settings."""


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """A state and why."""

    state: DeviceState
    reason: str = ""
    """Plain English for the log and the diagnosis page; empty where the state says it all."""
    cause: Cause = Cause.NONE
    """The reason as one of the few that people are told in their own language."""


Deliver = Callable[[Scan], None]
"""Takes one scan. Called from the thread of the device."""
Report = Callable[[DeviceStatus], None]
"""Takes one status. Called from the thread of the device, on changes only."""
Tap = Callable[[bytes, float], None]
"""Sees what a device sent, untouched, and when (seconds, monotonic). Called from the thread of the device."""


class Scanner(Protocol):
    """A source of scans. Its threads call `deliver` and `report` and touch nothing else."""

    def start(self, deliver: Deliver, report: Report) -> None:
        """Begin; returns at once. A device that is not there yet is waited for, never an error."""
        ...

    def stop(self) -> None:
        """End and free the device; nothing is delivered after the return. Harmless before `start`."""
        ...


class Watcher(Protocol):
    """A diagnosis that looks over the shoulder of scanners, by their names. Called from their threads."""

    def see_status(self, name: str, status: DeviceStatus) -> None:
        """How a scanner is; once for each at the beginning, then on changes."""
        ...

    def see_raw(self, name: str, chunk: bytes, at: float) -> None:
        """What a scanner sent, untouched, and when (seconds, monotonic)."""
        ...

    def see_scan(self, scan: Scan) -> None:
        """What was made of it."""
        ...
