// The check of a scanner: the label to scan, what was sent for it, what was found.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../components"
import "../theme"

FocusScope {
    id: page

    required property KioskViewModel viewModel
    readonly property ScannerCheckViewModel check: viewModel.scannerCheck
    readonly property real leftWidth: Math.round((width - Theme.gap) * 0.44)

    focus: true
    Keys.onPressed: event => event.accepted = page.viewModel.key(event.key, event.text)

    Column {
        width: close.x - Theme.gap
        anchors.verticalCenter: close.verticalCenter
        Words {
            objectName: "check.step"
            text: page.check.title
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            width: parent.width
        }
        Words {
            objectName: "check.hint"
            text: page.check.hint
            color: Theme.quiet
            font.pixelSize: Theme.small
            width: parent.width
        }
    }
    IconButton {
        id: close
        objectName: "check.close"
        text: page.viewModel.text("ui.close")
        iconName: "cancel"
        anchors.right: parent.right
        onClicked: page.check.close()
    }
    CheckLabel {
        id: label
        name: page.check.label
        readable: page.check.labelText
        visible: name !== ""
        y: close.height + Theme.gap
        width: parent.width
        height: (Theme.compact ? 24 : Theme.low ? 32 : 40) * Theme.mm
    }
    Panel {
        id: answer
        y: label.visible ? label.y + label.height + Theme.gap : label.y
        width: page.leftWidth
        height: buttons.y - Theme.gap - y

        Column {
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
            spacing: Theme.gap * 0.4
            Words {
                text: page.check.sentBy
                visible: text !== "" && !Theme.compact
                color: Theme.quiet
                font.pixelSize: Theme.small
                wrapMode: Text.WrapAnywhere
                width: parent.width
            }
            Code {
                objectName: "check.sent"
                text: page.check.sent
                visible: page.check.isAnswered
                wrapMode: Text.WrapAnywhere
                width: parent.width
                height: answer.height - y - Theme.inside * 1.4 - Theme.body
                fontSizeMode: Text.Fit
                minimumPixelSize: Theme.small
                font.pixelSize: Theme.strong
            }
            Words {
                text: page.check.sent
                visible: !page.check.isAnswered
                color: Theme.quiet
                width: parent.width
            }
        }
    }
    Panel {
        x: page.leftWidth + Theme.gap
        y: answer.y
        width: parent.width - x
        height: answer.height

        PagedList {
            id: scanners
            name: "check.scanners"
            viewModel: page.viewModel
            records: page.check.scanners
            visible: !page.check.isAnswered
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            delegate: CheckedScannerRow {
                width: scanners.rowsWidth
                opacity: scanners.isWhole(y, height) ? 1 : 0
            }
        }
        PagedList {
            id: found
            name: "check.found"
            viewModel: page.viewModel
            records: page.check.found
            visible: page.check.isAnswered
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            delegate: Item {
                id: line
                required property string iconName
                required property string sentence
                width: found.rowsWidth
                height: Math.max(mark.side, words.height) + Theme.gap * 0.5
                opacity: found.isWhole(y, height) ? 1 : 0
                Icon {
                    id: mark
                    name: line.iconName
                    tint: line.iconName === "accepted" ? Theme.ink : Theme.trouble
                    side: 5 * Theme.mm
                }
                Words {
                    id: words
                    text: line.sentence
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    x: mark.width + Theme.gap * 0.7
                    width: parent.width - x
                }
            }
        }
    }

    Item {
        id: buttons
        width: parent.width
        height: Theme.target
        y: parent.height - height

        Row {
            spacing: Theme.gap
            ActionButton {
                objectName: "check.skip"
                text: page.viewModel.text("ui.check_skip")
                enabled: page.check.canSkip
                width: 34 * Theme.mm
                height: buttons.height
                onClicked: page.check.skip()
            }
            ActionButton {
                objectName: "check.again"
                text: page.viewModel.text("ui.check_again")
                enabled: page.check.isAnswered
                width: 40 * Theme.mm
                height: buttons.height
                onClicked: page.check.again()
            }
        }
        ActionButton {
            id: write
            objectName: "check.write"
            text: page.viewModel.text("ui.check_write")
            primary: true
            enabled: page.check.canWrite
            width: 44 * Theme.mm
            height: buttons.height
            anchors.right: parent.right
            onClicked: page.check.write()
        }
    }
}
