"""Reads: where one ends and the next begins, and what each transmitted."""

import pytest

from hardware.scan import Scan
from hardware.scanners.keys import Caps
from hardware.scanners.layouts import DE
from kiosk.doctor.scanner_check.reads import MOST_BYTES, PAUSE_S, Collector, in_words, read_of_scan
from tests.doctor.scanner_reads import hid_read, keys, read


def test_a_pause_ends_a_read_by_the_clock_and_by_the_next_piece() -> None:
    collector = Collector("serial")
    assert collector.receive(b"10A", 1.0) is None
    assert collector.receive(b"\r", 1.0 + PAUSE_S / 2) is None
    assert collector.silence(1.1 + PAUSE_S) is None
    ended = collector.receive(b"next", 2.0)
    assert ended is not None
    assert (ended.raw, ended.at) == (b"10A\r", 1.0 + PAUSE_S / 2)
    assert collector.silence(2.1 + PAUSE_S) == read("serial", b"next", 2.0)
    assert collector.silence(9.0) is None


def test_ten_megabytes_are_kept_short() -> None:
    collector = Collector("serial")
    for _ in range(2560):
        collector.receive(b"x" * 4096, 1.0)
    ended = collector.silence(2.0)
    assert ended is not None
    assert len(ended.raw) <= MOST_BYTES


def test_keys_that_type_nothing_are_no_read() -> None:
    collector = Collector("wedge")
    collector.receive(keys("")[:0] + read("wedge", b"").raw, 1.0)
    assert collector.silence(2.0) is None


def test_what_was_transmitted_depends_on_layout_and_caps_for_keys_alone() -> None:
    typed = read("evdev", keys("yZ-1\r", DE))
    assert typed.transmitted(DE) == b"yZ-1\r"
    assert typed.transmitted() == b"zY/1\r"
    assert typed.transmitted(DE, Caps.TURNED) == b"Yz-1\r"
    assert read("serial", b"yZ\r").transmitted(DE, Caps.TURNED) == b"yZ\r"


def test_reports_are_joined_with_their_identifier() -> None:
    assert hid_read(b"7" * 70, "]C0").transmitted() == b"]C0" + b"7" * 70


def test_the_rhythm_of_keys() -> None:
    assert read("wedge", keys("abc", gap_s=0.02)).gaps_ms() == (20, 20)
    assert read("serial", b"abc").gaps_ms() == ()


def test_a_scan_alone_is_a_read_too() -> None:
    assert read_of_scan(Scan(b"10A", "]d2", "camera", at=3.0)).transmitted() == b"]d210A"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"A\x1dB\r\n", "A<GS>B<CR><LF>"), (b"\x02~\x03", "<STX>~<ETX>"), (b"\x00\x7f\xe9", "<NUL><7F><E9>")],
)
def test_every_byte_can_be_seen(data: bytes, words: str) -> None:
    assert in_words(data) == words
