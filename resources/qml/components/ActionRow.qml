// The bottom row. Every place is fixed: others from the left, the primary one at the right, however many there are.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: row

    required property KioskViewModel viewModel
    readonly property real part: (width - 4 * Theme.gap) / 11
    readonly property int count: repeater.count

    height: Theme.target

    Repeater {
        id: repeater
        model: row.viewModel.actions
        delegate: ActionButton {
            required property int index
            required property string key
            required property string label
            required property bool available
            required detail
            required iconName
            required primary

            objectName: "action." + key
            text: label
            enabled: available
            width: (primary ? 3 : 2) * row.part
            height: row.height
            x: primary ? row.width - width : index * (2 * row.part + Theme.gap)
            onClicked: row.viewModel.act(key)
        }
    }
}
