"""Losses: entries that were recorded and are no longer there, and how somebody answers for them."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.entry import Entry, EntryKind
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Loss:
    """Entries of one station that are missing, from the first to the last."""

    first: EntryRef
    last: EntryRef

    def __str__(self) -> str:
        """`B2-7QKD/20 to B2-7QKD/21`, as it stands in the entry that answers for it."""
        return f"{self.first} to {self.last}"

    @classmethod
    def parse(cls, text: str) -> "Loss | None":
        """The loss that `str` wrote; None for any other text."""
        first, separator, last = text.partition(" to ")
        ends = EntryRef.parse(first), EntryRef.parse(last)
        if not separator or ends[0] is None or ends[1] is None or ends[0].station != ends[1].station:
            return None
        return cls(ends[0], ends[1])

    def covers(self, other: "Loss") -> bool:
        """Whether everything that the other misses is missing here."""
        is_same_station = self.first.station == other.first.station
        return is_same_station and self.first.seq <= other.first.seq and other.last.seq <= self.last.seq


@dataclass(frozen=True, slots=True)
class AcknowledgedLoss:
    """A loss for which somebody has answered; it stays in the ledger for good."""

    loss: Loss
    entry: EntryRef
    """The entry that says so."""
    operator: str
    reason: str
    at: datetime


def acknowledged_in(entry: Entry) -> AcknowledgedLoss | None:
    """What an entry answers for, if that is what it tells of."""
    loss = Loss.parse(entry.document) if entry.kind is EntryKind.LOSS else None
    return AcknowledgedLoss(loss, entry.ref, entry.operator, entry.reason, entry.at) if loss else None


def acknowledgement(loss: Loss, operator: str, reason: str, at: datetime) -> Proposal:
    """The entry by which a person answers for a loss."""
    return Proposal(EntryKind.LOSS, at, operator, reason=reason, document=str(loss))
