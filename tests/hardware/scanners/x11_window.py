"""A window with a wedge on a real X server: says each scan, and each key that reached it, a JSON line each."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from hardware.devices import DeviceStatus
from hardware.registry import wedge_profile
from hardware.scan import Scan
from hardware.scanners.wedge_qt import WedgeScanner


def say(kind: str, what: object) -> None:
    print(json.dumps([kind, what]), flush=True)  # noqa: T201 - this is how the test hears it


class Window(QWindow):
    """Tells which keys reach it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        say("key", event.text())


def _scan(scan: Scan) -> None:
    say("scan", scan.data.decode("latin-1"))


def _status(status: DeviceStatus) -> None:
    say("status", status.reason or status.state.value)


def main() -> None:
    application = QGuiApplication(["wedge"])
    window = Window()
    window.resize(400, 300)
    window.show()
    window.requestActivate()
    scanner = WedgeScanner(wedge_profile(sys.argv[1]))
    scanner.start(_scan, _status)
    window.activeChanged.connect(lambda: say("active", window.isActive()))
    QTimer.singleShot(60_000, application.quit)
    application.exec()


if __name__ == "__main__":
    main()
