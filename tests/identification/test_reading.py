from kiosk.identification.reading import Element, Reading

LOT = Element("10", "BATCH/LOT", "A", "A", (2, 3))
WRONG = Element("17", "USE BY", "260231", "260231", (5, 11), "date")


def test_value_by_key() -> None:
    reading = Reading("gs1-element-string", (LOT, WRONG))
    assert reading.value("10") == "A"
    assert reading.value("21") is None


def test_a_value_in_error_is_not_given_out() -> None:
    assert Reading("gs1-element-string", (WRONG,)).value("17") is None
