// What every touchable thing has: acts on release inside, takes no keyboard focus, has a name.
import QtQuick
import QtQuick.Templates as T
import "../theme"

T.AbstractButton {
    id: button

    property string iconName
    property string detail
    property bool primary: false
    readonly property color ink: !enabled ? Theme.quiet : primary ? Theme.infoInk : Theme.ink

    focusPolicy: Qt.NoFocus
    implicitWidth: Theme.target
    implicitHeight: Theme.target
    Accessible.name: detail === "" ? text : text + ", " + detail

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? Theme.ground
             : button.primary ? (button.pressed ? Theme.infoPressed : Theme.info)
             : button.pressed ? Theme.pressed : Theme.panel
        border.color: !button.enabled ? Theme.line : button.primary ? Theme.info : Theme.edge
        border.width: Math.max(1, Math.round(0.3 * Theme.mm))
    }
}
