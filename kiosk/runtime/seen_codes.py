"""Codes in view together: which of them can be meant at this step, by what would come of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from hardware.scan import Scan
from kiosk.runtime.inputs import Input
from kiosk.snapshot import Mood
from kiosk.workflow.effects import Say
from kiosk.workflow.events import Scanned


@dataclass(frozen=True, slots=True)
class SeenCode:
    """A code in view, and what would be said of it if it were scanned."""

    scan: Scan
    given: Input
    said: Say | None

    @property
    def is_taken(self) -> bool:
        """Whether it would be taken without a question."""
        return self.said is None or self.said.mood in (Mood.ACCEPTED, Mood.DONE, Mood.NEUTRAL)

    @property
    def may_be_meant(self) -> bool:
        """Whether somebody may mean it: all but what nobody knows or expects here, and what is recorded already.

        What a rule refuses may be meant, and so may a badge or a command: then a person decides, not what is beside it.
        """
        if not isinstance(self.given.event, Scanned) or self.said is None or self.is_taken:
            return True
        return self.said.mood is not Mood.DUPLICATE and not self.said.key.startswith("scan.")


def the_one_meant(codes: Sequence[SeenCode]) -> SeenCode | None:
    """The code that is meant if nothing beside it can be: goods that would be taken. None where a touch must decide."""
    possible = [code for code in codes if code.may_be_meant and not any(_says_less(code, other) for other in codes)]
    if len(possible) != 1:
        return None
    (code,) = possible
    return code if code.is_taken and isinstance(code.given.event, Scanned) else None


def _says_less(code: SeenCode, other: SeenCode) -> bool:
    """Whether a code names the item alone of which the other, perhaps on the same label, names a lot or serial."""
    one, more = code.given.event, other.given.event
    if not (isinstance(one, Scanned) and isinstance(more, Scanned) and one.meanings):
        return False
    items = {meaning.item.id for meaning in more.meanings if meaning.item and meaning.lot}
    return all(meaning.lot is None and meaning.item and meaning.item.id in items for meaning in one.meanings)
