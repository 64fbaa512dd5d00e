import pytest

from kiosk.identification.gs1.application_identifiers import ALL, find
from kiosk.identification.gs1.values import Fault, normal_value
from tests.identification.messages import CHARACTER_SET_82, with_check_digit


def value(ai: str, text: str) -> str | Fault:
    row = find(ai)
    assert row is not None
    return normal_value(row, text, 2026)


@pytest.mark.parametrize(
    ("ai", "text", "normal"),
    [
        ("01", "09506000134352", "09506000134352"),
        ("17", "260600", "2026-06-30"),
        ("11", "770101", "1977-01-01"),
        ("3100", "001250", "1250"),
        ("3102", "001250", "12.50"),
        ("3105", "000001", "0.00001"),
        ("3929", "12", "0.000000012"),
        ("3941", "0125", "12.5"),
        ("10", "a(1)/%", "a(1)/%"),
        ("37", "25", "25"),
        ("7003", "2602281230", "2026-02-28T12:30"),
        ("7006", "260228", "2026-02-28"),
        ("7007", "260228", "2026-02-28"),
        ("7007", "260228260301", "2026-02-28/2026-03-01"),
        ("7011", "260228", "2026-02-28"),
        ("7250", "19800229", "1980-02-29"),
        ("7251", "198002292359", "1980-02-29T23:59"),
        ("8008", "26022812", "2026-02-28T12:00"),
        ("8008", "260228123015", "2026-02-28T12:30:15"),
        ("4324", "2602002359", "2026-02-28T23:59"),
        ("4325", "2602281230", "2026-02-28T12:30"),
    ],
)
def test_normal_values(ai: str, text: str, normal: str) -> None:
    assert value(ai, text) == normal


@pytest.mark.parametrize(
    ("ai", "text", "code"),
    [
        ("10", "", "empty"),
        ("30", "", "empty"),
        ("10", "A B", "characters"),
        ("10", "A#", "characters"),
        ("10", "A\xe9", "characters"),
        ("10", "A\n", "characters"),
        ("10", "A" * 21, "length"),
        ("01", "9506000134352", "length"),
        ("4300", "%41%42" * 20, "length"),
        ("01", "0950600013435X", "format"),
        ("17", "261301", "date"),
        ("17", "2606AA", "format"),
        ("3102", "00125A", "format"),
        ("7007", "2112252112", "length"),
        ("7007", "260301260228", "date"),
        ("8010", "1234abc", "format"),
        ("01", "09506000134353", "check-digit"),
        ("00", "106141412345678909", "check-digit"),
        ("414", "9506000134353", "check-digit"),
        ("253", "9506000134353ABC", "check-digit"),
        ("8003", "09506000134353A", "check-digit"),
        ("17", "260231", "date"),
        ("4326", "260200", "date"),
        ("7003", "2602302359", "date"),
        ("7003", "2602282460", "date"),
        ("7003", "2602289999", "date"),
        ("4324", "2602289999", "date"),
        ("7007", "260228260230", "date"),
    ],
)
def test_faults(ai: str, text: str, code: str) -> None:
    fault = value(ai, text)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert f"({ai})" in fault.message


@pytest.mark.parametrize("code", range(256))
def test_the_82_characters_and_no_others(code: int) -> None:
    assert isinstance(value("99", chr(code)), str) == (chr(code) in CHARACTER_SET_82)


def checked_lengths() -> list[tuple[str, int]]:
    """AIs whose value has a check digit, and how long the digits are up to it."""
    lengths = []
    for ai in ALL:
        row = find(ai)
        assert row is not None
        before = 0
        for component in row.components:
            before += component.most
            if "csum" in component.rules:
                lengths.append((ai, before))
    return lengths


@pytest.mark.parametrize(("ai", "length"), checked_lengths())
def test_every_wrong_check_digit_is_caught(ai: str, length: int) -> None:
    right = with_check_digit("0950600013435678901"[: length - 1])
    rest = "0102" if ai in {"8006", "8026"} else ""
    assert not isinstance(value(ai, right + rest), Fault)
    for change in range(1, 10):
        wrong = right[:-1] + str((int(right[-1]) + change) % 10)
        fault = value(ai, wrong + rest)
        assert isinstance(fault, Fault)
        assert fault.code == "check-digit"


def test_there_are_check_digits_in_twenty_identifiers() -> None:
    assert len(checked_lengths()) == 20


@pytest.mark.parametrize(
    ("ai", "text", "start", "stop"),
    [
        ("10", "AB C", 2, 3),
        ("8001", "12340000012310", 4, 9),
        ("421", "999ABC", 0, 3),
        ("3912", "978AB", 3, 4),
        ("7251", "198002302359", 0, 8),
        ("7251", "198002012461", 8, 12),
        ("01", "09506000134353", 0, 14),
    ],
)
def test_the_place_of_a_fault(ai: str, text: str, start: int, stop: int) -> None:
    fault = value(ai, text)
    assert isinstance(fault, Fault)
    assert (fault.start, fault.stop) == (start, stop)
