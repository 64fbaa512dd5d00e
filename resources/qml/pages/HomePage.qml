// What can be done here: one tile a flow.
import QtQuick
import "../components"

PageBody {
    id: body

    TileGrid {
        name: "tile"
        viewModel: body.viewModel
        records: body.viewModel.tiles
        // A verdict that waits for its answer lies over the tiles; any other makes room.
        y: body.viewModel.verdict.mustAcknowledge ? 0 : body.overhang
        width: parent.width
        height: parent.height - y
    }
}
