"""Connects the configured scanners to the runtime, says how they are, and lets a diagnosis look over their shoulder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from hardware.devices import DeviceState, DeviceStatus, Scanner, Watcher
from hardware.errors import DeviceError
from hardware.registry import WEDGE, open_scanner
from hardware.scan import Scan
from hardware.scanners.camera.sight import Camera, Sight, Taken
from hardware.scanners.reader import DeviceReader
from kiosk import messages
from kiosk.config import ConfigError, Settings
from kiosk.snapshot import Mood

_RANK = {DeviceState.READY: 0, DeviceState.CONNECTING: 1, DeviceState.ABSENT: 2, DeviceState.FAILING: 3}
_GOOD = frozenset({Mood.ACCEPTED, Mood.DONE})
_BAD = frozenset({Mood.REFUSED, Mood.WARNING})


class ScanTaker(Protocol):
    """What scanners talk to. Called from their threads; every call returns at once."""

    def scan(self, scan: Scan) -> None:
        """A code was read."""
        ...

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        """Several codes are in view, and one of these is meant, or none if `is_more`."""
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


class Scanners:
    """All scanners of a station but the keyboard wedge, which the window reads."""

    def __init__(self, taker: ScanTaker, language: str) -> None:
        self._taker = taker
        self._language = language
        self._scanners: dict[str, Scanner] = {}
        self._statuses: dict[str, DeviceStatus] = {}
        self._watcher: Watcher | None = None

    def start(self, name: str, address: str) -> Scanner:
        """Set a scanner to work; raises DeviceError for an address that cannot be meant."""
        scanner = open_scanner(address, name, lambda chunk, at: self._see_raw(name, chunk, at))
        self._scanners[name] = scanner
        if isinstance(scanner, Camera):
            scanner.viewer = self
        self._report(name, DeviceStatus(DeviceState.CONNECTING))
        scanner.start(self._deliver, lambda status: self._report(name, status))
        return scanner

    def watch(self, watcher: Watcher | None) -> None:
        """Let a diagnosis have what comes from now on, or with None the work again."""
        self._watcher = watcher
        if watcher is not None:
            for name, status in list(self._statuses.items()):
                watcher.see_status(name, status)

    def take_still(self, taken: Taken) -> bool:
        """Let a camera take a picture, one that is ready if there is one; False if there is none at all."""
        cameras = self._cameras()
        ready = [name for name in cameras if self._statuses[name].state is DeviceState.READY]
        if not cameras:
            return False
        cameras[next(iter(ready or cameras))].take_still(taken)
        return True

    def look_again(self, done: tuple[Scan, ...]) -> None:
        """Let cameras scan again what is shown, after a picture of which that was recorded."""
        for camera in self._cameras().values():
            camera.look_again(done)

    def see(self, sight: Sight) -> None:
        """A camera shows what it sees."""
        self._taker.see(sight)

    def offer(self, scans: tuple[Scan, ...], *, is_more: bool) -> None:
        """A camera sees several codes; a diagnosis is given all of them."""
        if self._watcher is None:
            self._taker.offer(scans, is_more=is_more)
        else:
            for scan in scans:
                self._deliver(scan)

    def _cameras(self) -> dict[str, Camera]:
        return {name: each for name, each in self._scanners.items() if isinstance(each, Camera)}

    def answer(self, scan: Scan, mood: Mood) -> None:
        """Let the scanner of a scan say what became of it, where it can."""
        scanner = self._scanners.get(scan.device)
        if isinstance(scanner, DeviceReader) and mood in _GOOD | _BAD:
            scanner.answer(is_good=mood in _GOOD)

    def _deliver(self, scan: Scan) -> None:
        watcher = self._watcher
        if watcher is None:
            self._taker.scan(scan)
        else:
            watcher.see_scan(scan)

    def _see_raw(self, name: str, chunk: bytes, at: float) -> None:
        if (watcher := self._watcher) is not None:
            watcher.see_raw(name, chunk, at)

    def _report(self, name: str, status: DeviceStatus) -> None:
        self._statuses[name] = status
        if (watcher := self._watcher) is not None:
            watcher.see_status(name, status)
        elif status.state is DeviceState.READY and status.reason and not status.cause:
            self._taker.lose_scan(status.reason)
        worst = max(self._statuses.values(), key=lambda each: _RANK[each.state])
        self._taker.report_scanner(status_text(worst, self._language), ok=worst.state is DeviceState.READY)


def status_text(status: DeviceStatus, language: str) -> str:
    """How a scanner is, in a few words for the status strip."""
    return messages.text(f"status.scanner.{status.cause or status.state.value}", {}, language)


@contextmanager
def connected_scanners(settings: Settings, taker: ScanTaker) -> Iterator[Scanners]:
    """Every configured scanner at work; freed at the end. Raises ConfigError for an address that cannot be meant."""
    scanners = Scanners(taker, settings.language)
    with ExitStack() as stack:
        for name, address in settings.named_scanners.items():
            if not address.startswith(f"{WEDGE}:"):
                try:
                    stack.callback(scanners.start(name, address).stop)
                except DeviceError as error:
                    raise ConfigError(f"The scanner {name} cannot be used. {error}") from error
        yield scanners
