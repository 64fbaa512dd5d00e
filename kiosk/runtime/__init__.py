"""The shell around the machine: scan -> event -> step -> effects -> snapshot to listeners. No Qt."""

from kiosk.runtime.session import Outcome, Session
from kiosk.runtime.worker import Runtime

__all__ = ["Outcome", "Runtime", "Session"]
