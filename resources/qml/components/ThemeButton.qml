// Changes between light and dark.
import QtQuick
import Lotline
import "../theme"

IconButton {
    id: button

    required property KioskViewModel viewModel

    objectName: "theme"
    text: viewModel.text(Theme.dark ? "ui.theme_light" : "ui.theme_dark")
    iconName: Theme.dark ? "sun" : "moon"
    background: Rectangle {
        radius: Theme.radius
        color: button.pressed ? Theme.pressed : "transparent"
    }
    onClicked: viewModel.toggleTheme()
}
