"""Stands between keyboard and application: scans go to `deliver`, typing goes on to where it was meant.

Qt shows one key up to four times: ShortcutOverride and KeyPress, each to the window and then to the item with
the focus. Only what a QWindow is shown counts here. Keys of a burst are kept until it is decided; typing is
then sent again, in order, presses and releases.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from hardware.devices import Deliver, DeviceState, DeviceStatus, Report, Tap
from hardware.errors import DeviceError
from hardware.scanners.input_events import KERNEL_OFFSET, RIGHT_ALT, pack_key
from hardware.scanners.keys import KeyPress
from hardware.scanners.layouts import TEXT
from hardware.scanners.wedge import Accepted, Rejected, Verdict, WedgeDecoder, WedgeProfile

_log = logging.getLogger(__name__)

_EVDEV_PLATFORMS = frozenset({"xcb", "wayland", "wayland-egl", "eglfs", "linuxfb", "offscreen", "minimal"})
_LATE_S = 0.030
_SERVER_CLOCK_MS = 2**32
"""Time stamps of X11 start again from 0 after 49.7 days."""
_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_REPORTED = frozenset({Verdict.BROKEN, Verdict.MIXED, Verdict.OPEN, Verdict.OVERSIZE})
_HeldKey = tuple[QWindow, QKeyEvent]


class WedgeScanner(QObject):
    """A keyboard-wedge scanner, read in the interface thread by an event filter on the application."""

    def __init__(
        self,
        profile: WedgeProfile | None = None,
        device: str = "",
        *,
        clock: Callable[[], float] = time.monotonic,
        tap: Tap | None = None,
    ) -> None:
        """Prepare a filter; raises DeviceError where no QGuiApplication runs.

        Where Qt does not hand on the kernel's scan codes, the layout of the kiosk counts instead of the profile's.
        """
        application = QCoreApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise DeviceError("wedge: a keyboard needs a QGuiApplication, and none was made yet")
        super().__init__()
        self._application = application
        self._decoder = WedgeDecoder(_possible(profile or WedgeProfile()), device, hears_releases=True)
        self._clock = clock
        self._tap = tap
        self._altgr = False
        self._deliver: Deliver | None = None
        self._report: Report | None = None
        self._held: deque[_HeldKey] = deque()
        self._swallowed: set[int] = set()
        self._replaying = False
        self._stamp_ms: int | None = None
        self._seconds = 0.0
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.expire)

    def start(self, deliver: Deliver, report: Report) -> None:
        """Begin to filter the keys of the application."""
        self._deliver, self._report = deliver, report
        self._application.installEventFilter(self)
        report(DeviceStatus(DeviceState.READY))

    def stop(self) -> None:
        """Let all keys pass again, those held back first."""
        self._timer.stop()
        self._application.removeEventFilter(self)
        self._deliver = None
        self._settle(self._decoder.flush())
        self._report = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Swallow what is held back or scanned; everything else passes."""
        if self._replaying or not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                return self._override(event)
            case QEvent.Type.KeyPress:
                return self._press(watched, event)
            case QEvent.Type.KeyRelease:
                return self._release(watched, event)
            case _:
                return False

    def expire(self) -> None:
        """Decide the burst, since no key came for long enough.

        A timer that fires late was blocked; keys that came meanwhile are still on their way and go first.
        """
        if self._clock() - self._due > _LATE_S:
            self._wait(_LATE_S)
        else:
            self._settle(self._decoder.flush())

    def _override(self, event: QKeyEvent) -> bool:
        """Keep the keys of a burst from being taken for shortcuts; outside of one they are."""
        if self._decoder.in_burst:
            event.accept()
            return True
        return False

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() and not self._decoder.in_burst:
            return False
        self._held.append((window, event.clone()))
        key = self._key_press(event)
        self._show(event, is_down=True, at=key.at)
        self._settle(self._decoder.press(key))
        return True

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        at = self._seconds_of(event)
        if not event.isAutoRepeat():
            self._show(event, is_down=False, at=at)
        if self._held:
            self._held.append((window, event.clone()))
            if not event.isAutoRepeat() and (outcomes := self._decoder.release(event.nativeScanCode(), at)):
                self._settle(outcomes)
            return True
        was_swallowed = _key_of(event) in self._swallowed
        self._swallowed.discard(_key_of(event))
        return was_swallowed

    def _show(self, event: QKeyEvent, *, is_down: bool, at: float) -> None:
        """Let a diagnosis see the key, in the form in which the kernel reports keys."""
        code = event.nativeScanCode()
        if code == RIGHT_ALT + KERNEL_OFFSET:
            self._altgr = is_down
        if self._tap is not None and code > KERNEL_OFFSET:
            self._tap(pack_key(code - KERNEL_OFFSET, is_down=is_down, at=at), at)

    def _key_press(self, event: QKeyEvent) -> KeyPress:
        modifiers = event.modifiers()
        return KeyPress(
            scan_code=event.nativeScanCode(),
            text=event.text(),
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            alt=bool(modifiers & Qt.KeyboardModifier.AltModifier) and not self._altgr,
            altgr=self._altgr,
            modifier=event.key() in _MODIFIER_KEYS,
            at=self._seconds_of(event),
        )

    def _seconds_of(self, event: QKeyEvent) -> float:
        """Put the time stamp of the source on our clock; a platform without time stamps gives 0."""
        stamp_ms = event.timestamp()
        if not stamp_ms:
            return self._clock()
        if self._stamp_ms is None:
            self._seconds = self._clock()
        else:
            self._seconds += (stamp_ms - self._stamp_ms) % _SERVER_CLOCK_MS / 1000
        self._stamp_ms = stamp_ms
        return self._seconds

    def _settle(self, outcomes: list[Accepted | Rejected]) -> None:
        for outcome in outcomes:
            keys = self._take(outcome.keys)
            if isinstance(outcome, Accepted):
                self._part(keys, frozenset())
                if self._deliver is not None:
                    self._deliver(outcome.scan)
            else:
                self._reject(outcome, keys)
        patience_s = self._decoder.patience_s
        if patience_s is None:
            self._timer.stop()
        else:
            self._wait(patience_s)

    def _take(self, presses: int) -> list[_HeldKey]:
        """Take the oldest presses with the releases that came after each."""
        taken: list[_HeldKey] = []
        while self._held:
            is_press = self._held[0][1].type() == QEvent.Type.KeyPress
            if is_press and not presses:
                break
            presses -= is_press
            taken.append(self._held.popleft())
        return taken

    def _part(self, keys: list[_HeldKey], typed: frozenset[int]) -> None:
        """Give the presses at the positions `typed` back and forget the others, each release with its press.

        A release whose press came before these keys goes where its press went.
        """
        given_back: list[_HeldKey] = []
        position = -1
        for held in keys:
            key = _key_of(held[1])
            if held[1].type() == QEvent.Type.KeyPress:
                position += 1
                if position not in typed:
                    self._swallowed.add(key)
                    continue
                self._swallowed.discard(key)
            elif key in self._swallowed:
                self._swallowed.discard(key)
                continue
            given_back.append(held)
        self._resend(given_back)

    def _reject(self, outcome: Rejected, keys: list[_HeldKey]) -> None:
        self._part(keys, outcome.typed)
        if not outcome.gaps and outcome.typed:
            return
        reason = f"no scan: {outcome.verdict.value}"
        _log.info("%s; gaps in ms: %s", reason, " ".join(f"{gap * 1000:.0f}" for gap in outcome.gaps))
        if outcome.verdict in _REPORTED and self._report is not None:
            self._report(DeviceStatus(DeviceState.READY, reason))

    def _resend(self, keys: list[_HeldKey]) -> None:
        self._replaying = True
        try:
            for window, event in keys:
                if isValid(window):
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False

    def _wait(self, seconds: float) -> None:
        self._due = self._clock() + seconds
        self._timer.start(round(seconds * 1000))


def _key_of(event: QKeyEvent) -> int:
    return event.nativeScanCode() or -int(event.key())


def _possible(profile: WedgeProfile) -> WedgeProfile:
    return profile if QGuiApplication.platformName() in _EVDEV_PLATFORMS else replace(profile, layout=TEXT)
