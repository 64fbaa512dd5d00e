"""Undo: when an entry may be taken back, and what that does to the entries it stands on."""

from collections import defaultdict
from decimal import Decimal

from .books import Books
from .facts import ENDLESS, ONE, PRODUCTION, ZERO, Entry, LotKey, Movement, Place
from .form import Line
from .rules import bad_quantity

Shifts = dict[tuple[LotKey, Place], Decimal]


def standing_movements(entry: Entry) -> list[Movement]:
    """What is left of an entry to be undone, last movement first."""
    return [each for each in reversed(entry.movements) if each.remaining > 0]


def taken_back(entry: Entry, movement: Movement, named: Decimal | None) -> Decimal:
    """How much an undo takes back of a movement: what was inferred beside others goes along as far as it stands."""
    if named is None:
        return movement.remaining
    goes_along = movement.evidence == "inferred" and any(each.evidence != "inferred" for each in entry.movements)
    return min(named, movement.remaining) if goes_along else named


def take_back(movement: Movement, quantity: Decimal) -> None:
    """Undoing an undo puts back what it took, and so on up to the first movement."""
    each: Movement | None = movement
    sign = 1
    while each is not None:
        each.undone += sign * quantity
        each, sign = each.reverses, -sign


def refusal(books: Books, entry: Entry, line: Line) -> str | None:
    """The first rule that forbids undoing the whole remaining, or the named quantity, of an entry."""
    movements, named = standing_movements(entry), line.quantity
    if not entry.movements:
        return "QTY-1"
    lots = {each.lot for each in entry.movements}
    if named is not None:
        if named <= 0 or any(bad_quantity(named, books.items[lot.item].unit) for lot in lots):
            return "QTY-2"
        if named != ONE and any(lot.kind == "serial" for lot in lots):
            return "SER-1"
    if not movements or any(taken_back(entry, each, named) > each.remaining for each in entry.movements):
        return "QTY-1"
    if not line.is_approved:
        rule = _in_the_way(books, entry, named)
        if rule is not None:
            return rule
    unsound = any(_breaks_a_sum(books, each, taken_back(entry, each, named)) for each in movements)
    return "QTY-1" if unsound else None


def _in_the_way(books: Books, entry: Entry, named: Decimal | None) -> str | None:
    """What an approval would set right: the goods are no longer where the entry had left them."""
    shifted: Shifts = defaultdict(Decimal)
    for each in standing_movements(entry):
        quantity = taken_back(entry, each, named)
        endless = each.target.location in ENDLESS
        if endless and each.lot.kind == "serial" and _is_elsewhere(books, each, shifted):
            return "SER-1"
        here = books.balance(each.lot, each.target) + shifted[each.lot, each.target]
        if not endless and here < quantity:
            gone_elsewhere = each.target.is_internal and here <= 0 and books.on_hand(each.lot)
            return "LOC-1" if gone_elsewhere else "QTY-1"
        shifted[each.lot, each.target] -= quantity
        shifted[each.lot, each.source] += quantity
    return None


def _is_elsewhere(books: Books, movement: Movement, shifted: Shifts) -> bool:
    """Whether a serial that would come back from a virtual place already is somewhere."""
    lot = movement.lot
    stands = books.standing(lot)
    if stands is not None and books.balance(lot, stands) + shifted[lot, stands] > 0:
        return True
    own = _first(movement).transformation if movement.target == Place(PRODUCTION) else None
    return books.is_inside_any(lot, but=own)


def _first(movement: Movement) -> Movement:
    """What an undo, or the undo of an undo, goes back to."""
    while movement.reverses is not None:
        movement = movement.reverses
    return movement


def _breaks_a_sum(books: Books, movement: Movement, quantity: Decimal) -> bool:
    """No movement is undone beyond its quantity; no more of an input has come back than went in."""
    each, sign = movement, 1
    while each.reverses is not None:
        if each.remaining - sign * quantity < 0:
            return True
        each, sign = each.reverses, -sign
    if each.remaining - sign * quantity < 0:
        return True
    change = -sign * quantity
    if each.transformation is None or each.role == "output":
        return False
    if each.role == "input_returned":
        change = -change
    return books.inside(each.transformation, each.lot) + change < ZERO
