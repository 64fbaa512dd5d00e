"""Elements of a GS1 message and the reading they make together, whichever way they were written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.identification.gs1.application_identifiers import ApplicationIdentifier
from kiosk.identification.gs1.values import CHECKED_DIGITS, Fault, normal_value
from kiosk.identification.reading import Element, Reading, ReadingError, Span, Standard


@dataclass(frozen=True, slots=True)
class Found:
    """An AI with its value, as it stood in the data."""

    ai: ApplicationIdentifier
    text: str
    """The value, freed of the escapes of its notation."""
    raw: str
    span: Span


def gs1_reading(
    standard: Standard,
    found: Iterable[Found],
    errors: Iterable[ReadingError],
    proof: tuple[str, ...],
    current_year: int,
) -> Reading:
    """Check every element, and the elements against each other; `errors` are those of the notation."""
    elements: list[Element] = []
    all_errors = list(errors)
    first_values: dict[str, str] = {}
    for each in found:
        element, fault = _element(each, current_year)
        first = first_values.setdefault(each.ai.ai, each.text)
        if fault is None and first != each.text:
            fault = Fault("repeated", f"({each.ai.ai}) stands twice, with {first!r} and {each.text!r}")
        if fault is not None:
            element = replace(element, error=fault.code)
            all_errors.append(ReadingError(fault.code, fault.message, each.span))
        elements.append(element)
    if not elements and not all_errors:
        all_errors.append(ReadingError("empty", "no element string in the data", (0, 0)))
    if any(element.key in CHECKED_DIGITS and element.error is None for element in elements):
        proof = (*proof, "check digit")
    ordered = tuple(sorted(all_errors, key=lambda error: error.span))
    return Reading(standard, tuple(elements), proof, complete=not ordered, errors=ordered)


def _element(found: Found, current_year: int) -> tuple[Element, Fault | None]:
    ai = found.ai
    value = normal_value(ai, found.text, current_year)
    if isinstance(value, Fault):
        return Element(ai.ai, ai.title, found.text, found.raw, found.span), value
    return Element(ai.ai, ai.title, value, found.raw, found.span), None
