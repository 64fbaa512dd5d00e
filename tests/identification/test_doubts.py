"""Candidates of scans that their scanner may have changed, and the law that nothing changes silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import Scan
from kiosk.identification.doubts import MAX_DOUBTED_LENGTH
from kiosk.identification.identify import identify
from kiosk.identification.reading import Reading
from kiosk.identification.scan_text import scan_text
from kiosk.identification.site_patterns import compile_site
from tests.identification.messages import as_element_string, messages

SITE = compile_site()
GTIN = "0109506000134352"


def read(text: str, source: str = "wedge") -> tuple[Reading, ...]:
    aim, data = scan_text(text, literal=True)
    return identify(Scan(data, aim, source), SITE)


def candidates(readings: tuple[Reading, ...]) -> list[tuple[str, str]]:
    """What each supposes, and its elements as text."""
    return [
        (each.supposes, " ".join(f"({element.key}){element.value}" for element in each.elements))
        for each in readings
        if each.supposes
    ]


MEANT = "(01)09506000134352 (10)ABC (21)S-42"


@pytest.mark.parametrize(
    ("text", "supposes"),
    [
        (f"]C1{GTIN}10ABC|21S-42", "| stands for the separator"),
        (f"]C1{GTIN}10ABC~21S-42", "~ stands for the separator"),
        (f"{GTIN}10ABC^21S-42", "^ stands for the separator"),
        (f"]d2{GTIN}10ABC<GS>21S-42", "the names of control characters stand for them"),
        (f"]d2{GTIN}10ABC{{GS}}21S-42", "the names of control characters stand for them"),
        (f"]d2{GTIN}10ABC\u241d21S-42", "the names of control characters stand for them"),
        (f"]d2{GTIN}10ABC<F8>21S-42", "the names of control characters stand for them"),
        (f"]d2{GTIN}10ABC\x1d21S-42\r", "the scanner sends its end of line with the code"),
        (f"]d2\t{GTIN}10ABC\x1d21S-42\t\r\n", "the scanner sends its end of line with the code"),
        (f"]d2]d2{GTIN}10ABC\x1d21S-42", "the scanner sends its prefix twice"),
        (f"]D2{GTIN}10abc\x1d21s-42", "Caps Lock is on"),
        (f"+d2{GTIN}10ABC\x1d21Sß42", "the computer believes in the keyboard layout de"),
    ],
)
def test_a_change_is_supposed_and_never_taken_for_a_fact(text: str, supposes: str) -> None:
    readings = read(text)
    found = candidates(readings)
    assert (supposes, MEANT) in found
    assert not any(each.complete for each in readings if each.supposes)
    assert all(each.errors[-1].code == "transport" for each in readings if each.supposes)


def test_alt_codes_typed_as_digits() -> None:
    found = candidates(read(f"{GTIN}10ABC02921S-42"))
    assert found[0] == ("Alt+029 stands for the separator", MEANT)
    assert ("the separator behind (10) was lost", "(01)09506000134352 (10)ABC029 (21)S-42") in found


def test_places_are_those_of_the_scan() -> None:
    text = f"{GTIN}10ABC<GS>21S-42"
    candidate = next(each for each in read("]d2" + text) if each.supposes)
    assert [text[slice(*element.span)] for element in candidate.elements] == ["09506000134352", "ABC", "S-42"]


def test_a_lost_separator_gives_every_cut() -> None:
    readings = read(f"]C1{GTIN}10ABC21S-42")
    assert readings[0].complete
    assert readings[0].value("10") == "ABC21S-42"
    assert candidates(readings) == [("the separator behind (10) was lost", MEANT)]


def test_a_value_that_is_too_long_may_be_two() -> None:
    text = f"]C1{GTIN}10ABCDEFGHIJKLMNOPQR21S-4224"
    readings = read(text)
    assert not readings[0].complete
    assert ("the separator behind (10) was lost", "(01)09506000134352 (10)ABCDEFGHIJKLMNOPQR (21)S-4224") in candidates(
        readings
    )


def test_a_changed_command_is_shown_as_one() -> None:
    assert candidates(read("lot:ok")) == [("Caps Lock is on", "(command)OK")]


@pytest.mark.parametrize("text", ["ABC-1", "L2609-14", f"]C1{GTIN}10L2609-14", "", "9506000134352", "x" * 5000])
def test_most_codes_leave_no_doubt(text: str) -> None:
    assert candidates(read(text)) == []


@pytest.mark.parametrize("source", ["serial", "camera", "console", "simulated"])
def test_faithful_inputs_leave_no_doubt(source: str) -> None:
    assert candidates(read(f"]C1{GTIN}10ABC21S-42", source)) == []


def test_long_texts_are_not_doubted() -> None:
    assert candidates(read(f"{GTIN}10ABC|21S-42|90" + "X" * MAX_DOUBTED_LENGTH)) == []


LABELS = messages(("00", "01", "10", "17", "21", "240", "30", "37", "400"))


@given(LABELS, st.data())
def test_a_lost_separator_is_never_silent(message: list[tuple[str, str]], data: st.DataObject) -> None:
    text = as_element_string(message)
    places = [index for index, character in enumerate(text) if character == "\x1d"]
    if not places:
        return
    lost = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    damaged = "".join(character for index, character in enumerate(text) if index not in lost)
    readings = identify(Scan(damaged.encode(), "]d2", "wedge"), SITE)
    first = readings[0]
    is_same = [(element.key, element.raw) for element in first.elements] == message
    assert is_same or not first.complete or candidates(readings)


@given(LABELS, st.sampled_from("|~^"), st.sampled_from(["]d2", "]C1"]))
def test_a_replaced_separator_is_found_again(message: list[tuple[str, str]], substitute: str, aim: str) -> None:
    text = as_element_string(message)
    if "\x1d" not in text:
        return
    readings = identify(Scan(text.replace("\x1d", substitute).encode(), aim, "wedge"), SITE)
    assert not readings[0].complete
    found = [[(element.key, element.raw) for element in each.elements] for each in readings if each.supposes]
    assert message in found


@given(st.text(st.sampled_from("0123456789"), max_size=60), st.sampled_from([None, "]d2"]))
def test_digits_give_candidates_without_raising(digits: str, aim: str | None) -> None:
    readings = identify(Scan(digits.encode(), aim, "wedge"), SITE)
    assert all(not each.complete for each in readings if each.supposes)


@pytest.mark.parametrize(
    "text",
    [
        "91" + "91" * 44,
        "\x1d".join(ai + "13" * pairs for ai, pairs in (("21", 10), ("22", 10), ("240", 15), ("250", 15))),
    ],
)
def test_too_many_ways_are_said_to_be_that(text: str) -> None:
    readings = read("]d2" + text)
    assert readings[0].complete
    assert [supposes for supposes, _ in candidates(readings)] == ["separators were lost"]
