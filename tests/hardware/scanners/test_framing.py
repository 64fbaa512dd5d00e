"""Framing: the same bytes give the same scans, nothing half is delivered, nothing is lost in silence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.framing import (
    CR,
    CRLF,
    IDLE,
    LF,
    PROFILES,
    STX_ETX,
    TAB,
    Dropped,
    Framer,
    Loss,
    Profile,
    split_aim,
)

MARKS = [CR, LF, CRLF, TAB, STX_ETX]


def frame(profile: Profile, payload: bytes) -> bytes:
    return profile.start + payload + profile.end


def data(found: list[Scan | Dropped]) -> list[bytes | Dropped]:
    return [one.data if isinstance(one, Scan) else one for one in found]


@pytest.mark.parametrize("profile", MARKS, ids=lambda profile: profile.name)
@given(stream=st.binary(max_size=60) | st.lists(st.sampled_from(b"\x02\x03\r\nA"), max_size=40).map(bytes))
def test_any_chunks_give_the_same_scans(profile: Profile, stream: bytes) -> None:
    whole = Framer(profile).receive(stream, 1.0)
    single = Framer(profile)
    bytewise = [one for value in stream for one in single.receive(bytes([value]), 1.0)]
    assert bytewise == whole


@given(
    payload=st.binary(min_size=1, max_size=40).filter(lambda p: not p.startswith(b"]")),
    cuts=st.lists(st.integers(0, 45), max_size=5),
    profile=st.sampled_from(MARKS),
)
def test_a_payload_without_marks_comes_back_byte_for_byte(payload: bytes, cuts: list[int], profile: Profile) -> None:
    marks = profile.end + profile.start
    payload = bytes(value for value in payload if value not in marks) or b"x"
    stream, framer, found = frame(profile, payload), Framer(profile), []
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    for start, stop in itertools.pairwise(edges):
        found += framer.receive(stream[start:stop], 2.0)
    assert data(found) == [payload]


def test_controls_and_high_bytes_stay_bytes() -> None:
    payload = b"[)>\x1e06\x1dPABC\x1dQ1\x1e\x04\x80\xff"
    assert data(Framer(CR).receive(payload + b"\r", 0)) == [payload]


def test_source_device_and_time_are_those_of_the_last_byte() -> None:
    framer = Framer(CR, source="serial", device="dock")
    framer.receive(b"]C1", 1.0)
    assert framer.receive(b"10A\r", 1.5) == [Scan(b"10A", "]C1", "serial", "dock", 1.5)]


def test_empty_frames_are_ignored() -> None:
    assert Framer(CR).receive(b"\r\n\r\r\n", 0) == []
    assert Framer(STX_ETX).receive(b"\x02\x03", 0) == []


def test_carriage_return_profile_swallows_the_line_feed_of_a_scanner_that_sends_both() -> None:
    assert data(Framer(CR).receive(b"A1\r\nB2\r\n", 0)) == [b"A1", b"B2"]


def test_a_line_feed_inside_a_payload_is_kept() -> None:
    assert data(Framer(CR).receive(b"A\nB\r", 0)) == [b"A\nB"]
    assert data(Framer(CRLF).receive(b"A\nB\rC\r\n", 0)) == [b"A\nB\rC"]


@pytest.mark.parametrize("profile", MARKS, ids=lambda profile: profile.name)
def test_the_longest_payload_passes_and_one_byte_more_is_reported_once(profile: Profile) -> None:
    longest = b"7" * MAX_SCAN_BYTES
    framer = Framer(profile)
    assert data(framer.receive(frame(profile, longest), 0)) == [longest]
    lost, after = framer.receive(frame(profile, longest + b"7" * 900) + frame(profile, b"next"), 0)
    assert isinstance(lost, Dropped)
    assert lost.loss is Loss.OVERSIZE
    assert data([after]) == [b"next"]


def test_an_oversize_frame_without_end_is_one_event_and_bounded_memory() -> None:
    framer = Framer(IDLE)
    found = framer.receive(b"x" * (3 * MAX_SCAN_BYTES), 0)
    assert [one.loss for one in found if isinstance(one, Dropped)] == [Loss.OVERSIZE]
    assert framer.silence(1) == []
    framer.receive(b"next", 2)
    assert data(framer.silence(3)) == [b"next"]


@pytest.mark.parametrize("profile", [*MARKS, IDLE], ids=lambda profile: profile.name)
@given(
    pieces=st.lists(st.tuples(st.sampled_from(b"xy\x02\x03\r\n\t"), st.integers(1, MAX_SCAN_BYTES + 5)), max_size=6),
    data=st.data(),
)
def test_limits_are_met_at_the_same_byte_in_any_chunks(
    profile: Profile, pieces: list[tuple[int, int]], data: st.DataObject
) -> None:
    stream = b"".join(bytes([value]) * count for value, count in pieces)
    whole = Framer(profile).receive(stream, 1.0)
    framer, found = Framer(profile), []
    edges = sorted({0, len(stream), *data.draw(st.lists(st.integers(0, len(stream)), max_size=6))})
    for start, stop in itertools.pairwise(edges):
        found += framer.receive(stream[start:stop], 1.0)
    assert found == whole


def test_idle_profile_closes_on_silence_only() -> None:
    framer = Framer(IDLE)
    assert framer.receive(b"A1\r", 0) == []
    assert data(framer.silence(0.05)) == [b"A1\r"]
    assert framer.silence(0.10) == []


def test_silence_abandons_an_unfinished_frame_and_says_so() -> None:
    framer = Framer(CR)
    framer.receive(b"half", 0)
    assert framer.silence(2) == [Dropped(Loss.UNFINISHED, 4)]
    assert data(framer.receive(b"whole\r", 3)) == [b"whole"]


def test_a_new_start_byte_abandons_the_half_frame_before_it() -> None:
    found = Framer(STX_ETX).receive(b"\x02half\x02whole\x03", 0)
    assert data(found) == [Dropped(Loss.UNFINISHED, 4), b"whole"]


def test_bytes_outside_of_a_frame_are_reported_and_line_ends_there_are_not() -> None:
    found = Framer(STX_ETX).receive(b"\x02A1\x03\r\nnoise\x02B2\x03\r\n", 0)
    assert data(found) == [b"A1", Dropped(Loss.STRAY, 5), b"B2"]


def test_endless_noise_outside_of_a_frame_is_reported_in_pieces() -> None:
    found = Framer(STX_ETX).receive(b"z" * (MAX_SCAN_BYTES + 1), 0)
    assert found == [Dropped(Loss.STRAY, MAX_SCAN_BYTES + 1)]


def test_lost_reports_a_half_frame_once() -> None:
    framer = Framer(CR)
    framer.receive(b"half", 0)
    assert str(framer.lost()[0]) == "dropped 4 bytes: unfinished"
    assert framer.lost() == []


@pytest.mark.parametrize(
    ("payload", "aim", "rest"),
    [
        (b"]d2011", "]d2", b"011"),
        (b"]C1\x1d10A", "]C1", b"\x1d10A"),
        (b"]XAdata", "]XA", b"data"),
        (b"]C1", None, b"]C1"),
        (b"]1Cdata", None, b"]1Cdata"),
        (b"](10)", None, b"](10)"),
        (b"A]C1", None, b"A]C1"),
        (b"]E0\n", "]E0", b"\n"),
    ],
)
def test_split_aim(payload: bytes, aim: str | None, rest: bytes) -> None:
    assert split_aim(payload) == (aim, rest)


def test_profiles_are_known_by_the_names_of_the_address() -> None:
    assert set(PROFILES) == {"cr", "lf", "crlf", "tab", "stxetx", "idle"}
