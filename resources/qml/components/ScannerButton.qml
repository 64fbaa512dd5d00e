// Opens the check of a scanner.
import QtQuick
import Lotline
import "../theme"

IconButton {
    id: button

    required property KioskViewModel viewModel
    readonly property bool isOffered: viewModel.scannerCheck.isOffered

    objectName: "scannerCheck"
    visible: isOffered
    text: viewModel.text("ui.check_scanner")
    iconName: "scanner"
    background: Rectangle {
        radius: Theme.radius
        color: button.pressed ? Theme.pressed : "transparent"
    }
    onClicked: viewModel.scannerCheck.open()
}
