// The strip at the top: place and job, devices, person and time; and what belongs to no step.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lotline
import "../theme"

RowLayout {
    id: strip

    required property KioskViewModel viewModel
    readonly property StatusViewModel status: viewModel.status

    // On a small panel the strip is as low as its text, unless it has labels to offer.
    readonly property bool hasButtons: !Theme.compact || viewModel.barcodes.isOffered || viewModel.camera.isOffered
    height: hasButtons ? Theme.leastTarget : Math.round(9.5 * Theme.mm)
    spacing: Theme.gap * 1.6

    component Line: Words {
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
        visible: text !== ""
    }

    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true
        Layout.minimumWidth: 0
        Line { text: strip.status.station; font.weight: Font.DemiBold; Layout.fillWidth: true; elide: Text.ElideRight }
        // The card below names the job in full; the strip gives way to the buttons at its side, and to a printer in need.
        Line {
            visible: text !== "" && strip.status.printer === ""
            text: strip.status.job
            color: Theme.quiet
            Layout.fillWidth: true
            elide: Text.ElideRight
        }
        RowLayout {
            visible: strip.status.printer !== ""
            spacing: Theme.gap / 2
            Icon {
                name: strip.status.printer === "" ? "" : "warning"
                tint: Theme.trouble
                side: 4.4 * Theme.mm
                Layout.preferredWidth: side
                Layout.preferredHeight: side
            }
            Line {
                objectName: "printerTrouble"
                text: strip.status.printer
                color: Theme.trouble
                font.weight: Font.DemiBold
            }
        }
    }
    ColumnLayout {
        spacing: 0
        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.gap / 2
            Icon {
                name: strip.status.scannerOk ? "" : "warning"
                tint: Theme.trouble
                side: 4.4 * Theme.mm
                Layout.preferredWidth: side
                Layout.preferredHeight: side
            }
            Line {
                text: strip.status.scanner
                color: strip.status.scannerOk ? Theme.quiet : Theme.trouble
                font.weight: strip.status.scannerOk ? Font.Normal : Font.DemiBold
            }
        }
        Line { text: strip.status.plant; color: Theme.quiet; Layout.alignment: Qt.AlignRight }
    }
    ColumnLayout {
        spacing: 0
        Line { text: strip.status.person; font.weight: Font.DemiBold; Layout.alignment: Qt.AlignRight }
        Line { text: strip.status.time; Layout.alignment: Qt.AlignRight }
    }
    RowLayout {
        spacing: Theme.gap * 0.8
        visible: strip.hasButtons
        ScannerButton {
            viewModel: strip.viewModel
        }
        ThemeButton {
            viewModel: strip.viewModel
        }
        CameraButton {
            viewModel: strip.viewModel
        }
        ActionButton {
            id: barcodesButton
            objectName: "barcodes"
            visible: strip.viewModel.barcodes.isOffered
            text: Theme.compact ? "" : strip.viewModel.text("ui.barcodes")
            Accessible.name: strip.viewModel.text("ui.barcodes")
            iconName: "barcode"
            primary: strip.viewModel.barcodes.isOpen
            implicitWidth: Theme.compact ? Theme.leastTarget : 44 * Theme.mm
            implicitHeight: Theme.leastTarget
            onClicked: strip.viewModel.barcodes.toggle()
        }
    }
}
