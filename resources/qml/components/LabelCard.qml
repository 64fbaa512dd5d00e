// The label at hand as it will be printed, as large as on paper where the panel says how large it is.
import QtQuick
import QtQuick.Window
import Lotline
import "../theme"

Panel {
    id: card

    required property KioskViewModel viewModel
    readonly property LabelViewModel label: viewModel.label
    readonly property real roomWidth: width - 2 * Theme.inside
    readonly property real roomHeight: height - caption.height - 3 * Theme.inside
    readonly property real trueScale: viewModel.trueMillimetre(Screen.pixelDensity, Screen.width)
    readonly property real fitting: label.widthMm > 0 ? Math.min(roomWidth / label.widthMm, roomHeight / label.heightMm) : 0
    readonly property bool isTrue: trueScale > 0 && trueScale <= fitting
    readonly property real scaled: isTrue ? trueScale : fitting

    objectName: "labelCard"

    Rectangle {
        visible: card.label.source !== ""
        x: Theme.inside
        y: Theme.inside
        width: Math.round(card.label.widthMm * card.scaled)
        height: Math.round(card.label.heightMm * card.scaled)
        color: "#FFFFFF"
        border.color: Theme.edge
        border.width: Theme.hair

        Image {
            objectName: "labelPicture"
            source: card.label.source
            anchors.fill: parent
            anchors.margins: Theme.hair
            smooth: true
            mipmap: true
            cache: false
        }
    }
    Row {
        visible: card.label.trouble !== ""
        x: Theme.inside
        y: Theme.inside
        spacing: Theme.gap
        Icon {
            id: warning
            name: "warning"
            tint: Theme.trouble
            side: 7 * Theme.mm
        }
        Words {
            objectName: "labelTrouble"
            text: card.label.trouble
            width: card.roomWidth - warning.width - Theme.gap
        }
    }
    Words {
        id: caption
        objectName: "labelCaption"
        visible: card.label.source !== ""
        text: Math.round(card.label.widthMm) + " × " + Math.round(card.label.heightMm) + " mm · "
            + card.viewModel.text(card.isTrue ? "ui.label_true_size" : "ui.label_other_size")
        color: Theme.quiet
        font.pixelSize: Theme.small
        x: Theme.inside
        y: parent.height - height - Theme.inside * 0.7
        width: card.roomWidth
    }
}
