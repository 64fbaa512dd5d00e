"""The check of a scanner: what it sends, letter by letter, and what comes of it."""

# ruff: noqa: N815 - QML reads these names
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hardware.devices import DeviceState, DeviceStatus, Watcher
from hardware.scan import Scan
from kiosk import messages
from kiosk.config import ScannerProfile
from kiosk.doctor.scanner_check.check import REPEATS, ScannerCheck, Step
from kiosk.doctor.scanner_check.reads import SHOWN_RAW, Collector, Read, in_words, read_of_scan
from kiosk.domain.errors import KioskError
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.records_model import RecordsModel

Watch = Callable[[Watcher | None], None]
Write = Callable[[str, ScannerProfile], Path]
"""Writes the profile of a scanner; raises KioskError."""
_TICK_MS = 100
_LONGEST_SHOWN = 80
_NO_CHECK = ScannerCheck("", "")
_ICONS = {"ok": "accepted", "warning": "warning", "failed": "refused"}


@dataclass(frozen=True, slots=True)
class CheckedScanner:
    """A scanner of this station and how it is."""

    name: str
    status: str
    reason: str
    ok: bool


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding."""

    icon: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CheckInputs:
    """All that decides what the page shows."""

    is_offered: bool = False
    is_open: bool = False
    check: ScannerCheck = _NO_CHECK
    statuses: Mapping[str, DeviceStatus] = field(default_factory=dict)
    note: str = ""
    """What became of the writing; it stands where the hint stands."""
    is_writing: bool = False


@dataclass(frozen=True, slots=True)
class CheckProps:
    """What the page shows beside its lists."""

    isOffered: bool = False
    isOpen: bool = False
    title: str = ""
    hint: str = ""
    label: str = ""
    """Name of the label to scan; empty where none is."""
    labelText: str = ""
    sentBy: str = ""
    sent: str = ""
    isAnswered: bool = False
    canSkip: bool = False
    canWrite: bool = False


def derive_check(inputs: CheckInputs, language: str) -> CheckProps:
    """What the page shows."""
    check = inputs.check
    values = {"count": str(REPEATS), "done": str(check.repeats.done), "percent": str(check.repeats.percent)}
    is_done = check.step is Step.RESULT
    sent = _shortened(in_words(check.transmitted(check.last))) if check.last else ""
    return CheckProps(
        isOffered=inputs.is_offered,
        isOpen=inputs.is_open,
        title=messages.text(f"check.step.{check.step}", values, language),
        hint=inputs.note or messages.text(f"check.step.{check.step}.hint", values, language),
        label="" if is_done else check.label.name,
        labelText="" if is_done else check.label.readable,
        sentBy=messages.text("check.sent", {"scanner": check.name}, language) if check.last else "",
        sent=sent or messages.text("check.waiting", {}, language),
        isAnswered=check.last is not None,
        canSkip=not is_done,
        canWrite=is_done and check.last is not None and not inputs.is_writing,
    )


def _shortened(sent: str) -> str:
    return sent if len(sent) <= _LONGEST_SHOWN else f"{sent[:_LONGEST_SHOWN]}…"


def found_lines(check: ScannerCheck, language: str) -> list[FoundLine]:
    """What was found, the newest first; before all the trouble of the last read, because something is to be done."""
    lines = (*check.lines, check.trouble) if check.trouble else check.lines
    return [FoundLine(_ICONS[line.state], messages.text(line.key, line.values, language)) for line in lines[::-1]]


@QmlElement
class ScannerCheckViewModel(Observed):
    """The page for QML. It is a Watcher: its `see_` methods may be called from any thread."""

    isOfferedChanged = Signal()
    isOffered = shown(bool, "isOffered", isOfferedChanged)
    isOpenChanged = Signal()
    isOpen = shown(bool, "isOpen", isOpenChanged)
    titleChanged = Signal()
    title = shown(str, "title", titleChanged)
    hintChanged = Signal()
    hint = shown(str, "hint", hintChanged)
    labelChanged = Signal()
    label = shown(str, "label", labelChanged)
    labelTextChanged = Signal()
    labelText = shown(str, "labelText", labelTextChanged)
    sentByChanged = Signal()
    sentBy = shown(str, "sentBy", sentByChanged)
    sentChanged = Signal()
    sent = shown(str, "sent", sentChanged)
    isAnsweredChanged = Signal()
    isAnswered = shown(bool, "isAnswered", isAnsweredChanged)
    canSkipChanged = Signal()
    canSkip = shown(bool, "canSkip", canSkipChanged)
    canWriteChanged = Signal()
    canWrite = shown(bool, "canWrite", canWriteChanged)

    scanners = part(RecordsModel, "scanners_model")
    found = part(RecordsModel, "found_model")

    statusSeen = Signal(object)
    rawSeen = Signal(object)
    scanSeen = Signal(object)
    written = Signal(object)
    """On their way from threads of scanners, and of the file, to that of the window."""

    def __init__(self, language: str, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        self._inputs = CheckInputs()
        super().__init__(derive_check(self._inputs, language), parent)
        self._language = language
        self._clock = clock
        self._addresses: Mapping[str, str] = {}
        self._watch: Watch | None = None
        self._write: Write | None = None
        self._collectors: dict[str, Collector] = {}
        self.scanners_model = RecordsModel(CheckedScanner, self)
        self.found_model = RecordsModel(FoundLine, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        for seen, take in (
            (self.statusSeen, self._take_status),
            (self.rawSeen, self._take_raw),
            (self.scanSeen, self._take_scan),
            (self.written, self._take_written),
        ):
            seen.connect(take, Qt.ConnectionType.QueuedConnection)

    def offer(self, addresses: Mapping[str, str], watch: Watch, write: Write) -> None:
        """Let these scanners be checked, by name and address."""
        self._addresses, self._watch, self._write = addresses, watch, write
        self._look(is_offered=True)

    def withdraw(self) -> None:
        """Check nothing more."""
        self.close()
        self._watch = None
        self._look(is_offered=False)

    def see_status(self, name: str, status: DeviceStatus) -> None:
        """How a scanner is."""
        self.statusSeen.emit((name, status))

    def see_raw(self, name: str, chunk: bytes, at: float) -> None:
        """What a scanner sent."""
        self.rawSeen.emit((name, chunk, at))

    def see_scan(self, scan: Scan) -> None:
        """What was made of it: counts for scanners that do not show what they send."""
        self.scanSeen.emit(scan)

    @Slot()
    def open(self) -> None:
        """Show the page; scans go to it instead of the work."""
        if self._watch is None or self.props.isOpen:
            return
        self._collectors.clear()
        unknown = DeviceStatus(DeviceState.READY)
        statuses = {name: unknown for name, address in self._addresses.items() if address.startswith("wedge:")}
        self._look(is_open=True, statuses=statuses, check=_NO_CHECK, note="")
        self._timer.start()
        self._watch(self)

    @Slot()
    def close(self) -> None:
        """Hide the page; scans go to the work again."""
        self._timer.stop()
        if self._watch is not None and self.props.isOpen:
            self._watch(None)
        self._look(is_open=False)

    @Slot()
    def skip(self) -> None:
        """Go on without this step."""
        self._look(check=self._inputs.check.skip())

    @Slot()
    def again(self) -> None:
        """Begin from the start."""
        self._look(check=_NO_CHECK, note="")

    @Slot()
    def write(self) -> None:
        """Write down what was found; the disk is waited for in a thread of its own."""
        if self._write is not None and self.props.canWrite:
            self._look(is_writing=True)
            threading.Thread(target=self._write_down, args=(self._write, self._inputs.check), name="profile").start()

    @Slot()
    def look(self) -> None:
        """Take the reads that have ended by now."""
        now = self._clock()
        for name, collector in self._collectors.items():
            self._judge(name, collector.silence(now))

    def _write_down(self, write: Write, check: ScannerCheck) -> None:
        try:
            path = write(check.name, check.profile())
            note = messages.text("check.written", {"file": str(path)}, self._language)
        except KioskError as error:
            note = messages.text("check.not_written", {"why": str(error)}, self._language)
        self.written.emit(note)

    def _take_status(self, seen: tuple[str, DeviceStatus]) -> None:
        self._look(statuses={**self._inputs.statuses, seen[0]: seen[1]})

    def _take_raw(self, seen: tuple[str, bytes, float]) -> None:
        name, chunk, at = seen
        if self.props.isOpen:
            collector = self._collectors.setdefault(name, Collector(self._scheme(name)))
            self._judge(name, collector.receive(chunk, at))

    def _take_scan(self, scan: Scan) -> None:
        if self.props.isOpen and self._scheme(scan.device) not in SHOWN_RAW:
            self._judge(scan.device, read_of_scan(scan))

    def _take_written(self, note: str) -> None:
        self._look(note=note, is_writing=False)

    def _judge(self, name: str, read: Read | None) -> None:
        """Let a read count; one of another scanner begins that one's check."""
        if read is None:
            return
        check = self._inputs.check
        if check.name != name:
            check = ScannerCheck(name, self._addresses.get(name, name))
        self._look(check=check.take(read))

    def _scheme(self, name: str) -> str:
        return self._addresses.get(name, name).partition(":")[0]

    def _look(self, **changes: object) -> None:
        self._inputs = replace(self._inputs, **changes)  # type: ignore[arg-type]  # fields of CheckInputs, by name
        self.scanners_model.replace([self._line(name, status) for name, status in self._inputs.statuses.items()])
        self.found_model.replace(found_lines(self._inputs.check, self._language))
        self.show(derive_check(self._inputs, self._language))

    def _line(self, name: str, status: DeviceStatus) -> CheckedScanner:
        text = messages.text(f"status.scanner.{status.cause or status.state.value}", {}, self._language)
        return CheckedScanner(name, text, status.reason, status.state is DeviceState.READY)
