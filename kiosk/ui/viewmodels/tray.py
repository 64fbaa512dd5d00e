"""The picture of a tray and its codes."""

# ruff: noqa: N815 - QML reads these names
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.camera_view import GrayPicture, Mark, MarkState, Tray, TrayLine
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.records_model import RecordsModel

_ICONS = {MarkState.GOOD: "accepted", MarkState.LEFT_OUT: "duplicate", MarkState.OBJECTED: "refused"}


@dataclass(frozen=True, slots=True)
class TrayRow:
    """One code in the list."""

    number: int
    text: str
    word: str
    detail: str
    icon: str
    isTrouble: bool


@dataclass(frozen=True, slots=True)
class TrayProps:
    """What is shown beside the list."""

    source: str = ""
    """Address of the picture, new for every picture; empty while it is being taken."""
    aspect: float = 16 / 9


@QmlElement
class TrayViewModel(Observed):
    """TrayProps for QML."""

    sourceChanged = Signal()
    source = shown(str, "source", sourceChanged)
    aspectChanged = Signal()
    aspect = shown(float, "aspect", aspectChanged)

    lines = part(RecordsModel, "lines_model")

    def __init__(self, parent: QObject) -> None:
        super().__init__(TrayProps(), parent)
        self._tray: Tray | None = None
        self._number = 0
        self.lines_model = RecordsModel(TrayRow, self)

    @property
    def picture(self) -> tuple[GrayPicture, tuple[Mark, ...]] | None:
        """What is drawn."""
        tray = self._tray
        return None if tray is None or tray.picture is None else (tray.picture, tray.marks)

    def show_tray(self, tray: Tray | None) -> None:
        """Show the tray of a snapshot."""
        if tray is self._tray:
            return
        self._tray = tray
        self.lines_model.replace([_row(line) for line in tray.lines] if tray else [])
        picture = tray.picture if tray else None
        if picture is None or not picture.height:
            self.show(TrayProps())
            return
        self._number += 1
        self.show(TrayProps(f"image://camera/tray/{self._number}", picture.width / picture.height))


def _row(line: TrayLine) -> TrayRow:
    is_trouble = line.state is MarkState.OBJECTED
    return TrayRow(line.number, line.text, line.word, line.detail, _ICONS[line.state], is_trouble)
