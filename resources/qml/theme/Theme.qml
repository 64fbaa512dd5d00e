// Colours, sizes and type of all pages. Lengths are millimetres times `mm`.
pragma Singleton
import QtQuick

QtObject {
    id: theme

    // Set by the window.
    property real mm: 5.87
    property bool dark: false
    property bool compact: false // below 105 mm: a 7 inch panel
    property bool low: false // below 132 mm: a wide panel of 10 inch

    readonly property color ground: dark ? "#15191E" : "#E8EBEE"
    readonly property color panel: dark ? "#20262D" : "#FFFFFF"
    readonly property color pressed: dark ? "#313A45" : "#D5DBE1"
    readonly property color ink: dark ? "#F2F4F6" : "#14181D"
    readonly property color quiet: dark ? "#A9B3BD" : "#4A5560"
    readonly property color line: dark ? "#3A434D" : "#CBD2D9"
    readonly property color edge: dark ? "#7B8794" : "#77828D"
    readonly property color info: dark ? "#8FB1FF" : "#203F8F"
    readonly property color infoPressed: dark ? "#B7CCFF" : "#142A66"
    readonly property color infoInk: dark ? "#0B1020" : "#FFFFFF"
    readonly property color waiting: dark ? "#2A3550" : "#E3EAFB"
    readonly property color trouble: dark ? "#FFC400" : "#A00020"

    // The verdict keeps its colours by day and by night: a light OK and a dark STOP stay apart for every eye.
    function moodGround(mood: string): color {
        switch (mood) {
        case "accepted": return "#66DDD0"
        case "done": return "#203F8F"
        case "warning": return "#FFC400"
        case "refused": return "#A00020"
        case "duplicate": return theme.line
        default: return theme.panel
        }
    }
    function moodInk(mood: string): color {
        switch (mood) {
        case "accepted": return "#06201D"
        case "warning": return "#241B00"
        case "done":
        case "refused": return "#FFFFFF"
        default: return theme.ink
        }
    }

    // DejaVu is on every Debian; the faces before it are narrower. All monospaced ones mark the zero.
    readonly property string sans: firstOf(["Inter", "Noto Sans", "Open Sans", "DejaVu Sans"])
    readonly property string mono: firstOf(["JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono"])

    readonly property int word: Math.round((compact ? 9 : 14) * mm)
    readonly property int question: Math.round((compact ? 6.8 : 10.5) * mm)
    readonly property int title: Math.round((compact ? 4.9 : 6.2) * mm)
    readonly property int strong: Math.round((compact ? 4 : 5) * mm)
    readonly property int body: Math.round((compact ? 3.8 : 4.6) * mm)
    readonly property int small: Math.round((compact ? 3.5 : 4) * mm)

    readonly property int leastTarget: Math.ceil(15 * mm)
    readonly property int target: Math.ceil((compact ? 15.5 : low ? 17.5 : 20) * mm)
    readonly property int gap: Math.round((compact ? 1.6 : 2.2) * mm)
    readonly property int margin: Math.round((compact ? 2 : 2.4) * mm)
    readonly property int inside: Math.round((compact ? 2.4 : low ? 3 : 4) * mm)
    readonly property int radius: Math.round(1.4 * mm)
    readonly property int hair: Math.max(1, Math.round(0.18 * mm))

    readonly property real split: 0.62

    function firstOf(wanted: list<string>): string {
        const installed = Qt.fontFamilies()
        return wanted.find(name => installed.includes(name)) ?? wanted[wanted.length - 1]
    }
}
