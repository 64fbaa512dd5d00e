"""What is written for labels is what reading finds again, or it is refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hardware.scan import Scan
from kiosk.domain.errors import FormError
from kiosk.identification.gs1.writing import digital_link, element_string
from kiosk.identification.identify import identify
from kiosk.identification.site_patterns import compile_site
from tests.hardware.printers.samples import elements, payload

SITE = compile_site(year=2026)
DOMAIN = "https://id.gs1.org"


@given(elements())
def test_an_element_string_reads_back_as_its_elements(parts: tuple[tuple[str, str], ...]) -> None:
    text = element_string(parts, 2026)
    assert text == payload(parts)
    [reading] = identify(Scan(text.encode(), "]d2"), SITE)
    assert reading.complete
    assert [(each.key, each.raw) for each in reading.elements] == list(parts)


@given(elements())
def test_a_digital_link_says_the_same(parts: tuple[tuple[str, str], ...]) -> None:
    link = digital_link(parts, DOMAIN, 2026)
    reading = identify(Scan(link.encode(), "]Q1"), SITE)[0]
    assert (reading.standard, reading.complete) == ("gs1-digital-link", True)
    [direct] = identify(Scan(element_string(parts, 2026).encode(), "]d2"), SITE)
    assert {(each.key, each.value) for each in reading.elements} == {(each.key, each.value) for each in direct.elements}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([("01", "09506000134353")], "expected a right check digit"),
        ([("01", "09506000134352"), ("10", "A" * 21)], "expects X..20, found 21 characters"),
        ([("01", "09506000134352"), ("10", "A B")], "holds ' ', which GS1 values cannot hold"),
        ([("01", "09506000134352"), ("10", "Größe")], "holds 'ö'"),
        ([("01", "09506000134352"), ("10", "")], "has no value"),
        ([("01", "09506000134352"), ("17", "270231")], "expected a day of the calendar"),
        ([("01", "09506000134352"), ("10", "A\x1d21B")], "holds|reads back as"),
        ([("05", "1")], "expected an Application Identifier"),
    ],
)
def test_what_gs1_does_not_allow_is_refused(parts: list[tuple[str, str]], why: str) -> None:
    with pytest.raises(FormError, match=why):
        element_string(parts, 2026)


@given(st.text(min_size=1, max_size=30))
@example("0\x1d")
def test_no_value_can_become_another_element(value: str) -> None:
    parts = [("01", "09506000134352"), ("10", value)]
    try:
        text = element_string(parts, 2026)
    except FormError:
        return
    [reading] = identify(Scan(text.encode(), "]d2"), SITE)
    assert [(each.key, each.raw) for each in reading.elements] == parts


def test_a_digital_link_begins_with_a_key() -> None:
    with pytest.raises(FormError, match="its first element must be a key"):
        digital_link([("10", "A")], DOMAIN, 2026)
