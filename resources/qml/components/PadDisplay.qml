// What is typed so far, above or beside the keys, never below them.
import QtQuick
import Lotline
import "../theme"

Panel {
    id: display

    required property PadViewModel pad
    required property string name

    objectName: "typed"
    Accessible.role: Accessible.EditableText
    Accessible.name: name
    Accessible.description: pad.typed
    border.color: Theme.info
    border.width: Math.max(2, Math.round(0.4 * Theme.mm))

    Words {
        id: heading
        text: display.pad.title
        visible: text !== "" && display.height > 14 * Theme.mm
        color: Theme.quiet
        font.pixelSize: Theme.small
        x: Theme.gap * 1.4
        y: Theme.gap * 0.5
        width: parent.width - 2 * x
        height: visible ? contentHeight : 0
    }
    Code {
        objectName: "typedText"
        text: display.pad.typed
        color: display.pad.isSuggestion ? Theme.quiet : Theme.ink
        font.pixelSize: Theme.question
        font.weight: Font.DemiBold
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(2.6 * Theme.mm)
        verticalAlignment: Text.AlignVCenter
        x: Theme.gap * 1.4
        y: heading.visible ? heading.y + heading.height : Theme.gap * 0.3
        width: parent.width - 2 * x - (unit.text === "" ? 0 : unit.width + Theme.gap)
        height: parent.height - y - Theme.gap * 0.3
    }
    Words {
        id: unit
        text: display.pad.unit
        color: Theme.quiet
        wrapMode: Text.NoWrap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.4
        y: (parent.height + (heading.visible ? heading.y + heading.height : 0) - height) / 2
    }
}
