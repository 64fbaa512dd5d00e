"""The view model of the window: takes snapshots from any thread, hands touches, keys and scans to the runtime."""

# ruff: noqa: N802, N815 - QML reads these names
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from hardware.scan import Scan
from kiosk.snapshot import Action, LastScan, Mood, Row, Snapshot
from kiosk.ui.camera_pictures import Shown
from kiosk.ui.panel import millimetre, true_millimetre
from kiosk.ui.runtime_port import RuntimePort
from kiosk.ui.texts import ui_text
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME, keyboard  # noqa: F401
from kiosk.ui.viewmodels.barcodes import BarcodesViewModel
from kiosk.ui.viewmodels.camera import CameraViewModel
from kiosk.ui.viewmodels.label import LabelViewModel
from kiosk.ui.viewmodels.look_up import LookUpViewModel
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.pad import PadViewModel
from kiosk.ui.viewmodels.records_model import RecordsModel
from kiosk.ui.viewmodels.scanner_check import ScannerCheckViewModel, Write
from kiosk.ui.viewmodels.status import StatusProps, StatusViewModel, derive_status
from kiosk.ui.viewmodels.tray import TrayViewModel
from kiosk.ui.viewmodels.verdict import VerdictProps, VerdictViewModel, derive_verdict
from kiosk.ui.viewmodels.window_props import Inputs, derive, with_icons

if TYPE_CHECKING:
    from hardware.sounder import Sounder


