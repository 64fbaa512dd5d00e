// An identifier: a face that tells O from 0, wrapped where it must be, never cut.
import QtQuick
import "../theme"

Words {
    font.family: Theme.mono
    wrapMode: Text.Wrap
}
