"""Arbitrary entries, for tests of their written form."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from kiosk.domain.entry import (
    BillChange,
    ClientKey,
    Containment,
    Entry,
    EntryKind,
    Hold,
    Membership,
    Observation,
    TransformationChange,
    TransformationKind,
)
from kiosk.domain.item import Alias, ExpiryPolicy, Item, Tracking
from kiosk.domain.location import Location, LocationKind, Place
from kiosk.domain.lot import DATES, LotFact, LotIdentity, LotKind
from kiosk.domain.movement import Entered, EntryRef, Evidence, Movement, MovementRef, Role
from kiosk.domain.order import BillLine, Operator, Order, OrderKind, OrderLine, OrderState, Partner
from kiosk.domain.quantity import LARGEST

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
word = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
dates = st.sampled_from(DATES)
days = st.dates().map(str)
micro = st.integers(0, LARGEST)
instant = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


refs = st.builds(EntryRef, word, st.integers(0, 10**12))
lots = st.builds(LotIdentity, word, st.sampled_from(LotKind), text, text)
places = st.builds(Place, word, text, text)
bill_lines = st.builds(BillLine, word, micro, some(word))
masters = st.one_of(
    st.builds(
        Item,
        word,
        word,
        text,
        st.sampled_from(Tracking),
        word,
        some(st.builds(Alias, word, micro, word)),
        st.none() | st.integers(1, 10_000),
        st.sampled_from(ExpiryPolicy),
        st.booleans(),
        st.none() | word,
        st.none() | word,
        st.none() | word,
        some(word),
    ),
    st.builds(BillChange, word, bill_lines),
    st.builds(
        Order,
        word,
        st.sampled_from(OrderKind),
        st.sampled_from(OrderState),
        text,
        some(st.builds(OrderLine, word, micro, some(word))),
        some(bill_lines),
        st.none() | word,
    ),
    st.builds(Location, word, word, text, st.sampled_from(LocationKind)),
    st.builds(Partner, word, word, text, text),
    st.builds(Operator, word, some(word)),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that names only lots whose identity it states."""
    named = draw(some(lots))
    ids = st.sampled_from([lot.id for lot in named]) if named else st.nothing()
    return Entry(**draw(heads), lots=named, **draw(contents(ids)), master=draw(some(masters)))


heads = st.fixed_dictionaries(
    {
        "ref": refs,
        "kind": st.sampled_from(EntryKind),
        "at": instant,
        "offset": st.integers(-840, 840),
        "clock_trusted": st.booleans(),
        "stamp": word,
        "operator": word,
        "approver": text,
        "approved": some(word),
        "warned": some(word),
        "reason": text,
        "partner": text,
        "order": text,
        "document": text,
        "reverses": some(refs),
        "counts": some(refs),
        "client": st.none() | st.builds(ClientKey, word, word),
        "previous": text,
    }
)


def contents(ids: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Everything that is said of lots, which are known by these ids."""
    return st.fixed_dictionaries(
        {
            "members": some(st.builds(Membership, ids, ids)),
            "movements": some(movements(ids)),
            "holds": some(st.builds(Hold, text, ids | st.just(""), text)),
            "releases": some(word),
            "facts": some(
                st.builds(LotFact, ids, st.just("supplier_lot"), text, word)
                | st.builds(LotFact, ids, dates, days, word)
            ),
            "transformations": some(
                st.builds(
                    TransformationChange,
                    word,
                    st.sampled_from(TransformationKind),
                    st.booleans(),
                    ids | st.just(""),
                    text,
                )
            ),
            "containments": some(st.builds(Containment, word, text)),
            "observations": some(st.builds(Observation, ids, word, micro, text, text)),
        }
    )


def movements(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Movement]:
    return st.builds(
        Movement,
        ids,
        st.integers(1, LARGEST),
        places,
        places,
        st.sampled_from(Evidence),
        st.none() | st.sampled_from(Role),
        st.none() | word,
        st.none() | st.builds(Entered, word, word, word),
        st.none() | st.builds(MovementRef, refs, st.integers(0, 999)),
    )
