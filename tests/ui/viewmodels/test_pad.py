"""What the keys of the pad make of what is typed."""

from functools import reduce

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")

from kiosk.snapshot import InputKind, InputRequest
from kiosk.ui.viewmodels.pad import PadProps, erased, opened, pressed

pytestmark = pytest.mark.screen

NUMBER = InputRequest(InputKind.NUMBER, "Quantity", "kg")
TEXT = InputRequest(InputKind.TEXT, "Serial")


def typed(request: InputRequest, keys: str) -> str:
    return reduce(pressed, keys, opened(request)).typed


def test_no_request_no_pad() -> None:
    assert opened(None) == PadProps()


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        ("12", "12"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        (".5", "0.5"),
        ("1.2.3", "1.23"),
        ("007", "7"),
        ("0.07", "0.07"),
        ("1a-2", "12"),
        ("٣4", "4"),
        ("1" * 30, "1" * 19),
    ],
)
def test_a_number_takes_digits_and_one_point(keys: str, result: str) -> None:
    assert typed(NUMBER, keys) == result


@pytest.mark.parametrize(
    ("keys", "result"), [("L2609-14", "L2609-14"), ("a b", "a b"), ("A\x1dB", "AB"), ("x" * 99, "x" * 90)]
)
def test_a_text_takes_what_can_be_printed(keys: str, result: str) -> None:
    assert typed(TEXT, keys) == result


def test_the_first_key_replaces_a_suggestion_and_the_next_adds() -> None:
    pad = opened(InputRequest(InputKind.NUMBER, "Quantity", initial="40"))
    assert pad.isSuggestion
    assert pressed(pad, "7").typed == "7"
    assert pressed(pressed(pad, "7"), "5").typed == "75"


def test_a_key_without_meaning_leaves_the_suggestion() -> None:
    pad = opened(InputRequest(InputKind.NUMBER, "Quantity", initial="40"))
    assert pressed(pad, "x") == pad


def test_erasing_takes_one_character_or_the_whole_suggestion() -> None:
    assert erased(pressed(pressed(opened(TEXT), "a"), "b")).typed == "a"
    assert erased(opened(InputRequest(InputKind.TEXT, "Serial", initial="M-40"))).typed == ""
    assert erased(opened(TEXT)).typed == ""


@pytest.mark.parametrize(("text", "can"), [("", False), ("  ", False), ("0.", True), ("4", True)])
def test_only_something_can_be_entered(text: str, can: bool) -> None:
    assert opened(InputRequest(InputKind.TEXT, "x", initial=text)).canEnter is can
