"""The label at hand, as it will be printed."""

# ruff: noqa: N815 - QML reads these names
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.snapshot import LabelPicture
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, shown


@dataclass(frozen=True, slots=True)
class LabelProps:
    """What is shown of it."""

    isShown: bool = False
    source: str = ""
    """Address of the picture, new for every picture; empty where it cannot be made."""
    widthMm: float = 0.0
    heightMm: float = 0.0
    trouble: str = ""


def derive_label(picture: LabelPicture | None, number: int) -> LabelProps:
    """The label of a snapshot; `number` counts pictures, so that QML loads each of them."""
    if picture is None:
        return LabelProps()
    source = f"image://labels/{number}" if picture.pixels else ""
    return LabelProps(
        isShown=True,
        source=source,
        widthMm=picture.width_mm,
        heightMm=picture.height_mm,
        trouble=picture.trouble,
    )


@QmlElement
class LabelViewModel(Observed):
    """LabelProps for QML."""

    isShownChanged = Signal()
    isShown = shown(bool, "isShown", isShownChanged)
    sourceChanged = Signal()
    source = shown(str, "source", sourceChanged)
    widthMmChanged = Signal()
    widthMm = shown(float, "widthMm", widthMmChanged)
    heightMmChanged = Signal()
    heightMm = shown(float, "heightMm", heightMmChanged)
    troubleChanged = Signal()
    trouble = shown(str, "trouble", troubleChanged)

    def __init__(self, parent: QObject) -> None:
        super().__init__(LabelProps(), parent)
        self.picture: LabelPicture | None = None
        self._number = 0

    def show_picture(self, picture: LabelPicture | None) -> None:
        """Show the label of a snapshot."""
        if picture != self.picture:
            self.picture = picture
            self._number += 1
        self.show(derive_label(picture, self._number))
