"""Fills the unit: the serial that components go into."""

from dataclasses import replace

from kiosk.domain.item import Item
from kiosk.domain.lot import lot_of
from kiosk.domain.order import Order
from kiosk.workflow.filling.outcome import Attempt, Duplicate, Filled, Mismatch, other_label


def names_unit(attempt: Attempt) -> bool:
    """Whether the scan can only be about the unit: none is at hand, it is this one, or one made the same way."""
    if not attempt.flow.has_parts:
        return False
    unit, meaning = attempt.slots.unit, attempt.meaning
    if unit is None or meaning.lot == unit:
        return True
    is_part = meaning.item is not None and attempt.context.component(meaning.item.id) is not None
    return bool(meaning.transformation) and meaning.lot is not None and meaning.lot.item == unit.item and not is_part


def fit_unit(attempt: Attempt) -> Filled | Mismatch | Duplicate | None:
    """A new number, or a unit that was begun or made here before, which brings its order along."""
    slots, meaning = attempt.slots, attempt.meaning
    if slots.unit is not None and meaning.lot == slots.unit:
        return Duplicate(meaning.code, "unit.twice")
    if (other := other_label(attempt)) is not None:
        return other
    item = attempt.context.items[slots.order.lines[0].item] if slots.order and slots.order.lines else None
    if item is not None and meaning.item is not None and meaning.item.id != item.id:
        values = {"code": meaning.code, "item": meaning.item.name, "expected": item.name}
        return Mismatch("item.other", values, "TRACK-3")
    if meaning.lot is not None and meaning.transformation and meaning.made_for:
        known = replace(slots.without_goods(), order=meaning.made_for, unit=meaning.lot)
        return Filled(replace(known, transformation=meaning.transformation, unit_evidence=attempt.evidence))
    return None if item is None or slots.order is None else _new_unit(attempt, item, slots.order)


def _new_unit(attempt: Attempt, item: Item, order: Order) -> Filled | Mismatch | None:
    slots, meaning = attempt.slots, attempt.meaning
    if meaning.is_known:
        return Mismatch("unit.exists", {"code": meaning.code}, "SER-2")
    code = meaning.lot.code if meaning.lot else meaning.new_code
    if not code:
        return None
    unit = lot_of(item, code)
    named = replace(slots, unit=unit, transformation=f"{order.id}/{code}", unit_evidence=attempt.evidence)
    return Filled(named, starts_unit=True)
