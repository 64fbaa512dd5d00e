// A button with an icon alone; its word is for those who cannot see it.
import QtQuick
import "../theme"

TouchButton {
    id: button

    implicitWidth: Theme.leastTarget
    implicitHeight: Theme.leastTarget

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.iconName
            tint: button.ink
            side: 7 * Theme.mm
        }
    }
}
