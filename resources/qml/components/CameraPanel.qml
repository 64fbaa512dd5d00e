// What the camera sees, at the right: codes outlined, what would help, and codes to choose from.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Panel {
    id: panel

    required property KioskViewModel viewModel
    readonly property CameraViewModel camera: viewModel.camera
    // Where a few codes are to choose from, they need the room; many are a tray.
    readonly property bool hasFew: camera.hasOffers && offers.count <= 3

    objectName: "cameraPanel"
    border.color: Theme.info
    border.width: Math.max(2, Math.round(0.4 * Theme.mm))

    Words {
        objectName: "camera.hint"
        text: panel.camera.hint
        font.pixelSize: Theme.title
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.small
        font.weight: Font.DemiBold
        verticalAlignment: Text.AlignVCenter
        x: Theme.inside
        height: close.height + 2 * close.y
        width: close.x - x - Theme.gap
    }
    IconButton {
        id: close
        objectName: "camera.close"
        text: panel.viewModel.text("ui.close")
        iconName: "cancel"
        x: parent.width - width - y
        y: Theme.gap
        onClicked: panel.camera.close()
    }
    MarkedPicture {
        id: picture
        objectName: "live"
        source: panel.camera.source
        aspect: panel.camera.aspect
        x: Theme.gap
        y: close.height + 2 * close.y
        width: parent.width - 2 * x
        height: Math.round(Math.min(width / panel.camera.aspect, room))
        readonly property real room: panel.camera.hasOffers ? offersBottom - leastOffers - Theme.gap - y : tray.y - Theme.gap - y
        readonly property real offersBottom: panel.hasFew ? panel.height - Theme.inside : tray.y - Theme.gap
        readonly property real leastOffers: (panel.hasFew && !Theme.compact ? 1.3 * offers.count : 2) * (Theme.leastTarget + Theme.gap)
        onTouched: (x, y) => panel.camera.touch(x, y)
    }
    PagedList {
        id: offers
        name: "cameraOffers"
        viewModel: panel.viewModel
        records: panel.camera.offers
        visible: panel.camera.hasOffers
        x: Theme.inside
        y: picture.y + picture.height + Theme.gap
        width: parent.width - 2 * x
        height: picture.offersBottom - y
        rowSpacing: Theme.gap * 0.7
        delegate: TouchButton {
            id: code
            required property int index
            required property string key
            required property string label
            required detail
            objectName: "offer." + (index + 1)
            text: label
            width: offers.rowsWidth
            height: Math.max(Theme.leastTarget, face.height + 2 * Theme.gap)
            opacity: offers.isWhole(y, height) ? 1 : 0
            onClicked: panel.viewModel.act(key)
            contentItem: Item {
                Rectangle {
                    id: disc
                    width: 7.5 * Theme.mm
                    height: width
                    radius: width / 2
                    x: Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.moodGround("warning")
                    Words {
                        text: code.index + 1
                        color: Theme.moodInk("warning")
                        font.weight: Font.DemiBold
                        anchors.centerIn: parent
                    }
                }
                Column {
                    id: face
                    x: disc.x + disc.width + Theme.gap
                    width: parent.width - x - Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    Code {
                        text: code.label
                        wrapMode: Text.WrapAnywhere
                        font.pixelSize: Theme.small
                        font.weight: Font.DemiBold
                        width: parent.width
                    }
                    Words {
                        text: code.detail
                        visible: text !== ""
                        color: Theme.quiet
                        font.pixelSize: Math.round(3.2 * Theme.mm)
                        width: parent.width
                    }
                }
            }
        }
    }
    ActionButton {
        id: tray
        objectName: "readTray"
        text: panel.viewModel.text("ui.camera_tray")
        iconName: "tray"
        visible: !panel.hasFew
        enabled: panel.camera.canReadTray
        x: Theme.inside
        y: parent.height - height - Theme.inside
        width: parent.width - 2 * x
        height: Theme.leastTarget
        onClicked: panel.viewModel.act("tray")
    }
}
