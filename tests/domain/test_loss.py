"""Losses: their written form, and what one of them covers."""

from dataclasses import replace

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.loss import Loss, acknowledged_in, acknowledgement
from kiosk.domain.movement import EntryRef
from tests.domain.rules.plant import NOW
from tests.domain.test_entry_format import EVERYTHING


def loss(first: int, last: int, station: str = "B2-7QKD") -> Loss:
    return Loss(EntryRef(station, first), EntryRef(station, last))


def test_it_is_read_as_it_was_written() -> None:
    assert str(loss(20, 21)) == "B2-7QKD/20 to B2-7QKD/21"
    assert Loss.parse(str(loss(20, 21))) == loss(20, 21)


@pytest.mark.parametrize("text", ["", "B2-7QKD/20", "B2-7QKD/20 to ", "B2-7QKD/20 to B3-AAAA/21", "DN 4711 to DN 4712"])
def test_other_texts_are_none(text: str) -> None:
    assert Loss.parse(text) is None


@pytest.mark.parametrize(
    ("other", "covered"),
    [
        (loss(20, 21), True),
        (loss(21, 21), True),
        (loss(19, 21), False),
        (loss(20, 22), False),
        (loss(20, 21, "B3-AAAA"), False),
    ],
)
def test_it_covers_what_is_within_it(other: Loss, *, covered: bool) -> None:
    assert loss(20, 21).covers(other) is covered


def test_only_an_entry_of_its_own_kind_answers_for_a_loss() -> None:
    wanted = acknowledgement(loss(20, 21), "BOSS", "restored", NOW)
    told = replace(EVERYTHING, kind=wanted.kind, document=wanted.document, operator="BOSS", reason="restored")
    known = acknowledged_in(told)
    assert known is not None
    assert (known.loss, known.entry, known.operator, known.reason) == (loss(20, 21), told.ref, "BOSS", "restored")
    assert acknowledged_in(replace(told, kind=EntryKind.RECEIVE)) is None
