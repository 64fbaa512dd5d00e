"""What a scan says under one standard: its elements, the proof for it and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Standard = Literal[
    "gs1-element-string",
    "gs1-digital-link",
    "gs1-bracketed",
    "gtin",
    "iso15434",
    "mh10",
    "hibc",
    "site",
    "command",
    "badge",
    "plain",
]
"""The names of the standards and house rules under which a scan can be read."""

Span = tuple[int, int]
"""First character and the one after the last, in the latin-1 view of `Scan.data` (one character a byte)."""


@dataclass(frozen=True, slots=True)
class Element:
    """One key with its value, such as (10) with a lot number."""

    key: str
    """The Application Identifier with its real digits (`01`, `3102`), the group's name in a site
    pattern (`lot`), or `command`, `badge`, `text`."""
    title: str
    """What the key means, in the words of its standard."""
    value: str
    """The normalised value: GTIN as 14 digits, dates and times as ISO 8601, measures as decimal strings."""
    raw: str
    """The value as scanned; the text at `span`."""
    span: Span
    """Where the value stands, without its key."""
    error: str | None = None
    """Code of what is wrong with the value; the sentence is in the reading's errors, with a span inside this one."""


@dataclass(frozen=True, slots=True)
class ReadingError:
    """One thing that is wrong, or worth a warning, with the data under this standard."""

    code: str
    """A short stable word, such as `check-digit`."""
    message: str
    """What was found and what was expected, for integrators."""
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One scan read under one standard."""

    standard: Standard
    elements: tuple[Element, ...] = ()
    proof: tuple[str, ...] = ()
    """Why this standard, in short words: `symbology identifier`, `check digit`, `pattern part-label`."""
    complete: bool = False
    """All data is consumed and nothing is wrong: the only readings that may become a fact."""
    errors: tuple[ReadingError, ...] = ()
    warnings: tuple[ReadingError, ...] = ()
    """What should be otherwise but leaves the reading usable: a companion that is missing, an envelope not closed."""
    supposes: str = ""
    """What the scanner must have done for this to be what the label says; empty for what it says as it stands.

    Such a reading is a candidate for a person to choose, and never complete.
    """

    def value(self, key: str) -> str | None:
        """Value of the first element under `key` that is not in error; None where there is none."""
        return next((e.value for e in self.elements if e.key == key and e.error is None), None)


def repeated(elements: Sequence[Element]) -> ReadingError | None:
    """Return an error where one key stands with two values: nobody can say which of them is meant."""
    first: dict[str, Element] = {}
    for element in elements:
        other = first.setdefault(element.key, element)
        if other.value != element.value:
            message = f"{element.title} stands twice, with {other.raw!r} and {element.raw!r}"
            return ReadingError("repeated", message, element.span)
    return None
