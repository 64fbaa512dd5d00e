"""The print queue: only the ways that are drawn in its module, and no others."""

import pytest
from sqlalchemy import Connection

from kiosk.database import print_queue
from kiosk.database.print_queue import NewJob, PrintJob, last_jobs, open_jobs
from kiosk.domain.label_subject import LabelSubject, SubjectKind, subject_of_lot
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.workflow.label_job import JobState
from tests.operations.product import Product

LOT = LotIdentity("CELL", LotKind.LOT, "L1", "ACME")
SUBJECT = subject_of_lot(LOT, "B7", (("expiry", "2027-03-31"),))
SHELF = LabelSubject(SubjectKind.LOCATION, "STOCK", "STOCK")


def bring_to(connection: Connection, state: JobState) -> int:
    """A job in that state, by allowed ways."""
    number = print_queue.enqueue(connection, NewJob(SUBJECT, 0, "OP1"))
    if state is JobState.QUEUED:
        return number
    if state is JobState.DROPPED:
        assert print_queue.answer(connection, number, state, "OP1")
        return number
    begun = print_queue.begin_next(connection)
    assert begun is not None
    assert begun.number == number
    if state is not JobState.PRINTING:
        assert print_queue.end(connection, number, state)
    return number


def state_of(connection: Connection, number: int) -> JobState:
    return next(job.state for job in last_jobs(connection, 100) if job.number == number)


def test_a_job_keeps_all_that_was_wanted(product: Product) -> None:
    wanted = NewJob(SUBJECT, 1_700_000_000_000_000, "OP1", "ST/7", 3)
    with product.ledger.transaction() as connection:
        number = print_queue.enqueue(connection, wanted)
    with product.ledger.transaction() as connection:
        assert last_jobs(connection, 1) == [PrintJob(number, wanted, JobState.QUEUED, "", "")]


def test_jobs_are_printed_in_their_order(product: Product) -> None:
    with product.ledger.transaction() as connection:
        numbers = [print_queue.enqueue(connection, NewJob(SHELF, 0, "OP1")) for _ in range(3)]
        begun = [job.number for _ in range(3) if (job := print_queue.begin_next(connection))]
        assert begun == numbers
        assert print_queue.begin_next(connection) is None


@pytest.mark.parametrize("state", JobState)
def test_only_what_is_printing_comes_to_an_end(product: Product, state: JobState) -> None:
    with product.ledger.transaction() as connection:
        number = bring_to(connection, state)
        ended = print_queue.end(connection, number, JobState.PRINTED, "lost", "why")
        assert ended == (state is JobState.PRINTING)
        assert state_of(connection, number) == (JobState.PRINTED if ended else state)


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("answer", [JobState.QUEUED, JobState.PRINTED, JobState.DROPPED])
def test_only_what_waits_is_answered(product: Product, state: JobState, answer: JobState) -> None:
    with product.ledger.transaction() as connection:
        number = bring_to(connection, state)
        taken = print_queue.answer(connection, number, answer, "OP2")
        assert taken == (state in (JobState.QUEUED, JobState.FAILED, JobState.UNKNOWN))
        [job] = last_jobs(connection, 1)
        assert job.state == (answer if taken else state)
        assert ("OP2" in job.detail) == taken


@pytest.mark.parametrize("state", JobState)
def test_what_was_printing_when_the_program_ended_is_unknown(product: Product, state: JobState) -> None:
    with product.ledger.transaction() as connection:
        number = bring_to(connection, state)
        print_queue.interrupt(connection, "ended")
        assert state_of(connection, number) == (JobState.UNKNOWN if state is JobState.PRINTING else state)


def test_what_needs_a_person_stands_first(product: Product) -> None:
    with product.ledger.transaction() as connection:
        for state in sorted(JobState, key=lambda each: (each is JobState.QUEUED, each)):
            bring_to(connection, state)
        states = [job.state for job in open_jobs(connection)]
    assert states == [JobState.UNKNOWN, JobState.FAILED, JobState.PRINTING, JobState.QUEUED]


def test_a_lot_has_its_label_unless_it_was_given_up(product: Product) -> None:
    with product.ledger.transaction() as connection:
        assert not print_queue.has_label(connection, LOT.id)
        number = print_queue.enqueue(connection, NewJob(SUBJECT, 0, "OP1"))
        assert print_queue.has_label(connection, LOT.id)
        assert print_queue.answer(connection, number, JobState.DROPPED, "OP1")
        assert not print_queue.has_label(connection, LOT.id)
