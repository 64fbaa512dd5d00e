// What every page is given. `overhang` is how far the verdict reaches down into the page, at the right.
import QtQuick
import Lotline

Item {
    required property KioskViewModel viewModel
    property real overhang: 0
}
