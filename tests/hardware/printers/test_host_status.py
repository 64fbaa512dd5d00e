"""What a ZPL printer says of itself."""

import doctest

import pytest

from hardware.printers import host_status
from hardware.printers.host_status import HostStatus, is_complete, parse_status
from hardware.printers.printer import Trouble


def answer(first: str, second: str) -> bytes:
    return f"\x02{first}\x03\r\n\x02{second}\x03\r\n\x021234,0\x03\r\n".encode()


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("030,0,0,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000", HostStatus()),
        ("030,1,1,1245,000,0,0,0,000,0,0,0", "000,0,1,1,0,2,4,0,00000000,1,000", HostStatus(Trouble.PAPER)),
        ("030,0,1,1245,000,0,0,0,000,0,0,0", "000,0,1,1,0,2,4,0,00000000,1,000", HostStatus(Trouble.RIBBON)),
        ("030,0,1,1245,000,0,0,0,000,0,0,0", "000,0,1,0,0,2,4,0,00000000,1,000", HostStatus(Trouble.OPEN)),
        ("030,0,1,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000", HostStatus(Trouble.PAUSED)),
        ("030,0,0,1245,002,0,0,1,000,0,0,0", "000,0,0,0,0,2,4,0,00000007,1,000", HostStatus(waiting=3, remaining=7)),
    ],
)
def test_flags_and_counts(first: str, second: str, status: HostStatus) -> None:
    assert parse_status(answer(first, second)) == status
    assert status.is_idle == (status.waiting == status.remaining == 0)


@pytest.mark.parametrize("data", [b"", b"\x02a\x03\x02b\x03\x02c\x03", b"HTTP/1.1 400", b"\x02\x03\x02\x03\x02\x03"])
def test_what_is_no_answer_is_none(data: bytes) -> None:
    assert parse_status(data) is None


def test_an_answer_has_three_lines() -> None:
    whole = answer("a", "b")
    assert is_complete(whole)
    assert not is_complete(whole[:-4])


def test_examples_hold() -> None:
    assert doctest.testmod(host_status).failed == 0
