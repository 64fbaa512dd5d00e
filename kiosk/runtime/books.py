"""Puts movements before the rules and into the ledger, within the transaction of one input."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from kiosk.database.ledger import Ledger, Refused
from kiosk.database.ledger import Recorded as Appended
from kiosk.database.numbers import next_number
from kiosk.database.standing_on import entries_standing_on
from kiosk.database.undo import lines_to_undo
from kiosk.domain.entry import EntryKind
from kiosk.domain.errors import FormError
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.finding import Severity
from kiosk.runtime.surroundings import Surroundings
from kiosk.workflow.consent import Consent
from kiosk.workflow.effects import Asking, GiveNumber, Judge, Record, TakeBack
from kiosk.workflow.events import Cleared, Event, LookedAgain, NumberGiven, Objected, Recorded

_OF_QUANTITY = ("QTY-1", "QTY-2")


@dataclass(slots=True)
class Books:
    """Does what the machine asks for; the answer is the next event."""

    ledger: Ledger
    connection: Connection
    now: datetime
    surroundings: Surroundings
    recorded: list[EntryRef] = field(default_factory=list)
    """What was appended in this transaction."""

    def answer(self, effect: Asking) -> Event:
        """Do one effect."""
        match effect:
            case Judge():
                return self._judge(effect)
            case Record():
                return self._record(effect.proposal, effect.consent)
            case TakeBack():
                return self._take_back(effect)
            case GiveNumber():
                return self._give_number(effect)
            case _:
                return LookedAgain()

    def _judge(self, effect: Judge) -> Event:
        ignored = () if effect.is_counted else _OF_QUANTITY
        findings = [each for each in self.ledger.judge(effect.proposal)[0] if each.rule not in ignored]
        left = effect.consent.obstacles(findings)
        return Objected(left) if left else Cleared()

    def _record(self, proposal: Proposal, consent: Consent) -> Event:
        """Append it. An approval covers what the approver was shown, so what it would let pass is looked at first."""
        if proposal.is_approved:
            left = consent.obstacles(self.ledger.judge(proposal)[0])
            if left:
                return Objected(left)
        return self._append(proposal, self.ledger.record(proposal, consent.confirmed), consent)

    def _take_back(self, effect: TakeBack) -> Event:
        """An undo never waits for a warning: whoever takes back has decided already."""
        proposal = Proposal(
            EntryKind.UNDO,
            self.now,
            effect.operator,
            lines=lines_to_undo(self.connection, self.ledger.catalog, effect.ref) or (),
            approver=effect.consent.approver,
            reason=effect.consent.reason,
            reverses=effect.ref,
        )
        findings = [each for each in self.ledger.judge(proposal)[0] if each.severity is not Severity.WARN]
        if left := effect.consent.obstacles(findings):
            return Objected(left, entries_standing_on(self.connection, effect.ref))
        return self._append(proposal, self.ledger.record(proposal), effect.consent)

    def _give_number(self, effect: GiveNumber) -> Event:
        try:
            day, station = self.now.date(), self.ledger.station
            return NumberGiven(next_number(self.connection, effect.item, day, station, effect.supplier))
        except FormError as error:
            return NumberGiven(None, str(error))

    def _append(self, proposal: Proposal, outcome: Appended | Refused, consent: Consent) -> Event:
        if isinstance(outcome, Refused):
            return Objected(consent.obstacles(outcome.findings))
        self.recorded.append(outcome.ref)
        self.surroundings.note(proposal)
        return Recorded(outcome.ref, moves=bool(proposal.lines))
