// The kiosk could not start: what is wrong and what to do.
import QtQuick
import "../components"
import "../theme"

PageBody {
    id: body

    Panel {
        anchors.fill: parent

        Column {
            x: Theme.inside * 2
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -retry.height / 2
            spacing: Theme.gap * 2

            Row {
                spacing: Theme.gap * 1.5
                width: parent.width
                Icon {
                    id: stop
                    name: "refused"
                    tint: Theme.trouble
                    side: Theme.question * 1.3
                }
                Words {
                    text: body.viewModel.text("ui.error_title")
                    font.pixelSize: Theme.question
                    font.weight: Font.DemiBold
                    width: parent.width - stop.width - parent.spacing
                    anchors.verticalCenter: stop.verticalCenter
                }
            }
            Words {
                objectName: "failure"
                text: body.viewModel.failure
                font.pixelSize: Theme.strong
                wrapMode: Text.Wrap
                width: parent.width
            }
            Words {
                text: body.viewModel.text("ui.error_hint")
                color: Theme.quiet
                width: parent.width
            }
        }
        ActionButton {
            objectName: "close"
            text: body.viewModel.text("ui.close")
            width: 44 * Theme.mm
            height: Theme.target
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.margins: Theme.inside
            onClicked: body.viewModel.close()
        }
        ActionButton {
            id: retry
            objectName: "retry"
            text: body.viewModel.text("ui.try_again")
            primary: true
            width: 60 * Theme.mm
            height: Theme.target
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            anchors.margins: Theme.inside
            onClicked: body.viewModel.retry()
        }
    }
}
