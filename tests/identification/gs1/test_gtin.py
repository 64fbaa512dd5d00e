import pytest

from kiosk.identification.gs1.gtin import read_gtin, read_upc_e
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


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("01234565", "00012345000065"),
        ("04252614", "00042100005264"),
        ("01234531", "00012300000451"),
        ("01234543", "00012340000053"),
    ],
)
def test_upc_e_is_expanded(text: str, gtin: str) -> None:
    reading = read_upc_e(text)
    assert reading is not None
    assert (reading.complete, reading.value("01"), reading.proof) == (True, gtin, ("UPC-E", "check digit"))


@pytest.mark.parametrize("text", ["01234566", "21234565", "1234565", "0123456A"])
def test_other_digits_are_no_upc_e(text: str) -> None:
    assert read_upc_e(text) is None


def test_add_on_stands_beside_the_gtin() -> None:
    reading = read_gtin("950600013435252", "]E3")
    assert [(element.key, element.value) for element in reading.elements] == [
        ("01", "09506000134352"),
        ("add-on", "52"),
    ]
