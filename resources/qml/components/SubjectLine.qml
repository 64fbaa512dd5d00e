// The unit, lot or order at hand, and what it is.
import QtQuick
import Lotline
import "../theme"

Item {
    id: line

    required property KioskViewModel viewModel

    visible: viewModel.subject !== ""
    height: visible ? Math.max(subject.height, detail.height) + Theme.gap * 0.8 : 0

    Code {
        id: subject
        objectName: "subject"
        text: line.viewModel.subject
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        width: Math.min(implicitWidth, line.width - (detail.text === "" ? 0 : line.width * 0.35))
    }
    Words {
        id: detail
        text: line.viewModel.subjectDetail
        color: Theme.quiet
        horizontalAlignment: Text.AlignRight
        x: subject.width + Theme.gap
        width: line.width - x
        y: Math.max(0, (subject.height - height) / 2)
    }
}
