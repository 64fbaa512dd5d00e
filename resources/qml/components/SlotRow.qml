// One line of the context card: a shape for its state, what it is, its number, its quantity.
import QtQuick
import Lotline
import "../theme"

Item {
    id: row

    required property string rowState
    required property string title
    required property string value
    required property string quantity
    required property KioskViewModel viewModel
    property real leastHeight: 8 * Theme.mm
    property bool hasMark: true
    property int fontSize: Theme.body
    readonly property bool isWaiting: rowState === "waiting"
    // Words instead of a number: nothing there yet, or nothing to scan.
    readonly property bool isPlain: value === "" || isWaiting || rowState === "none"

    height: Math.max(leastHeight, title_.height + 2 * Theme.hair, value_.height + 2 * Theme.hair)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        visible: row.isWaiting
        color: Theme.waiting
    }
    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
        visible: !row.isWaiting
    }
    Icon {
        id: mark
        name: row.hasMark ? "row_" + row.rowState : ""
        tint: row.isWaiting ? Theme.info : row.rowState === "done" ? Theme.ink : Theme.quiet
        side: (Theme.compact ? 4.4 : 5.4) * Theme.mm
        x: Theme.gap * 0.8
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: title_
        text: row.title
        wrapMode: Text.Wrap
        font.pixelSize: row.fontSize
        font.weight: row.isWaiting ? Font.DemiBold : Font.Normal
        color: row.hasMark ? Theme.ink : Theme.quiet
        x: row.hasMark ? mark.x + mark.width + Theme.gap : Theme.gap * 0.5
        width: (row.width - x) * (row.hasMark ? (Theme.compact ? 0.46 : 0.42) : 0.38)
        anchors.verticalCenter: parent.verticalCenter
    }
    Code {
        id: value_
        font.pixelSize: row.fontSize
        text: row.value !== "" ? row.value
            : row.isWaiting ? row.viewModel.text("ui.waiting")
            : row.rowState === "none" ? row.viewModel.text("ui.not_tracked") : ""
        font.family: row.isPlain ? Theme.sans : Theme.mono
        color: row.isPlain ? (row.isWaiting ? Theme.info : Theme.quiet) : Theme.ink
        x: title_.x + title_.width + Theme.gap
        width: row.width - x - Theme.gap - (quantity_.text === "" ? 0 : quantity_.width + Theme.gap)
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: quantity_
        text: row.quantity
        font.pixelSize: row.fontSize
        color: Theme.quiet
        wrapMode: Text.NoWrap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }
}
