"""The page of labels: the label as large as on paper, and what waits to be touched."""

import numpy as np
import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QSize
from PySide6.QtQuick import QQuickImageProvider

from hardware.printers.raster import draw
from kiosk.config import Settings
from kiosk.labels.layout import lay_out
from kiosk.ui.label_pictures import LabelPictureProvider
from tests.hardware.printers.reading import read
from tests.labels.plant import CONTENTS
from tests.ui.bench import SIZES, Bench
from tests.ui.conftest import OpenBench
from tests.ui.scenes import LABEL_AT_HAND, LABELS, LABELS_WAITING, SCENES, picture_of

pytestmark = pytest.mark.screen


def test_a_label_is_as_large_as_on_paper_where_the_panel_is_measured(open_bench: OpenBench) -> None:
    bench = open_bench(SIZES["1280x800"], Settings(sounds=False, millimetre=5.87))
    bench.show(LABEL_AT_HAND)
    bench.settle()
    picture = bench.item("labelPicture")
    assert abs(picture.width() - 70 * 5.87) < 4
    assert abs(picture.height() - 34 * 5.87) < 4
    assert str(bench.item("labelCaption").property("text")).endswith("34 mm · as large as on paper")


def test_a_label_that_has_no_room_is_smaller_and_says_so(open_bench: OpenBench) -> None:
    bench = open_bench(SIZES["1024x600"], Settings(sounds=False, millimetre=30.0))
    bench.show(LABEL_AT_HAND)
    bench.settle()
    picture, card = bench.item("labelPicture"), bench.item("labelCard")
    assert picture.height() < card.height()
    assert picture.width() / picture.height() == pytest.approx(70 / 34, rel=0.02)
    assert "not as large" in bench.item("labelCaption").property("text")


def test_the_label_on_the_screen_can_be_read(open_bench: OpenBench) -> None:
    bench = open_bench(SIZES["1280x800"], Settings(sounds=False, millimetre=5.87))
    bench.show(LABEL_AT_HAND)
    bench.settle()
    image = bench.window.grabWindow().convertToFormat(bench.window.grabWindow().format().Format_Grayscale8)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    assert ("]d2", CONTENTS[0].data.encode()) in read(rows[:, : image.width()])


def test_the_picture_has_one_pixel_a_dot() -> None:
    picture = picture_of()
    provider = LabelPictureProvider(lambda: picture)
    assert provider.imageType() == QQuickImageProvider.ImageType.Image
    size = QSize()
    image = provider.requestImage("1", size, QSize())
    assert (size.width(), size.height()) == (picture.width, picture.height)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    assert np.array_equal(rows[:, : image.width()], draw(lay_out(CONTENTS[0], 203)))
    assert LabelPictureProvider(lambda: None).requestImage("1", size, QSize()).isNull()


def test_what_waits_is_touched(bench: Bench) -> None:
    bench.show(LABELS_WAITING)
    bench.tap("choice.job:4")
    assert bench.runtime.acts == ["job:4"]


def test_trouble_with_the_printer_stands_on_the_strip(bench: Bench) -> None:
    bench.show(LABELS)
    assert bench.item("printerTrouble").property("text") == "Labels to look at: 2"
    bench.show(SCENES["home"])
    assert "printerTrouble" not in bench.names()


def test_why_a_label_cannot_be_made_is_said(bench: Bench) -> None:
    bench.show(SCENES["label_impossible"])
    assert "(10) expects X..20" in bench.item("labelTrouble").property("text")
    assert "labelPicture" not in bench.names()
