"""Elements of a GS1 message and the reading they make together, whichever way they were written."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.identification.gs1.application_identifiers import ApplicationIdentifier
from kiosk.identification.gs1.pairs import pair_warnings
from kiosk.identification.gs1.values import Fault, normal_value
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
    *,
    once: bool = False,
) -> Reading:
    """Check every element, and the elements against each other; `errors` are those of the notation.

    An AI may stand twice with the same content, unless each may stand only `once`.
    """
    elements: list[Element] = []
    all_errors = list(errors)
    first_values: dict[str, str] = {}
    has_check = False
    for each in found:
        ai = each.ai
        value = normal_value(ai, each.text, current_year)
        first = first_values.get(ai.ai)
        first_values.setdefault(ai.ai, each.text)
        if first is not None and (once or first != each.text) and not isinstance(value, Fault):
            value = Fault("repeated", f"({ai.ai}) stands twice, with {first!r} and {each.text!r}")
        if isinstance(value, Fault):
            elements.append(Element(ai.ai, ai.title, each.text, each.raw, each.span, value.code))
            all_errors.append(ReadingError(value.code, value.message, _place(each, value)))
        else:
            has_check |= ai.has_check
            elements.append(Element(ai.ai, ai.title, value, each.raw, each.span))
    if not elements and not all_errors:
        all_errors.append(ReadingError("empty", "no element string in the data", (0, 0)))
    if has_check:
        proof = (*proof, "check digit")
    all_errors.sort(key=lambda error: error.span)
    return Reading(
        standard,
        tuple(elements),
        proof,
        complete=not all_errors,
        errors=tuple(all_errors),
        warnings=pair_warnings(elements),
    )


def _place(found: Found, fault: Fault) -> Span:
    """Where the fault is in the data; the whole value where its notation has escapes."""
    if found.text != found.raw:
        return found.span
    start, stop = found.span
    return start + fault.start, stop if fault.stop is None else start + fault.stop
