"""Exact quantities: integers of a millionth of the base unit inside, decimal text outside.

SQLite has no exact decimals, so everything that is stored or added is an integer of 10^-6 base unit ("micro").

>>> to_micro("0.4")
400000
>>> to_text(400000)
'0.4'
"""

import re

from kiosk.domain.errors import QuantityError, QuantityRangeError

MICRO = 1_000_000
"""Millionths in one base unit."""
LARGEST = 10**9 * MICRO
"""Largest quantity of one movement, in micro: a billion units, so that sums of billions of them fit 64 bits."""

COUNTED_UNITS = frozenset({"each", "piece", "pcs"})
"""Units that cannot be divided: their quantities are whole numbers."""

_PLAIN_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)


def check_decimal(text: str) -> str:
    """The text itself if it is a plain decimal such as `12`, `-3` or `0.25`.

    Raises QuantityError for anything else: exponents, blanks, digit groups.
    """
    if not _PLAIN_DECIMAL.fullmatch(text):
        raise QuantityError(f"{text!r} is not a quantity: write a plain decimal such as 12 or 0.25")
    return text


def is_exact(text: str) -> bool:
    """Whether a plain decimal has no more than the six decimals that the ledger keeps."""
    return not text.partition(".")[2][6:].strip("0")


def to_micro(text: str) -> int:
    """Micro units of a plain decimal; the result may exceed LARGEST, which rule QTY-2 refuses.

    Raises QuantityError for what is no plain decimal, QuantityRangeError for more than six decimals.
    """
    if not is_exact(check_decimal(text)):
        raise QuantityRangeError(f"{text} has more than six decimals: the ledger keeps millionths of a unit")
    return cut_to_micro(text)


def cut_to_micro(text: str) -> int:
    """Micro units of a plain decimal, further decimals cut off; for a text that rule QTY-2 will judge."""
    whole, _, part = text.partition(".")
    micro = int(whole.lstrip("+-")) * MICRO + int(part[:6].ljust(6, "0"))
    return -micro if text.startswith("-") else micro


def to_text(micro: int) -> str:
    """The shortest plain decimal of `micro`; `to_micro` of it gives the same number back."""
    sign = "-" if micro < 0 else ""
    whole, part = divmod(abs(micro), MICRO)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{part:06d}".rstrip("0")


def fits_unit(micro: int, unit: str) -> bool:
    """Whether the quantity can exist in that unit: counted units take whole numbers only."""
    return unit not in COUNTED_UNITS or micro % MICRO == 0


def share(quantity: int, part: int, whole: int) -> int:
    """`quantity * part / whole` in micro, rounded half to even; `whole` is positive."""
    floor, rest = divmod(quantity * part, whole)
    if 2 * rest > whole or (2 * rest == whole and floor % 2):
        return floor + 1
    return floor
