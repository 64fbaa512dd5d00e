"""What the runtime does about labels between inputs: hands them out, notes what came of them, draws the one at hand."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from hardware.printers.label import Label, LabelError
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from kiosk.database import print_queue
from kiosk.database.ledger import Ledger
from kiosk.domain.errors import KioskError
from kiosk.domain.label_subject import LabelSubject
from kiosk.labels.content import Content
from kiosk.labels.template import template_of
from kiosk.runtime.label_contents import LabelContents
from kiosk.snapshot import LabelPicture
from kiosk.workflow.label_job import ASKED, JobState
from kiosk.workflow.labels_due import subject_of
from kiosk.workflow.states import Labelling, State

_log = logging.getLogger(__name__)

_STATES = {
    PrintEnd.PRINTED: JobState.PRINTED,
    PrintEnd.NOT_READY: JobState.QUEUED,
    PrintEnd.FAILED: JobState.FAILED,
    PrintEnd.UNKNOWN: JobState.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """A job for the printer."""

    number: int
    content: Content | str
    """What it says, or why it cannot be made."""
    copies: int


ContentsOf = Callable[[Connection], LabelContents]


class LabelDesk:
    """Keeps the print queue for a session; used by the thread of the runtime alone."""

    def __init__(self, ledger: Ledger, contents: ContentsOf, dpi: int) -> None:
        self._ledger = ledger
        self._contents = contents
        self._dpi = dpi
        self.trouble = Trouble.NONE
        """What keeps the printer from printing, as far as the last attempt told."""
        self.asked = 0
        """How many labels wait for a person."""
        self.waiting = 0
        """How many labels wait for the printer."""

    def open(self) -> None:
        """A printer is at work from now on: what was printing when the last program ended is unknown."""
        with self._ledger.transaction() as connection:
            print_queue.interrupt(connection, Trouble.ENDED.value)
            self.count(connection)

    def count(self, connection: Connection) -> None:
        """Look at the queue, because it has changed."""
        states = [job.state for job in print_queue.open_jobs(connection)]
        self.asked = sum(state in ASKED for state in states)
        self.waiting = states.count(JobState.QUEUED)

    def recount(self) -> None:
        """Look at the queue between inputs."""
        try:
            with self._ledger.transaction() as connection:
                self.count(connection)
        except DatabaseError as error:
            _log.warning("labels are shown as they were: %s", error)

    def next_order(self) -> LabelOrder | None:
        """The next label for the printer, marked as printing; None if there is none, or no database."""
        try:
            with self._ledger.transaction() as connection:
                job = print_queue.begin_next(connection)
                self.count(connection)
                if job is None:
                    return None
                return LabelOrder(job.number, self._content(connection, job.wanted.subject), job.wanted.copies)
        except DatabaseError as error:
            _log.warning("no label is handed out: %s", error)
            return None

    def _content(self, connection: Connection, subject: LabelSubject) -> Content | str:
        """What a label says, or why it cannot say it."""
        try:
            return self._contents(connection).of_subject(subject)
        except KioskError as error:
            return str(error)
        except KeyError as error:
            return f"no item {error} is known here"

    def end(self, number: int, result: PrintResult) -> None:
        """Note what came of a job. Where that cannot be written it stays `printing`, and is unknown after a restart."""
        is_hindered = result.end is PrintEnd.NOT_READY and result.trouble is not Trouble.ENDED
        self.trouble = result.trouble if is_hindered else Trouble.NONE
        if result.end is not PrintEnd.PRINTED:
            _log.warning("label %d: %s, %s %s", number, result.end, result.trouble, result.detail)
        try:
            with self._ledger.transaction() as connection:
                print_queue.end(connection, number, _STATES[result.end], result.trouble.value, result.detail)
                self.count(connection)
        except DatabaseError as error:
            _log.warning("what came of label %d was not written: %s", number, error)

    def content_at_hand(self, connection: Connection, state: State) -> Content | str | None:
        """What the label at hand says; a text with what stands in the way, None where no label is looked at."""
        if not isinstance(state, Labelling) or state.meaning is None:
            return None
        subject = subject_of(state.meaning)
        return self._content(connection, subject) if subject else None

    def picture(self, content: Content | str | None) -> LabelPicture | None:
        """The label at hand as it will be printed."""
        if content is None or isinstance(content, str):
            return None if content is None else LabelPicture(trouble=content)
        from hardware.printers.verify import verify
        from kiosk.labels.layout import lay_out

        try:
            label = lay_out(content, self._dpi)
            pixels = verify(label)
        except (LabelError, KioskError) as error:
            return LabelPicture(trouble=str(error))
        except Exception as error:  # what was recorded is recorded, whatever a picture meets  # noqa: BLE001
            _log.exception("the label at hand was not drawn")
            return LabelPicture(trouble=f"{type(error).__name__}: {error}")
        width, height = label.size_mm
        return LabelPicture(pixels.tobytes(), label.width, label.height, width, height)


def make_label(order: LabelOrder, dpi: int) -> tuple[Label, int]:
    """The label of a job, read back, and its copies. Raises LabelError or TemplateError.

    What draws and reads labels is imported with the first of them, so that a start is short.
    """
    from hardware.printers.verify import verify
    from kiosk.labels.layout import lay_out

    if isinstance(order.content, str):
        raise LabelError(order.content)
    label = lay_out(order.content, dpi)
    verify(label)
    return label, order.copies * template_of(order.content.kind).copies
