"""Fills the quantity: from the label, from what was entered before, or as the flow suggests."""

from dataclasses import replace

from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Context
from kiosk.workflow.filling.outcome import Attempt
from kiosk.workflow.flow import Flow
from kiosk.workflow.slots import Slots


def with_label(attempt: Attempt, slots: Slots) -> Slots:
    """With what the label says beside item and lot: dates always; quantity and batch where goods come to be."""
    meaning = attempt.meaning
    facts = dict(slots.facts) | dict(meaning.facts)
    given = max(slots.facts_evidence, attempt.evidence) if meaning.facts else slots.facts_evidence
    labelled = replace(slots, facts=tuple(facts.items()), facts_evidence=given)
    if not attempt.flow.creates:
        return labelled
    if meaning.quantity is not None and slots.quantity is None:
        labelled = replace(labelled, quantity=meaning.quantity, entered=meaning.entered, factor=meaning.factor)
    if meaning.batch_code and slots.item:
        issuer = slots.supplier if slots.item.numbers_per_supplier else ""
        labelled = replace(labelled, batch=LotIdentity(slots.item.id, LotKind.LOT, meaning.batch_code, issuer))
    return labelled


def suggested(flow: Flow, slots: Slots, context: Context) -> Slots:
    """With the quantity that needs no asking: one of a serial, else what the flow suggests; what was entered stays."""
    if slots.quantity is not None or slots.lot is None:
        return slots
    if slots.lot.kind is LotKind.SERIAL:
        return replace(slots, quantity=MICRO, entered="1")
    return replace(slots, quantity=flow.suggest(slots, context))
