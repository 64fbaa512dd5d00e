"""Lots: identity without coordination, and near-twins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import FormError
from kiosk.domain.item import Item, Tracking
from kiosk.domain.lot import DATES, LotFact, LotIdentity, LotKind, lot_of, twin_form

CELL = Item("CELL", "CELL", "Cell", Tracking.LOT)
BOUGHT = Item("RESIN", "RESIN", "Resin", Tracking.LOT, unit="kg", numbers_per_supplier=True)
SCREW = Item("SCREW", "SCREW", "Screw", Tracking.NONE)
BIKE = Item("BIKE", "BIKE", "Bike", Tracking.SERIAL)


def test_the_id_of_a_lot_never_changes() -> None:
    """Entries of years ago name lots by these ids."""
    assert LotIdentity("CELL", LotKind.LOT, "L2609-14").id == "40e427fe72f89864190d1b786dbc0f42"
    assert LotIdentity("RESIN", LotKind.LOT, "L1", "ACME").id == "d629299177f37b4f653955f61a4ed0fb"


def test_the_same_number_at_two_kiosks_is_the_same_lot() -> None:
    assert lot_of(CELL, "L1").id == lot_of(CELL, "L1", "ACME").id


def test_suppliers_count_where_the_item_says_so() -> None:
    assert lot_of(BOUGHT, "L1", "ACME").id != lot_of(BOUGHT, "L1", "BOLT").id


def test_tracking_decides_what_a_lot_is() -> None:
    assert lot_of(CELL, "X").kind is LotKind.LOT
    assert lot_of(BIKE, "X").kind is LotKind.SERIAL
    assert lot_of(SCREW, "X") == LotIdentity("SCREW", LotKind.ANONYMOUS, "")
    assert lot_of(CELL, "X").id != lot_of(Item("CELL", "CELL", "Cell", Tracking.SERIAL), "X").id


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(LotKind), st.text(max_size=3), st.text(max_size=3))))
def test_different_identities_have_different_ids(parts: list[tuple[str, LotKind, str, str]]) -> None:
    lots = {LotIdentity(*each) for each in parts}
    assert len({lot.id for lot in lots}) == len(lots)


@pytest.mark.parametrize("day", ["", "soon", "2027-02-30", "20270331", "2027-W13-3", "2027-03-31T00:00:00"])
def test_a_date_that_is_none_is_not_stated(day: str) -> None:
    for name in DATES:
        with pytest.raises(FormError, match="not a date"):
            LotFact("x", name, day, "typed")
    assert LotFact("x", "supplier_lot", day, "typed").value == day
    assert LotFact("x", "expiry", "2027-03-31", "typed").value == "2027-03-31"


@pytest.mark.parametrize(
    ("one", "other"), [("l2609-14 O", "L26O9140"), ("B5", "8S"), ("Z1", "2I"), ("a.b/c", "ABC"), ("0", "o")]
)
def test_near_twins_fall_together(one: str, other: str) -> None:
    assert twin_form(one) == twin_form(other)


def test_other_codes_stay_apart() -> None:
    assert twin_form("L1") != twin_form("L2")
    assert twin_form("") == ""
