"""The links between lots, read off the movements of their transformations, and the walk along them."""

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from .books import Books
from .facts import EVIDENCE, LotKey, Movement

MILLIONTH = 10**6
State = Literal["current", "former", "member"]


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One lot in another: through a transformation, or as a member of its batch."""

    input: LotKey
    output: LotKey
    state: State
    transformation: str | None
    is_shared: bool
    """Several lots came out, so nobody knows how much of the input is in which."""
    movements: tuple[Movement, ...]
    """Those that prove the link."""
    json: dict[str, Any]

    @property
    def key(self) -> tuple[LotKey, LotKey, State, str | None]:
        return self.input, self.output, self.state, self.transformation


def walk(books: Books, root: LotKey, *, forward: bool) -> list[Link]:
    """Every link on the way from the root; remembers where it has been, so cycles end."""
    found: list[Link] = []
    seen, waiting = {root}, [root]
    while waiting:
        lot = waiting.pop(0)
        if not lot.is_tracked:
            continue
        for link in links_from(books, lot) if forward else links_into(books, lot):
            found.append(link)
            end = link.output if forward else link.input
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return found


def links_into(books: Books, output: LotKey) -> list[Link]:
    found = [_membership(books, output, batch) for batch in books.batches(output)]
    for name in books.output_of[output]:
        for lot in books.inputs(name):
            found += _through(books, name, lot, output)
    return found


def links_from(books: Books, lot: LotKey) -> list[Link]:
    found = [_membership(books, serial, lot) for serial in books.members(lot)]
    for name in books.input_of[lot]:
        for output in books.outputs(name):
            found += _through(books, name, lot, output)
    return found


def _membership(books: Books, serial: LotKey, batch: LotKey) -> Link:
    stated = books.batches(serial)[batch]
    at = stated.at.astimezone(UTC).isoformat()
    json = {
        "input": batch.id,
        "output": serial.id,
        "quantity": "1",
        "state": "member",
        "transformation": None,
        "evidence": stated.evidence,
        "at": [at, at],
        "station": stated.station,
    }
    return Link(batch, serial, "member", None, False, (), json)


def _through(books: Books, name: str, lot: LotKey, output: LotKey) -> list[Link]:
    """The current and the former link of an input with an output; none if either is undone."""
    taken, returned = books.taken_in(name, lot), books.returned_in(name, lot)
    if taken <= 0 or books.made_in(name, output) <= 0:
        return []
    found = []
    if taken - returned > 0:
        found.append(_link(books, name, (lot, output), "current", taken - returned))
    if returned > 0:
        found.append(_link(books, name, (lot, output), "former", returned))
    return found


def _link(books: Books, name: str, ends: tuple[LotKey, LotKey], state: State, quantity: Decimal) -> Link:
    lot, output = ends
    moved = books.transformations[name]
    taken = _lasting(moved.inputs[lot])
    back = _lasting(moved.returns.get(lot, [])) if state == "former" else []
    proof = (*taken, *back, *_lasting(moved.outputs[output]))
    is_shared = len(books.outputs(name)) > 1
    first = min(each.at for each in taken)
    last = max(each.at for each in back or taken)
    json: dict[str, Any] = {
        "input": lot.id,
        "output": output.id,
        "quantity": None if is_shared else text(quantity),
        "state": state,
        "transformation": name,
        "evidence": max((each.evidence for each in proof), key=EVIDENCE.index),
        "at": [first.astimezone(UTC).isoformat(), last.astimezone(UTC).isoformat()],
        "station": taken[0].station,
    }
    if is_shared:
        json["bounds"] = ["0", text(quantity)]
        json |= _expected_share(books, name, output, quantity)
    return Link(lot, output, state, name, is_shared, proof, json)


def _lasting(movements: list[Movement]) -> list[Movement]:
    return [each for each in movements if each.remaining > 0]


def _expected_share(books: Books, name: str, output: LotKey, quantity: Decimal) -> dict[str, str]:
    """In proportion to what came out, if that can be added up; half even to a millionth."""
    outputs = books.outputs(name)
    if len({books.items[each.item].unit for each in outputs}) > 1:
        return {}
    whole = sum((Fraction(books.made_in(name, each)) for each in outputs), Fraction(0))
    share = Fraction(quantity) * Fraction(books.made_in(name, output)) / whole
    return {"expected": text(Decimal(round(share * MILLIONTH)) / MILLIONTH)}


def text(quantity: Decimal) -> str:
    """Without exponent and trailing zeros: "0.5", "100"."""
    plain = f"{quantity:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
