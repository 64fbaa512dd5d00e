// Digits, three in a row where four rows have room, else four in a row.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: numbers

    required property KioskViewModel viewModel
    readonly property PadViewModel pad: viewModel.pad
    readonly property real keyGap: Math.round(1.4 * Theme.mm)
    readonly property bool isTall: height >= 4 * Theme.leastTarget + 3 * keyGap
    readonly property int columns: isTall ? 3 : 4
    readonly property int rows: isTall ? 4 : 3
    readonly property real keyWidth: Math.min(34 * Theme.mm, (width * 0.56 - (columns - 1) * keyGap) / columns)
    readonly property real keyHeight: (height - (rows - 1) * keyGap) / rows
    readonly property list<string> faces: isTall
        ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "erase"]
        : ["1", "2", "3", "erase", "4", "5", "6", ".", "7", "8", "9", "0"]

    PadDisplay {
        id: shown
        pad: numbers.pad
        name: numbers.viewModel.text("ui.pad_value")
        width: keys.x - Theme.gap * 2
        height: parent.height - enter.height - Theme.gap
    }
    PadKey {
        id: cancel
        objectName: "key.cancel"
        text: numbers.viewModel.text("ui.cancel")
        faceSize: Theme.body
        width: (shown.width - Theme.gap) * 0.42
        height: enter.height
        anchors.bottom: parent.bottom
        onClicked: numbers.viewModel.cancel()
    }
    PadKey {
        id: enter
        objectName: "key.enter"
        text: numbers.viewModel.text("ui.enter")
        faceSize: Theme.body
        primary: true
        enabled: numbers.pad.canEnter
        width: shown.width - cancel.width - Theme.gap
        height: Math.max(Theme.leastTarget, Math.min(Theme.target, numbers.keyHeight))
        anchors.left: cancel.right
        anchors.leftMargin: Theme.gap
        anchors.bottom: parent.bottom
        onClicked: numbers.viewModel.pad.submit()
    }
    Grid {
        id: keys
        columns: numbers.columns
        spacing: numbers.keyGap
        anchors.right: parent.right

        Repeater {
            model: numbers.faces
            delegate: PadKey {
                required property string modelData
                readonly property bool isErase: modelData === "erase"
                objectName: "key." + modelData
                text: isErase ? numbers.viewModel.text("ui.erase") : modelData
                iconName: isErase ? "erase" : ""
                faceSize: Theme.question
                width: numbers.keyWidth
                height: numbers.keyHeight
                onClicked: isErase ? numbers.viewModel.pad.erase() : numbers.viewModel.pad.press(modelData)
            }
        }
    }
}
