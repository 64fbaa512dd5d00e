"""Every sentence that an operator can read, by key. A sentence says what was scanned, what was expected, what to do.

The text here is English and the fallback; `resources/translations/LANGUAGE.json` holds the same keys in other languages.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TRANSLATIONS = Path(__file__).parent.parent / "resources" / "translations"


class _Values(dict[str, str]):
    """Values for a template; one that is missing shows its name, so that a gap is seen and nothing fails."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def text(key: str, values: Mapping[str, str] | None = None, language: str = "en") -> str:
    """The sentence of a key with its values filled in; the key itself if there is no such sentence."""
    template = _catalogue(language).get(key) or ENGLISH.get(key, key)
    return template.format_map(_Values(values or {}))


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = _TRANSLATIONS / f"{language}.json"
    if language == "en" or not path.exists():
        return ENGLISH
    translated: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return translated


RULES: Mapping[str, str] = {
    "who.nobody": "Nobody is signed in. Scan your badge.",
    "who.unknown": "{person} is not known here. Ask for an operator record, or scan another badge.",
    "who.self": "{person} cannot approve their own work. A second person must scan their badge.",
    "who.role": "{person} may not approve. Somebody with another role must scan their badge.",
    "track.no_lot": "{item} is tracked by {tracking}. Scan its {tracking} number.",
    "track.known_elsewhere": "{lot} is new for {item}, but known for {other}. Scan it again if it really is {item}.",
    "track.unknown": "{lot} is not known as {item}. Scan another label, or let a second person declare it found.",
    "track.twin": "{lot} is not known as {item}, but {twins} is. Look at the label again.",
    "track.other_item": "{lot} is {other}, expected was {item}. Take the right part.",
    "track.changed": "{item} has moved already; its tracking and unit stay as they are.",
    "quantity.not_positive": "{quantity} {unit} of {item}: a quantity must be more than zero.",
    "quantity.fraction": "{quantity} {unit} of {item}: this unit takes whole numbers only.",
    "quantity.too_fine": "{quantity} {unit} of {item} has more than six decimals.",
    "quantity.too_large": "{quantity} {unit} of {item} is more than one movement can hold.",
    "quantity.too_much": "{lot}: {quantity} {unit} wanted, {there} at {place}. Count again, or have it approved as found.",
    "quantity.not_inside": "{lot}: {quantity} {unit} to take out, {there} is inside. Check the number and the unit.",
    "quantity.not_delivered": "{lot}: {quantity} {unit} to return, {there} is with customers. Check the number.",
    "serial.quantity": "{lot} is one unit, not {quantity}. Every unit has a serial of its own.",
    "serial.elsewhere": "{lot} is at {place} already. One serial is one unit in one place.",
    "serial.receive_again": "{lot} was here before and is at {place}. It cannot arrive again without approval.",
    "serial.produce_again": "{lot} exists already and is at {place}. It cannot be made again without approval.",
    "serial.return_again": "{lot} is not with a customer but at {place}. It cannot come back without approval.",
    "serial.twice": "{lot} is in already. Nothing was changed.",
    "lot.exists": "Lot {lot} of {item} is known already. Scan it again to add to it.",
    "hold.open": "{lot} is on hold: {reason} ({person}). Take another one; this one goes to the red shelf.",
    "expiry.passed": "{lot} of {item} expired on {expiry}. Take a fresh one.",
    "location.elsewhere": "{lot} is not at {place} but at {elsewhere}. Move it first, or take another one.",
    "order.not_open": "Order {order} is not open. Choose another order.",
    "order.other_kind": "Order {order} is not for this. Choose another order.",
    "order.other_partner": "Order {order} belongs to another partner than {partner}.",
    "order.not_planned": "{item} is not on order {order}; expected is {expected}.",
    "order.other_lot": "{lot} is not meant for order {order}; expected is {expected}.",
    "genealogy.own_part": "{lot} cannot go into itself: it is already part of {transformation}.",
    "genealogy.cycle": "{lot} would become part of its own history in {transformation}. A second person must approve.",
    "bill.not_on_it": "{item} is not on the bill of {order}; expected is {expected}.",
    "bill.slot_filled": "The place for {item} in this unit is filled. To exchange it, take the old one out first.",
    "bill.slot_empty": "Still missing: {missing}. Scan it, or have the gap approved.",
    "undo.too_much": "{lot}: {quantity} to take back, but only {there} is left of that movement.",
}
"""What the rules say, by the key of their findings."""

ENGLISH: Mapping[str, str] = RULES
