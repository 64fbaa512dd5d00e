// The window: strip, question, verdict and bottom row stay where they are; the page between them changes.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Lotline
import "../components"
import "../theme"

ApplicationWindow {
    id: window

    required property KioskViewModel viewModel
    readonly property VerdictViewModel verdict: viewModel.verdict
    readonly property bool padOpen: viewModel.pad.isOpen && !verdict.mustAcknowledge
    readonly property real mm: viewModel.millimetre(width, height, Screen.pixelDensity)

    title: viewModel.status.station
    color: Theme.ground
    width: 1280
    height: 800

    Binding { target: Theme; property: "mm"; value: window.mm }
    Binding { target: Theme; property: "dark"; value: window.viewModel.isDark }
    Binding { target: Theme; property: "compact"; value: window.height < 105 * window.mm }
    Binding { target: Theme; property: "low"; value: window.height < 132 * window.mm }

    Item {
        id: frame

        // The labels of the demonstration, or what the camera sees, stand beside the pages where there is room, else over
        // them; not beside the picture of a tray, which needs all of it.
        readonly property bool hasBarcodes: window.viewModel.barcodes.isOpen && !window.viewModel.isTray
        readonly property bool hasCamera: window.viewModel.camera.isOpen && !window.viewModel.isTray
        readonly property bool isDocked: (hasCamera || hasBarcodes) && width > 190 * Theme.mm
        readonly property real sideWidth: Math.min(width * 0.6, (isDocked ? 68 : 84) * Theme.mm)
        readonly property real room: isDocked ? width - sideWidth - Theme.gap : width
        readonly property real leftWidth: Math.round((room - Theme.gap) * Theme.split)
        readonly property bool isTall: window.viewModel.isTall && !isShort
        readonly property bool isShort: window.padOpen || window.viewModel.lookUp.isKnown
        readonly property list<real> heads: Theme.compact ? [11.5, 17, 21] : Theme.low ? [17, 24, 32] : [17, 26, 36]
        readonly property real headHeight: heads[isShort ? 0 : isTall ? 2 : 1] * Theme.mm
        anchors.fill: parent
        anchors.margins: Theme.margin
        anchors.topMargin: Math.round(0.8 * Theme.mm)
        visible: !window.viewModel.scannerCheck.isOpen
        focus: visible
        Keys.onPressed: event => event.accepted = window.viewModel.key(event.key, event.text)

        StatusStrip {
            id: strip
            viewModel: window.viewModel
            width: parent.width
        }
        PromptCard {
            id: prompt
            viewModel: window.viewModel
            isShort: frame.isShort
            visible: !window.viewModel.isFailed
            y: strip.height + Math.round(0.8 * Theme.mm)
            width: frame.leftWidth
            height: frame.headHeight
        }
        Loader {
            id: body
            readonly property PageBody page: item as PageBody
            visible: !window.padOpen
            y: window.viewModel.isFailed ? prompt.y : prompt.y + prompt.height + Theme.gap
            width: frame.room
            height: (actions.count > 0 && !window.viewModel.isFailed ? actions.y - Theme.gap : parent.height) - y

            function open(): void {
                setSource(window.viewModel.page, { viewModel: window.viewModel })
            }
            onLoaded: page.overhang = Qt.binding(() => Math.max(0, verdictBand.height - prompt.height))
            Component.onCompleted: open()
        }
        Loader {
            id: pad
            active: window.padOpen
            y: prompt.y + prompt.height + Theme.gap
            width: frame.room
            height: parent.height - y
            sourceComponent: window.viewModel.pad.isNumber ? numberPad : textPad
        }
        ActionRow {
            id: actions
            viewModel: window.viewModel
            visible: !window.padOpen && !window.viewModel.isFailed
            y: parent.height - height
            width: frame.room
        }
        VerdictBand {
            id: verdictBand
            viewModel: window.viewModel
            isShort: frame.isShort && !window.verdict.mustAcknowledge
            isSmall: !frame.isTall
            visible: !window.viewModel.isFailed
            x: frame.leftWidth + Theme.gap
            y: prompt.y
            width: frame.room - x
            mostHeight: parent.height - y
            height: window.padOpen ? prompt.height : Math.max(prompt.height, implicitHeight)
        }
        Loader {
            active: frame.hasBarcodes
            anchors.right: parent.right
            y: prompt.y
            width: frame.sideWidth
            height: parent.height - y
            sourceComponent: BarcodePanel {
                viewModel: window.viewModel
            }
        }
        Loader {
            active: frame.hasCamera
            anchors.right: parent.right
            y: prompt.y
            width: frame.sideWidth
            height: parent.height - y
            sourceComponent: CameraPanel {
                viewModel: window.viewModel
            }
        }
    }

    Loader {
        active: window.viewModel.scannerCheck.isOpen
        focus: active
        anchors.fill: parent
        anchors.margins: Theme.margin
        sourceComponent: ScannerCheckPage {
            viewModel: window.viewModel
        }
    }
    Component {
        id: numberPad
        NumberPad {
            viewModel: window.viewModel
        }
    }
    Component {
        id: textPad
        TextPad {
            viewModel: window.viewModel
        }
    }
    Connections {
        target: window.viewModel
        function onPageChanged(): void {
            body.open()
        }
    }
}
