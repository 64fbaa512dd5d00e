"""The live view, the codes to choose from and the tray, in the real window."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from kiosk.camera_view import CameraView, GrayPicture, Mark, MarkState
from kiosk.config import Settings
from kiosk.ui.camera_pictures import CameraPictureProvider, outline, painted
from kiosk.ui.viewmodels.camera import distance
from tests.ui.bench import PANELS, SIZES, Bench
from tests.ui.conftest import OpenBench
from tests.ui.scenes import DEMO_CODES, SCENES
from tests.ui.test_layout import faults_of_all
from tests.ui.tray_picture import PICTURE, live

pytestmark = pytest.mark.screen
WITH_CAMERA = Settings(sounds=False, scanners=("camera://0",))
SQUARE = (0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)


@pytest.fixture
def bench(open_bench: OpenBench) -> Bench:
    """A window of a station with a camera, on a flow."""
    bench = open_bench(settings=WITH_CAMERA)
    bench.show(SCENES["flow_accepted"])
    bench.kiosk.view_model.camera_part._timer.stop()
    return bench


def look(bench: Bench, view: CameraView | None, times: int = 1) -> None:
    bench.runtime.view = view
    for _ in range(times):
        bench.kiosk.view_model.camera_part.look()
    bench.settle()


def open_panel(bench: Bench) -> None:
    bench.tap("camera")
    bench.kiosk.view_model.camera_part._timer.stop()


def test_a_station_without_a_camera_offers_none(open_bench: OpenBench) -> None:
    bench = open_bench()
    bench.show(SCENES["flow_accepted"])
    assert not {"camera", "cameraPanel"} & bench.names()


def test_the_panel_shows_what_the_camera_sees_and_what_would_help(bench: Bench) -> None:
    open_panel(bench)
    assert bench.item("camera.hint").property("text") == "No picture"
    look(bench, live("Hold still", MarkState.SEEN))
    assert bench.item("camera.hint").property("text") == "Hold still"
    assert bench.item("live.picture").property("source").toString() == "image://camera/live/1"
    assert bench.item("live.picture").property("implicitWidth") > 100
    bench.tap("camera.close")
    assert "cameraPanel" not in bench.names()


def test_a_picture_that_stays_the_same_for_a_second_is_taken_down(bench: Bench) -> None:
    open_panel(bench)
    view = live("Show a label")
    look(bench, view, times=13)
    assert bench.item("camera.hint").property("text") == "Show a label"
    look(bench, view)
    assert bench.item("camera.hint").property("text") == "No picture"
    assert bench.item("live.picture").property("source").toString() == ""
    look(bench, live("Read", MarkState.READ))
    assert bench.item("camera.hint").property("text") == "Read"


def test_while_the_panel_is_closed_nobody_looks(bench: Bench) -> None:
    open_panel(bench)
    camera = bench.kiosk.view_model.camera_part
    camera.toggle()
    assert not camera._timer.isActive()
    camera.toggle()
    assert camera._timer.isActive()
    camera.toggle()


def touch(bench: Bench, x: float, y: float) -> None:
    picture = bench.item("live.picture")
    at = picture.mapToScene(QPointF(x * picture.width(), y * picture.height())).toPoint()
    QTest.mouseClick(bench.window, Qt.MouseButton.LeftButton, pos=at)


def test_the_code_that_is_touched_in_the_picture_is_scanned(bench: Bench) -> None:
    open_panel(bench)
    view = live("Which one?", MarkState.OFFERED, MarkState.OFFERED, MarkState.SEEN)
    look(bench, view)
    x, y = view.marks[1].corners[0]
    touch(bench, x + 0.03, y + 0.05)
    assert [scan.data for scan in bench.runtime.scans] == [b"SN-1101"]
    touch(bench, 0.5, 0.98)
    x, y = view.marks[2].corners[0]
    touch(bench, x + 0.03, y + 0.05)
    assert len(bench.runtime.scans) == 1, "nothing is near, and what is not read cannot be meant"


def test_the_panel_opens_for_codes_to_choose_from_and_closes_with_the_choice(bench: Bench) -> None:
    assert "cameraPanel" not in bench.names()
    bench.show(SCENES["flow_offers"])
    bench.settle()
    assert {"cameraPanel", "offer.1", "offer.2"} <= bench.names()
    bench.tap("offer.2")
    assert bench.runtime.acts == ["offer:2"]
    bench.show(SCENES["flow_accepted"])
    assert "cameraPanel" not in bench.names()


def test_a_panel_that_was_open_before_stays_open_after_the_choice(bench: Bench) -> None:
    open_panel(bench)
    bench.show(SCENES["flow_offers"])
    bench.show(SCENES["flow_accepted"])
    assert "cameraPanel" in bench.names()


def test_only_one_panel_stands_at_the_side(open_bench: OpenBench) -> None:
    bench = open_bench(settings=WITH_CAMERA, codes=DEMO_CODES)
    bench.show(SCENES["flow_accepted"])
    bench.tap("barcodes")
    assert "barcodesPanel" in bench.names()
    bench.show(SCENES["flow_offers"])
    assert "cameraPanel" in bench.names(), "what is asked comes first"
    assert "barcodesPanel" not in bench.names()
    bench.tap("barcodes")
    assert "barcodesPanel" in bench.names()
    assert "cameraPanel" not in bench.names()


def test_number_keys_choose_a_code(bench: Bench) -> None:
    bench.show(SCENES["flow_offers"])
    QTest.keyClick(bench.window, Qt.Key.Key_1)
    assert bench.runtime.acts == ["offer:1"]


def test_a_tray_can_be_read_in_a_flow_only(bench: Bench) -> None:
    open_panel(bench)
    bench.settle()
    bench.tap("readTray")
    assert bench.runtime.acts == ["tray"]
    bench.show(SCENES["home"])
    assert not bench.item("readTray").isEnabled()


def test_the_tray_has_the_page_for_itself(bench: Bench) -> None:
    open_panel(bench)
    bench.show(SCENES["tray_objected"])
    bench.settle()
    assert "cameraPanel" not in bench.names()
    assert bench.item("tray.picture").property("implicitWidth") > 100
    assert not bench.item("action.tray-record").isEnabled()
    texts = [item.property("text") for item in bench.items() if item.inherits("QQuickText")]
    assert any(str(text).startswith("cannot be recorded: Motor SN-1100 is on hold") for text in texts)
    bench.tap("action.tray-again")
    assert bench.runtime.acts == ["tray-again"]
    bench.show(SCENES["flow_accepted"])
    assert "cameraPanel" in bench.names(), "the live view comes back behind it"


@pytest.mark.parametrize("name", PANELS)
def test_the_live_view_fits_every_panel(open_bench: OpenBench, name: str) -> None:
    pixels, millimetre = PANELS[name]
    bench = open_bench(SIZES[pixels], replace(WITH_CAMERA, millimetre=millimetre))
    bench.runtime.view = live("Too dark: more light", *[MarkState.OFFERED] * 3)
    bench.show(SCENES["home"])
    bench.tap("camera")
    found = faults_of_all(bench)
    assert not found, "\n".join(found)


# drawing


def colours_on(image: QImage, from_: QPoint, to: QPoint) -> set[str]:
    """Every colour on the row between two points."""
    return {QColor(image.pixel(x, from_.y())).name() for x in range(from_.x(), to.x() + 1)}


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        (MarkState.READ, "#66ddd0"),
        (MarkState.GOOD, "#66ddd0"),
        (MarkState.OFFERED, "#ffc400"),
        (MarkState.OBJECTED, "#ff5c7a"),
        (MarkState.UNREAD, "#ffc400"),
        (MarkState.LEFT_OUT, "#cbd2d9"),
        (MarkState.SEEN, "#ffffff"),
    ],
)
def test_a_code_is_outlined_in_the_colour_of_its_state(state: MarkState, colour: str) -> None:
    grey = GrayPicture(bytes([100]) * 64 * 36, 64, 36)
    image = painted(grey, (Mark(SQUARE, state),), QSize(640, 360))
    assert (image.width(), image.height()) == (640, 360)
    around = outline(SQUARE, image.size())
    top_left, bottom_left = around.at(0).toPoint(), around.at(3).toPoint()
    rows = range(top_left.y(), bottom_left.y())
    left = {QColor(image.pixel(top_left.x(), row)).name() for row in rows}
    assert colour in left
    assert QColor(image.pixel(5, 5)).name() == "#646464", "the picture itself stays grey"


def test_what_cannot_be_recorded_is_crossed_out() -> None:
    grey = GrayPicture(bytes([100]) * 64 * 36, 64, 36)
    plain = painted(grey, (Mark(SQUARE, MarkState.GOOD),), QSize(640, 360))
    crossed = painted(grey, (Mark(SQUARE, MarkState.OBJECTED),), QSize(640, 360))
    middle = QPoint(320, 180)
    assert QColor(plain.pixel(middle)).name() == "#646464"
    assert QColor(crossed.pixel(middle)).name() == "#ff5c7a"


def test_bars_found_as_a_line_are_outlined_with_some_height() -> None:
    flat = (0.2, 0.5), (0.8, 0.5), (0.8, 0.5), (0.2, 0.5)
    bounds = outline(flat, QSize(1000, 500)).boundingRect()
    assert bounds.width() == pytest.approx(600 * 1.12)
    assert bounds.height() == pytest.approx(0.2 * 600 * 1.12)
    point = ((0.5, 0.5),) * 4
    assert outline(point, QSize(100, 100)).boundingRect().isEmpty()


def test_there_is_no_picture_where_nothing_is_seen() -> None:
    provider = CameraPictureProvider(lambda _: None)
    assert provider.requestImage("live/1", QSize(), QSize(100, 100)).isNull()
    empty = CameraPictureProvider(lambda _: (GrayPicture(), ()))
    assert empty.requestImage("live/1", QSize(), QSize(100, 100)).isNull()
    assert painted(PICTURE, (), QSize()).width() == PICTURE.width


def test_a_touch_means_the_code_it_is_on_or_near() -> None:
    assert distance(SQUARE, 0.5, 0.5, 1.0) == 0
    assert distance(SQUARE, 0.54, 0.46, 1.0) == pytest.approx(0)
    assert distance(SQUARE, 0.65, 0.5, 1.0) == pytest.approx(0.1)
    assert distance(SQUARE, 0.5, 0.65, 2.0) == pytest.approx(0.05), "as a share of the width"
