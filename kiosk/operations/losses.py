"""Answering for entries that are lost: somebody who may approve says why, and it becomes an entry."""

from collections.abc import Callable, Iterable
from datetime import datetime

from kiosk import messages
from kiosk.database.ledger import Ledger, Refused
from kiosk.database.people import operator_of
from kiosk.domain.errors import FormError, KioskError, ReferenceNotFoundError
from kiosk.domain.loss import Loss, acknowledgement
from kiosk.operations.form import check_text


def acknowledge(ledger: Ledger, losses: Iterable[Loss], badge: str, reason: str, now: Callable[[], datetime]) -> None:
    """Record one entry for each loss, all or none.

    Raises FormError without a reason that can be written, ReferenceNotFoundError for an unknown badge, KioskError with
    what the rules say.
    """
    if not reason.strip():
        raise FormError("say why the entries are lost, such as: restored from the copy of Monday, the disk had failed")
    with ledger.transaction() as connection:
        operator = operator_of(connection, check_text(badge))
        if operator is None:
            raise ReferenceNotFoundError(f"there is no operator with the badge {badge}")
        for loss in losses:
            outcome = ledger.record(acknowledgement(loss, operator, check_text(reason.strip()), now()))
            if isinstance(outcome, Refused):
                raise KioskError(messages.text(outcome.findings[0].key, outcome.findings[0].values))
