// Shows what the camera sees.
import QtQuick
import Lotline

IconButton {
    id: button

    required property KioskViewModel viewModel

    objectName: "camera"
    visible: viewModel.camera.isOffered && !viewModel.isTray
    text: viewModel.text("ui.camera")
    iconName: "camera"
    primary: viewModel.camera.isOpen
    onClicked: viewModel.camera.toggle()
}
