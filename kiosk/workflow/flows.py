"""The menu: every flow that can be chosen, in the order of the home page. A new flow is one line here."""

from collections.abc import Mapping

from kiosk.workflow.build_unit import BUILD_UNIT
from kiosk.workflow.consume import CONSUME
from kiosk.workflow.flow import Flow
from kiosk.workflow.produce_batch import PRODUCE_BATCH
from kiosk.workflow.receive import RECEIVE
from kiosk.workflow.ship import SHIP

LOOK_UP = "look_up"
"""The flow without slots: anything may be scanned."""

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (RECEIVE, CONSUME, BUILD_UNIT, PRODUCE_BATCH, SHIP)}
MENU = (*FLOWS, LOOK_UP)
