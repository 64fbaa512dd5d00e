// A card on the ground.
import QtQuick
import "../theme"

Rectangle {
    color: Theme.panel
    radius: Theme.radius
    border.color: Theme.line
    border.width: Theme.hair
}
