"""What keys spell, in every layout that a scanner may be set to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scanners.keys import Caps, KeyPress, Speller
from hardware.scanners.layouts import DE, FR, GB, LAYOUTS, TEXT, US, Layout
from tests.hardware.scanners.typing import presses

ASCII = "".join(map(chr, range(0x20, 0x7F)))
CAPS = KeyPress(66, modifier=True)


def spell(speller: Speller, keys: list[KeyPress]) -> bytes:
    return b"".join(speller.spell(key) or b"" for key in keys) + speller.finish()


@pytest.mark.parametrize("layout", [US, GB, DE, FR], ids=lambda layout: layout.name)
@given(text=st.text(ASCII, max_size=40))
def test_what_a_scanner_types_in_its_layout_comes_back(layout: Layout, text: str) -> None:
    assert spell(Speller(layout), presses(text, layout)) == text.encode()


@pytest.mark.parametrize("layout", [US, GB, DE, FR], ids=lambda layout: layout.name)
def test_a_layout_types_every_printable_ascii_character(layout: Layout) -> None:
    assert set(ASCII) <= {character for characters in layout.keys.values() for character in characters}


@pytest.mark.parametrize("layout", [US, GB, DE, FR], ids=lambda layout: layout.name)
@pytest.mark.parametrize(("code", "shift", "control"), [(35, False, 0x1D), (15, True, 0x1E), (40, False, 0x04)])
def test_controls_are_known_by_their_place_or_their_letter(
    layout: Layout, code: int, shift: bool, control: int
) -> None:
    assert Speller(layout).spell(KeyPress(code, shift=shift, ctrl=True)) == bytes([control])


def test_ctrl_with_a_key_that_makes_no_control_is_a_command() -> None:
    assert Speller().spell(KeyPress(10, ctrl=True)) is None
    assert Speller().spell(KeyPress(67, ctrl=True)) is None


def test_ctrl_follows_the_letters_of_the_layout() -> None:
    assert Speller(DE).spell(KeyPress(52, ctrl=True)) == b"\x19", "Y stands where US has Z"
    assert Speller(FR).spell(KeyPress(47, ctrl=True)) == b"\r", "M stands where US has the semicolon"


def test_a_scanner_that_presses_caps_lock_itself_is_followed() -> None:
    typed = [CAPS, *presses("lot-1a", US), CAPS, *presses("b", US)]
    assert spell(Speller(caps=Caps.PRESSED), typed) == b"LOT-1Ab"
    assert spell(Speller(), typed) == b"lot-1ab", "a person's Caps Lock means nothing"


def test_a_scanner_that_turns_its_shift_around_is_turned_back() -> None:
    assert spell(Speller(caps=Caps.TURNED), presses("Lot-1+a", US)) == b"lOT-1+A"


def test_a_dead_key_joins_the_next_character_and_stands_alone_before_a_blank_or_at_the_end() -> None:
    dead = KeyPress(49)
    assert spell(Speller(DE), [dead, KeyPress(65), dead]) == b"^^"
    assert spell(Speller(DE), [dead, KeyPress(38)]) == b"^a"


def test_without_a_table_the_text_counts_and_editing_keys_are_commands() -> None:
    assert Speller(TEXT).spell(KeyPress(38, "ä")) == "ä".encode()
    assert Speller(TEXT).spell(KeyPress(22, "\b")) is None
    assert Speller(TEXT).spell(KeyPress(67, "")) is None


def test_finish_begins_anew() -> None:
    speller = Speller(caps=Caps.PRESSED)
    speller.spell(CAPS)
    speller.spell(KeyPress(90, alt=True))
    assert speller.finish() == b"\x00"
    assert spell(speller, presses("a", US)) == b"a"


def test_layouts_are_known_by_the_names_of_the_address() -> None:
    assert set(LAYOUTS) == {"us", "gb", "de", "fr", "text"}
