"""Symbology identifiers of ISO/IEC 15424: their names, and what each one claims about the data."""

from enum import Enum


class Routing(Enum):
    """What a symbology identifier says about the data that follows it."""

    UNKNOWN = "unknown"
    """No identifier, or one that only says "no bar code": anything is possible."""
    PLAIN = "plain"
    """A carrier of free text: no GS1 element strings, but perhaps a Digital Link or a site's code."""
    GS1 = "gs1"
    """GS1 element strings, and nothing else."""
    GTIN = "gtin"
    """One GTIN, and nothing else."""


_CODE_CHARACTERS = {
    "A": "Code 39",
    "B": "Telepen",
    "C": "Code 128",
    "D": "Code One",
    "E": "EAN/UPC",
    "F": "Codabar",
    "G": "Code 93",
    "H": "Code 11",
    "I": "ITF",
    "J": "DotCode",
    "K": "Code 16K",
    "L": "PDF417",
    "M": "MSI",
    "N": "Anker",
    "O": "Codablock",
    "P": "Plessey",
    "Q": "QR Code",
    "R": "Straight 2 of 5",
    "S": "Straight 2 of 5",
    "T": "Code 49",
    "U": "MaxiCode",
    "X": "Other bar code",
    "Z": "No bar code",
    "c": "Channel Code",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "h": "Han Xin",
    "o": "OCR",
    "p": "PosiCode",
    "s": "SuperCode",
    "z": "Aztec Code",
}

_GS1_NAMES = {
    "]C1": "GS1-128",
    "]J1": "GS1 DotCode",
    "]J4": "GS1 DotCode",
    "]Q3": "GS1 QR Code",
    "]Q4": "GS1 QR Code",
    "]d2": "GS1 DataMatrix",
    "]d5": "GS1 DataMatrix",
    "]d8": "GS1 DataMatrix (rectangular extension)",
    "]dB": "GS1 DataMatrix (rectangular extension)",
    "]e0": "GS1 DataBar",
    "]e1": "GS1 Composite",
    "]e2": "GS1 Composite",
    "]z1": "GS1 Aztec Code",
    "]z4": "GS1 Aztec Code",
}
"""FNC1 in first position, also with ECI (]d5 ]dB ]J4 ]Q4 ]z4) and in rectangular Data Matrix (]d8 ]dB)."""
WITH_ECI = frozenset({"]d5", "]dB", "]J4", "]Q4", "]z4"})
"""GS1 identifiers behind which character sets may be announced, as a backslash and six digits."""

_GTIN_NAMES = {"]E0": "EAN-13", "]E3": "EAN-13 with add-on", "]E4": "EAN-8", "]I1": "ITF-14"}
"""UPC-A and UPC-E arrive as thirteen digits under ]E0 (ISO/IEC 15424)."""


def symbology_name(aim: str) -> str:
    """Return the name of the symbology that `aim` stands for, such as `GS1 DataMatrix` for `]d2`."""
    named = _GS1_NAMES.get(aim) or _GTIN_NAMES.get(aim)
    return named or _CODE_CHARACTERS.get(aim[1:2], "Unknown symbology")


def routing(aim: str | None) -> Routing:
    """Return what the identifier claims; an unreadable one claims nothing."""
    if aim in _GS1_NAMES:
        return Routing.GS1
    if aim in _GTIN_NAMES:
        return Routing.GTIN
    if aim is None or aim[1:2] not in _CODE_CHARACTERS or aim[1:2] in {"X", "Z"}:
        return Routing.UNKNOWN
    return Routing.PLAIN


def split_identifier(text: str) -> tuple[str | None, str]:
    """Split a leading symbology identifier off; `(None, text)` where there is none.

    >>> split_identifier("]d20109506000134352")
    (']d2', '0109506000134352')
    """
    modifier = text[2:3]
    if text[:1] == "]" and text[1:2] in _CODE_CHARACTERS and modifier.isascii() and modifier.isalnum():
        return text[:3], text[3:]
    return None, text
