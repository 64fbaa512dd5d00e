// The labels of the demonstration plant, at the right: a touch scans one.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Panel {
    id: panel

    required property KioskViewModel viewModel
    readonly property BarcodesViewModel barcodes: viewModel.barcodes

    objectName: "barcodesPanel"
    border.color: Theme.info
    border.width: Math.max(2, Math.round(0.4 * Theme.mm))

    Words {
        text: panel.viewModel.text("ui.barcodes_title")
        font.weight: Font.DemiBold
        x: Theme.inside
        height: close.height + 2 * close.y
        width: close.x - x - Theme.gap
        verticalAlignment: Text.AlignVCenter
    }
    IconButton {
        id: close
        objectName: "barcodes.close"
        text: panel.viewModel.text("ui.close")
        iconName: "cancel"
        x: parent.width - width - y
        y: Theme.gap
        onClicked: panel.barcodes.close()
    }
    PagedList {
        id: labels
        name: "barcodeList"
        viewModel: panel.viewModel
        records: panel.barcodes.lines
        x: Theme.inside
        y: close.height + 2 * close.y
        width: parent.width - 2 * x
        height: parent.height - y - Theme.inside
        rowSpacing: Theme.gap * 0.7
        sectionRole: "group"
        sectionDelegate: Words {
            required property string section
            text: section
            color: Theme.quiet
            font.pixelSize: Theme.small
            topPadding: Theme.gap * 0.6
            bottomPadding: Theme.gap * 0.3
            width: labels.rowsWidth
            opacity: labels.isWhole(y, height) ? 1 : 0
        }
        delegate: TouchButton {
            id: label
            required property int index
            required property string title
            required property string content
            objectName: "barcode." + index
            text: title
            width: labels.rowsWidth
            opacity: labels.isWhole(y, height) ? 1 : 0
            height: Math.max(Theme.leastTarget, face.height + 2 * Theme.gap)
            onClicked: panel.barcodes.touch(index)
            contentItem: Item {
                Icon {
                    id: picture
                    name: panel.width > 75 * Theme.mm ? "barcode" : ""
                    side: name === "" ? 0 : 9 * Theme.mm
                    x: name === "" ? 0 : Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                }
                Column {
                    id: face
                    x: picture.x + picture.width + Theme.gap
                    width: parent.width - x - Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    Words {
                        text: label.title
                        font.pixelSize: Theme.small
                        font.weight: Font.DemiBold
                        width: parent.width
                    }
                    Code {
                        text: label.content
                        wrapMode: Text.WrapAnywhere
                        color: Theme.quiet
                        font.pixelSize: Math.round(3.2 * Theme.mm)
                        width: parent.width
                    }
                }
            }
        }
    }
}
