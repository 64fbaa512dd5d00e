// A text of the interface. Nothing scanned is ever taken for markup, and nothing is cut off.
import QtQuick
import "../theme"

Text {
    color: Theme.ink
    font.family: Theme.sans
    font.pixelSize: Theme.body
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
}
