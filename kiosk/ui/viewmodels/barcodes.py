"""The labels of the demonstration plant, to be touched instead of scanned."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hardware.scan import Scan
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.records_model import RecordsModel

DemoCodes = Sequence[tuple[str, str, bytes, str | None]]
"""Group, title, payload, symbology identifier of each label."""
_CONTROLS = {0x1D: "<GS>", 0x1E: "<RS>", 0x04: "<EOT>"}


@dataclass(frozen=True, slots=True)
class BarcodeLine:
    """One label to touch."""

    group: str
    title: str
    content: str
    """The payload as it can be read."""


@dataclass(frozen=True, slots=True)
class BarcodesProps:
    """Whether there are labels and whether they are shown."""

    isOffered: bool = False
    isOpen: bool = False


def readable(data: bytes) -> str:
    """A payload with its controls named, so that it can be read and compared.

    >>> readable(b"10AB" + bytes([29]) + b"21C")
    '10AB<GS>21C'
    """
    return "".join(_CONTROLS.get(ord(each), each) for each in data.decode("latin-1"))


@QmlElement
class BarcodesViewModel(Observed):
    """The panel of labels for QML."""

    isOfferedChanged = Signal()
    isOffered = shown(bool, "isOffered", isOfferedChanged)
    isOpenChanged = Signal()
    isOpen = shown(bool, "isOpen", isOpenChanged)

    def __init__(self, scan: Callable[[Scan], None], parent: QObject) -> None:
        super().__init__(BarcodesProps(), parent)
        self._scan = scan
        self._codes: DemoCodes = ()
        self.lines_model = RecordsModel(BarcodeLine, self)

    lines = part(RecordsModel, "lines_model")

    def offer(self, codes: DemoCodes) -> None:
        """Offer these labels."""
        self._codes = tuple(codes)
        self.lines_model.replace([BarcodeLine(group, title, readable(data)) for group, title, data, _ in codes])
        self.show(BarcodesProps(isOffered=bool(codes)))

    @Slot()
    def toggle(self) -> None:
        """Show or hide the panel."""
        self.show(replace(self.props, isOpen=not self.props.isOpen))

    @Slot()
    def close(self) -> None:
        """Hide the panel."""
        self.show(replace(self.props, isOpen=False))

    @Slot(int)
    def touch(self, row: int) -> None:
        """Scan the label of a row."""
        _, _, data, aim = self._codes[row]
        self._scan(Scan(data, aim, "simulated"))
