import pytest

from kiosk.identification.gs1.gtin import read_gtin
from kiosk.identification.reading import Element, Reading


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("95012346", "]E4"),
        ("9506000134352", "]E0"),
        ("0614141123452", "]E0"),
        ("09506000134352", "]I1"),
        ("95012346", None),
        ("614141123452", None),
        ("9506000134352", None),
        ("09506000134352", None),
    ],
)
def test_value_has_fourteen_digits(text: str, aim: str | None) -> None:
    proof = ("symbology identifier", "check digit") if aim else ("check digit",)
    element = Element("01", "GTIN", text.zfill(14), text, (0, len(text)))
    assert read_gtin(text, aim) == Reading("gtin", (element,), proof, complete=True)


@pytest.mark.parametrize(
    ("text", "aim", "code"),
    [
        ("", None, "characters"),
        ("950600013435X", None, "characters"),
        ("950600013435²", None, "characters"),
        ("9506000134353", "]E0", "check-digit"),
        ("614141123452", "]E0", "length"),
        ("9506000134352", "]E4", "length"),
        ("9506000134352", "]I1", "length"),
        ("123456789", None, "length"),
    ],
)
def test_what_is_wrong_is_named(text: str, aim: str | None, code: str) -> None:
    reading = read_gtin(text, aim)
    assert not reading.complete
    assert [error.code for error in reading.errors] == [code]
    assert reading.elements[0].error == code
    assert reading.value("01") is None
