"""Which element strings must stand together, and which must not: GS1 General Specifications, section 4.13 and 4.14.

The rules hold for all symbols of an item together, so what one scan lacks is a warning and no error.
"""

from collections.abc import Sequence

from kiosk.identification.gs1.application_identifiers import Alternative, find
from kiosk.identification.reading import Element, ReadingError

_DIGITAL_SIGNATURE = "8030"
_KEY_LENGTH = {"253": 13, "255": 13, "8003": 14}
"""Keys whose serial number is optional; a signature needs it."""


def pair_warnings(elements: Sequence[Element]) -> tuple[ReadingError, ...]:
    """Return a warning for every element that misses its companion or stands beside what excludes it."""
    present = {element.key for element in elements}
    is_signed = _DIGITAL_SIGNATURE in present
    warnings: list[ReadingError] = []
    for element in elements:
        ai = find(element.key)
        if ai is None:
            continue  # the add-on beside a GTIN
        if ai.needs and not any(all(_stands(each, present) for each in alternative) for alternative in ai.needs):
            message = f"({ai.ai}) {ai.title} needs {_in_words(ai.needs)} beside it"
            warnings.append(ReadingError("required-pair", message, element.span))
        for excluded in ai.excludes:
            if _stands(excluded, present, besides=ai.ai):
                message = f"({ai.ai}) {ai.title} must not stand beside ({excluded})"
                warnings.append(ReadingError("exclusive-pair", message, element.span))
        if is_signed and 0 < len(element.raw) <= _KEY_LENGTH.get(ai.ai, 0):
            message = f"({ai.ai}) {ai.title} needs its serial number beside ({_DIGITAL_SIGNATURE})"
            warnings.append(ReadingError("required-pair", message, element.span))
    return tuple(warnings)


def _stands(pattern: str, present: set[str], besides: str = "") -> bool:
    """Whether an AI of `present` other than `besides` fits `pattern`, in which `n` is any digit."""
    if not pattern.endswith("n"):
        return pattern in present and pattern != besides
    beginning = pattern.rstrip("n")
    return any(key.startswith(beginning) and len(key) == len(pattern) and key != besides for key in present)


def _in_words(alternatives: tuple[Alternative, ...]) -> str:
    return " or ".join(" with ".join(f"({ai})" for ai in alternative) for alternative in alternatives)
