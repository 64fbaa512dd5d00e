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
    warnings: list[ReadingError] = []
    for element in elements:
        ai = find(element.key)
        if ai is None:
            continue
        if ai.needs and not any(_stand(each, present) for each in ai.needs):
            message = f"({ai.ai}) {ai.title} needs {_in_words(ai.needs)} beside it"
            warnings.append(ReadingError("required-pair", message, element.span))
        for excluded in ai.excludes:
            if any(_matches(key, excluded) for key in present if key != ai.ai):
                message = f"({ai.ai}) {ai.title} must not stand beside ({excluded})"
                warnings.append(ReadingError("exclusive-pair", message, element.span))
        if _DIGITAL_SIGNATURE in present and 0 < len(element.raw) <= _KEY_LENGTH.get(ai.ai, 0):
            message = f"({ai.ai}) {ai.title} needs its serial number beside ({_DIGITAL_SIGNATURE})"
            warnings.append(ReadingError("required-pair", message, element.span))
    return tuple(warnings)


def _stand(alternative: Alternative, present: set[str]) -> bool:
    return all(each in present or any(_matches(key, each) for key in present) for each in alternative)


def _matches(key: str, pattern: str) -> bool:
    return key == pattern or (
        pattern.endswith("n") and len(key) == len(pattern) and key.startswith(pattern.rstrip("n"))
    )


def _in_words(alternatives: tuple[Alternative, ...]) -> str:
    return " or ".join(" with ".join(f"({ai})" for ai in alternative) for alternative in alternatives)
