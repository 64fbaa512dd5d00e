// A key of a pad: one character, or an icon, or a word.
import QtQuick
import "../theme"

TouchButton {
    id: key

    property real faceSize: Theme.title

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: key.iconName
            tint: key.ink
            side: 7 * Theme.mm
        }
        Words {
            anchors.fill: parent
            anchors.margins: Theme.gap * 0.4
            visible: key.iconName === ""
            text: key.text
            color: key.ink
            font.family: key.text.length === 1 ? Theme.mono : Theme.sans
            font.pixelSize: key.faceSize
            font.weight: Font.DemiBold
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(3 * Theme.mm)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
        }
    }
}
