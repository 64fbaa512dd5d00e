// A picture with its codes outlined, drawn as large as its place allows.
import QtQuick
import "../theme"

Rectangle {
    id: frame

    required property string source
    required property real aspect
    readonly property real fitting: Math.min(width, height * aspect)

    signal touched(x: real, y: real)

    color: "#0B0E11"
    radius: Theme.radius
    border.color: Theme.edge
    border.width: Theme.hair

    Image {
        id: picture
        objectName: frame.objectName + ".picture"
        source: frame.source
        width: Math.round(frame.fitting)
        height: Math.round(frame.fitting / frame.aspect)
        sourceSize: Qt.size(Math.max(1, width), Math.max(1, height))
        anchors.centerIn: parent
        cache: false
        smooth: false

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: point => frame.touched(point.position.x / picture.width, point.position.y / picture.height)
        }
    }
}
