"""Records of the kernel: the same in any chunks, other types ignored, and what the kernel lost is no scan."""

import itertools
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import Scan
from hardware.scanners.framing import CR, IDLE, TAB, Dropped, Loss
from hardware.scanners.input_events import KERNEL_OFFSET, InputEvent, KeyFramer, Records, pack_key
from hardware.scanners.layouts import DE, FR, US, Layout
from tests.hardware.scanners.typing import ALT, CTRL, strokes

SYN_DROPPED = struct.pack("llHHi", 0, 0, 0, 3, 0)
SYN_REPORT = struct.pack("llHHi", 0, 0, 0, 0, 0)


def events(strokes_: list[tuple[int, bool]]) -> bytes:
    return b"".join(pack_key(code - KERNEL_OFFSET, is_down=down, at=1.0) for code, down in strokes_)


def typed(text: str, layout: Layout = US) -> bytes:
    return events(strokes(text, layout))


def data(found: list[Scan | Dropped]) -> list[bytes | Dropped]:
    return [one.data if isinstance(one, Scan) else one for one in found]


def test_a_record_is_taken_apart() -> None:
    assert list(Records().receive(pack_key(30, is_down=True, at=12.5))) == [
        InputEvent(12.5, 1, 30, 1),
        InputEvent(12.5, 0, 0, 0),
    ]


@given(cuts=st.lists(st.integers(0, 2000), max_size=8))
def test_the_same_records_in_any_chunks_give_the_same_scans(cuts: list[int]) -> None:
    stream = typed("]C110LOT-a\r") + SYN_DROPPED + SYN_REPORT + typed("half\rwhole\r")
    framer, found = KeyFramer(device="dock"), []
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    for start, stop in itertools.pairwise(edges):
        found += framer.receive(stream[start:stop], 3.0)
    assert found[0] == Scan(b"10LOT-a", "]C1", "evdev", "dock", 3.0)
    assert data(found[1:]) == [Dropped(Loss.OVERRUN, 0), b"whole"]


@pytest.mark.parametrize("layout", [US, DE, FR], ids=lambda layout: layout.name)
def test_the_layout_of_the_scanner_counts(layout: Layout) -> None:
    text = "A1-/zyqm@[{\\|~ "
    assert data(KeyFramer(layout=layout).receive(typed(text + "\r", layout), 0)) == [text.encode()]


def test_controls_by_ctrl_and_by_digits_under_alt() -> None:
    ctrl = events([(CTRL, True), (35, True), (35, False), (CTRL, False)])
    alt = events([(ALT, True), *((code, down) for code in (90, 88, 81) for down in (True, False)), (ALT, False)])
    assert data(KeyFramer().receive(typed("10A") + ctrl + typed("21B") + alt + typed("37\r"), 0)) == [
        b"10A\x1d21B\x1d37"
    ]


def test_repeats_of_a_held_key_and_other_kinds_of_events_count_for_nothing() -> None:
    repeat = struct.pack("llHHi", 0, 0, 1, 30, 2)
    scan_code = struct.pack("llHHi", 0, 0, 4, 4, 458756)
    assert data(KeyFramer().receive(typed("a") + scan_code + repeat * 5 + typed("b\r"), 0)) == [b"ab"]


def test_speed_does_not_matter_since_nobody_types_on_it() -> None:
    framer = KeyFramer()
    found = [one for at, character in enumerate("ab\r") for one in framer.receive(typed(character), at / 3)]
    assert data(found) == [b"ab"]


def test_what_the_kernel_had_no_room_for_takes_the_begun_scan_and_its_rest_with_it() -> None:
    framer = KeyFramer()
    assert data(framer.receive(typed("begun") + SYN_DROPPED, 0)) == [Dropped(Loss.OVERRUN, 5)]
    assert framer.receive(typed("unseen"), 0.1) == [], "up to the next report nothing is told apart"
    assert data(framer.receive(SYN_REPORT + typed("rest\rnext\r"), 0.2)) == [b"next"]


def test_after_an_overrun_silence_begins_anew() -> None:
    framer = KeyFramer()
    framer.receive(typed("begun") + SYN_DROPPED + SYN_REPORT, 0)
    framer.silence(0.5)
    assert data(framer.receive(typed("whole\r"), 0.6)) == [b"whole"]


def test_an_overrun_forgets_shift() -> None:
    framer = KeyFramer()
    framer.receive(events([(50, True)]) + SYN_DROPPED + SYN_REPORT, 0)
    framer.silence(0.5)
    assert data(framer.receive(typed("a\r"), 0.6)) == [b"a"]


def test_other_ends_of_a_scan() -> None:
    assert data(KeyFramer(TAB).receive(typed("A1\tB2\t"), 0)) == [b"A1", b"B2"]
    silent = KeyFramer(IDLE)
    assert silent.receive(typed("A1"), 0) == []
    assert data(silent.silence(0.05)) == [b"A1"]


def test_a_keyboard_pauses_no_longer_than_half_a_second_within_a_scan() -> None:
    framer = KeyFramer(CR)
    framer.receive(typed("half"), 0)
    assert framer.silence_s == 0.5
    assert data(list(framer.silence(0.5))) == [Dropped(Loss.UNFINISHED, 4)]


def test_a_device_that_is_gone_leaves_nothing_behind() -> None:
    framer = KeyFramer()
    framer.receive(typed("half") + typed("x")[:10] + b"", 0)
    assert framer.lost() == [Dropped(Loss.UNFINISHED, 4)]
    assert data(framer.receive(typed("whole\r"), 1)) == [b"whole"]
