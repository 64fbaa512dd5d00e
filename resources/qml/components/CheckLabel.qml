// A bar code to be read from the screen: black on white whatever the theme, whole pixels a module.
import QtQuick
import "../theme"

Rectangle {
    id: label

    required property string name
    required property string readable

    color: "#FFFFFF"
    radius: Theme.radius
    border.color: Theme.line
    border.width: Theme.hair

    Image {
        id: bars
        readonly property int modules: sourceSize.width
        source: label.name === "" ? "" : "image://symbols/" + label.name
        smooth: false
        fillMode: Image.Stretch
        width: modules * Math.max(1, Math.floor(label.width / Math.max(1, modules)))
        height: label.height - text.height - 2 * y
        x: Math.round((label.width - width) / 2)
        y: Math.round(2 * Theme.mm)
    }
    Code {
        id: text
        text: label.readable
        color: "#000000"
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
        width: label.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(1 * Theme.mm)
    }
}
