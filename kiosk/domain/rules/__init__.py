"""The rules: one function each, with a code, a severity and a test. `check` asks them all."""

from kiosk.domain.rules.check import check
from kiosk.domain.rules.facts import Facts, LotState, OpenHold, TransformationState
from kiosk.domain.rules.finding import Finding, Severity

__all__ = ["Facts", "Finding", "LotState", "OpenHold", "Severity", "TransformationState", "check"]
