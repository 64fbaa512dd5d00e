"""The form of a line: whatever a file holds, it is an operation or it is FORM-1."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entry import EntryKind
from kiosk.domain.errors import FormError, InputError
from kiosk.operations.form import FORMS, content_of, parse_line, parse_operation

RECEIVE = {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "5", "to": "STOCK"}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
keys = st.sampled_from(sorted({key for form in FORMS.values() for key in form.required | form.optional} | {"at", "id"}))


@given(st.text())
def test_no_text_is_more_than_refused(text: str) -> None:
    with pytest.raises(FormError):
        parse_line(text)


@given(st.dictionaries(keys, anything, max_size=6), st.sampled_from(sorted(FORMS)) | anything)
def test_no_object_is_more_than_refused(line: dict[str, Any], op: Any) -> None:
    try:
        parsed = parse_operation(line | {"op": op})
    except InputError as error:
        assert error.rule == "FORM-1"  # noqa: PT017  # either way is fine; only its kind matters
    else:
        assert parsed["op"] in EntryKind


@pytest.mark.parametrize(
    "text",
    ["", "[]", "17", '"receive"', "{", '{"op": NaN}', '{"op":"receive","op":"ship"}', "[" * 100_000, "1" * 5_000],
)
def test_what_is_no_object_with_each_key_once(text: str) -> None:
    with pytest.raises(FormError):
        parse_line(text)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"op": "teleport"}, "no operation; known are adjust, bom,"),
        ({"op": 5}, "no operation"),
        ({"op": None}, "no operation"),
        ({"op": "start"}, "no operation"),
        ({"colour": "red"}, "receive does not take colour"),
        ({"transformation": "T1"}, "receive does not take transformation"),
        ({"to": None}, "receive needs to"),
        ({"quantity": 5}, "must be a text such as"),
        ({"quantity": "five"}, "plain decimal"),
        ({"quantity": "1e3"}, "plain decimal"),
        ({"lot": ""}, "lot: '' is not a text"),
        ({"lot": "L\u202e1"}, "control or invisible"),
        ({"lot": "L\x1d1"}, "control or invisible"),
        ({"lot": "L\ud8001"}, "control or invisible"),
        ({"lot": "x" * 301}, "longer than 300"),
        ({"evidence": "guessed"}, "none of scanned"),
        ({"at": "2026-11-23T14:07:00"}, "lacks its offset"),
        ({"at": "yesterday"}, "is not a time"),
        ({"at": "1969-12-31T23:59:59Z"}, "at which anything here happened"),
        ({"at": "9999-12-31T23:59:59-12:00"}, "at which anything here happened"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at which anything here happened"),
        ({"expiry": "2026-02-30"}, "no day of the calendar"),
        ({"expiry": "20260230"}, "not a date"),
        ({"expiry": "2026-W09-1"}, "not a date"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(FormError, match=complaint):
        parse_operation(RECEIVE | change)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"op": "item", "code": "X", "shelf_life_days": 0}, "number of days"),
        ({"op": "item", "code": "X", "shelf_life_days": True}, "number of days"),
        ({"op": "item", "code": "X", "numbers_per_supplier": "yes"}, "true or false"),
        ({"op": "item", "code": "X", "look_alikes": "Y"}, "list of texts"),
        ({"op": "item", "code": "X", "aliases": [{"code": "Y"}]}, "missing or unknown: quantity"),
        ({"op": "order", "code": "X", "kind": "work", "lines": ["Y"]}, "list of objects"),
        ({"op": "order", "code": "X", "kind": "work", "lines": [{"item": "Y", "quantity": "1", "size": "L"}]}, "size"),
        ({"op": "operator", "code": "X", "roles": [1]}, "roles: 1 is not a text"),
        ({"op": "consume", "item": "X", "from": "A"}, "needs transformation"),
        ({"op": "consume", "item": "X", "from": "A", "transformation": "membership:1"}, "given by Lotline alone"),
        ({"op": "hold", "lot": "L1", "quantity": "1"}, "hold does not take quantity"),
    ],
)
def test_the_other_keys_have_forms_too(line: dict[str, Any], complaint: str) -> None:
    with pytest.raises(FormError, match=complaint):
        parse_operation(line)


def test_null_is_absent() -> None:
    lines = [{"item": "A", "quantity": "1", "lots": None}]
    order = parse_operation({"op": "order", "code": "X", "kind": "delivery", "due": None, "lines": lines})
    assert order == {"op": "order", "code": "X", "kind": "delivery", "lines": ({"item": "A", "quantity": "1"},)}


def test_values_come_out_as_what_they_are() -> None:
    parsed = parse_operation(RECEIVE | {"at": "2026-11-23T14:07:00+01:00", "expiry": "2027-03-31"})
    assert parsed["at"] == datetime(2026, 11, 23, 13, 7, tzinfo=UTC)
    assert (parsed["expiry"], parsed["quantity"], parsed["op"]) == ("2027-03-31", "5", EntryKind.RECEIVE)


def test_two_ways_to_write_the_same_have_one_content() -> None:
    one = '{"op":"receive","item":"CELL","id":"k","lot":null,"to":"A\\u00e9"}'
    other = '{ "to": "A\u00e9", "op": "receive", "id": "other", "item": "CELL" }'
    assert parse_line(one)[1] == parse_line(other)[1]
    assert content_of(RECEIVE) != content_of(RECEIVE | {"quantity": "6"})


def test_every_operation_of_the_design_is_known() -> None:
    movements = "open receive consume unconsume produce move adjust pack unpack ship return scrap"
    others = "location partner operator item bom order hold release undo"
    assert {kind.value for kind in FORMS} == {*movements.split(), *others.split()}
