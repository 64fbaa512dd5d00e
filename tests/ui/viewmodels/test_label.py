"""The label at hand: every picture has an address of its own."""

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from PySide6.QtCore import QObject

from kiosk.snapshot import LabelPicture
from kiosk.ui.viewmodels.label import LabelProps, LabelViewModel, derive_label

PICTURE = LabelPicture(bytes(6), 3, 2, 30.0, 20.0)


@pytest.mark.parametrize(
    ("picture", "props"),
    [
        (None, LabelProps()),
        (PICTURE, LabelProps(isShown=True, source="image://labels/7", widthMm=30.0, heightMm=20.0)),
        (LabelPicture(trouble="too long"), LabelProps(isShown=True, trouble="too long")),
    ],
)
def test_what_is_shown(picture: LabelPicture | None, props: LabelProps) -> None:
    assert derive_label(picture, 7) == props


def test_another_picture_is_loaded_and_the_same_one_is_not() -> None:
    parent = QObject()
    label = LabelViewModel(parent)
    label.show_picture(PICTURE)
    first = label.props.source
    label.show_picture(LabelPicture(bytes(6), 3, 2, 30.0, 20.0))
    assert label.props.source == first
    label.show_picture(LabelPicture(bytes([255]) * 6, 3, 2, 30.0, 20.0))
    assert label.props.source != first
    label.show_picture(None)
    assert not label.props.isShown
