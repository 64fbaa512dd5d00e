"""Scans as text on a command line: names for the control characters, and back."""

from typing import Final

from kiosk.identification.symbology import split_identifier

CONTROL_NAMES: Final = {"<GS>": "\x1d", "<FNC1>": "\x1d", "<RS>": "\x1e", "<EOT>": "\x04"}
"""FNC1 inside the data is transmitted as GS (GS1 General Specifications, section 7.8)."""


def data_bytes(text: str, *, literal: bool = False) -> bytes:
    """Return the bytes that `text` stands for.

    Control names become the controls unless `literal`. Everything else is UTF-8; bytes that the operating
    system gave as surrogates become themselves again.
    """
    if not literal:
        for name, control in CONTROL_NAMES.items():
            text = text.replace(name, control)
    return text.encode("utf-8", "surrogateescape")


def scan_text(text: str, literal: bool = False) -> tuple[str | None, bytes]:
    """Return symbology identifier (None where the text has none) and data of one scan given as text.

    >>> scan_text("]d210ABC<GS>21X")
    (']d2', b'10ABC\\x1d21X')
    """
    aim, rest = split_identifier(text)
    return aim, data_bytes(rest, literal=literal)


def printable(text: str) -> str:
    r"""Return `text` with what cannot be seen written out, `<GS>` by name and the others as `\x00` or `\u202e`.

    >>> printable("10ABC\x1d21X\x00")
    '10ABC<GS>21X\\x00'
    """
    names = {control: name for name, control in reversed(CONTROL_NAMES.items())}
    return "".join(names.get(c) or (c if c.isprintable() else ascii(c)[1:-1]) for c in text)
