"""Every sentence that an operator can read, by key.

The text here is English and the fallback; `resources/translations/LANGUAGE.json` has the keys in other languages.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.messages.camera import CAMERA
from kiosk.messages.cards import CARDS
from kiosk.messages.flows import FLOWS
from kiosk.messages.labels import LABELS
from kiosk.messages.printing import PRINTING
from kiosk.messages.rules import RULES
from kiosk.messages.scanner_check import SCANNER_CHECK
from kiosk.messages.verdicts import VERDICTS

ENGLISH: Mapping[str, str] = {**RULES, **FLOWS, **VERDICTS, **CARDS, **LABELS, **PRINTING, **SCANNER_CHECK, **CAMERA}

_TRANSLATIONS = Path(__file__).parent.parent.parent / "resources" / "translations"


class _Values(dict[str, str]):
    """Values for a template; one that is missing shows its name, so that a gap is seen and nothing fails."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def text(key: str, values: Mapping[str, str] | None = None, language: str = "en") -> str:
    """The sentence of a key with its values filled in; the key itself if there is no such sentence.

    A value that is itself a key, such as `slot.lot`, is shown as the text of that key.
    """
    catalogue = _catalogue(language)
    template = catalogue.get(key) or ENGLISH.get(key, key)
    shown = {name: catalogue.get(value) or ENGLISH.get(value, value) for name, value in (values or {}).items()}
    return template.format_map(_Values(shown))


def has(key: str) -> bool:
    """Whether there is a sentence under that key."""
    return key in ENGLISH


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = _TRANSLATIONS / f"{language}.json"
    if language == "en" or not path.exists():
        return ENGLISH
    translated: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return translated
