// The one pattern of all flows: what the job is about, or what to choose from; and the last scans.
import QtQuick
import "../components"
import "../theme"

PageBody {
    id: body

    readonly property real leftWidth: Math.round((width - Theme.gap) * Theme.split)

    ContextCard {
        viewModel: body.viewModel
        visible: !body.viewModel.hasChoices
        width: body.leftWidth
        height: parent.height
    }
    ChoiceList {
        viewModel: body.viewModel
        visible: body.viewModel.hasChoices
        width: body.leftWidth
        height: parent.height
    }
    LastScans {
        viewModel: body.viewModel
        x: body.leftWidth + Theme.gap
        y: body.overhang
        width: body.width - x
        height: body.height - y
        visible: height > 18 * Theme.mm
    }
}
