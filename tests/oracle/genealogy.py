"""The trace of one lot: every link on the way, every lot met, every hole named."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from .books import Books
from .facts import CUSTOMER, SCRAP, LotKey, Place
from .gaps import gaps
from .links import text, walk

Direction = Literal["back", "forward", "both"]
DIRECTIONS: tuple[Direction, ...] = ("back", "forward", "both")


def trace(books: Books, lot: LotKey, direction: Direction, today: date) -> dict[str, Any]:
    """The answer of `lotline trace --json`, with `item/kind/issuer/code` as lot ids."""
    back = walk(books, lot, forward=False) if direction != "forward" else []
    forth = walk(books, lot, forward=True) if direction != "back" else []
    links = list({each.key: each for each in back + forth}.values())
    backward_part = dict.fromkeys([lot, *(each.input for each in back)])
    shown = dict.fromkeys([lot, *(end for each in links for end in (each.input, each.output))])
    return {
        "root": lot.id,
        "lots": [_describe(books, each, today) for each in shown],
        "links": [each.json for each in links],
        "gaps": gaps(books, list(backward_part), links),
    }


def _describe(books: Books, lot: LotKey, today: date) -> dict[str, Any]:
    standing: dict[tuple[str, str | None], Decimal] = {}
    for place, quantity in books.on_hand(lot).items():
        where = (place.location, place.container)
        standing[where] = standing.get(where, Decimal(0)) + quantity
    on_hand = []
    for (location, container), quantity in standing.items():
        boxed = {"container": container} if container is not None else {}
        on_hand.append({"location": location, **boxed, "quantity": text(quantity)})
    return {
        "id": lot.id,
        "item": lot.item,
        "code": lot.code,
        "kind": lot.kind,
        "status": status(books, lot, today),
        "on_hand": on_hand,
    }


def status(books: Books, lot: LotKey, today: date) -> str:
    expiry = books.expiry_day(lot)
    answers = (
        ("hold", books.is_held(lot)),
        ("expired", expiry is not None and expiry < today),
        ("in_stock", bool(books.on_hand(lot))),
        ("shipped", books.balance(lot, Place(CUSTOMER)) > 0),
        ("consumed", books.is_inside_any(lot)),
        ("scrapped", books.balance(lot, Place(SCRAP)) > 0),
    )
    return next((word for word, applies in answers if applies), "gone")
