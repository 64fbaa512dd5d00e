"""However the printer behaves and whenever the program stops: no label is lost, none is printed twice unasked."""

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from kiosk.database import print_queue
from kiosk.database.print_queue import last_jobs
from kiosk.domain.label_subject import LabelSubject, SubjectKind
from kiosk.runtime.place import Place
from kiosk.runtime.session import Session
from kiosk.workflow.label_job import JobState
from tests.flows.bench import POLICIES, SITE, open_bench

if TYPE_CHECKING:
    from kiosk.runtime.label_desk import LabelOrder

SUBJECT = LabelSubject(SubjectKind.LOCATION, "STOCK", "STOCK")


class Printing(RuleBasedStateMachine):
    """One station, its printer, the person before it, and power that may go at any time."""

    def __init__(self) -> None:
        super().__init__()
        self._opened = open_bench(labels="prints")
        self.bench = self._opened.__enter__()
        self.paper: Counter[int] = Counter()
        """What lies on the table: labels by the number of their job."""
        self.asked: Counter[int] = Counter()
        """How often a person asked for a label."""
        self.order: LabelOrder | None = None
        self.start()

    def teardown(self) -> None:
        self._opened.__exit__(None, None, None)

    def start(self) -> None:
        """Open the kiosk; what the program before was at is known to nobody."""
        product = self.bench.product
        self.session = Session(product.ledger, SITE, product.clock, Place(labels=POLICIES["prints"]))
        self.session.labels.open()
        self.order = None

    def states(self) -> dict[int, JobState]:
        with self.bench.product.ledger.transaction() as connection:
            return {job.number: job.state for job in last_jobs(connection, 1000)}

    @rule()
    def want(self) -> None:
        with self.bench.product.ledger.transaction() as connection:
            number = print_queue.enqueue(connection, print_queue.NewJob(SUBJECT, 0, "OP1"))
        self.asked[number] += 1

    @rule()
    def hand_out(self) -> None:
        if self.order is None:
            self.order = self.session.labels.next_order()

    @rule(end=st.sampled_from(PrintEnd), comes_out=st.booleans())
    def print_it(self, end: PrintEnd, comes_out: bool) -> None:
        """The printer tells the truth as far as it knows it."""
        if self.order is None:
            return
        if end is PrintEnd.PRINTED or (end is PrintEnd.UNKNOWN and comes_out):
            self.paper[self.order.number] += 1
        self.session.labels.end(self.order.number, PrintResult(end, Trouble.NONE))
        self.order = None

    @rule(was_sent=st.booleans())
    def lose_power(self, was_sent: bool) -> None:
        """At any moment, perhaps when the label is out and nobody has written it down."""
        if self.order is not None and was_sent:
            self.paper[self.order.number] += 1
        self.start()

    @rule(data=st.data(), answer=st.sampled_from((JobState.PRINTED, JobState.QUEUED, JobState.DROPPED)))
    def answer(self, data: st.DataObject, answer: JobState) -> None:
        """A person looks, and says the truth; `again` only where a new label is wanted."""
        waiting = [number for number, state in self.states().items() if state in (JobState.UNKNOWN, JobState.FAILED)]
        if not waiting:
            return
        number = data.draw(st.sampled_from(sorted(waiting)))
        with self.bench.product.ledger.transaction() as connection:
            assert print_queue.answer(connection, number, answer, "OP1")
        self.asked[number] += answer is JobState.QUEUED

    @invariant()
    def nothing_is_doubled(self) -> None:
        assert not [number for number, count in self.paper.items() if count > self.asked[number]]

    @invariant()
    def nothing_is_lost(self) -> None:
        """A label that is not on the table is waiting, asked about, or was settled by a person."""
        states = self.states()
        assert states.keys() == self.asked.keys()
        for number, state in states.items():
            if state is JobState.PRINTING:
                assert self.order is not None
                assert self.order.number == number
            if state is JobState.QUEUED:
                assert self.paper[number] < self.asked[number]


Printing.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestPrinting = Printing.TestCase
