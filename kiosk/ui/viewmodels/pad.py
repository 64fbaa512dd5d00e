"""What is being typed on the pad. The first key replaces the value that was suggested, it never adds to it."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.snapshot import InputKind, InputRequest
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.keyboard import ENTER
from kiosk.ui.viewmodels.observed import Observed, shown

_LONGEST_NUMBER = 19
"""Twelve digits, a point, six decimal places: what a quantity can hold."""
_LONGEST_TEXT = 90
"""The longest value of a GS1 element string."""


@dataclass(frozen=True, slots=True)
class PadProps:
    """What the pad shows."""

    isOpen: bool = False
    isNumber: bool = False
    title: str = ""
    unit: str = ""
    typed: str = ""
    isSuggestion: bool = False
    """Whether `typed` was suggested, so that the next key replaces it."""

    @property
    def canEnter(self) -> bool:  # noqa: N802 - read like the fields
        """Whether there is an answer to give."""
        return self.isOpen and bool(self.typed.strip(" ."))


def opened(request: InputRequest | None) -> PadProps:
    """The pad for a request; closed without one."""
    if request is None:
        return PadProps()
    return PadProps(
        isOpen=True,
        isNumber=request.kind is InputKind.NUMBER,
        title=request.title,
        unit=request.unit,
        typed=request.initial,
        isSuggestion=bool(request.initial),
    )


def pressed(pad: PadProps, character: str) -> PadProps:
    """The pad after one more character; one that cannot stand there changes nothing."""
    before = "" if pad.isSuggestion else pad.typed
    if len(character) != 1 or not character.isprintable():
        return pad
    if pad.isNumber:
        character = "." if character == "," else character
        is_digit = character.isascii() and character.isdecimal()
        if not is_digit and (character != "." or "." in before):
            return pad
        if before == "0" and is_digit:
            before = ""
        if character == "." and not before:
            before = "0"
    if len(before) >= (_LONGEST_NUMBER if pad.isNumber else _LONGEST_TEXT):
        return pad
    return replace(pad, typed=before + character, isSuggestion=False)


def erased(pad: PadProps) -> PadProps:
    """The pad without its last character; a suggestion goes as a whole."""
    return replace(pad, typed="" if pad.isSuggestion else pad.typed[:-1], isSuggestion=False)


@QmlElement
class PadViewModel(Observed):
    """PadProps for QML."""

    isOpenChanged = Signal()
    isOpen = shown(bool, "isOpen", isOpenChanged)
    isNumberChanged = Signal()
    isNumber = shown(bool, "isNumber", isNumberChanged)
    titleChanged = Signal()
    title = shown(str, "title", titleChanged)
    unitChanged = Signal()
    unit = shown(str, "unit", unitChanged)
    typedChanged = Signal()
    typed = shown(str, "typed", typedChanged)
    isSuggestionChanged = Signal()
    isSuggestion = shown(bool, "isSuggestion", isSuggestionChanged)
    canEnter = shown(bool, "canEnter", typedChanged)

    def __init__(self, enter: Callable[[str], None], parent: QObject) -> None:
        """`enter` takes what was typed."""
        super().__init__(PadProps(), parent)
        self._enter = enter
        self._asked: InputRequest | None = None

    def ask(self, request: InputRequest | None) -> None:
        """Open for a request, or close; what is typed for the same one stays."""
        if request != self._asked:
            self._asked = request
            self.show(opened(request))

    @Slot(str)
    def press(self, character: str) -> None:
        """Type one character."""
        self.show(pressed(self.props, character))

    @Slot()
    def erase(self) -> None:
        """Erase the last character."""
        self.show(erased(self.props))

    @Slot()
    def submit(self) -> None:
        """Answer with what was typed; it stays, to be replaced by the next key if the answer is refused."""
        typed = self.props
        if typed.canEnter:
            self.show(replace(typed, isSuggestion=True))
            self._enter(typed.typed)

    def key(self, key: int, text: str) -> bool:
        """Take a key of a keyboard; false where it means nothing here."""
        if key in ENTER:
            self.submit()
        elif key == int(Qt.Key.Key_Backspace):
            self.erase()
        else:
            before = self.props
            self.press(text)
            return bool(self.props != before)
        return True
