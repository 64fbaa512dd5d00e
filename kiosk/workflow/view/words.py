"""The catalogue in the operator's language, and the buttons named by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk import messages
from kiosk.snapshot import Action


@dataclass(frozen=True, slots=True)
class Words:
    """Says what a message key stands for."""

    language: str = "en"

    def __call__(self, key: str, values: Mapping[str, str] | None = None) -> str:
        """The sentence of a key."""
        return messages.text(key, values, self.language)

    def action(
        self, key: str, label: str, *, icon: str = "", detail: str = "", primary: bool = False, enabled: bool = True
    ) -> Action:
        """Something to touch, with the label of a message key."""
        return Action(key, self(label), detail, primary=primary, enabled=enabled, icon=icon)
