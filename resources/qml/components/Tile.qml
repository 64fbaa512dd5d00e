// A large button with an icon, a word and a line of detail: a flow, or an answer to choose.
import QtQuick
import "../theme"

TouchButton {
    id: tile

    readonly property bool isNarrow: width < 42 * Theme.mm && detail === ""
    readonly property real iconSide: iconName === "" ? 0 : (Theme.compact ? 6 : isNarrow ? (Theme.low ? 6 : 7.5) : 9) * Theme.mm
    readonly property real textLeft: isNarrow || iconName === "" ? 0 : iconSide + Theme.gap * 1.4
    readonly property real textTop: isNarrow && iconName !== "" ? iconSide + Theme.gap * 0.4 : 0
    padding: isNarrow || Theme.compact ? Theme.gap * 0.6 : Theme.inside * 0.8

    contentItem: Item {
        Icon {
            name: tile.iconName
            tint: tile.primary ? tile.ink : Theme.info
            side: tile.iconSide
            x: tile.isNarrow ? (parent.width - width) / 2 : 0
            y: tile.isNarrow ? label.y - tile.textTop : (parent.height - height) / 2
        }
        Words {
            id: label
            text: tile.text
            color: tile.ink
            font.pixelSize: tile.isNarrow ? Theme.body : Theme.strong
            font.weight: Font.DemiBold
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(3.2 * Theme.mm)
            horizontalAlignment: tile.isNarrow ? Text.AlignHCenter : Text.AlignLeft
            x: tile.textLeft
            y: (parent.height - contentHeight - (tile.isNarrow ? tile.textTop : 0) - more.height) / 2 + tile.textTop
            width: parent.width - x
            height: parent.height - tile.textTop - more.height
        }
        Words {
            id: natural
            text: tile.detail
            visible: false
            font.pixelSize: Theme.small
            width: more.width
        }
        Words {
            id: more
            text: tile.detail
            // What does not fit beside the word is left out: the word is what matters.
            visible: text !== "" && natural.contentHeight + 1.2 * Theme.strong <= parent.height && natural.contentWidth <= width + 1
            color: tile.primary ? tile.ink : Theme.quiet
            font.pixelSize: Theme.small
            x: tile.textLeft
            y: label.y + label.contentHeight
            width: parent.width - x
            height: visible ? contentHeight : 0
        }
    }
}
