// For small panels: the digits stay, thirteen letters or signs at a time, one key turns to the next thirteen.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: board

    required property KioskViewModel viewModel
    required property real keyGap
    property int page: 0
    readonly property list<string> pages: ["ABCDEFGHIJKLM", "NOPQRSTUVWXYZ", "-/._+:#*()%& ", "abcdefghijklm", "nopqrstuvwxyz"]
    readonly property string next: pages[(page + 1) % pages.length]
    readonly property real displayHeight: Math.max(9.4 * Theme.mm, Math.min(Theme.leastTarget, height - 3 * Theme.leastTarget - 3 * keyGap))
    readonly property real keyWidth: (width - 8 * keyGap) / 9
    readonly property real keyHeight: (height - displayHeight - 3 * keyGap) / 3

    PadDisplay {
        pad: board.viewModel.pad
        name: board.viewModel.text("ui.pad_value")
        width: board.width
        height: board.displayHeight
    }
    Repeater {
        model: 13
        delegate: PadKey {
            required property int index
            readonly property string face: board.pages[board.page].charAt(index)
            objectName: "key.letter" + index
            text: face === " " ? board.viewModel.text("ui.space") : face
            faceSize: face === " " ? Theme.small : Theme.title
            x: (index % 5) * (board.keyWidth + board.keyGap)
            y: board.displayHeight + board.keyGap + Math.floor(index / 5) * (board.keyHeight + board.keyGap)
            width: board.keyWidth
            height: board.keyHeight
            onClicked: board.viewModel.pad.press(face)
        }
    }
    PadKey {
        objectName: "key.more"
        Accessible.name: board.viewModel.text("ui.more_keys")
        text: board.next.charAt(0) === "-" ? board.next.slice(0, 3) : board.next.charAt(0) + "–" + board.next.charAt(12)
        faceSize: Theme.body
        x: 3 * (board.keyWidth + board.keyGap)
        y: board.height - board.keyHeight
        width: board.keyWidth
        height: board.keyHeight
        onClicked: board.page = (board.page + 1) % board.pages.length
    }
    PadKey {
        objectName: "key.cancel"
        text: board.viewModel.text("ui.cancel")
        iconName: "cancel"
        x: 4 * (board.keyWidth + board.keyGap)
        y: board.height - board.keyHeight
        width: board.keyWidth
        height: board.keyHeight
        onClicked: board.viewModel.cancel()
    }
    Repeater {
        model: ["1", "2", "3", "erase", "4", "5", "6", "0", "7", "8", "9", "enter"]
        delegate: PadKey {
            required property int index
            required property string modelData
            readonly property bool isWord: modelData.length > 1
            objectName: "key." + modelData
            text: isWord ? board.viewModel.text("ui." + modelData) : modelData
            iconName: isWord ? modelData : ""
            primary: modelData === "enter"
            enabled: modelData !== "enter" || board.viewModel.pad.canEnter
            x: (5 + index % 4) * (board.keyWidth + board.keyGap)
            y: board.displayHeight + board.keyGap + Math.floor(index / 4) * (board.keyHeight + board.keyGap)
            width: board.keyWidth
            height: board.keyHeight
            onClicked: {
                if (modelData === "enter")
                    board.viewModel.pad.submit()
                else if (modelData === "erase")
                    board.viewModel.pad.erase()
                else
                    board.viewModel.pad.press(modelData)
            }
        }
    }
}
