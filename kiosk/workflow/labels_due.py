"""Which labels follow from what was recorded: of a number that was given here, and of what was made."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.label_subject import LabelSubject, SubjectKind, subject_of_lot
from kiosk.domain.lot import LotKind
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Print
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.states import Pending


def labels_due(state: Pending, context: Context, *, is_start: bool, moves: bool) -> tuple[Print, ...]:
    """The label that the recorded entry of `state` asks for; none where this station has no printer.

    A number whose label was printed before, to be scanned, needs no other.
    """
    policy, slots, flow = context.labels, state.slots, FLOWS[state.job.flow]
    if not policy.prints:
        return ()
    if state.finishes:
        made = slots.unit if flow.has_parts and moves and policy.prints_finished else None
        return (Print(subject_of_lot(made), is_automatic=True),) if made else ()
    born = slots.unit if is_start else slots.lot
    if born is None:
        return ()
    if born == slots.numbered:
        return () if policy.scans_back else (Print(subject_of_lot(born)),)
    is_made = flow.kind is EntryKind.PRODUCE and policy.prints_finished
    return (Print(subject_of_lot(born), is_automatic=True),) if is_made else ()


def subject_of(meaning: Meaning) -> LabelSubject | None:
    """What a scanned code would have on its label; None for what has none of its own."""
    if meaning.order:
        return LabelSubject(SubjectKind.ORDER, meaning.order.id, meaning.order.id)
    if meaning.location:
        return LabelSubject(SubjectKind.LOCATION, meaning.location.id, meaning.location.code)
    if meaning.item is None:
        return None
    if meaning.lot and meaning.is_known and meaning.lot.kind is not LotKind.ANONYMOUS:
        return subject_of_lot(meaning.lot)
    return LabelSubject(SubjectKind.ITEM, meaning.item.id, meaning.item.code)
