"""Ends the event loop on Ctrl+C and on the service manager's request, without waking up for it meanwhile."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SignalQuit(QObject):
    """Python runs its handlers only between two steps of Python: a byte on a socket makes Qt take one."""

    heard = Signal()

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__()
        self.heard.connect(application.quit)
        self._reader, self._writer = socket.socketpair()
        for each in (self._reader, self._writer):
            each.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup = signal.set_wakeup_fd(self._writer.fileno())
        self._before = {each: signal.signal(each, self._quit) for each in _SIGNALS}

    def stop(self) -> None:
        """Give the signals back."""
        for each, handler in self._before.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _drain(self) -> None:
        self._reader.recv(64)

    def _quit(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the form of a handler
        self.heard.emit()
