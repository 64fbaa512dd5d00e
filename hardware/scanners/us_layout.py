"""The US keyboard by scan code, so that the layout of the kiosk does not change what a scanner typed.

Codes are those of X11, Wayland and libinput as Qt hands them on: the input event code of the kernel plus 8.
They do not depend on the layout (measured on X11 with us and de). Windows numbers its keys differently.
"""

from collections.abc import Mapping

Layout = Mapping[int, tuple[str, str]]
"""Scan code -> characters without and with Shift."""


def _row(first: int, plain: str, shifted: str) -> dict[int, tuple[str, str]]:
    return {first + offset: pair for offset, pair in enumerate(zip(plain, shifted, strict=True))}


EVDEV_US: Layout = {
    **_row(10, "1234567890-=", "!@#$%^&*()_+"),
    **_row(24, "qwertyuiop[]", "QWERTYUIOP{}"),
    **_row(38, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    **_row(51, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    **_row(79, "789-456+1230.", "789-456+1230."),
    23: ("\t", "\t"),
    36: ("\r", "\r"),
    63: ("*", "*"),
    65: (" ", " "),
    94: ("\\", "|"),
    104: ("\r", "\r"),
    106: ("/", "/"),
}

KEYPAD_DIGITS: Mapping[int, str] = {code: EVDEV_US[code][0] for code in (90, 87, 88, 89, 83, 84, 85, 79, 80, 81)}
"""The digits that spell a character while Alt is held, whatever NumLock makes of them."""
