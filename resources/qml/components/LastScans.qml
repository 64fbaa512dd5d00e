// The last scans and what became of each; as many as there is room for.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Panel {
    id: card

    required property KioskViewModel viewModel

    objectName: "lastScans"

    Words {
        id: head
        text: card.viewModel.text("ui.last_scans")
        color: Theme.quiet
        font.pixelSize: Theme.small
        x: Theme.inside
        y: Theme.inside * 0.7
        width: parent.width - 2 * x
    }
    Column {
        id: lines
        x: Theme.inside
        y: head.y + head.height + Theme.gap * 0.7
        width: parent.width - 2 * x
        readonly property real room: card.height - y - Theme.inside * 0.5

        Repeater {
            id: repeater
            model: card.viewModel.lastScans
            delegate: Item {
                id: line
                required property string time
                required property string text
                required property string outcome
                width: lines.width
                height: Math.max((Theme.compact ? 5.4 : 7) * Theme.mm, code.height + Theme.gap * 0.6)
                opacity: y + height <= lines.room ? 1 : 0

                Words {
                    id: time_
                    text: line.time
                    color: Theme.quiet
                    font.pixelSize: Theme.small
                    wrapMode: Text.NoWrap
                    anchors.verticalCenter: parent.verticalCenter
                }
                Code {
                    id: code
                    text: line.text
                    font.pixelSize: Theme.small
                    x: time_.width + Theme.gap
                    width: line.width - x - outcome_.width - Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                }
                Words {
                    id: outcome_
                    text: line.outcome
                    color: Theme.quiet
                    font.pixelSize: Theme.small
                    width: Math.min(implicitWidth, line.width * 0.36)
                    horizontalAlignment: Text.AlignRight
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
    Words {
        visible: repeater.count === 0
        text: card.viewModel.text("ui.no_scans")
        color: Theme.quiet
        font.pixelSize: Theme.small
        x: Theme.inside
        y: lines.y
        width: parent.width - 2 * x
    }
}
