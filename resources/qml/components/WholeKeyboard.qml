// Twelve columns: digits, letters in their usual order, the signs that lot numbers are written with.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: board

    required property KioskViewModel viewModel
    required property real keyGap
    property bool isSmall: false
    readonly property real keyWidth: (width - 11 * keyGap) / 12
    readonly property real keyHeight: (height - 4 * keyGap) / 5
    readonly property list<string> faces: ["1234567890-", "QWERTYUIOP/+", "ASDFGHJKL.:#", "ZXCVBNM_"]

    function across(keys: int): real {
        return keys * keyWidth + (keys - 1) * keyGap
    }
    function columnX(column: int): real {
        return column * (keyWidth + keyGap)
    }
    function rowY(row: int): real {
        return row * (keyHeight + keyGap)
    }

    PadDisplay {
        pad: board.viewModel.pad
        name: board.viewModel.text("ui.pad_value")
        width: board.across(7)
        height: board.keyHeight
    }
    PadKey {
        objectName: "key.cancel"
        text: board.viewModel.text("ui.cancel")
        faceSize: Theme.body
        x: board.columnX(7)
        width: board.across(2)
        height: board.keyHeight
        onClicked: board.viewModel.cancel()
    }
    PadKey {
        objectName: "key.enter"
        text: board.viewModel.text("ui.enter")
        faceSize: Theme.body
        primary: true
        enabled: board.viewModel.pad.canEnter
        x: board.columnX(9)
        width: board.across(3)
        height: board.keyHeight
        onClicked: board.viewModel.pad.submit()
    }
    Repeater {
        model: board.faces
        delegate: Item {
            id: line
            required property int index
            required property string modelData

            Repeater {
                model: line.modelData.split("")
                delegate: PadKey {
                    required property int index
                    required property string modelData
                    readonly property string face: board.isSmall ? modelData.toLowerCase() : modelData
                    objectName: "key." + modelData
                    text: face
                    x: board.columnX(index + (line.index === 3 ? 1 : 0))
                    y: board.rowY(line.index + 1)
                    width: board.keyWidth
                    height: board.keyHeight
                    onClicked: board.viewModel.pad.press(face)
                }
            }
        }
    }
    PadKey {
        objectName: "key.erase"
        text: board.viewModel.text("ui.erase")
        iconName: "erase"
        x: board.columnX(11)
        y: board.rowY(1)
        width: board.keyWidth
        height: board.keyHeight
        onClicked: board.viewModel.pad.erase()
    }
    PadKey {
        objectName: "key.shift"
        text: board.viewModel.text("ui.shift")
        iconName: "shift"
        primary: board.isSmall
        y: board.rowY(4)
        width: board.keyWidth
        height: board.keyHeight
        onClicked: board.isSmall = !board.isSmall
    }
    PadKey {
        objectName: "key.space"
        text: board.viewModel.text("ui.space")
        faceSize: Theme.small
        x: board.columnX(9)
        y: board.rowY(4)
        width: board.across(3)
        height: board.keyHeight
        onClicked: board.viewModel.pad.press(" ")
    }
}
