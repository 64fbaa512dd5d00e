// A tray: its picture with every code outlined at the left; what each of them is at the right.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../components"
import "../theme"

PageBody {
    id: body

    readonly property TrayViewModel tray: viewModel.tray
    readonly property real leftWidth: Math.round((width - Theme.gap) * Theme.split)

    MarkedPicture {
        objectName: "tray"
        source: body.tray.source
        aspect: body.tray.aspect
        width: body.leftWidth
        height: parent.height
    }
    Panel {
        x: body.leftWidth + Theme.gap
        y: body.overhang
        width: body.width - x
        height: body.height - y
        visible: height > 18 * Theme.mm

        PagedList {
            id: codes
            name: "trayCodes"
            viewModel: body.viewModel
            records: body.tray.lines
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
            height: parent.height - 2 * y
            delegate: TrayCodeRow {
                width: codes.rowsWidth
                opacity: codes.isWhole(y, height) ? 1 : 0
            }
        }
    }
}
