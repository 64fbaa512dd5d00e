"""Fills slots from all meanings of a scan: each is tried, and what fits decides."""

from kiosk.workflow.context import Context
from kiosk.workflow.events import Scanned
from kiosk.workflow.filling.goods import fit_goods
from kiosk.workflow.filling.masters import fit_location, fit_order, fit_partner
from kiosk.workflow.filling.outcome import Ambiguous, Attempt, Duplicate, Filled, Filling, Mismatch
from kiosk.workflow.filling.unit import fit_unit, names_unit
from kiosk.workflow.flow import Flow, missing_slot
from kiosk.workflow.job import Job
from kiosk.workflow.meaning import Meaning, proven
from kiosk.workflow.slots import SlotName

Pair = tuple[Meaning, Filled | Ambiguous]


def fill(flow: Flow, job: Job, scanned: Scanned, context: Context) -> Filling:
    """What the job knows after a scan, whatever of its meanings fits."""
    fits = [(each, fit(Attempt(flow, job, each, scanned.evidence, context))) for each in scanned.meanings]
    usable = [(meaning, found) for meaning, found in fits if isinstance(found, Filled | Ambiguous)]
    if not _may_be_new(flow, scanned):
        usable = [(meaning, found) for meaning, found in usable if not meaning.is_stranger]
    if any(meaning.is_supposed for meaning, _ in usable):
        return _of_doubtful(usable)
    chosen = _narrowed(usable, context)
    if len(chosen) == 1:
        return chosen[0][1]
    if chosen:
        return Ambiguous(tuple(meaning for meaning, _ in chosen))
    for kind in (Duplicate, Mismatch):
        if refused := next((found for _, found in fits if isinstance(found, kind)), None):
            return refused
    return _not_expected(flow, job, scanned, context)


def _of_doubtful(pairs: list[Pair]) -> Filling:
    """What the plant knows needs no question, and neither does what is the same either way; all else is asked."""
    known = proven([meaning for meaning, _ in pairs])
    once: dict[Filled | Ambiguous, Meaning] = {}
    for meaning, found in pairs:
        if meaning == known:
            return found
        once.setdefault(found, meaning)
    if len(once) == 1 and not all(meaning.is_supposed for meaning, _ in pairs):
        return pairs[0][1]
    return Ambiguous(tuple(once.values()))


def fit(attempt: Attempt) -> Filling | None:
    """What one meaning does for the job; None if the flow has no use for such a thing here."""
    meaning = attempt.meaning
    if meaning.order:
        return fit_order(attempt)
    if meaning.location:
        return fit_location(attempt)
    if meaning.partner:
        return fit_partner(attempt)
    return fit_unit(attempt) if names_unit(attempt) else fit_goods(attempt)


def _may_be_new(flow: Flow, scanned: Scanned) -> bool:
    """Whether the code may be a number that nobody knows yet: never if it is known as something.

    Only where goods come to be may the number of one item's lot be that of another's; rule TRACK-4 asks about it.
    """
    known = [each for each in scanned.meanings if not each.is_stranger]
    return not known or (flow.creates and all(each.lot is not None for each in known))


def _narrowed(pairs: list[Pair], context: Context) -> list[Pair]:
    """What is left of several fits: known before new, on the order before not, in stock before not, each once."""
    pairs = [pair for pair in pairs if not pair[0].is_stranger] or pairs
    if len(pairs) > 1:
        pairs = [pair for pair in pairs if _is_on_the_order(pair[0], context)] or pairs
        pairs = [pair for pair in pairs if pair[0].stock] or pairs
    once: dict[Filled | Ambiguous, Pair] = {}
    for pair in pairs:
        once.setdefault(pair[1], pair)
    return list(once.values())


def _is_on_the_order(meaning: Meaning, context: Context) -> bool:
    item = meaning.item
    return item is not None and (item.id in context.items or context.component(item.id) is not None)


def _not_expected(flow: Flow, job: Job, scanned: Scanned, context: Context) -> Mismatch:
    """ "This is X, expected Y"; "not known" only where nothing is known under that code."""
    values = {"code": scanned.code, "expected": expected(flow, job, context)}
    known = next((each for each in scanned.meanings if not each.is_stranger), None)
    if known is None:
        return Mismatch("scan.unknown_goods" if values["expected"] == "slot.item" else "scan.unknown", values)
    return Mismatch("scan.not_expected", values | {"code": known.code, "what": what(known)})


def expected(flow: Flow, job: Job, context: Context) -> str:
    """What the flow waits for: a message key, or the name of the item."""
    name = missing_slot(flow, job.slots)
    item = job.slots.item
    if name is SlotName.ORDER:
        return f"slot.order.{flow.order_kind.value}"
    if name is SlotName.LOT and item:
        return f"tracking.{item.tracking.value}"
    if name in (SlotName.ITEM, None):
        waiting = context.next_component() if job.slots.unit else None
        return waiting.item.name if waiting else "slot.item"
    return f"slot.{name}"


def what(meaning: Meaning) -> str:
    """What a code is: a message key, or the name of the item."""
    if meaning.order:
        return f"what.order.{meaning.order.kind.value}"
    if meaning.partner:
        return f"what.partner.{meaning.partner.role}"
    if meaning.location:
        return "what.location"
    return meaning.item.name if meaning.item else "what.remark"
