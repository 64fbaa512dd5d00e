// Nobody is at work: the place, the time, and who may be touched to sign in.
import QtQuick
import "../components"
import "../theme"

PageBody {
    id: body

    Panel {
        width: parent.width
        y: Theme.compact || body.viewModel.hasChoices ? body.overhang : 0
        height: parent.height - y
        visible: !body.viewModel.hasChoices

        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.inside
            spacing: Theme.gap

            Words {
                objectName: "clock"
                text: body.viewModel.status.time
                visible: text !== ""
                font.pixelSize: Math.round((Theme.compact ? 14 : Theme.low ? 20 : 26) * Theme.mm)
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
            Words {
                text: body.viewModel.status.station
                color: Theme.quiet
                font.pixelSize: Theme.title
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
        }
    }
    ScannerButton {
        viewModel: body.viewModel
        visible: isOffered && Theme.compact && !body.viewModel.barcodes.isOffered && !body.viewModel.hasChoices
        anchors.left: parent.left
        anchors.bottom: parent.bottom
    }
    ThemeButton {
        viewModel: body.viewModel
        visible: Theme.compact && !body.viewModel.barcodes.isOffered && !body.viewModel.hasChoices
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
    TileGrid {
        name: "choice"
        viewModel: body.viewModel
        records: body.viewModel.choices
        visible: body.viewModel.hasChoices
        y: body.overhang
        width: parent.width
        height: parent.height - y
    }
}