@QmlElement
class KioskViewModel(Observed):
    """The one object that the pages are given."""

    pageChanged = Signal()
    page = shown(str, "page", pageChanged)
    pictureChanged = Signal()
    picture = shown(str, "picture", pictureChanged)
    isTallChanged = Signal()
    isTall = shown(bool, "isTall", isTallChanged)
    isTrayChanged = Signal()
    isTray = shown(bool, "isTray", isTrayChanged)
    isDarkChanged = Signal()
    isDark = shown(bool, "isDark", isDarkChanged)
    isFailedChanged = Signal()
    isFailed = shown(bool, "isFailed", isFailedChanged)
    failureChanged = Signal()
    failure = shown(str, "failure", failureChanged)
    titleChanged = Signal()
    title = shown(str, "title", titleChanged)
    promptChanged = Signal()
    prompt = shown(str, "prompt", promptChanged)
    hintChanged = Signal()
    hint = shown(str, "hint", hintChanged)
    subjectChanged = Signal()
    subject = shown(str, "subject", subjectChanged)
    subjectDetailChanged = Signal()
    subjectDetail = shown(str, "subjectDetail", subjectDetailChanged)
    hasChoicesChanged = Signal()
    hasChoices = shown(bool, "hasChoices", hasChoicesChanged)
    waitingRowChanged = Signal()
    waitingRow = shown(int, "waitingRow", waitingRowChanged)

    status = part(StatusViewModel, "status_part")
    verdict = part(VerdictViewModel, "verdict_part")
    pad = part(PadViewModel, "pad_part")
    lookUp = part(LookUpViewModel, "look_up_part")
    barcodes = part(BarcodesViewModel, "barcodes_part")
    label = part(LabelViewModel, "label_part")
    camera = part(CameraViewModel, "camera_part")
    tray = part(TrayViewModel, "tray_part")
    scannerCheck = part(ScannerCheckViewModel, "scanner_check_part")
    rows = part(RecordsModel, "rows_model")
    lastScans = part(RecordsModel, "last_scans_model")
    actions = part(RecordsModel, "actions_model")
    tiles = part(RecordsModel, "tiles_model")
    choices = part(RecordsModel, "choices_model")

    arrived = Signal(object)
    """A snapshot on its way from a thread of the runtime to the thread of the window."""
    retryWanted = Signal()
    closeWanted = Signal()

    def __init__(
        self,
        *,
        language: str = "en",
        is_dark: bool = False,
        millimetre_setting: float = 0.0,
        parent: QObject | None = None,
    ) -> None:
        self._say = partial(ui_text, language=language)
        self._inputs = Inputs(is_dark=is_dark)
        super().__init__(derive(self._inputs, self._say), parent)
        self._millimetre_setting = millimetre_setting
        self._sounder: Sounder | None = None
        self._runtime: RuntimePort | None = None
        self._heard = 0
        self.status_part = StatusViewModel(StatusProps(), self)
        self.verdict_part = VerdictViewModel(VerdictProps(), self)
        self.pad_part = PadViewModel(self.enter, self)
        self.look_up_part = LookUpViewModel(self)
        self.barcodes_part = BarcodesViewModel(self.scan, self)
        self.label_part = LabelViewModel(self)
        self.camera_part = CameraViewModel(self.scan, lambda: self.act("offer-close"), self)
        self.tray_part = TrayViewModel(self)
        self.scanner_check_part = ScannerCheckViewModel(language, self)
        self.rows_model = RecordsModel(Row, self)
        self.last_scans_model = RecordsModel(LastScan, self)
        self.actions_model = RecordsModel(Action, self)
        self.tiles_model = RecordsModel(Action, self)
        self.choices_model = RecordsModel(Action, self)
        self.camera_part.isOpenChanged.connect(self._make_room_for_camera)
        self.barcodes_part.isOpenChanged.connect(self._make_room_for_barcodes)
        self.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def hear_through(self, sounder: "Sounder") -> None:
        """Play every new verdict."""
        self._sounder = sounder

    def connect_runtime(self, runtime: RuntimePort) -> None:
        """Show the snapshots of a runtime and tell it what is scanned, touched and typed."""
        self._runtime = runtime
        runtime.listen(self.arrived.emit)

    def disconnect_runtime(self) -> None:
        """Say nothing more to the runtime."""
        self._runtime = None
        self.camera_part.withdraw()
        self.scanner_check_part.withdraw()

    def offer_check(self, addresses: Mapping[str, str], write: Write) -> None:
        """Let the scanners of the connected runtime be checked, by name and address."""
        if self._runtime is not None:
            self.scanner_check_part.offer(addresses, self._runtime.watch_scanners, write)

    def offer_camera(self) -> None:
        """Let people see what the camera of the connected runtime sees."""
        if self._runtime is not None:
            self.camera_part.offer(self._runtime.camera_view, self._say("ui.camera_none"))

    def marked_picture(self, name: str) -> Shown | None:
        """What a camera sees now, `live`, or has seen, `tray`; None where there is no picture."""
        return self.camera_part.picture if name == "live" else self.tray_part.picture

    def fail(self, reason: str) -> None:
        """Show why there is no runtime."""
        self._look(replace(self._inputs, failure=reason))

    def is_showing(self, snapshot: Snapshot) -> bool:
        """Whether this snapshot has arrived and is the one that is shown."""
        return self._inputs.snapshot is snapshot

    def scan(self, scan: Scan) -> None:
        """Hand on a scan, on whatever page; while a scanner is checked, it is for the check."""
        if self.scanner_check_part.props.isOpen:
            self.scanner_check_part.see_scan(scan)
        elif self._runtime is not None:
            self._runtime.scan(scan)

    def see_key(self, name: str, record: bytes, at: float) -> None:
        """Let the check of a scanner see what the keyboard `name` sends."""
        if self.scanner_check_part.props.isOpen:
            self.scanner_check_part.see_raw(name, record, at)

    def lose_scan(self, why: str) -> None:
        """Say that a scan was lost half-way."""
        if self._runtime is not None and not self.scanner_check_part.props.isOpen:
            self._runtime.lose_scan(why)

    @Slot(str)
    def act(self, key: str) -> None:
        """Hand on a touched action, tile or choice."""
        if self._runtime is not None:
            self._runtime.act(key)

    def enter(self, text: str) -> None:
        """Hand on what was typed on the pad."""
        if self._runtime is not None:
            self._runtime.enter(text)

    @Slot()
    def acknowledge(self) -> None:
        """Say that the verdict was seen."""
        self.act("acknowledge")

    @Slot()
    def cancel(self) -> None:
        """Give up what is asked."""
        self.act("cancel")

    @Slot(int, str, result=bool)
    def key(self, key: int, text: str) -> bool:
        """Take a key of a keyboard; false where it means nothing here."""
        snapshot = self._inputs.snapshot
        if self.scanner_check_part.props.isOpen:
            if key == int(Qt.Key.Key_Escape):
                self.scanner_check_part.close()
            return True
        if snapshot is None:
            return False
        if self.pad_part.props.isOpen and not snapshot.must_acknowledge and key != int(Qt.Key.Key_Escape):
            return self.pad_part.key(key, text)
        action = keyboard.action_of(key, text, snapshot)
        if action:
            self.act(action)
        return bool(action)

    @Slot()
    def toggleTheme(self) -> None:
        """Change between light and dark."""
        self._look(replace(self._inputs, is_dark=not self._inputs.is_dark))

    @Slot(str, result=str)
    def text(self, key: str) -> str:
        """A fixed text of the window."""
        return self._say(key)

    @Slot(float, float, float, result=float)
    def millimetre(self, width: float, height: float, density: float) -> float:
        """Pixels in a millimetre, for a window in pixels on a screen of `density` pixels a millimetre."""
        return millimetre(self._millimetre_setting, density, width, height)

    @Slot(float, float, result=float)
    def trueMillimetre(self, density: float, width: float) -> float:
        """Pixels in a real millimetre of a screen `width` pixels wide; 0 where nobody knows."""
        return true_millimetre(self._millimetre_setting, density, width)

    @Slot()
    def retry(self) -> None:
        """Try once more to get a runtime."""
        self._look(replace(self._inputs, failure="", snapshot=None))
        self.retryWanted.emit()

    @Slot()
    def close(self) -> None:
        """End the program."""
        self.closeWanted.emit()

    def _look(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self.show(derive(inputs, self._say))

    def _take(self, snapshot: Snapshot) -> None:
        """Show a snapshot: lists and parts first, so that a page that is made for it finds them in place."""
        self.rows_model.replace(snapshot.rows)
        self.last_scans_model.replace(snapshot.last_scans)
        self.actions_model.replace(with_icons(snapshot.actions))
        self.tiles_model.replace(with_icons(snapshot.tiles))
        self.choices_model.replace(with_icons(snapshot.choices))
        self.look_up_part.show_answer(snapshot.look_up, self._say)
        self.label_part.show_picture(snapshot.picture)
        self.camera_part.show_snapshot(snapshot)
        self.tray_part.show_tray(snapshot.tray)
        self.status_part.show(derive_status(snapshot.status))
        self.verdict_part.show(derive_verdict(snapshot, self._say))
        self.pad_part.ask(snapshot.input)
        self._look(replace(self._inputs, snapshot=snapshot))
        self._sound(snapshot)

    def _make_room_for_camera(self) -> None:
        """Only one thing can stand at the side."""
        if self.camera_part.props.isOpen:
            self.barcodes_part.close()

    def _make_room_for_barcodes(self) -> None:
        if self.barcodes_part.props.isOpen:
            self.camera_part.close()

    def _sound(self, snapshot: Snapshot) -> None:
        """Play a verdict once, when it is new. The sounds are imported with the first, after the first frame."""
        verdict = snapshot.verdict
        if verdict.number > self._heard and self._sounder is not None and verdict.mood is not Mood.NEUTRAL:
            from hardware.sounder import Sound

            self._sounder.play(Sound(verdict.mood.value))
        self._heard = verdict.number
