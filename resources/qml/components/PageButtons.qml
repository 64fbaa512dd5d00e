// Buttons beside a list that is longer than its place: every list can be read without a swipe. Where there is room
// for one only, it goes on and from the end back to the beginning.
import QtQuick
import "../theme"

Column {
    id: buttons

    required property string name
    required property string upText
    required property string downText
    property bool canGoUp: false
    property bool canGoDown: false
    signal up
    signal down
    signal toStart
    readonly property bool hasBoth: height >= 2 * Theme.leastTarget + spacing

    spacing: Math.round(0.8 * Theme.mm)

    IconButton {
        objectName: buttons.name + ".up"
        text: buttons.upText
        iconName: "up"
        visible: buttons.hasBoth
        enabled: buttons.canGoUp
        height: (buttons.height - buttons.spacing) / 2
        onClicked: buttons.up()
    }
    IconButton {
        objectName: buttons.name + ".down"
        text: buttons.downText
        iconName: "down"
        enabled: buttons.canGoDown || !buttons.hasBoth
        height: buttons.hasBoth ? (buttons.height - buttons.spacing) / 2 : Math.max(Theme.leastTarget, buttons.height)
        onClicked: buttons.canGoDown ? buttons.down() : buttons.toStart()
    }
}
