from urllib.parse import quote

import pytest
from hypothesis import given

from kiosk.identification.gs1.digital_link import read_digital_link
from tests.identification.messages import VALUES, messages

BASE = "https://id.gs1.org/01/09506000134352"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01/09506000134352",
        "https://example.com",
        "https://example.com/",
        "https://example.com/lot/5?01=09506000134352",
        "ftp://id.gs1.org/01/09506000134352",
        "https:///01/09506000134352",
        "HtTp://id.gs1.org/01/09506000134352",
        "https://[::1/01/09506000134352",
        "https://a$/01/09506000134352",
        "https://01/09506000134352",
        "https://id.gs1.org/gtin/09506000134352",
        BASE + "?240=^",
        BASE + "\x1d",
        BASE + " ",
        BASE + "\n",
    ],
)
def test_other_texts_are_no_digital_link(text: str) -> None:
    assert read_digital_link(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (BASE, [("01", "09506000134352")]),
        (BASE.upper(), [("01", "09506000134352")]),
        ("http://example.com:8080/some/path/01/09506000134352#top", [("01", "09506000134352")]),
        (BASE + "/22/2A/10/AB%2FC/21/S",
         [("01", "09506000134352"), ("22", "2A"), ("10", "AB/C"), ("21", "S")]),
        (BASE + "?17=260600&3102=001250",
         [("01", "09506000134352"), ("17", "2026-06-30"), ("3102", "12.50")]),
        (BASE + "?linkType=gs1:pip&240=A%2BB&&x&99&", [("01", "09506000134352"), ("240", "A+B")]),
        (BASE + "/10/A+B", [("01", "09506000134352"), ("10", "A+B")]),
        (BASE + "/235/T?10=A", [("01", "09506000134352"), ("235", "T"), ("10", "A")]),
        ("https://example.com/01/no/01/09506000134352", [("01", "09506000134352")]),
        ("https://example.com/01/09506000134352/00/106141412345678908", [("00", "106141412345678908")]),
        ("https://[2001:db8::1]:8080/x/01/09506000134352/10/01", [("01", "09506000134352"), ("10", "01")]),
        ("https://id.gs1.org/00/106141412345678908?02=09506000134352&37=25",
         [("00", "106141412345678908"), ("02", "09506000134352"), ("37", "25")]),
        ("https://id.gs1.org/414/9506000134352/254/A", [("414", "9506000134352"), ("254", "A")]),
    ],
)  # fmt: skip
def test_links(text: str, elements: list[tuple[str, str]]) -> None:
    reading = read_digital_link(text, 2026)
    assert reading is not None
    assert reading.complete, reading.errors
    assert reading.proof[0] == "digital link"
    assert [(element.key, element.value) for element in reading.elements] == elements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BASE[:-1] + "3", ["check-digit"]),
        ("https://id.gs1.org/01/9506000134352", ["length"]),
        (BASE + "/10", ["empty"]),
        (BASE + "/10/", ["empty"]),
        (BASE + "/", ["unknown-ai"]),
        (BASE + "/10/A/lot/B", ["unknown-ai"]),
        (BASE + "/21/S/10/A", ["digital-link"]),
        (BASE + "/17/260630", ["digital-link"]),
        (BASE + "?21=S", ["digital-link"]),
        (BASE + "?17=260631", ["date"]),
        (BASE + "?17=", ["empty"]),
        (BASE + "?10=A", ["digital-link"]),
        (BASE + "/21/S?10=A", ["digital-link"]),
        (BASE + "?240=A&240=A", ["repeated"]),
        (BASE + "?05=1", ["unknown-ai"]),
        (BASE + "?0109=1", ["unknown-ai"]),
        (BASE + "?240=A+B", ["characters"]),
        (BASE + "?240=A%2", ["percent-encoding"]),
        (BASE + "?240=A%ZZ", ["percent-encoding"]),
        (BASE + "?240=%1D", ["characters"]),
        (BASE + "/10/A?10=B", ["repeated"]),
    ],
)
def test_what_is_wrong_is_named(text: str, expected: list[str]) -> None:
    reading = read_digital_link(text, 2026)
    assert reading is not None
    assert not reading.complete
    assert [error.code for error in reading.errors] == expected


@given(VALUES["01"], VALUES["10"], messages(("11", "15", "17", "240", "3102", "99")))
def test_what_was_written_is_read(gtin: str, lot: str, attributes: list[tuple[str, str]]) -> None:
    path = f"https://example.org/x/01/{gtin}/10/{quote(lot, safe='')}"
    text = path + "?" + "&".join(f"{ai}={quote(value, safe='')}" for ai, value in attributes)
    reading = read_digital_link(text, 2026)
    assert reading is not None
    assert reading.complete, reading.errors
    assert reading.value("10") == lot
    assert [element.key for element in reading.elements] == ["01", "10", *(ai for ai, _ in attributes)]
    assert all(text[slice(*element.span)] == element.raw for element in reading.elements)
