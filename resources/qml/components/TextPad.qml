// Letters and digits: all at once where keys of 15 mm have room, else by pages of letters.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../theme"

Loader {
    id: chooser

    required property KioskViewModel viewModel
    readonly property real keyGap: Math.round(Theme.mm)
    readonly property bool isWide: width >= 12 * Theme.leastTarget + 11 * keyGap
                                && height >= 5 * Theme.leastTarget + 4 * keyGap

    sourceComponent: isWide ? whole : paged

    Component {
        id: whole
        WholeKeyboard {
            viewModel: chooser.viewModel
            keyGap: chooser.keyGap
        }
    }
    Component {
        id: paged
        PagedKeyboard {
            viewModel: chooser.viewModel
            keyGap: chooser.keyGap
        }
    }
}
