"""The live view: what the camera sees, while somebody looks."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hardware.scan import Scan
from kiosk.camera_view import CameraView, Corners, GrayPicture, Mark
from kiosk.snapshot import Action, Page, Snapshot
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.records_model import RecordsModel

See = Callable[[], CameraView | None]
"""Gives what a camera sees now; returns at once."""
_TICK_MS = 80
_STALE_TICKS = 13
"""After about a second without a new picture the last one is taken down: it shows what may not be there any more."""
_REACH = 0.12
"""So far from the middle of a code a touch may be, as a share of the picture's width."""


@dataclass(frozen=True, slots=True)
class CameraProps:
    """What is shown of it beside the codes to choose from."""

    isOffered: bool = False
    """Whether this station has a camera."""
    isOpen: bool = False
    source: str = ""
    """Address of the picture, new for every picture; empty while none comes."""
    aspect: float = 16 / 9
    """Width of the picture over its height."""
    hint: str = ""
    hasOffers: bool = False
    canReadTray: bool = False


@QmlElement
class CameraViewModel(Observed):
    """CameraProps for QML. It looks only while the panel is open."""

    isOfferedChanged = Signal()
    isOffered = shown(bool, "isOffered", isOfferedChanged)
    isOpenChanged = Signal()
    isOpen = shown(bool, "isOpen", isOpenChanged)
    sourceChanged = Signal()
    source = shown(str, "source", sourceChanged)
    aspectChanged = Signal()
    aspect = shown(float, "aspect", aspectChanged)
    hintChanged = Signal()
    hint = shown(str, "hint", hintChanged)
    hasOffersChanged = Signal()
    hasOffers = shown(bool, "hasOffers", hasOffersChanged)
    canReadTrayChanged = Signal()
    canReadTray = shown(bool, "canReadTray", canReadTrayChanged)

    offers = part(RecordsModel, "offers_model")

    def __init__(self, scan: Callable[[Scan], None], cancel: Callable[[], None], parent: QObject) -> None:
        """`cancel` ends a choice of codes."""
        super().__init__(CameraProps(), parent)
        self._scan = scan
        self._cancel = cancel
        self._see: See | None = None
        self._no_picture = ""
        self._view: CameraView | None = None
        self._number = 0
        self._idle = 0
        self._was_opened_for_offers = False
        self.offers_model = RecordsModel(Action, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def picture(self) -> tuple[GrayPicture, tuple[Mark, ...]] | None:
        """What is drawn."""
        return None if self._view is None else (self._view.picture, self._view.marks)

    def offer(self, see: See, no_picture: str) -> None:
        """Let this camera be looked through; `no_picture` is said while nothing comes from it."""
        self._see, self._no_picture = see, no_picture
        self.show(replace(self.props, isOffered=True, hint=no_picture))

    def withdraw(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._see = None
        self.show(CameraProps())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the codes to choose from; the panel opens for them by itself, and closes again."""
        self.offers_model.replace(snapshot.offers)
        has_offers = bool(snapshot.offers)
        self.show(replace(self.props, hasOffers=has_offers, canReadTray=snapshot.page is Page.FLOW))
        if has_offers and not self.props.isOpen:
            self.open()
            self._was_opened_for_offers = True
        elif not has_offers and self._was_opened_for_offers:
            self.close()

    @Slot()
    def toggle(self) -> None:
        """Show or hide the panel."""
        if self.props.isOpen:
            self.close()
        else:
            self.open()

    @Slot()
    def open(self) -> None:
        """Show the panel, and look."""
        if self._see is not None:
            self._view, self._idle = self._see(), 0  # an old moment, perhaps: the next one is shown
            self.show(replace(self.props, isOpen=True, source="", hint=self._no_picture))
            self._timer.start()
            self.look()

    @Slot()
    def close(self) -> None:
        """Hide the panel."""
        self._timer.stop()
        self._was_opened_for_offers = False
        self.show(replace(self.props, isOpen=False))
        if self.props.hasOffers:
            self._cancel()

    @Slot()
    def look(self) -> None:
        """Show what the camera sees now; nothing where it has shown nothing new for a second."""
        view = self._see() if self._see is not None else None
        if view is None or view is self._view:
            self._idle += 1
            if self._idle == _STALE_TICKS:
                self.show(replace(self.props, source="", hint=self._no_picture))
            return
        self._view, self._idle = view, 0
        if not view.picture.height:
            return
        self._number += 1
        source, aspect = f"image://camera/live/{self._number}", view.picture.width / view.picture.height
        self.show(replace(self.props, source=source, aspect=aspect, hint=view.hint))

    @Slot(float, float)
    def touch(self, x: float, y: float) -> None:
        """Scan the code that was touched, at a share of the picture's width and height."""
        if self._view is None or not self.props.source:
            return
        near = [(distance(mark.corners, x, y, self.props.aspect), mark.scan) for mark in self._view.marks if mark.scan]
        nearest = min(near, key=lambda each: each[0], default=None)
        if nearest is not None and nearest[0] <= _REACH:
            self._scan(nearest[1])


def distance(corners: Corners, x: float, y: float, aspect: float) -> float:
    """How far a point is from the middle of a symbol, as a share of the picture's width; 0 in its inner half."""
    columns, rows = [each[0] for each in corners], [each[1] for each in corners]
    reach_x, reach_y = (max(columns) - min(columns)) / 4, (max(rows) - min(rows)) / 4
    beside = max(0.0, abs(x - sum(columns) / len(columns)) - reach_x)
    above = max(0.0, abs(y - sum(rows) / len(rows)) - reach_y)
    return hypot(beside, above / aspect)
