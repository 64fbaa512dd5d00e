// An identifier: a face that tells O from 0, wrapped where it must be, never cut.
import QtQuick
import "../theme"

Words {
    font.family: Theme.mono
    // Some faces draw `]#` or `://` as one sign; an identifier is read letter by letter.
    font.features: { "calt": 0, "liga": 0 }
    wrapMode: Text.Wrap
}
