"""Turns key presses into the bytes that a scanner meant by them. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from hardware.scanners.layouts import KEYPAD_DIGITS, US, Layout

_CAPS_LOCK = 66
_EDITING = frozenset("\b\x1b\x7f")
"""What Backspace, Escape and Delete have as text."""


class Caps(StrEnum):
    """What a scanner does about Caps Lock."""

    IGNORED = "ignored"
    """Nothing: it presses Shift for what is upper case."""
    TURNED = "turned"
    """It looks at the lamp and turns its Shift around while that burns."""
    PRESSED = "pressed"
    """It presses Caps Lock itself instead of Shift."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key going down."""

    scan_code: int
    """Layout-independent number of the key; 0 where the platform gives none, then `text` counts."""
    text: str = ""
    """What the layout of the kiosk makes of the key."""
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    altgr: bool = False
    modifier: bool = False
    """Whether the key is Shift, Ctrl, Alt or a lock: it types nothing by itself."""
    at: float = 0.0
    """Seconds, from the time stamp of the event: arrival times shrink while the program is busy."""


class Speller:
    """Follows the keys of one scan: Shift, Ctrl for controls, digits under Alt, dead keys.

    The Caps Lock of the kiosk does not count, since scan codes do not know it.
    """

    def __init__(self, layout: Layout = US, caps: Caps = Caps.IGNORED) -> None:
        self._layout = layout
        self._caps = caps
        self._alt_digits = ""
        self._dead = ""
        self._is_turned = caps is Caps.TURNED

    def spell(self, key: KeyPress) -> bytes | None:
        """Return what the key types, behind what it completes; empty for nothing yet, None for a command.

        Characters beyond ASCII are UTF-8; digits under Alt give one byte, modulo 256 as on Windows, whose habit it is.
        """
        if not key.modifier and key.alt and key.scan_code in KEYPAD_DIGITS:
            self._alt_digits += KEYPAD_DIGITS[key.scan_code]
            return b""
        before = self._close_alt()
        if key.modifier:
            self._is_turned ^= key.scan_code == _CAPS_LOCK and self._caps is Caps.PRESSED
            return before
        typed = self._typed(key)
        return None if typed is None else before + self._with_dead(typed)

    def finish(self) -> bytes:
        """Return what is still waiting for its second half, and begin anew."""
        rest = self._close_alt() + self._dead.encode()
        self._dead, self._is_turned = "", self._caps is Caps.TURNED
        return rest

    def _close_alt(self) -> bytes:
        digits, self._alt_digits = self._alt_digits, ""
        return bytes((int(digits) % 256,)) if digits else b""

    def _with_dead(self, typed: str) -> bytes:
        dead, self._dead = self._dead, ""
        if dead and typed == " ":
            return dead.encode()
        if typed and typed in self._layout.dead:
            self._dead, typed = typed, ""
        return (dead + typed).encode()

    def _typed(self, key: KeyPress) -> str | None:
        """Return the character of a key: by scan code and the scanner's layout, or else by the text it has here."""
        if key.alt:
            return None
        characters = self._layout.keys.get(key.scan_code)
        if characters is None:
            return None if not key.text or key.text in _EDITING else key.text
        if key.ctrl:
            return _control(characters[key.shift]) or _control(US.keys[key.scan_code][key.shift])
        if key.altgr:
            return characters[2:] or None
        plain, shifted = characters[0], characters[1]
        is_letter = plain.isalpha() and plain.upper() == shifted
        return shifted if key.shift != (is_letter and self._is_turned) else plain


def _control(character: str) -> str | None:
    """Return the control that Ctrl makes of a character; None where it makes none."""
    upper = character.upper()
    return chr(ord(upper) & 0x1F) if len(upper) == 1 and "@" <= upper <= "_" else None
