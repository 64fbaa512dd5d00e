"""The named holes of an answer, each judged by a question of its own."""

from collections.abc import Callable
from typing import Any

from .books import Books
from .facts import ADJUSTMENT, CUSTOMER, EVIDENCE, SCRAP, SUPPLIER, ZERO, LotKey, Movement, Place
from .links import Link
from .rules import bill_in_force, serials_inside

REMEDIES = {
    "no_origin": "Find the receipt or the production of this lot and record it",
    "slot_empty": "Find the missing component of this unit and record it",
    "bridge": "Track the item of this stage",
    "pairing_unknown": "Record one transformation for each unit",
    "overdrawn": "Count the lot and record the receipt that is missing",
    "two_places": "Find where the serial is and undo what says otherwise",
    "made_twice": "Find out which unit carries the number and undo the other production",
    "weak_evidence": "Scan instead of typing or importing",
    "late": "Compare the time of the input with the shipping papers",
    "cycle": "Check the numbers of the lots in the circle",
}
WEAK = {"weak_evidence", "late", "cycle"}


def gaps(books: Books, backward_part: list[LotKey], links: list[Link]) -> list[dict[str, Any]]:
    """Those of the root and its ancestors, then those of the links shown; one a kind and lot."""
    found: dict[tuple[str, LotKey], None] = {}
    for kind, is_missing in OF_A_LOT.items():
        found |= dict.fromkeys((kind, lot) for lot in backward_part if is_missing(books, lot))
    circle = in_a_cycle(links)
    doubtful = [lot for lot in backward_part if lot not in circle and is_at_two_places(books, lot)]
    found |= dict.fromkeys(("two_places", lot) for lot in doubtful)
    weak = {each.input for each in links if EVIDENCE.index(each.json["evidence"]) > 0}
    found |= dict.fromkeys(("weak_evidence", lot) for lot in backward_part if lot in weak)
    unpaired = [each.input for each in links if each.is_shared and each.input.kind == "serial"]
    found |= dict.fromkeys(("pairing_unknown", lot) for lot in unpaired)
    found |= dict.fromkeys(("late", each.input) for each in links if is_late(books, each))
    found |= dict.fromkeys(("cycle", lot) for lot in circle)
    return [
        {
            "kind": kind,
            "grade": "weak" if kind in WEAK else "break",
            "lot": lot.id,
            "remedy": REMEDIES[kind],
        }
        for kind, lot in found
    ]


def lasting(movements: list[Movement]) -> list[Movement]:
    return [each for each in movements if each.reverses is None and each.remaining > 0]


def has_no_origin(books: Books, lot: LotKey) -> bool:
    if not lot.is_tracked:
        return False
    moved = lasting(books.movements[lot])
    if any(each.source.location == ADJUSTMENT for each in moved):
        return True
    if _arrived(books, lot):
        return False
    is_only_a_name = not books.movements[lot]
    return not (is_only_a_name and any(_arrived(books, serial) for serial in books.members(lot)))


def _arrived(books: Books, lot: LotKey) -> bool:
    """It was received or made here."""
    return _was_received(books, lot) or any(books.made_in(name, lot) > 0 for name in books.output_of[lot])


def _was_received(books: Books, lot: LotKey) -> bool:
    return any(each.source.location == SUPPLIER for each in lasting(books.movements[lot]))


def has_an_empty_slot(books: Books, lot: LotKey) -> bool:
    names = [name for name in books.output_of[lot] if books.made_in(name, lot) > 0]
    return any(_lacks_a_component(books, name, lot) for name in names)


def _lacks_a_component(books: Books, name: str, output: LotKey) -> bool:
    same_item = [each for each in books.outputs(name) if each.item == output.item]
    made = sum((books.made_in(name, each) for each in same_item), ZERO)
    for component, per_unit in bill_in_force(books, name, output).items():
        tracking = books.items[component].tracking
        lots = [each for each in books.inputs(name) if each.item == component]
        inside = sum((books.inside(name, each) for each in lots), ZERO)
        if tracking != "none" and inside <= 0:
            return True
        if tracking == "serial" and serials_inside(books, name, component) < per_unit * made:
            return True
    return False


def is_a_bridge(books: Books, lot: LotKey) -> bool:
    """An untracked stage with something tracked behind it."""
    if lot.is_tracked:
        return False
    made = [name for name in books.output_of[lot] if books.made_in(name, lot) > 0]
    return any(source.is_tracked for name in made for source in books.inputs(name))


def is_overdrawn(books: Books, lot: LotKey) -> bool:
    here = books.balances[lot].items()
    return lot.is_tracked and any(quantity < 0 for place, quantity in here if place.is_internal)


def is_made_twice(books: Books, lot: LotKey) -> bool:
    made = [each for each in lasting(books.movements[lot]) if each.role == "output"]
    return lot.kind == "serial" and len(made) > 1


def is_at_two_places(books: Books, lot: LotKey) -> bool:
    """A serial can stand in one place, or be inside one product."""
    if lot.kind != "serial":
        return False
    stands = [*books.on_hand(lot), *(code for code in (CUSTOMER, SCRAP) if books.balance(lot, Place(code)) > 0)]
    return len(stands) + sum(books.inside(name, lot) > 0 for name in books.input_of[lot]) > 1


def is_late(books: Books, link: Link) -> bool:
    """Something went into a lot that had already left, as far as the times tell."""
    shipped = [each for each in lasting(books.movements[link.output]) if each.op == "ship"]
    departures = [each.at for each in shipped if each.target.location == CUSTOMER]
    taken = [each.at for each in link.movements if each.role == "input"]
    return bool(departures) and any(at > max(departures) for at in taken)


def in_a_cycle(links: list[Link]) -> list[LotKey]:
    """Tracked lots from which the links shown lead back to themselves; an untracked item leads nowhere."""
    follows: dict[LotKey, set[LotKey]] = {}
    for each in links:
        if each.input.is_tracked and each.output.is_tracked:
            follows.setdefault(each.input, set()).add(each.output)
    # only what both follows and is followed can be in a circle: peel the ends off until nothing changes
    while True:
        followed = {lot for outputs in follows.values() for lot in outputs}
        kept = {lot: outputs & follows.keys() for lot, outputs in follows.items() if lot in followed}
        kept = {lot: outputs for lot, outputs in kept.items() if outputs}
        if kept == follows:
            break
        follows = kept
    return [lot for lot in follows if _reaches(follows, lot)]


def _reaches(follows: dict[LotKey, set[LotKey]], lot: LotKey) -> bool:
    seen: set[LotKey] = set()
    waiting = [lot]
    while waiting:
        for after in follows.get(waiting.pop(), ()):
            if after == lot:
                return True
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return False


OF_A_LOT: dict[str, Callable[[Books, LotKey], bool]] = {
    "no_origin": has_no_origin,
    "slot_empty": has_an_empty_slot,
    "bridge": is_a_bridge,
    "overdrawn": is_overdrawn,
    "made_twice": is_made_twice,
}
