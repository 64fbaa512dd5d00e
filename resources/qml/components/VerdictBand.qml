// What became of the last scan: a word, a shape, a colour, always in this place.
import QtQuick
import QtQuick.Templates as T
import Lotline
import "../theme"

T.AbstractButton {
    id: band

    required property KioskViewModel viewModel
    readonly property VerdictViewModel verdict: viewModel.verdict
    readonly property color ink: Theme.moodInk(verdict.mood)
    // Beside a pad; on a page whose head is low.
    property bool isShort: false
    property bool isSmall: false

    objectName: "verdict"
    enabled: verdict.mustAcknowledge
    focusPolicy: Qt.NoFocus
    padding: isShort ? Theme.inside * 0.5 : Theme.inside
    topPadding: isShort && Theme.compact ? 2.8 * Theme.mm : padding * 0.7
    bottomPadding: padding * 0.7
    // How far down it may reach; a longer sentence gets smaller letters.
    property real mostHeight: 1000 * Theme.mm
    implicitHeight: content.implicitHeight + topPadding + bottomPadding
    Accessible.role: verdict.mustAcknowledge ? Accessible.Button : Accessible.AlertMessage
    Accessible.name: [verdict.word, verdict.sentence, verdict.hint].filter(each => each !== "").join(". ")
    onClicked: viewModel.acknowledge()

    background: Rectangle {
        radius: Theme.radius
        color: Theme.moodGround(band.verdict.mood)
        border.color: band.verdict.mood === "neutral" ? Theme.line : Theme.dark && band.verdict.mood !== "accepted" ? Theme.edge : color
        border.width: Theme.hair
    }
    Words {
        id: natural
        text: band.verdict.sentence
        visible: false
        font.pixelSize: band.isShort || band.isSmall ? Theme.small : Theme.strong
        width: content.width
    }
    contentItem: Column {
        id: content
        spacing: Theme.gap * 0.4

        Row {
            spacing: Theme.gap
            width: parent.width
            Icon {
                id: shape
                objectName: "shape"
                name: band.verdict.word === "" ? "" : band.verdict.mood
                tint: band.ink
                side: word.font.pixelSize * 1.05
                anchors.verticalCenter: word.verticalCenter
            }
            Words {
                id: word
                objectName: "word"
                verticalAlignment: Text.AlignVCenter
                text: band.verdict.word
                color: band.ink
                font.pixelSize: band.isShort ? Theme.title : band.isSmall || band.verdict.mood === "neutral" ? Theme.question : Theme.word
                font.weight: Font.DemiBold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.body
                wrapMode: Text.NoWrap
                width: parent.width - shape.width - parent.spacing
            }
        }
        Words {
            id: sentence
            objectName: "sentence"
            text: band.verdict.sentence
            visible: text !== "" && !(band.isShort && Theme.compact)
            color: band.ink
            font.pixelSize: natural.font.pixelSize
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(2.8 * Theme.mm)
            width: parent.width
            height: Math.min(natural.contentHeight, band.mostHeight - band.topPadding - band.bottomPadding - word.height
                             - (below.visible ? below.height + content.spacing : 0)
                             - (goOnButton.visible ? goOnButton.height + content.spacing : 0) - content.spacing)
        }
        Item {
            id: below
            visible: !band.isShort && (goOn.text !== "" || rule.text !== "")
            width: parent.width
            height: Math.max(goOn.height, rule.height)
            Words {
                id: goOn
                objectName: "go_on"
                text: band.verdict.hint
                color: band.ink
                font.pixelSize: Theme.small
                width: parent.width - rule.width - Theme.gap
            }
            Words {
                id: rule
                text: band.verdict.rule
                color: band.ink
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                anchors.right: parent.right
                anchors.bottom: parent.bottom
            }
        }
        Rectangle {
            id: goOnButton
            visible: band.verdict.mustAcknowledge
            width: parent.width
            height: Theme.leastTarget * 0.8
            radius: Theme.radius
            color: band.pressed ? Theme.moodInk(band.verdict.mood) : "transparent"
            border.color: band.ink
            border.width: Math.max(2, Math.round(0.4 * Theme.mm))
            Words {
                anchors.fill: parent
                text: band.viewModel.text("ui.acknowledge")
                color: band.pressed ? Theme.moodGround(band.verdict.mood) : band.ink
                font.weight: Font.DemiBold
                fontSizeMode: Text.Fit
                minimumPixelSize: Math.round(3.4 * Theme.mm)
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
        }
    }
}
