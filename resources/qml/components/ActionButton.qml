// A button with a word, and an icon above it or before it where there is room.
import QtQuick
import "../theme"

TouchButton {
    id: button

    readonly property bool isWide: width > 2.4 * height
    readonly property bool hasIcon: iconName !== "" && (isWide || (height >= 17 * Theme.mm && width > 30 * Theme.mm) || text === "")
    readonly property real iconSide: hasIcon ? 6.6 * Theme.mm : 0
    readonly property real between: hasIcon && text !== "" ? Theme.gap * 0.6 : 0
    padding: Math.round(1.4 * Theme.mm)

    contentItem: Item {
        Icon {
            name: button.hasIcon ? button.iconName : ""
            tint: button.ink
            side: button.iconSide
            x: (parent.width - width - (button.isWide ? button.between + label.contentWidth : 0)) / 2
            y: (parent.height - height - (button.isWide ? 0 : button.between + label.contentHeight)) / 2
        }
        Words {
            id: label
            text: button.text
            color: button.ink
            font.weight: Font.DemiBold
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(3 * Theme.mm)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            x: button.isWide ? button.iconSide + button.between : 0
            y: button.isWide ? 0 : button.iconSide + button.between
            width: parent.width - x
            height: parent.height - y
        }
    }
}
