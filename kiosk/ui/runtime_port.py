"""What the window needs of the runtime."""

from collections.abc import Callable
from typing import Protocol

from hardware.devices import Watcher
from hardware.scan import Scan
from kiosk.camera_view import CameraView
from kiosk.snapshot import Snapshot

Listener = Callable[[Snapshot], None]
"""Takes one snapshot. Called from a thread of the runtime."""


class RuntimePort(Protocol):
    """The runtime as the window sees it. Every call returns at once; the answer is the next snapshot."""

    def scan(self, scan: Scan) -> None:
        """Post a scan."""
        ...

    def act(self, key: str) -> None:
        """Touch an action, a tile or a choice by its key; `acknowledge` and `cancel` are always understood."""
        ...

    def enter(self, text: str) -> None:
        """Answer the pad."""
        ...

    def camera_view(self) -> CameraView | None:
        """What a camera sees, the same object until it sees something new; None where nothing is seen."""
        ...

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every snapshot from now on, the present one first."""
        ...

    def lose_scan(self, why: str) -> None:
        """Say that a code was lost half-way, and why."""
        ...

    def watch_scanners(self, watcher: Watcher | None) -> None:
        """Let a diagnosis have all that the scanners send, or with None the work again."""
        ...
