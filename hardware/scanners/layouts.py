"""What the keys of a keyboard type, by scan code, in the layouts that scanners are set to.

Codes are those of X11, Wayland and libinput as Qt hands them on: the input event code of the kernel plus 8.
They do not depend on the layout of the kiosk (measured on X11 with us, de and fr). Windows numbers its keys in its
own way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Layout:
    """One keyboard, as a scanner that imitates it types."""

    name: str
    keys: Mapping[int, str]
    """Scan code -> what the key types alone, with Shift and with AltGr; the last may be left out."""
    dead: str = ""
    """Characters that wait for a second one; a blank after them makes them stand alone."""


def _row(first: int, plain: str, shifted: str) -> dict[int, str]:
    return {first + offset: "".join(pair) for offset, pair in enumerate(zip(plain, shifted, strict=True))}


def _layout(
    name: str, *rows: tuple[int, str, str], altgr: Mapping[int, str] = MappingProxyType({}), dead: str = ""
) -> Layout:
    keys = dict(_SAME_EVERYWHERE)
    for row in rows:
        keys |= _row(*row)
    return Layout(name, keys | {code: keys[code] + third for code, third in altgr.items()}, dead)


_SAME_EVERYWHERE: Mapping[int, str] = {
    **_row(79, "789-456+1230.", "789-456+1230."),
    23: "\t\t",
    36: "\r\r",
    63: "**",
    65: "  ",
    104: "\r\r",
    106: "//",
}

US = _layout(
    "us",
    (10, "1234567890-=", "!@#$%^&*()_+"),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (51, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (94, "\\", "|"),
)
GB = _layout(
    "gb",
    (10, "1234567890-=", '!"£$%^&*()_+'),
    (24, "qwertyuiop[]", "QWERTYUIOP{}"),
    (38, "asdfghjkl;'`", "ASDFGHJKL:@¬"),
    (51, "#zxcvbnm,./", "~ZXCVBNM<>?"),
    (94, "\\", "|"),
)
DE = _layout(
    "de",
    (10, "1234567890ß´", '!"§$%&/()=?`'),  # noqa: RUF001 - the key has an acute accent
    (24, "qwertzuiopü+", "QWERTZUIOPÜ*"),
    (38, "asdfghjklöä^", "ASDFGHJKLÖÄ°"),
    (51, "#yxcvbnm,.-", "'YXCVBNM;:_"),
    (94, "<", ">"),
    altgr={11: "²", 12: "³", 16: "{", 17: "[", 18: "]", 19: "}", 20: "\\", 24: "@", 26: "€", 35: "~", 58: "µ", 94: "|"},
    dead="´`^",  # noqa: RUF001 - as above
)
FR = _layout(
    "fr",
    (10, "&é\"'(-è_çà)=", "1234567890°+"),
    (24, "azertyuiop^$", "AZERTYUIOP¨£"),
    (38, "qsdfghjklmù²", "QSDFGHJKLM%²"),
    (51, "*wxcvbn,;:!", "µWXCVBN?./§"),
    (94, "<", ">"),
    altgr={11: "~", 12: "#", 13: "{", 14: "[", 15: "|", 16: "`", 17: "\\", 18: "^", 19: "@", 20: "]", 21: "}", 26: "€"},
    dead="^¨~`",
)
TEXT = Layout("text", {})
"""No table: what the layout of the kiosk makes of each key counts. For platforms that number their keys differently."""

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (US, GB, DE, FR, TEXT)}

KEYPAD_DIGITS: Mapping[int, str] = {code: US.keys[code][0] for code in (90, 87, 88, 89, 83, 84, 85, 79, 80, 81)}
"""The digits that spell a character while Alt is held, whatever NumLock makes of them."""
