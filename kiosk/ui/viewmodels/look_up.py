"""The answer to "what is this?": facts, genealogy both ways, gaps."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.snapshot import LookUp, Row, TreeRow
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, part, shown
from kiosk.ui.viewmodels.records_model import RecordsModel

_DEEPEST = 6
"""Levels that are indented; deeper ones stand in one column, so that a lot number keeps its room."""
_STATES = {"former": "ui.former", "member": "ui.member", "gap": "ui.gap"}


@dataclass(frozen=True, slots=True)
class LookUpProps:
    """What stands beside the lists."""

    isKnown: bool = False
    title: str = ""
    subtitle: str = ""
    status: str = ""
    isOnlyLabel: bool = False
    """Whether nothing is known but what the label says."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One line of what the label says."""

    title: str
    value: str
    meaning: str
    isWrong: bool


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of a tree as it is drawn."""

    indent: int
    title: str
    code: str
    detail: str
    mark: str
    """Word beside a link that is not an ordinary one; empty for those."""
    icon: str
    isFaint: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """One thing that is not known."""

    sentence: str


def derive_look_up(look_up: LookUp | None) -> LookUpProps:
    """The head of an answer."""
    if look_up is None:
        return LookUpProps()
    return LookUpProps(
        isKnown=True,
        title=look_up.title,
        subtitle=look_up.subtitle,
        status=look_up.status,
        isOnlyLabel=bool(look_up.label) and not (look_up.facts or look_up.back or look_up.forward),
    )


def derive_tree(rows: tuple[TreeRow, ...], say: Callable[[str], str]) -> tuple[TreeLine, ...]:
    """The lines of a tree."""
    return tuple(
        TreeLine(
            indent=min(row.depth, _DEEPEST),
            title=row.title,
            code=row.code,
            detail=row.detail,
            mark=say(_STATES[row.state]) if row.state in _STATES else "",
            icon={"gap": "warning", "former": "former", "member": "member"}.get(row.state, "link"),
            isFaint=row.state == "former",
        )
        for row in rows
    )


@QmlElement
class LookUpViewModel(Observed):
    """LookUpProps and the lists for QML."""

    isKnownChanged = Signal()
    isKnown = shown(bool, "isKnown", isKnownChanged)
    titleChanged = Signal()
    title = shown(str, "title", titleChanged)
    subtitleChanged = Signal()
    subtitle = shown(str, "subtitle", subtitleChanged)
    statusChanged = Signal()
    status = shown(str, "status", statusChanged)
    isOnlyLabelChanged = Signal()
    isOnlyLabel = shown(bool, "isOnlyLabel", isOnlyLabelChanged)

    def __init__(self, parent: QObject) -> None:
        super().__init__(LookUpProps(), parent)
        self.facts_model = RecordsModel(Row, self)
        self.back_model = RecordsModel(TreeLine, self)
        self.forward_model = RecordsModel(TreeLine, self)
        self.gaps_model = RecordsModel(GapLine, self)
        self.label_model = RecordsModel(LabelRow, self)

    facts = part(RecordsModel, "facts_model")
    back = part(RecordsModel, "back_model")
    forward = part(RecordsModel, "forward_model")
    gaps = part(RecordsModel, "gaps_model")
    label = part(RecordsModel, "label_model")

    def show_answer(self, look_up: LookUp | None, say: Callable[[str], str]) -> None:
        """Show an answer with its lists."""
        answer = look_up or LookUp("")
        self.facts_model.replace(answer.facts)
        self.back_model.replace(derive_tree(answer.back, say))
        self.forward_model.replace(derive_tree(answer.forward, say))
        self.gaps_model.replace([GapLine(each) for each in answer.gaps])
        self.label_model.replace(
            [LabelRow(each.title, each.value, each.meaning, each.is_wrong) for each in answer.label]
        )
        self.show(derive_look_up(look_up))
