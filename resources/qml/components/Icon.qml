// An icon of resources/icons in one colour.
import QtQuick
import "../theme"

Image {
    property string name
    property color tint: Theme.ink
    property real side: 6 * Theme.mm

    width: side
    height: side
    visible: name !== ""
    source: name === "" ? "" : "image://icons/" + name + "/" + tint.toString().slice(1)
    sourceSize: Qt.size(side, side)
}
