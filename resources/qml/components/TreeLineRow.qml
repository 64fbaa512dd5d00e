// One lot in a genealogy: indented below what it went into or came from, with the kind of its link.
pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

Item {
    id: row

    required property int indent
    required property string title
    required property string code
    required property string detail
    required property string mark
    required property string iconName
    required property bool isFaint
    readonly property real step: (Theme.compact ? 4 : 5) * Theme.mm
    readonly property bool isWide: width > 95 * Theme.mm
    readonly property bool isGap: iconName === "warning"

    height: Math.max((Theme.compact ? 6 : 8) * Theme.mm, lines.height + Theme.gap * 0.7)

    Repeater {
        model: row.indent
        delegate: Rectangle {
            required property int index
            x: (index + 0.6) * row.step
            width: Theme.hair
            height: row.height
            color: Theme.line
        }
    }
    Icon {
        id: shape
        name: row.iconName
        tint: row.isGap ? Theme.trouble : Theme.quiet
        side: 5 * Theme.mm
        x: row.indent * row.step
        y: lines.y + Theme.body * 0.08
    }
    Item {
        id: lines
        x: shape.x + shape.width + Theme.gap * 0.7
        width: row.width - x
        height: Math.max(title_.height, code_.height, row.isWide ? detail_.height : 0) + (row.isWide ? 0 : detail_.height)
        anchors.verticalCenter: parent.verticalCenter

        Words {
            id: title_
            text: row.mark === "" ? row.title : row.title + " · " + row.mark
            color: row.isFaint ? Theme.quiet : row.isGap ? Theme.trouble : Theme.ink
            font.weight: row.isGap ? Font.DemiBold : Font.Normal
            width: code_.visible ? code_.x - Theme.gap : row.isWide ? detail_.x - Theme.gap : parent.width
        }
        Code {
            id: code_
            text: row.code
            visible: text !== ""
            color: row.isFaint ? Theme.quiet : Theme.ink
            x: row.isWide ? row.width * 0.37 - lines.x : lines.width * 0.46
            width: (row.isWide ? detail_.x - Theme.gap : lines.width) - x
        }
        Words {
            id: detail_
            text: row.detail
            color: Theme.quiet
            font.pixelSize: Theme.small
            x: row.isWide ? row.width * 0.72 - lines.x : 0
            y: row.isWide ? (title_.height - font.pixelSize * 1.2) / 2 * (lineCount === 1 ? 1 : 0) : Math.max(title_.height, code_.visible ? code_.height : 0)
            width: lines.width - x
            height: text === "" ? 0 : contentHeight
        }
    }
}
