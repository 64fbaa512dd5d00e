// Tiles in rows and columns, as many on a page as keep their size; page buttons where there are more.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: grid

    required property string name
    required property KioskViewModel viewModel
    required property RecordsModel records
    property real leastWidth: (Theme.compact ? 30 : 33) * Theme.mm
    property real leastHeight: (Theme.compact ? 16 : Theme.low ? 17 : 20) * Theme.mm
    property real mostHeight: 26 * Theme.mm
    property int page: 0
    readonly property int rowsHere: Math.max(1, Math.floor((height + Theme.gap) / (leastHeight + Theme.gap)))
    readonly property bool isLong: repeater.count > rowsHere * columnsIn(width)
    readonly property real roomWidth: width - (isLong ? Theme.leastTarget + Theme.gap : 0)
    readonly property int columns: Math.min(columnsIn(roomWidth), Math.max(1, Math.ceil(repeater.count / rowsHere), Math.min(repeater.count, 3)))
    readonly property int perPage: rowsHere * columns
    readonly property int pages: Math.max(1, Math.ceil(repeater.count / perPage))
    readonly property int usedRows: isLong ? rowsHere : Math.ceil(repeater.count / columns)
    readonly property real tileWidth: (roomWidth - (columns - 1) * Theme.gap) / columns
    readonly property real tileHeight: Math.min(mostHeight, (height - (usedRows - 1) * Theme.gap) / Math.max(1, usedRows))

    function columnsIn(room: real): int {
        return Math.max(1, Math.floor((room + Theme.gap) / (leastWidth + Theme.gap)))
    }

    onPagesChanged: page = Math.min(page, pages - 1)

    Repeater {
        id: repeater
        model: grid.records
        delegate: Tile {
            required property int index
            required property string key
            required property string label
            required property bool available
            required detail
            required iconName
            required primary
            readonly property int place: index - grid.page * grid.perPage

            objectName: grid.name + "." + key
            text: label
            enabled: available
            visible: place >= 0 && place < grid.perPage
            width: grid.tileWidth
            height: grid.tileHeight
            x: (place % grid.columns) * (width + Theme.gap)
            y: Math.floor(place / grid.columns) * (height + Theme.gap)
            onClicked: grid.viewModel.act(key)
        }
    }
    PageButtons {
        name: grid.name
        visible: grid.isLong
        anchors.right: parent.right
        height: parent.height
        upText: grid.viewModel.text("ui.page_up")
        downText: grid.viewModel.text("ui.page_down")
        canGoUp: grid.page > 0
        canGoDown: grid.page < grid.pages - 1
        onUp: grid.page -= 1
        onDown: grid.page += 1
        onToStart: grid.page = 0
    }
}
