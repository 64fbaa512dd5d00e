// One scanner of the station: its name, how it is, and why.
import QtQuick
import "../theme"

Item {
    id: row

    required property string name
    required property string status
    required property string reason
    required property bool ok

    height: lines.height + Theme.gap * 0.6

    Icon {
        id: mark
        name: row.ok ? "accepted" : "warning"
        tint: row.ok ? Theme.ink : Theme.trouble
        side: 5 * Theme.mm
    }
    Column {
        id: lines
        x: mark.width + Theme.gap * 0.7
        width: parent.width - x
        Words {
            text: row.status
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
            color: row.ok ? Theme.ink : Theme.trouble
            width: parent.width
        }
        Code {
            text: row.name
            font.pixelSize: Math.round(3.2 * Theme.mm)
            color: Theme.quiet
            wrapMode: Text.WrapAnywhere
            width: parent.width
        }
        Words {
            text: row.reason
            visible: text !== ""
            font.pixelSize: Math.round(3.2 * Theme.mm)
            wrapMode: Text.Wrap
            width: parent.width
        }
    }
}
