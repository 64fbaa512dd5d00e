"""Entries: the things that happened, appended and never changed, each bound to the one before by its hash."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from kiosk.domain.item import Item
from kiosk.domain.location import Location
from kiosk.domain.lot import LotFact, LotIdentity
from kiosk.domain.movement import EntryRef, Movement
from kiosk.domain.order import BillLine, Operator, Order, Partner

FORMAT = 1
"""Version of the entry format; a reader refuses what it does not know."""


class EntryKind(StrEnum):
    """What an entry tells of."""

    RECEIVE = "receive"
    OPEN = "open"
    CONSUME = "consume"
    UNCONSUME = "unconsume"
    PRODUCE = "produce"
    MOVE = "move"
    ADJUST = "adjust"
    PACK = "pack"
    UNPACK = "unpack"
    SHIP = "ship"
    RETURN = "return"
    SCRAP = "scrap"
    HOLD = "hold"
    RELEASE = "release"
    UNDO = "undo"
    START = "start"
    FINISH = "finish"
    COUNT = "count"
    REPRINT = "reprint"
    """A label of a lot was printed by hand, with a reason; nothing moved."""
    LOSS = "loss"
    """Entries are lost, as after an older copy was put back, and somebody says why; `document` names them."""
    ITEM = "item"
    BOM = "bom"
    ORDER = "order"
    LOCATION = "location"
    PARTNER = "partner"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Membership:
    """A serial that belongs to a lot: the lot's holds and expiry apply to it."""

    serial: str
    """Lot id of the serial."""
    lot: str
    """Lot id of the lot it belongs to."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A block on a lot or a location, named by the entry that placed it and its number there."""

    reason: str
    lot: str = ""
    """Lot id, or empty for a hold on a location."""
    location: str = ""


class TransformationKind(StrEnum):
    """What a transformation makes of its inputs."""

    UNIT = "unit"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class TransformationChange:
    """A transformation that starts or is closed."""

    id: str
    """Plant-wide name."""
    kind: TransformationKind
    closes: bool = False
    unit: str = ""
    """Lot id of the serial that is bound to it; empty for a batch."""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Containment:
    """A container put into another one, or taken out (`parent` empty)."""

    container: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A counted quantity of one lot at one place."""

    lot: str
    location: str
    quantity: int
    container: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class BillChange:
    """One component of an item's bill from now on; quantity 0 takes it off."""

    item: str
    line: BillLine


Master = Item | BillChange | Order | Location | Partner | Operator


@dataclass(frozen=True, slots=True)
class ClientKey:
    """The key under which a program sent this entry, and a keyed digest of what it sent."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened."""

    ref: EntryRef
    kind: EntryKind
    at: datetime
    """When it happened, in UTC."""
    offset: int
    """Minutes that the plant's clock was ahead of UTC then; its calendar decides what is expired."""
    clock_trusted: bool
    stamp: str
    """Hybrid logical clock; entries are replayed by (stamp, station, seq)."""
    operator: str
    approver: str = ""
    approved: tuple[str, ...] = ()
    """Codes of the rules that the approver let pass."""
    warned: tuple[str, ...] = ()
    """Codes of the rules whose warning was confirmed."""
    reason: str = ""
    partner: str = ""
    order: str = ""
    document: str = ""
    reverses: tuple[EntryRef, ...] = ()
    """The entries that this one takes back; each of its movements names the movement it reverses."""
    counts: tuple[EntryRef, ...] = ()
    """The counts whose differences this adjustment books."""
    client: ClientKey | None = None
    lots: tuple[LotIdentity, ...] = ()
    """The identity of every lot that the entry names, so that it can be read alone."""
    members: tuple[Membership, ...] = ()
    movements: tuple[Movement, ...] = ()
    holds: tuple[Hold, ...] = ()
    releases: tuple[str, ...] = ()
    facts: tuple[LotFact, ...] = ()
    transformations: tuple[TransformationChange, ...] = ()
    containments: tuple[Containment, ...] = ()
    observations: tuple[Observation, ...] = ()
    master: tuple[Master, ...] = ()
    previous: str = ""
    """Hash of the station's entry before this one; empty for its first."""

    @property
    def day(self) -> date:
        """The day on the plant's calendar, at which expiry is judged."""
        return self.at.astimezone(timezone(timedelta(minutes=self.offset))).date()

    @property
    def order_key(self) -> str:
        """Sorts entries of all stations into replay order, as text."""
        return order_key(self.stamp, self.ref)

    def hold_id(self, number: int) -> str:
        """The name of the hold with that number in this entry; a release names it."""
        return f"{self.ref}#{number}"


def order_key(stamp: str, ref: EntryRef) -> str:
    """The place of an entry in the replay order, sortable as text."""
    return f"{stamp}/{ref.station}/{ref.seq:012d}"


def to_instant(at: datetime) -> int:
    """Microseconds since 1970 in UTC, exact."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def from_instant(microseconds: int) -> datetime:
    """The inverse of `to_instant`, in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
