"""Orders: what was planned. Plans guide and warn; they never decide what happened."""

from dataclasses import dataclass
from enum import StrEnum


class OrderKind(StrEnum):
    """What an order asks for."""

    PURCHASE = "purchase"
    WORK = "work"
    DELIVERY = "delivery"
    TRANSFER = "transfer"
    COUNT = "count"


class OrderState(StrEnum):
    """Whether an order may be worked on."""

    PLANNED = "planned"
    RELEASED = "released"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class BillLine:
    """One component of a bill of materials, for one base unit of the finished item."""

    component: str
    """Item id."""
    quantity: int
    """Micro units of the component for one unit of the finished item."""
    substitutes: tuple[str, ...] = ()
    """Ids of items that are approved in its place."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One planned item of an order."""

    item: str
    """Item id."""
    quantity: int
    """Planned quantity, in micro."""
    lots: tuple[str, ...] = ()
    """Codes of the lots that this line pins; empty when any will do."""


@dataclass(frozen=True, slots=True)
class Order:
    """A purchase, work, delivery, transfer or count order. What is done is derived from the ledger."""

    id: str
    """Fixed when it is made: its code."""
    kind: OrderKind
    state: OrderState = OrderState.RELEASED
    partner: str = ""
    """Partner id; empty where there is none."""
    lines: tuple[OrderLine, ...] = ()
    bill: tuple[BillLine, ...] = ()
    """Work orders: the bill of the finished item, copied at release; later changes of the bill do not touch it."""
    due: str | None = None
    """ISO date."""

    def line_for(self, item: str) -> OrderLine | None:
        """The first line that plans this item, or None."""
        return next((line for line in self.lines if line.item == item), None)


@dataclass(frozen=True, slots=True)
class Partner:
    """A supplier or customer."""

    id: str
    code: str
    name: str
    role: str
    """`supplier`, `customer` or `both`."""


class OperatorRole(StrEnum):
    """What a person is there for. A role allows only what stands in one of the two sets below.

    A plant may give people roles of its own words besides; those allow nothing here.
    """

    OPERATOR = "operator"
    LEAD = "lead"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    QUALITY = "quality"
    APPROVER = "approver"
    ADMIN = "admin"
    AUDITOR = "auditor"


APPROVING: frozenset[str] = frozenset({"lead", "supervisor", "manager", "quality", "approver"})
"""Roles that may approve what a rule blocks, each for somebody else's work."""
RECORDING: frozenset[str] = APPROVING | {"operator", "admin"}
"""Roles that may record; an auditor only looks."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A person by pseudonym; the name lives outside the chain."""

    id: str
    roles: tuple[str, ...] = ("operator",)

    @property
    def may_approve(self) -> bool:
        """Whether one of the roles allows to approve."""
        return not APPROVING.isdisjoint(self.roles)

    @property
    def may_record(self) -> bool:
        """Whether one of the roles allows to record."""
        return not RECORDING.isdisjoint(self.roles)


PROGRAM = Operator("load")
"""The pseudo-operator behind data that a program loads without naming a person."""
