"""A sample of every state and every event."""

from dataclasses import replace

from kiosk.domain.item import Item, Tracking
from kiosk.domain.location import Location, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.domain.order import BillLine, Operator, Order, OrderKind, OrderLine, Partner
from kiosk.domain.quantity import MICRO
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.workflow.consent import Consent
from kiosk.workflow.events import (
    BadgeShown,
    Cleared,
    CommandGiven,
    Event,
    LookedAgain,
    NumberGiven,
    Objected,
    QuantityGiven,
    ReasonGiven,
    Recorded,
    Scanned,
)
from kiosk.workflow.job import Done, DoneKind, Job
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.slots import Slots
from kiosk.workflow.states import (
    Approving,
    Choosing,
    Confirming,
    Home,
    Labelling,
    LookingUp,
    Pending,
    SignedOut,
    State,
    TakingBack,
    Working,
)

CELL = Item("CELL", "CELL", "Cell", Tracking.LOT)
BIKE = Item("BIKE", "BIKE", "Bike", Tracking.SERIAL)
STOCK = Location("STOCK", "STOCK", "Main stock")
ORDER = Order(
    "MO-1",
    OrderKind.WORK,
    lines=(OrderLine("BIKE", 5 * MICRO),),
    bill=(BillLine("CELL", 10 * MICRO, ("CELL-B",)),),
)
L1 = lot_of(CELL, "L1")
SN1 = lot_of(BIKE, "SN1")
REF = EntryRef("ST-1", 17)
WARNING = Finding("LOT-1", Severity.WARN, "lot.exists", {"lot": "L1", "item": "CELL"}, 0)
OBJECTION = Finding("QTY-1", Severity.APPROVE, "quantity.too_much", {"lot": "L1"})
BLOCK = Finding("HOLD-1", Severity.BLOCK, "hold.open", {"lot": "L1"})
MEANING = Meaning(
    "L1",
    item=CELL,
    names_item=False,
    lot=L1,
    is_known=True,
    stock=((Place("STOCK", "BOX-1"), 6 * MICRO),),
    inside=("SN1",),
    transformation="MO-1/SN1",
    made_for=ORDER,
    facts=(("expiry", "2027-03-31"),),
    quantity=3 * MICRO,
    entered="3",
)
SLOTS = Slots(
    order=ORDER,
    partner=Partner("ACME", "ACME", "Acme", "supplier"),
    location=STOCK,
    unit=SN1,
    transformation="MO-1/SN1",
    unit_evidence=Evidence.TYPED,
    item=CELL,
    lot=L1,
    batch=LotIdentity("CELL", LotKind.LOT, "B5"),
    quantity=2 * MICRO,
    entered="2",
    factor="20",
    source=Place("STOCK"),
    available=6 * MICRO,
    facts=(("expiry", "2027-03-31"),),
    evidence=Evidence.CONFIRMED,
)
DONE = Done(REF, DoneKind.MOVED, "Bike SN1", "1", "each", "serial", "MO-1", SN1, "MO-1/SN1", Evidence.TYPED)
CONSENT = Consent(frozenset({("LOT-1", "L1")}), frozenset({("QTY-1", "L1")}), "SUP", "found")
JOB = Job("build", SLOTS, True, CONSENT, ("serial",), (replace(DONE, kind=DoneKind.BEGAN), DONE))
WORKING = Working("OP1", JOB)
PENDING = Pending("OP1", JOB, SLOTS, "L1", is_final=True)

STATES: tuple[State, ...] = (
    SignedOut(JOB),
    Home("OP1", (DONE,)),
    LookingUp("OP1", MEANING, (DONE,)),
    Labelling("OP1", MEANING, asks_reason=True, done=(DONE,)),
    WORKING,
    Choosing(WORKING, "L1", (MEANING, replace(MEANING, item=BIKE)), Evidence.TYPED),
    Confirming(PENDING, (WARNING,)),
    Approving(PENDING, (OBJECTION,), "SUP"),
    PENDING,
    TakingBack(WORKING, CONSENT),
)
EVENTS: tuple[Event, ...] = (
    Scanned("L1", (MEANING,)),
    BadgeShown(Operator("OP2"), "Ben"),
    CommandGiven("OK"),
    QuantityGiven("12"),
    ReasonGiven("found"),
    LookedAgain(),
    NumberGiven(L1),
    Cleared(),
    Objected((BLOCK,)),
    Recorded(REF),
)
