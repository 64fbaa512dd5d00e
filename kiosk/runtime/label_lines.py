"""Adds to the answer of a look-up what the label says, element by element."""

from dataclasses import replace

from hardware.scan import Scan
from kiosk.identification.explanation import explain_scan
from kiosk.identification.identify import identify
from kiosk.identification.plain import text_of
from kiosk.identification.scan_text import printable
from kiosk.identification.site_patterns import Site
from kiosk.snapshot import LabelLine, LookUp
from kiosk.workflow.states import LookingUp, State
from kiosk.workflow.view import Words


def with_label(answer: LookUp | None, state: State, site: Site, say: Words) -> LookUp | None:
    """The answer with the lines of the label; only the label where nothing here has its code."""
    if not isinstance(state, LookingUp) or state.label is None:
        return answer
    label = state.label
    readings = identify(Scan(label.data.encode("latin-1"), label.aim, label.source, label.device), site)
    lines = tuple(
        LabelLine(each.title, each.value, each.meaning, each.is_wrong) for each in explain_scan(readings, say)
    )
    known = answer or LookUp(printable((label.aim or "") + text_of(label.data)), say("look_up.only_label"))
    return replace(known, label=lines)
