"""Locations and places: where stock is, and the virtual other side of every movement."""

from dataclasses import dataclass
from enum import StrEnum


class LocationKind(StrEnum):
    """What stock in a location means for the plant."""

    INTERNAL = "internal"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    PRODUCTION = "production"
    SCRAP = "scrap"
    ADJUSTMENT = "adjustment"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True)
class Location:
    """A storage location or work station (ISA-95), or one of the virtual ones."""

    id: str
    """Fixed when it is made: its first code."""
    code: str
    name: str
    kind: LocationKind = LocationKind.INTERNAL


@dataclass(frozen=True, slots=True)
class Place:
    """Where stock is: the key of every balance."""

    location: str
    """Location id."""
    container: str = ""
    """SSCC of the box or pallet it is in; empty when loose."""
    owner: str = ""
    """Partner id of the owner; empty when it is ours."""


SUPPLIER = "SUPPLIER"
CUSTOMER = "CUSTOMER"
PRODUCTION = "PRODUCTION"
SCRAP = "SCRAP"
ADJUSTMENT = "ADJUSTMENT"
TRANSIT = "TRANSIT"

VIRTUAL = {
    code: Location(code, code, code.capitalize(), LocationKind(code.lower()))
    for code in (SUPPLIER, CUSTOMER, PRODUCTION, SCRAP, ADJUSTMENT, TRANSIT)
}
"""The locations that exist without being made; their balances may be negative, so that sums stay zero."""

ENDLESS = frozenset({SUPPLIER, PRODUCTION, ADJUSTMENT})
"""Locations that goods come from without having been counted in."""
