// The one question.
import QtQuick
import Lotline
import "../theme"

Panel {
    id: card

    required property KioskViewModel viewModel
    property bool isShort: false
    readonly property real pictureSide: Math.min(height - 2 * Theme.inside, 26 * Theme.mm)
    readonly property bool hasPicture: viewModel.picture !== "" && !isShort && !Theme.compact && width > 105 * Theme.mm
    readonly property real textLeft: hasPicture ? Theme.inside * 2.2 + pictureSide : Theme.inside

    objectName: "prompt"
    Accessible.role: Accessible.StaticText
    Accessible.name: viewModel.prompt + " " + viewModel.hint

    Icon {
        name: card.hasPicture ? card.viewModel.picture : ""
        tint: Theme.ink
        side: card.pictureSide
        x: Theme.inside * 1.1
        anchors.verticalCenter: parent.verticalCenter
    }
    Item {
        id: room
        x: card.textLeft
        y: Theme.inside * 0.6
        width: card.width - x - Theme.inside
        height: card.height - 2 * y
        readonly property real used: over.height + question.contentHeight + hint.height

        Words {
            id: over
            objectName: "flowTitle"
            text: card.viewModel.title
            visible: text !== "" && !card.isShort && !Theme.compact
            color: Theme.quiet
            font.pixelSize: Theme.small
            width: parent.width
            height: visible ? contentHeight : 0
            y: (parent.height - room.used) / 2
        }
        Words {
            id: question
            objectName: "question"
            text: card.viewModel.prompt
            font.pixelSize: Theme.question
            font.weight: Font.DemiBold
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(3.2 * Theme.mm)
            width: parent.width
            height: parent.height - over.height - hint.height
            y: over.y + over.height
        }
        Words {
            id: hint
            objectName: "hint"
            text: card.viewModel.hint
            visible: text !== "" && !card.isShort
            color: Theme.quiet
            width: parent.width
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(2.8 * Theme.mm)
            height: visible ? Math.min(natural.height, parent.height * 0.42) : 0
            y: question.y + question.contentHeight
        }
        Words {
            id: natural
            text: hint.text
            visible: false
            width: parent.width
        }
    }
}
