"""How a scan fills slots: every slot that it carries, narrowed by what the flow expects."""

from kiosk.workflow.filling.fill import fill
from kiosk.workflow.filling.masters import fit_order
from kiosk.workflow.filling.outcome import Ambiguous, Attempt, Duplicate, Filled, Filling, Mismatch
from kiosk.workflow.filling.quantity import suggested

__all__ = [
    "Ambiguous",
    "Attempt",
    "Duplicate",
    "Filled",
    "Filling",
    "Mismatch",
    "fill",
    "fit_order",
    "suggested",
]
