"""A camera, or a stream from one: grabbed in a thread of its own, of which only the newest frame counts."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware.devices import Cause, DeviceState, DeviceStatus, Report
from hardware.errors import DeviceError
from hardware.scanners.camera.addresses import is_stream, title_of
from hardware.scanners.camera.frames import Capture, Frame, grabbed
from hardware.scanners.camera.health import REPEATS, PictureHealth
from hardware.scanners.camera.opening import open_capture
from hardware.scanners.camera.pictures import Gray
from hardware.scanners.camera.profile import USUAL, Profile, size_refusal
from hardware.scanners.reader import UnavailableError

_log = logging.getLogger(__name__)
RETRY_S = 1.0
MOST_RETRY_S = 8.0
"""After each failure the next try comes twice as late, up to this."""
_SETTLED_S = 10.0
"""A camera that worked for so long is tried soon again."""
STALLED_S = 2.0
"""A picture that takes longer is missed; the slowest stream of any use brings one a second."""
OPENING_S = 8.0
"""But so long may opening take, and the first picture: a stream begins with a whole one."""
ABANDONED_S = 15.0
"""A driver that has not returned for so long is left behind; that of Linux gives up by itself after 10 s."""
MOST_HUNG = 3
"""So many threads may hang in a driver at once; then the camera is left alone until one returns."""
_JOIN_S = 2.0
_REPLUG = "unplug it and plug it in again"
_RECONNECT = "check that it is switched on, and its network"
Open = Callable[[str, Profile], tuple[Capture, list[str]]]
"""Opens a camera; returns it and what it does otherwise than the profile asks. Raises UnavailableError."""


@dataclass(frozen=True, slots=True)
class _Call:
    """What a driver is asked for, which it may never answer."""

    since: float
    patience_s: float
    missed: str
    """What is said when it takes longer."""


class DeviceCamera:
    """A camera, grabbed in a thread that keeps only the newest frame: a queue would show the past.

    A call of the driver may never return. Nobody waits for it: who asks for frames also watches the thread, leaves it
    behind when it hangs, and sets another one to work.
    """

    pace_s = 1 / 15
    is_live = True

    def __init__(
        self,
        device: str,
        profile: Profile = USUAL,
        *,
        open_: Open = open_capture,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Prepare a camera; `wait(seconds)` passes the time between two tries to open it."""
        self._device, self._profile = device, profile
        self._title = title_of(device)
        self._remedy = _RECONNECT if is_stream(device) else _REPLUG
        self._open = open_
        self._clock = clock
        self._stopping = threading.Event()
        self._wait = wait or self._stopping.wait
        self._changed = threading.Condition()
        self._turn = 0
        self._newest: Frame | None = None
        self._call: _Call | None = None
        """None while the driver is not asked for anything."""
        self._thread: threading.Thread | None = None
        self._hung: list[threading.Thread] = []
        self._health = PictureHealth()
        self._pause_s = RETRY_S
        self._saying = threading.Lock()
        self._report: Report
        self._said: DeviceStatus | None = None

    def start(self, report: Report) -> None:
        """Open the camera and grab until `stop`."""
        self._report, self._said = report, None
        self._stopping.clear()
        self._pause_s = RETRY_S
        self._begin_if_possible()

    def next_frame(self, timeout_s: float) -> Frame | None:
        """Return the newest frame, once; waits up to `timeout_s` seconds for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._stopping.is_set(), timeout_s)
            frame, self._newest = self._newest, None
        if frame is None and not self._stopping.is_set():
            self._watch()
        return frame

    def stop(self) -> None:
        """End the thread, which frees the camera; one that hangs in its driver is left behind."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_S if self._silent_s() < STALLED_S else 0.0)
            if self._thread.is_alive():
                self._leave_behind(self._thread)

    def _begin(self) -> None:
        with self._changed:
            self._turn += 1
            self._newest, self._call = None, None
            turn = self._turn
        self._thread = threading.Thread(target=self._run, args=(turn,), name=self._title, daemon=True)
        self._thread.start()

    def _silent_s(self) -> float:
        """Return how long the driver has not returned from what it was asked for."""
        call = self._call
        return 0.0 if call is None else self._clock() - call.since

    def _watch(self) -> None:
        """Say that the driver hangs, leave its thread behind in the end, and set another one to work."""
        call, silent_s = self._call, self._silent_s()
        if call is not None and silent_s >= call.patience_s:
            self._say(self._failing(call.missed))
        if self._thread is not None and silent_s >= ABANDONED_S:
            self._leave_behind(self._thread)
        if self._thread is None:
            self._begin_if_possible()

    def _begin_if_possible(self) -> None:
        self._hung = [thread for thread in self._hung if thread.is_alive()]
        if len(self._hung) < MOST_HUNG:
            self._begin()
        else:
            reason = f"its driver did not return from {MOST_HUNG} tries; {self._remedy}, or restart this computer"
            self._say(self._failing(reason))

    def _leave_behind(self, thread: threading.Thread) -> None:
        with self._changed:
            self._turn += 1
            self._call = None
        self._hung.append(thread)
        self._thread = None
        _log.warning("%s: a thread was left behind, its driver does not return", self._title)

    def _is_mine(self, turn: int) -> bool:
        """False once to stop, or once another thread has taken over."""
        return turn == self._turn and not self._stopping.is_set()

    def _run(self, turn: int) -> None:
        while self._is_mine(turn):
            self._say(DeviceStatus(DeviceState.CONNECTING))
            began = self._clock()
            status = self._work(turn)
            if self._is_mine(turn):
                self._call = None
                self._say(status)
                if self._clock() - began >= _SETTLED_S:
                    self._pause_s = RETRY_S
                self._wait(self._pause_s)
                self._pause_s = min(2 * self._pause_s, MOST_RETRY_S)

    def _work(self, turn: int) -> DeviceStatus:
        """Open the camera and grab until something is wrong; returns what."""
        import cv2

        try:
            self._call = _Call(self._clock(), OPENING_S, f"does not open; {self._remedy}")
            capture, refused = self._open(self._device, self._profile)
        except UnavailableError as error:
            return error.status
        except cv2.error as error:
            return self._failing(f"cannot be opened: {' '.join(str(error).split())}")
        try:
            return self._grab(capture, refused, turn)
        except DeviceError as error:
            return self._failing(f"its picture {error}; {self._remedy}")
        except MemoryError:
            return self._failing("gives pictures that are too large for the memory; ask for a smaller width and height")
        finally:
            capture.release()

    def _grab(self, capture: Capture, refused: list[str], turn: int) -> DeviceStatus:
        """Grab until the camera repeats itself, or it is another thread's turn. Raises DeviceError."""
        self._health.opened(self._clock())
        patience_s = OPENING_S
        while self._is_mine(turn):
            self._call = _Call(self._clock(), patience_s, f"gives no more pictures; {self._remedy}")
            image = grabbed(capture)
            if image is None:
                return self._failing(f"gives no picture; {self._remedy}")
            if patience_s == OPENING_S and not is_stream(self._device):
                refused = refused or size_refusal(image, self._profile)
            patience_s = STALLED_S
            if not self._take(image, refused, turn):
                break
        return self._failing(REPEATS)

    def _take(self, image: Gray, refused: list[str], turn: int) -> bool:
        """Keep a picture as the newest frame and say how the camera is; false where it must be opened anew."""
        at = self._clock()
        with self._changed:
            if not self._is_mine(turn):
                return False
            wrong = self._health.see(image, at)
            if not self._health.is_frozen:
                self._newest = Frame(image, at)
                self._changed.notify()
        if wrong:
            self._say(self._failing(wrong))
        elif refused:
            reason = f"{self._title}: works otherwise than it was asked to: {', '.join(refused)}"
            self._say(DeviceStatus(DeviceState.READY, reason, Cause.SETTINGS))
        else:
            self._say(DeviceStatus(DeviceState.READY))
        return not self._health.must_reopen

    def _failing(self, reason: str) -> DeviceStatus:
        return DeviceStatus(DeviceState.FAILING, f"{self._title}: {reason}")

    def _say(self, status: DeviceStatus) -> None:
        """Report changes only; a new try after a failure is not news."""
        with self._saying:
            is_retry = status.state is DeviceState.CONNECTING and self._said is not None
            if status != self._said and not is_retry and not self._stopping.is_set():
                self._said = status
                self._report(status)
