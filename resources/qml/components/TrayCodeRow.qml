// One code of a tray: its number in the picture, what was read, what will become of it.
import QtQuick
import "../theme"

Item {
    id: row

    required property int number
    required property string text
    required property string word
    required property string detail
    required property string iconName
    required property bool isTrouble

    height: lines.height + Theme.gap * 0.8

    Words {
        id: place
        text: row.number
        color: Theme.quiet
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignRight
        width: 6 * Theme.mm
    }
    Icon {
        id: mark
        name: row.iconName
        tint: row.isTrouble ? Theme.trouble : Theme.ink
        side: 5 * Theme.mm
        x: place.width + Theme.gap * 0.6
    }
    Column {
        id: lines
        x: mark.x + mark.width + Theme.gap * 0.6
        width: parent.width - x
        Code {
            text: row.text
            wrapMode: Text.WrapAnywhere
            font.pixelSize: Theme.small
            width: parent.width
        }
        Words {
            text: row.detail === "" ? row.word : row.word + ": " + row.detail
            color: row.isTrouble ? Theme.trouble : Theme.quiet
            font.pixelSize: Math.round(3.4 * Theme.mm)
            width: parent.width
        }
    }
}
