"""Starts the kiosk: first the window, then everything else behind it."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import delete

from hardware.devices import DeviceStatus
from hardware.errors import DeviceError
from hardware.registry import WEDGE, is_camera, wedge_profile
from hardware.scanners.wedge_qt import WedgeScanner
from kiosk.config import ConfigError, ScannerProfile, Settings
from kiosk.domain.errors import KioskError
from kiosk.ui.reference_counts import keep_constants
from kiosk.ui.runtime_port import RuntimePort
from kiosk.ui.signals import SignalQuit
from kiosk.ui.viewmodels.barcodes import DemoCodes
from kiosk.ui.viewmodels.kiosk import KioskViewModel
from kiosk.ui.window import KioskWindow, parse_size

_log = logging.getLogger(__name__)

Compose = Callable[[], AbstractContextManager[RuntimePort]]
"""Opens a runtime; raises KioskError with what to do where that is not possible."""


def start(settings: Settings, *, demo: bool, size: str | None) -> int:
    """Run the kiosk until its window is closed; gives the exit status.

    `size` is a window size such as `1280x800` instead of the full screen. Raises KioskError for a wrong one.
    """
    window_size = parse_size(size) if size else None
    application = QGuiApplication.instance() or QGuiApplication(["lotline"])
    QGuiApplication.setApplicationDisplayName(settings.station_title)
    keep_constants()
    codes = _demo_codes(settings) if demo else ()
    kiosk = Kiosk(settings, lambda: _compose(settings, demo=demo), codes)
    signals = SignalQuit(application)
    try:
        kiosk.show(window_size)
        return int(application.exec())
    finally:
        kiosk.close()
        signals.stop()


class Kiosk:
    """The window, the runtime behind it and the keyboard that may be a scanner."""

    def __init__(
        self,
        settings: Settings,
        compose: Compose,
        codes: DemoCodes = (),
    ) -> None:
        self._settings = settings
        self._compose = compose
        self._is_shown = False
        self._opened = ExitStack()
        self._wedge: WedgeScanner | None = None
        self.view_model = KioskViewModel(
            language=settings.language,
            is_dark=settings.theme == "dark",
            millimetre_setting=settings.millimetre,
        )
        self.view_model.barcodes_part.offer(codes)
        self.view_model.retryWanted.connect(self.open_runtime, Qt.ConnectionType.QueuedConnection)
        self.view_model.closeWanted.connect(QGuiApplication.quit)
        self.window = KioskWindow(self.view_model)

    def show(self, size: QSize | None) -> None:
        """Show the window; the runtime is opened when its first frame is on the screen."""
        self.window.root.frameSwapped.connect(self._after_first_frame, Qt.ConnectionType.QueuedConnection)
        self.window.show(size)

    def _after_first_frame(self) -> None:
        if not self._is_shown:
            self._is_shown = True
            if self._settings.sounds:
                self._hear()
            self.window.root.frameSwapped.disconnect(self._after_first_frame)
            try:
                self.open_runtime()
            except BaseException:
                # A bug: no runtime will come, so the program ends, and whoever watches over it starts it anew.
                QGuiApplication.exit(1)
                raise

    def open_runtime(self) -> None:
        """Open the runtime and let scans in; what is wrong goes on the error page."""
        try:
            wedge = self._wedge or self._make_wedge()
            runtime = self._opened.enter_context(self._compose())
        except KioskError as error:
            _log.exception("no runtime")
            self.view_model.fail(str(error))
            return
        self.view_model.connect_runtime(runtime)
        self.view_model.offer_check(self._settings.named_scanners, self._write_profile)
        if any(is_camera(address) for address in self._settings.named_scanners.values()):
            self.view_model.offer_camera()
        self._wedge = wedge
        if wedge is not None:
            wedge.start(self.view_model.scan, self._note)

    def _make_wedge(self) -> WedgeScanner | None:
        """The reader of the keyboard, where one of the scanners is a keyboard; raises ConfigError for its address."""
        for name, address in self._settings.named_scanners.items():
            if address.startswith(f"{WEDGE}:"):
                try:
                    profile = wedge_profile(address)
                except DeviceError as error:
                    raise ConfigError(f"The scanner {name} cannot be used. {error}") from error
                return WedgeScanner(profile, name, tap=partial(self.view_model.see_key, name))
        return None

    def _write_profile(self, name: str, profile: ScannerProfile) -> Path:
        """Write a profile; imported here, because the library for it is needed only then."""
        from kiosk.doctor.scanner_check.profile_file import write_profile

        return write_profile(self._settings, name, profile)

    def _note(self, status: DeviceStatus) -> None:
        """Log how the keyboard is; a scan that was lost is said aloud."""
        _log.info("keyboard wedge: %s %s", status.state, status.reason)
        if status.reason:
            self.view_model.lose_scan(status.reason)

    def wedge_expired(self) -> None:
        """Take the keys that were typed so far for typing, as after the wedge's waiting time."""
        if self._wedge is not None:
            self._wedge.expire()

    def _hear(self) -> None:
        """Make the sounds heard; imported here, because making them takes a moment."""
        from hardware.sounder import open_sounder

        sounder = open_sounder(self._settings.volume)
        self._opened.callback(sounder.close)
        self.view_model.hear_through(sounder)
        _log.info("sound: %s %s", sounder.status.state, sounder.status.reason)

    def close(self) -> None:
        """Let no more scans in, end the runtime, then the window.

        What belongs to Qt is deleted here and now: left to Python's collector, it may be deleted while Qt holds one
        of its locks, and the program stands still.
        """
        if self._wedge is not None:
            self._wedge.stop()
            delete(self._wedge)
            self._wedge = None
        self.view_model.disconnect_runtime()
        self._opened.close()
        self.window.close()
        delete(self.view_model)


def _compose(settings: Settings, *, demo: bool) -> AbstractContextManager[RuntimePort]:
    """The runtime of the settings; imported here, because it brings the database along."""
    from kiosk.app import opened_runtime

    return opened_runtime(settings, demo=demo)


def _demo_codes(settings: Settings) -> DemoCodes:
    """The labels of the demonstration plant, as the settings' prefixes have them."""
    from kiosk.demo import codes

    return codes(settings.command_prefix, settings.badge_prefix)
