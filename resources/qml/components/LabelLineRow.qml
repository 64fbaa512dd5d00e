// One element of a label: what it is, its value, and below what that means; a wrong one with shape and word.
import QtQuick
import "../theme"

Item {
    id: row

    required property string title
    required property string value
    required property string meaning
    required property bool isWrong
    readonly property real valueX: Math.round(width * 0.34)

    height: Math.max((Theme.compact ? 6 : 8) * Theme.mm, Math.max(title_.height, words.height) + Theme.gap * 0.7)

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }
    Icon {
        id: shape
        name: row.isWrong ? "warning" : ""
        tint: Theme.trouble
        side: 5 * Theme.mm
        visible: row.isWrong
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: title_
        text: row.title
        color: row.isWrong ? Theme.trouble : Theme.quiet
        font.weight: row.isWrong ? Font.DemiBold : Font.Normal
        x: row.isWrong ? shape.width + Theme.gap * 0.7 : 0
        width: row.valueX - x - Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        x: row.valueX
        width: row.width - x
        anchors.verticalCenter: parent.verticalCenter

        Code {
            text: row.value
            visible: text !== ""
            width: parent.width
        }
        Words {
            text: row.meaning
            visible: text !== ""
            color: row.isWrong ? Theme.trouble : Theme.quiet
            font.pixelSize: row.value === "" ? Theme.body : Theme.small
            width: parent.width
        }
    }
}
