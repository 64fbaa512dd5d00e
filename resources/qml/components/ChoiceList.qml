// The answers to a question that has several.
import QtQuick
import Lotline
import "../theme"

Item {
    id: choices

    required property KioskViewModel viewModel

    Panel {
        id: about
        visible: choices.viewModel.subject !== "" && !Theme.compact
        width: parent.width
        height: visible ? line.height + Theme.inside : 0
        SubjectLine {
            id: line
            viewModel: choices.viewModel
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
        }
    }
    TileGrid {
        name: "choice"
        viewModel: choices.viewModel
        records: choices.viewModel.choices
        leastWidth: (Theme.compact ? 40 : 52) * Theme.mm
        leastHeight: (Theme.compact ? 15 : Theme.low ? 16 : 17) * Theme.mm
        y: about.visible ? about.height + Theme.gap : 0
        width: parent.width
        height: parent.height - y
    }
}
