// What the job is about, and its slots: filled, waiting, still to come.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Panel {
    id: card

    required property KioskViewModel viewModel

    objectName: "context"

    SubjectLine {
        id: head
        viewModel: card.viewModel
        x: Theme.inside
        y: Theme.inside * 0.6
        width: parent.width - 2 * x
    }
    PagedList {
        id: slots
        name: "rows"
        viewModel: card.viewModel
        records: card.viewModel.rows
        currentRow: card.viewModel.waitingRow
        x: Theme.inside
        y: head.y + head.height
        width: parent.width - 2 * x
        height: parent.height - y - Theme.inside * 0.6
        delegate: SlotRow {
            viewModel: card.viewModel
            width: slots.rowsWidth
            opacity: slots.isWhole(y, height) ? 1 : 0
            onHeightChanged: slots.relayout()
            leastHeight: Math.max((Theme.compact ? 6 : Theme.low ? 6.6 : 7.4) * Theme.mm, Math.min(12 * Theme.mm, slots.height / Math.max(1, slots.count)))
        }
    }
    Words {
        visible: slots.count === 0 && card.viewModel.subject === ""
        text: card.viewModel.text("ui.nothing_more")
        color: Theme.quiet
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.inside
        horizontalAlignment: Text.AlignHCenter
    }
}
