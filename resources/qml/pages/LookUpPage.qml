// "What is this?": facts at the left; what is in it, where it went and what is not known at the right.
pragma ComponentBehavior: Bound
import QtQuick
import Lotline
import "../components"
import "../theme"

PageBody {
    id: body

    readonly property LookUpViewModel answer: viewModel.lookUp
    // Nothing but the label is known: its lines take the place below the prompt, beside a tall verdict.
    readonly property real leftWidth: answer.isOnlyLabel ? Math.round(width * 0.61) : Math.round((width - Theme.gap) * (Theme.compact || width < 170 * Theme.mm ? 0.44 : 0.37))
    property string shown: "back"

    Panel {
        visible: body.answer.isKnown
        width: body.leftWidth
        height: parent.height

        Column {
            id: head
            x: Theme.inside
            y: Theme.inside * 0.7
            width: parent.width - 2 * x
            spacing: Theme.gap * 0.4

            Code {
                objectName: "lookUp.title"
                text: body.answer.title
                font.pixelSize: body.answer.isOnlyLabel ? Theme.body : Theme.title
                font.weight: Font.DemiBold
                width: parent.width
            }
            Words {
                text: body.answer.subtitle
                visible: text !== ""
                color: Theme.quiet
                width: parent.width
            }
            Words {
                text: body.answer.status
                visible: text !== ""
                font.weight: Font.DemiBold
                color: Theme.info
                width: parent.width
            }
        }
        PagedList {
            id: onlyLabel
            name: "onlyLabel"
            visible: body.answer.isOnlyLabel
            viewModel: body.viewModel
            records: body.answer.label
            x: facts.x
            y: facts.y
            width: facts.width
            height: facts.height
            delegate: LabelLineRow {
                width: onlyLabel.rowsWidth
                opacity: onlyLabel.isWhole(y, height) ? 1 : 0
            }
        }
        PagedList {
            id: facts
            name: "facts"
            viewModel: body.viewModel
            records: body.answer.facts
            x: Theme.inside
            y: head.y + head.height + Theme.gap * 0.6
            width: parent.width - 2 * x
            height: parent.height - y - Theme.inside * 0.5
            delegate: SlotRow {
                viewModel: body.viewModel
                hasMark: false
                width: facts.rowsWidth
                opacity: facts.isWhole(y, height) ? 1 : 0
                fontSize: Theme.small
                leastHeight: (Theme.compact ? 5.6 : 6.6) * Theme.mm
            }
        }
    }
    Item {
        visible: body.answer.isKnown && !body.answer.isOnlyLabel
        x: body.leftWidth + Theme.gap
        y: body.overhang
        width: body.width - x
        height: body.height - y

        Row {
            id: tabs
            width: parent.width
            spacing: Theme.gap * 0.7
            readonly property real tabWidth: (width - 3 * spacing) / 4

            Repeater {
                model: [["back", "ui.tree_back"], ["forward", "ui.tree_forward"], ["gaps", "ui.gaps"], ["label", "ui.label"]]
                delegate: ActionButton {
                    required property list<string> modelData
                    readonly property int many: modelData[0] === "back" ? back.count : modelData[0] === "forward" ? forward.count : modelData[0] === "gaps" ? gaps.count : 0
                    objectName: "tab." + modelData[0]
                    text: body.viewModel.text(modelData[1]) + (modelData[0] === "label" ? "" : " (" + many + ")")
                    primary: body.shown === modelData[0]
                    width: tabs.tabWidth
                    height: Theme.leastTarget
                    onClicked: body.shown = modelData[0]
                }
            }
        }
        Panel {
            y: tabs.height + Theme.gap * 0.7
            width: parent.width
            height: parent.height - y

            component Tree: PagedList {
                id: tree
                viewModel: body.viewModel
                x: Theme.inside
                y: Theme.inside * 0.5
                width: parent.width - 2 * x
                height: parent.height - 2 * y
                delegate: TreeLineRow {
                    width: tree.rowsWidth
                    opacity: tree.isWhole(y, height) ? 1 : 0
                }
            }
            Tree {
                id: back
                name: "back"
                visible: body.shown === "back"
                records: body.answer.back
            }
            Tree {
                id: forward
                name: "forward"
                visible: body.shown === "forward"
                records: body.answer.forward
            }
            PagedList {
                id: label
                name: "label"
                visible: body.shown === "label"
                viewModel: body.viewModel
                records: body.answer.label
                x: Theme.inside
                y: Theme.inside * 0.5
                width: parent.width - 2 * x
                height: parent.height - 2 * y
                delegate: LabelLineRow {
                    width: label.rowsWidth
                    opacity: label.isWhole(y, height) ? 1 : 0
                }
            }
            PagedList {
                id: gaps
                name: "gaps"
                visible: body.shown === "gaps"
                viewModel: body.viewModel
                records: body.answer.gaps
                x: Theme.inside
                y: Theme.inside * 0.5
                width: parent.width - 2 * x
                height: parent.height - 2 * y
                delegate: Item {
                    id: gap
                    required property string sentence
                    width: gaps.rowsWidth
                    opacity: gaps.isWhole(y, height) ? 1 : 0
                    height: Math.max(10 * Theme.mm, words.height + Theme.gap)
                    Icon {
                        name: "warning"
                        tint: Theme.trouble
                        side: 5.4 * Theme.mm
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Words {
                        id: words
                        text: gap.sentence
                        x: 5.4 * Theme.mm + Theme.gap
                        width: parent.width - x
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
            Words {
                visible: body.shown === "back" ? back.count === 0 : body.shown === "forward" ? forward.count === 0 : body.shown === "gaps" ? gaps.count === 0 : label.count === 0
                text: body.viewModel.text("ui.tree_empty")
                color: Theme.quiet
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.inside
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    LastScans {
        viewModel: body.viewModel
        visible: !body.answer.isKnown
        y: body.overhang
        width: parent.width
        height: parent.height - y
    }
}
