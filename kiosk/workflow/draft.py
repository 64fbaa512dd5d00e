"""The draft: the state of the machine as JSON, so that a crash resumes at the same step.

A question that waits for the rules never reaches the draft: it begins and ends within one transaction. Open questions
(a choice, a warning, an approval) are asked again, so they are kept as the job before them.
"""

import json
from typing import Any

from kiosk.domain.errors import DamagedError
from kiosk.domain.item import Item
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.master_format import master_from_json, master_to_json
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.order import Order, Partner
from kiosk.workflow.handlers import job_of, operator_of
from kiosk.workflow.slots import Job, Slots
from kiosk.workflow.states import Approving, Choosing, Confirming, Home, LookingUp, SignedOut, State, Working

Json = dict[str, Any]


def to_draft(state: State) -> str:
    """The state as text."""
    match state:
        case Working() | Choosing() | Confirming() | Approving():
            body: Json = {"operator": operator_of(state), "job": _job_to_json(job_of(state))}
        case LookingUp() | Home():
            body = {"operator": state.operator}
        case _:
            body = {}
    return json.dumps(body, sort_keys=True)


def from_draft(text: str) -> State:
    """The state that `to_draft` wrote; raises DamagedError if the text is none."""
    try:
        body = json.loads(text)
        if "operator" not in body:
            return SignedOut()
        if "job" not in body:
            return Home(body["operator"])
        return Working(body["operator"], _job_from_json(body["job"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError(f"the draft of the last job cannot be read: {error}") from error


def _job_to_json(job: Job) -> Json:
    return {
        "flow": job.flow,
        "slots": _slots_to_json(job.slots),
        "is_taking_out": job.is_taking_out,
        "confirmed": sorted(list(code) for code in job.confirmed),
        "approver": job.approver,
        "reason": job.reason,
        "recorded": list(job.recorded),
        "entries": [str(ref) for ref in job.entries],
    }


def _job_from_json(body: Json) -> Job:
    refs = [EntryRef.parse(text) for text in body["entries"]]
    return Job(
        flow=body["flow"],
        slots=_slots_from_json(body["slots"]),
        is_taking_out=body["is_taking_out"],
        confirmed=frozenset((rule, lot) for rule, lot in body["confirmed"]),
        approver=body["approver"],
        reason=body["reason"],
        recorded=tuple(body["recorded"]),
        entries=tuple(ref for ref in refs if ref),
    )


_MASTERS = ("order", "partner", "item")
_LOTS = ("unit", "lot", "batch")
_PLAIN = ("transformation", "quantity", "entered", "location")


def _slots_to_json(slots: Slots) -> Json:
    out: Json = {name: getattr(slots, name) for name in _PLAIN}
    for name in _MASTERS:
        master: Order | Partner | Item | None = getattr(slots, name)
        out[name] = master_to_json(master) if master else None
    for name in _LOTS:
        lot: LotIdentity | None = getattr(slots, name)
        out[name] = [lot.item, lot.kind.value, lot.code, lot.issuer] if lot else None
    source = slots.source
    out["source"] = [source.location, source.container, source.owner] if source else None
    out["facts"] = [list(fact) for fact in slots.facts]
    out["evidence"] = int(slots.evidence)
    return out


def _slots_from_json(body: Json) -> Slots:
    values: Json = {name: body[name] for name in _PLAIN}
    for name in _MASTERS:
        values[name] = master_from_json(body[name]) if body[name] else None
    for name in _LOTS:
        if body[name]:
            item, kind, code, issuer = body[name]
            values[name] = LotIdentity(item, LotKind(kind), code, issuer)
    return Slots(
        **values,
        source=Place(*body["source"]) if body["source"] else None,
        facts=tuple((name, value) for name, value in body["facts"]),
        evidence=Evidence(body["evidence"]),
    )
