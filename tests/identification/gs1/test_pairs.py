import pytest

from hardware.scan import Scan
from kiosk.identification.gs1.element_strings import read_element_strings
from kiosk.identification.identify import identify
from kiosk.identification.site_patterns import compile_site

GTIN = "0109506000134352"
CONTENT = "0209506000134352"
SSCC = "00106141412345678908"
GIAI = "80049506A"
GDTI = "2539506000134352"


def warnings(text: str) -> list[str]:
    reading = read_element_strings(text.replace("^", "\x1d"), 2026)
    assert reading.complete, reading.errors
    return [warning.code for warning in reading.warnings]


@pytest.mark.parametrize(
    "text",
    [
        GTIN,
        GTIN + "10A^21B",
        GTIN + "21S^250T",
        SSCC + CONTENT + "3712",
        SSCC + "3300001000",
        GTIN + "3922100^30" + "5",
        GTIN + "3922100^3103001000",
        GTIN + "21A^8030QUJD",
        GDTI + "SER^8030QUJD",
        "400PO-1",
        "10A^10A^" + GTIN,
    ],
)
def test_what_belongs_together(text: str) -> None:
    assert warnings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10A", ["required-pair"]),
        ("17260630", ["required-pair"]),
        (GTIN + "250T", ["required-pair"]),
        (CONTENT, ["required-pair"]),
        (CONTENT + "3712", ["required-pair"]),
        (GTIN + CONTENT + "3712", ["exclusive-pair", "exclusive-pair", "required-pair"]),
        (SSCC + "0109506000134352" + "3712", ["exclusive-pair", "required-pair"]),
        (GTIN + "3102001000" + "3103001000", ["exclusive-pair", "exclusive-pair"]),
        (GTIN + "235T^21S", ["exclusive-pair"]),
        (GTIN + "8030QUJD", ["required-pair"]),
        (GDTI + "^8030QUJD", ["required-pair"]),
        (GTIN + "3922100", ["required-pair"]),
    ],
)
def test_what_misses_or_excludes(text: str, expected: list[str]) -> None:
    assert warnings(text) == expected


def test_a_warning_names_its_rule_and_place() -> None:
    (warning,) = read_element_strings("10A", 2026).warnings
    assert warning.message == "(10) BATCH/LOT needs (01) or (02) or (03) or (8006) or (8026) beside it"
    assert warning.span == (2, 3)
    (other,) = read_element_strings(GTIN + "235T\x1d21S", 2026).warnings
    assert other.message == "(21) SERIAL must not stand beside (235)"


def test_companions_with_patterns_are_named_in_words() -> None:
    (warning,) = read_element_strings(GTIN + "250T", 2026).warnings
    assert "(01) with (21)" in warning.message


def test_an_add_on_beside_the_gtin_has_no_companions() -> None:
    (reading,) = identify(Scan(b"950600013435252|]e010A", "]E3"), compile_site())
    assert [element.key for element in reading.elements] == ["01", "add-on", "10"]
    assert (reading.complete, reading.warnings) == (True, ())
