"""Reports of HID POS scanners: whole scans only, whatever the reports say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import MAX_SCAN_BYTES, Scan
from hardware.scanners.framing import Dropped, Loss
from hardware.scanners.hid_reports import ReportFramer
from tests.hardware.scanners.hid import report, reports


def receive(framer: ReportFramer, chunks: list[bytes]) -> list[Scan | Dropped]:
    return [one for chunk in chunks for one in framer.receive(chunk, 7.0)]


@given(
    payload=st.binary(min_size=1, max_size=400).filter(lambda p: p[-1:] not in (b"\r", b"\n")),
    shift=st.sampled_from([0, 1]),
)
def test_any_payload_comes_back_from_as_many_reports_as_it_needs(payload: bytes, shift: int) -> None:
    found = receive(ReportFramer("dock"), reports(payload, "]d2", shift))
    assert found == [Scan(payload, "]d2", "hid_pos", "dock", 7.0)]


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n"])
def test_the_line_end_of_a_former_keyboard_is_left_out_once(suffix: bytes) -> None:
    found = receive(ReportFramer(), reports(b"A\x1dB\r" + suffix, "]C1"))
    assert [one.data for one in found if isinstance(one, Scan)] == [b"A\x1dB\r" if suffix != b"\n" else b"A\x1dB"]


def test_the_identifier_is_that_of_the_first_report_and_may_be_missing() -> None:
    found = receive(ReportFramer(), [report(b"A", "]C1", more=True), report(b"B", "]Q3"), report(b"C", "")])
    assert [(one.data, one.aim) for one in found if isinstance(one, Scan)] == [(b"AB", "]C1"), (b"C", None)]


def test_other_reports_say_nothing_and_empty_ones_are_no_scan() -> None:
    framer = ReportFramer()
    assert framer.receive(b"\x01" + bytes(63), 0) == []
    assert framer.receive(b"", 0) == []
    assert receive(framer, [report(b"\r", "]C1")]) == []


@pytest.mark.parametrize("length", [0, 57, 255])
def test_a_report_with_an_impossible_length_is_dropped_with_what_was_begun(length: int) -> None:
    framer = ReportFramer()
    broken = bytearray(report(b"BBBB", "]C1"))
    broken[1] = length
    found = receive(framer, [report(b"AAAA", "]C1", more=True), bytes(broken), report(b"whole", "]C1")])
    assert found[0] == Dropped(Loss.MALFORMED, 68)
    assert found[1:] == [Scan(b"whole", "]C1", "hid_pos", "", 7.0)]


def test_a_report_that_is_cut_off_is_dropped() -> None:
    assert receive(ReportFramer(), [report(b"A" * 40, "]C1")[:20]]) == [Dropped(Loss.MALFORMED, 20)]


def test_a_scan_whose_end_never_comes_is_given_up_after_silence() -> None:
    framer = ReportFramer()
    receive(framer, [report(b"A" * 50, "]C1", more=True)])
    assert framer.silence(9.0) == [Dropped(Loss.UNFINISHED, 50)]
    assert framer.silence(10.0) == []
    assert len(receive(framer, [report(b"whole", "]C1")])) == 1


def test_an_endless_scan_is_reported_once_and_bounded() -> None:
    framer = ReportFramer()
    found = receive(framer, [report(b"A" * 56, "]C1", more=True)] * 1000)
    assert [one.loss for one in found if isinstance(one, Dropped)] == [Loss.OVERSIZE]
    found = receive(framer, [report(b"A", "]C1"), report(b"whole", "]C1")])
    assert [one.data for one in found if isinstance(one, Scan)] == [b"whole"]


def test_the_longest_payload_passes() -> None:
    payload = b"7" * MAX_SCAN_BYTES
    assert receive(ReportFramer(), reports(payload + b"\r\n", "]d2")) == [Scan(payload, "]d2", "hid_pos", "", 7.0)]
