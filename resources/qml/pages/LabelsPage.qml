// Labels: the one at hand at the left, else those that wait; reasons to choose from beside it.
import QtQuick
import "../components"
import "../theme"

PageBody {
    id: body

    readonly property real leftWidth: Math.round((width - Theme.gap) * Theme.split)
    readonly property bool hasLabel: viewModel.label.isShown

    LabelCard {
        viewModel: body.viewModel
        visible: body.hasLabel
        width: body.leftWidth
        height: parent.height
    }
    Panel {
        visible: !body.hasLabel && !body.viewModel.hasChoices
        width: body.leftWidth
        height: parent.height
        Words {
            objectName: "noLabels"
            text: body.viewModel.subject === "" ? body.viewModel.text("ui.no_labels") : body.viewModel.subject
            color: Theme.quiet
            font.pixelSize: Theme.strong
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.inside
            horizontalAlignment: Text.AlignHCenter
        }
    }
    ChoiceList {
        viewModel: body.viewModel
        visible: body.viewModel.hasChoices
        x: body.hasLabel ? body.leftWidth + Theme.gap : 0
        y: body.hasLabel ? body.overhang : 0
        width: body.hasLabel ? body.width - x : body.leftWidth
        height: body.height - y
    }
    LastScans {
        viewModel: body.viewModel
        x: body.leftWidth + Theme.gap
        y: body.overhang
        width: body.width - x
        height: body.height - y
        visible: height > 18 * Theme.mm && !(body.hasLabel && body.viewModel.hasChoices)
    }
}
