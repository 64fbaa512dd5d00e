"""What a label says, from the values of the plant: data for scanners, text for people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kiosk.domain.item import Item
from kiosk.domain.location import Location
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.order import Order
from kiosk.domain.quantity import MICRO
from kiosk.identification.commands import Command, command_label
from kiosk.identification.gs1.writing import digital_link, element_string

DIGITAL_LINK_DOMAIN = "https://id.gs1.org"
_DATES = {"expiry": "17", "best_before": "15", "made_on": "11"}
"""Facts of a lot that its label carries, with their Application Identifiers."""

Texts = tuple[tuple[str, str], ...]


class LabelKind(StrEnum):
    """What a label is for; each kind has a template of its name."""

    LOT = "lot"
    SERIAL = "serial"
    ITEM = "item"
    LOCATION = "location"
    ORDER = "order"
    CONTAINER = "container"
    BADGE = "badge"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one label says, whatever its size and printer."""

    kind: LabelKind
    code: str
    """The number that people know it by; empty where only scanners should know."""
    data: str
    """What its symbol says: a GS1 element string where there are elements, else plain text."""
    title: str = ""
    elements: Texts = ()
    """(Application Identifier, value) of a GS1 symbol."""
    link: str = ""
    """The same as a GS1 Digital Link; empty where there is none."""
    facts: Texts = ()
    """(caption, value), for people."""


def lot_content(
    item: Item,
    lot: LotIdentity,
    facts: Sequence[tuple[str, str]] = (),
    *,
    batch: str = "",
    printed_facts: Texts = (),
    domain: str = DIGITAL_LINK_DOMAIN,
    year: int,
) -> Content:
    """The label of a lot or a serial; GS1 where the item has a GTIN, else its number alone.

    `facts` are the lot's, as (name, ISO date); `batch` the lot that a serial belongs to; `year` the present one, which
    decides the century of two-digit years. Raises FormError if GS1 does not allow the number or a date.
    """
    kind = LabelKind.SERIAL if lot.kind is LotKind.SERIAL else LabelKind.LOT
    gtin = gtin_of(item)
    if not gtin:
        return Content(kind, lot.code, lot.code, item.name, facts=printed_facts)
    dates = [(_DATES[name], _six_digits(value)) for name, value in facts if name in _DATES]
    number = [("10", batch), ("21", lot.code)] if kind is LabelKind.SERIAL else [("10", lot.code)]
    elements = (("01", gtin), *dates, *((ai, value) for ai, value in number if value))
    return replace(_gs1(kind, (lot.code, item.name), elements, (domain, year)), facts=printed_facts)


def item_content(item: Item, *, domain: str = DIGITAL_LINK_DOMAIN, year: int) -> Content:
    """The label of an item: of its bin or its packaging."""
    gtin = gtin_of(item)
    if not gtin:
        return Content(LabelKind.ITEM, item.code, item.code, item.name)
    return _gs1(LabelKind.ITEM, (item.code, item.name), (("01", gtin),), (domain, year))


def container_content(sscc: str, *, domain: str = DIGITAL_LINK_DOMAIN, year: int) -> Content:
    """The logistic label of a box or pallet; raises FormError for a wrong SSCC."""
    return _gs1(LabelKind.CONTAINER, (sscc, "SSCC"), (("00", sscc),), (domain, year))


def location_content(location: Location) -> Content:
    """The label of a location."""
    return Content(LabelKind.LOCATION, location.code, location.code, location.name)


def order_content(order: Order, title: str) -> Content:
    """The label on an order sheet; `title` says what the order is for."""
    return Content(LabelKind.ORDER, order.id, order.id, title)


def badge_content(badge: str, prefix: str, name: str, role: str = "") -> Content:
    """The badge of an operator. Its number is not printed: whoever can read it could type it."""
    return Content(LabelKind.BADGE, "", prefix + badge, name, facts=(("", role),) if role else ())


def command_content(command: Command, prefix: str, key: bytes | None, title: str) -> Content:
    """The label of a command; `title` says what it does."""
    data = command_label(command, prefix, key)
    return Content(LabelKind.COMMAND, data, data, title)


def gtin_of(item: Item) -> str:
    """The GTIN that stands for one base unit of an item; empty if it has none."""
    return next((alias.code for alias in item.aliases if alias.kind == "gtin" and alias.quantity == MICRO), "")


def _gs1(kind: LabelKind, names: tuple[str, str], elements: Texts, written: tuple[str, int]) -> Content:
    (code, title), (domain, year) = names, written
    data, link = element_string(elements, year), digital_link(elements, domain, year)
    return Content(kind, code, data, title, elements, link)


def _six_digits(iso_date: str) -> str:
    """YYMMDD of AIs (11), (15) and (17)."""
    return date.fromisoformat(iso_date).strftime("%y%m%d")
