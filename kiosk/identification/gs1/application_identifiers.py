"""The table of GS1 Application Identifiers, taken from biip behind a boundary that never raises."""

import re
from dataclasses import dataclass
from functools import lru_cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

PREDEFINED_LENGTHS = {
    "00": 18, "01": 14, "02": 14, "03": 14, "04": 16,
    "11": 6, "12": 6, "13": 6, "14": 6, "15": 6, "16": 6, "17": 6, "18": 6, "19": 6, "20": 2,
    "31": 6, "32": 6, "33": 6, "34": 6, "35": 6, "36": 6, "41": 13,
}  # fmt: skip
"""Value length by the first two digits of the AI: these element strings need no separator behind them.

GS1 General Specifications, section 7.8.5, "element strings with pre-defined length".
"""

_LENGTH_IN_FORMAT = re.compile(r"[NXYZ]\d*\.\.N?(\d+)|[NXYZ](\d+)|-")


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """One row of the table."""

    ai: str
    title: str
    """Data title, such as `BATCH/LOT`; the description where the standard gives no title."""
    format: str
    """Format of the value in GS1 notation: N digits, X character set 82, Y set 39, Z base64url; `X..20`."""
    predefined_length: int | None
    """Length of the value where it is pre-defined, so that no separator is needed."""
    max_length: int
    pattern: re.Pattern[str]
    """Matches the AI with its whole value."""


@lru_cache(maxsize=1024)
def _row(first_four: str) -> ApplicationIdentifier | None:
    try:
        row = GS1ApplicationIdentifier.extract(first_four)
    except ParseError:
        return None
    value_format = row.format.partition("+")[2]
    lengths = (found[1] or found[2] or 1 for found in _LENGTH_IN_FORMAT.finditer(value_format))
    return ApplicationIdentifier(
        ai=row.ai,
        title=row.data_title or row.description,
        format=value_format,
        predefined_length=PREDEFINED_LENGTHS.get(row.ai[:2]),
        max_length=sum(int(length) for length in lengths),
        pattern=re.compile(row.pattern, re.ASCII),
    )


def find(text: str) -> ApplicationIdentifier | None:
    """Return the AI at the start of `text`, or None. No AI is the beginning of another one."""
    return _row(text[:4])
