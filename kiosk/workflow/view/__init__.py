"""What the operator sees of a state: the one question, what is known, and what can be touched. Pure."""

from kiosk.workflow.view.choices import codes_to_choose
from kiosk.workflow.view.pages import view_of
from kiosk.workflow.view.rows import slot_values
from kiosk.workflow.view.words import Words

__all__ = ["Words", "codes_to_choose", "slot_values", "view_of"]
