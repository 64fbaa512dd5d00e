import pytest

from kiosk.identification.mh10 import read_mh10


def test_a_bare_identifier() -> None:
    reading = read_mh10("1TL26-14", 2026)
    assert reading is not None
    assert (reading.standard, reading.complete, reading.proof) == ("mh10", True, ("data identifier",))
    assert reading.value("1T") == "L26-14"
    assert reading.elements[0].span == (2, 8)


def test_a_wrong_value_is_named() -> None:
    reading = read_mh10("14D20270231", 2026)
    assert reading is not None
    assert [error.code for error in reading.errors] == ["date"]
    assert reading.elements[0].error == "date"


@pytest.mark.parametrize("text", ["", "777X1", "ABC", "123", "a1"])
def test_only_known_identifiers_are_read(text: str) -> None:
    assert read_mh10(text, 2026) is None
