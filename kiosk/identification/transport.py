"""What the way from the label to the kiosk does to the data: the profile of one scanner, as its site has found out."""

from dataclasses import dataclass, replace

from hardware.scan import Scan
from kiosk.identification.keyboard_layouts import LAYOUTS
from kiosk.identification.substitutes import GS, Mended, edits_of
from kiosk.identification.symbology import split_identifier

KEPT = "kept"
"""Value of `separator` for a scanner that is known to deliver the separator as it is."""
SEPARATOR_WORDS = frozenset({KEPT, "<GS>", "{GS}", "[GS]", "<F8>"})
"""The only separators with letters: names in brackets cannot be part of a number by chance."""
_FAITHFUL_SOURCES = frozenset({"camera", "console", "hid_pos", "serial", "simulated"})
"""Kinds of input that deliver the bytes of the symbol; keyboards lose and change some."""


@dataclass(frozen=True, slots=True)
class Transport:
    """One scanner's profile."""

    separator: str = ""
    """`kept`, what the scanner sends instead of the separator (GS), or empty where nobody knows."""
    layout: str = ""
    """The keyboard layout the computer believes in, one of `LAYOUTS`; empty where it is the right one."""
    caps_lock: bool = False
    """Whether capitals arrive as small letters and the other way round."""
    prefix: str = ""
    """What the scanner sends before every code, perhaps twice."""
    suffix: str = ""
    """What it sends behind every code and is still in the data."""

    @property
    def is_faithful(self) -> bool:
        """Whether separators arrive, so that an element string ends where it seems to end."""
        return bool(self.separator)

    def as_sent(self, scan: Scan) -> Scan:
        """Return the scan as the label has it; the same scan where nothing was changed."""
        text = scan.data.decode("latin-1")
        for _ in range(2):
            text = text.removeprefix(self.prefix)
        if self.suffix:
            text = text.removesuffix(self.suffix)
        if self.layout:
            text = Mended(text, edits_of(text, LAYOUTS[self.layout])).text
        if self.caps_lock:
            text = swapped_case(text)
        if self.separator not in ("", KEPT):
            text = text.replace(self.separator, GS)
        if text.encode("latin-1") == scan.data:
            return scan
        aim, rest = (scan.aim, text) if scan.aim else split_identifier(text)
        return replace(scan, aim=aim, data=rest.encode("latin-1"))


def swapped_case(text: str) -> str:
    """Return ASCII letters with their case turned round, and everything else as it is."""
    return "".join(character.swapcase() if character.isascii() else character for character in text)


def default_transport(source: str) -> Transport:
    """Return what holds for a kind of input without a profile."""
    return Transport(separator=KEPT) if source in _FAITHFUL_SOURCES else Transport()
