"""The strip at the top: place, job, devices, person, time."""

# ruff: noqa: N815 - QML reads these names
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement

from kiosk.snapshot import Status
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, shown


@dataclass(frozen=True, slots=True)
class StatusProps:
    """What the strip shows."""

    station: str = ""
    job: str = ""
    scanner: str = ""
    scannerOk: bool = True
    plant: str = ""
    printer: str = ""
    """What is wrong with the label printer; empty while nothing is."""
    person: str = ""
    time: str = ""


def derive_status(status: Status) -> StatusProps:
    """The strip of a snapshot."""
    return StatusProps(
        station=status.station,
        job=status.job,
        scanner=status.scanner,
        scannerOk=status.scanner_ok,
        plant=status.plant,
        printer="" if status.printer_ok else status.printer,
        person=status.operator,
        time=status.time,
    )


@QmlElement
class StatusViewModel(Observed):
    """StatusProps for QML."""

    stationChanged = Signal()
    station = shown(str, "station", stationChanged)
    jobChanged = Signal()
    job = shown(str, "job", jobChanged)
    scannerChanged = Signal()
    scanner = shown(str, "scanner", scannerChanged)
    scannerOkChanged = Signal()
    scannerOk = shown(bool, "scannerOk", scannerOkChanged)
    plantChanged = Signal()
    plant = shown(str, "plant", plantChanged)
    printerChanged = Signal()
    printer = shown(str, "printer", printerChanged)
    personChanged = Signal()
    person = shown(str, "person", personChanged)
    timeChanged = Signal()
    time = shown(str, "time", timeChanged)
