"""Types a text on a keyboard of a layout: the keys that a scanner presses for it."""

from hardware.scanners.keys import KeyPress
from hardware.scanners.layouts import US, Layout

KEYPAD = range(79, 92)
SHIFT, CTRL, ALT, ALTGR, CAPS_LOCK, RETURN, BLANK = 50, 37, 64, 108, 66, 36, 65


def places(layout: Layout = US) -> dict[str, tuple[int, int]]:
    """Character -> scan code and level (0 alone, 1 Shift, 2 AltGr), the plainest way first, never on the keypad."""
    found: dict[str, tuple[int, int]] = {}
    for level in (0, 1, 2):
        for code, characters in layout.keys.items():
            if code not in KEYPAD and len(characters) > level:
                found.setdefault(characters[level], (code, level))
    return found


def presses(text: str, layout: Layout = US) -> list[KeyPress]:
    """The presses for a text, without those of the modifiers; a dead key is followed by a blank."""
    where, typed = places(layout), []
    for character in text:
        code, level = where[character]
        typed.append(KeyPress(code, shift=level == 1, altgr=level == 2))
        if character in layout.dead:
            typed.append(KeyPress(BLANK))
    return typed


def strokes(text: str, layout: Layout = US) -> list[tuple[int, bool]]:
    """Scan codes going down (true) and up for a text, those of the modifiers with them."""
    found: list[tuple[int, bool]] = []
    for key in presses(text, layout):
        modifier = SHIFT if key.shift else ALTGR if key.altgr else None
        found += [(modifier, True)] if modifier else []
        found += [(key.scan_code, True), (key.scan_code, False)]
        found += [(modifier, False)] if modifier else []
    return found
