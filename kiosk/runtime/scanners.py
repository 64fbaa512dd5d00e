"""Connects the configured scanners to the runtime, and says how they are."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from hardware.devices import DeviceState, DeviceStatus, Watching
from hardware.registry import open_scanner
from hardware.scan import Scan
from hardware.scanners.camera.sight import Sight
from kiosk import messages
from kiosk.config import Settings

WEDGE = "wedge://"
"""The keyboard wedge is read by the window, not from here."""


class ScanTaker(Protocol):
    """What scanners talk to."""

    def scan(self, scan: Scan) -> None:
        """A code was read."""
        ...

    def offer(self, scans: tuple[Scan, ...]) -> None:
        """Several codes are in view, of which one is meant."""
        ...

    def see(self, sight: Sight) -> None:
        """What a camera sees."""
        ...

    def report_scanner(self, text: str, *, ok: bool) -> None:
        """The state of the scanners has changed."""
        ...

    def lose_scan(self, why: str) -> None:
        """A code was lost half-way."""
        ...


@contextmanager
def connected_scanners(settings: Settings, taker: ScanTaker) -> Iterator[None]:
    """Every configured scanner at work; freed at the end. Raises DeviceError for an address that cannot be meant."""
    states: dict[str, DeviceStatus] = {}
    with ExitStack() as stack:
        for address in settings.scanners:
            if address.startswith(WEDGE):
                continue
            scanner = open_scanner(address, name=address)
            stack.callback(scanner.stop)
            if isinstance(scanner, Watching):
                scanner.on_several, scanner.on_sight = taker.offer, taker.see
            report = _reporter(address, states, taker, settings.language)
            report(DeviceStatus(DeviceState.CONNECTING))
            scanner.start(taker.scan, report)
        yield


class _Reporter(Protocol):
    def __call__(self, status: DeviceStatus) -> None: ...


def _reporter(address: str, states: dict[str, DeviceStatus], taker: ScanTaker, language: str) -> _Reporter:
    def report(status: DeviceStatus) -> None:
        states[address] = status
        if status.state is DeviceState.READY and status.reason:
            taker.lose_scan(status.reason)
        worst = max(states.values(), key=lambda each: _RANK[each.state])
        key = f"status.scanner.{worst.state.value}"
        taker.report_scanner(messages.text(key, {}, language), ok=worst.state is DeviceState.READY)

    return report


_RANK = {DeviceState.READY: 0, DeviceState.CONNECTING: 1, DeviceState.ABSENT: 2, DeviceState.FAILING: 3}
