// A list with page buttons at its side while it is longer than its place.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Item {
    id: paged

    required property string name
    required property KioskViewModel viewModel
    required property RecordsModel records
    required property Component delegate
    property real rowSpacing: 0
    property string sectionRole
    property Component sectionDelegate: null
    // The row that must be seen; -1 for none.
    property int currentRow: -1
    // Whether it needs its buttons. Set once the rows are laid out, not bound: the buttons make the rows narrower, and so
    // perhaps higher. It settles, for rows that fit beside the buttons fit without them.
    property bool isLong: false
    readonly property real rowsWidth: list.width
    readonly property int count: records.count

    onHeightChanged: Qt.callLater(measure)

    function measure(): void {
        isLong = list.contentHeight > height + 1
    }
    // Rows ask for it, so that none is shown cut in two.
    function isWhole(top: real, size: real): bool {
        return !isLong || size > height || (top >= list.contentY - 1 && top + size <= list.contentY + height + 1)
    }
    function reveal(): void {
        if (!isLong || currentRow < 0 || currentRow >= list.count)
            return
        list.positionViewAtIndex(currentRow, ListView.Contain)
        const first = list.indexAt(1, list.contentY + 1)
        if (first > 0 && list.itemAtIndex(first).y < list.contentY - 1)
            list.positionViewAtIndex(first + 1, ListView.Beginning)
    }
    // A row has become higher or lower: the ones below it must move, now and not at the next scroll.
    function relayout(): void {
        Qt.callLater(list.forceLayout)
    }
    function pageUp(): void {
        const first = list.indexAt(1, list.contentY + 1)
        list.positionViewAtIndex(Math.max(0, first - 1), ListView.End)
        if (list.contentY < list.originY)
            list.positionViewAtBeginning()
    }
    function pageDown(): void {
        let last = list.indexAt(1, list.contentY + list.height - 1)
        if (last < 0)
            last = list.count - 1
        list.positionViewAtIndex(Math.max(last, list.indexAt(1, list.contentY + 1) + 1), ListView.Beginning)
        if (list.contentY > list.originY + list.contentHeight - list.height)
            list.positionViewAtEnd()
    }

    ListView {
        id: list
        objectName: paged.name
        width: Math.floor(parent.width - (paged.isLong ? buttons.width + Theme.gap : 0))
        height: parent.height
        clip: paged.isLong
        interactive: paged.isLong
        boundsBehavior: Flickable.StopAtBounds
        spacing: paged.rowSpacing
        model: paged.records
        delegate: paged.delegate
        section.property: paged.sectionRole
        section.delegate: paged.sectionDelegate
        currentIndex: paged.currentRow
        highlightMoveDuration: 0
        onContentHeightChanged: Qt.callLater(paged.measure)
        onHeightChanged: Qt.callLater(paged.reveal)
        onCurrentIndexChanged: Qt.callLater(paged.reveal)
        cacheBuffer: 0
    }
    PageButtons {
        id: buttons
        name: paged.name
        visible: paged.isLong
        anchors.right: parent.right
        height: parent.height
        upText: paged.viewModel.text("ui.page_up")
        downText: paged.viewModel.text("ui.page_down")
        canGoUp: !list.atYBeginning
        canGoDown: !list.atYEnd
        onUp: paged.pageUp()
        onDown: paged.pageDown()
        onToStart: list.positionViewAtBeginning()
    }
}
