"""Each rule of the table with values that keep it and values that break it, through an AI that has the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.gs1.application_identifiers import find
from kiosk.identification.gs1.check_digit import CHARACTER_SET_82, check_characters_for
from kiosk.identification.gs1.values import Fault, normal_value

PAPERLESS = "0" + "0" + "123456" + "654321" + "0" + "123456"
COUPON = "0" + "614141" + "000456" + "3" + "100" + "2" + "10" + "0" + "101"

RIGHT = [
    ("253", "9506000134352"),
    ("253", "9506000134352ABC"),
    ("255", "9506000134352123456789012"),
    ("402", "12345678901234560"),
    ("8003", "09506000134352"),
    ("8003", "09506000134352SER/1"),
    ("8013", "1987654Ad4X4bL5ttr2310c2K"),
    ("8014", "1987654Ad4X4bL5ttr2310c2K"),
    ("8004", "9506A"),
    ("8010", "9506-/#A"),
    ("8011", "1"),
    ("8011", "123456789012"),
    ("8006", "095060001343520101"),
    ("8006", "095060001343520299"),
    ("8001", "12345678912391"),
    ("8001", "12345678912301"),
    ("8007", "GB82WEST12345698765432"),
    ("8007", "DE89370400440532013000"),
    ("421", "276ABC"),
    ("422", "276"),
    ("423", "276250528"),
    ("423", "276250528756040"),
    ("426", "276"),
    ("4307", "DE"),
    ("3912", "978999"),
    ("4309", "14480000002000000000"),
    ("4309", "18000000003600000000"),
    ("4309", "00000000000000000000"),
    ("4300", "Miller%20%26%20Sons"),
    ("4321", "1"),
    ("4322", "0"),
    ("4330", "001250"),
    ("4330", "001250-"),
    ("7030", "999ABC"),
    ("7030", "276ABC"),
    ("7040", "1ABZ"),
    ("7040", "1AB-"),
    ("7041", "PAE"),
    ("7041", "9"),
    ("7041", "201"),
    ("7241", "01"),
    ("7241", "80"),
    ("7252", "9"),
    ("7258", "1/3"),
    ("7258", "9/9"),
    ("7250", "19800229"),
    ("8030", "QUJD"),
    ("8030", "QQ="),
    ("8110", COUPON),
    ("8110", COUPON + "1" + "3" + "15" + "2" + "017" + "9"),
    ("8110", COUPON + "1" + "3" + "15" + "2" + "017" + "0" + "614141"),
    ("8110", COUPON + "2" + "210" + "9" + "000" + "9"),
    ("8110", COUPON + "3" + "270331" + "4" + "260101"),
    ("8110", COUPON + "5" + "0" + "123456"),
    ("8110", COUPON + "6" + "1" + "1234567" + "9" + "0" + "1" + "7" + "1"),
    ("8112", PAPERLESS),
    ("8112", "1" + PAPERLESS[1:]),
]
WRONG = [
    ("253", "9506000134353", "check-digit"),
    ("255", "9506000134353123", "check-digit"),
    ("402", "12345678901234561", "check-digit"),
    ("8003", "19506000134352", "zero"),
    ("8003", "09506000134353", "check-digit"),
    ("8017", "123456789012345676", "check-digit"),
    ("8018", "123456789012345676", "check-digit"),
    ("8013", "1987654Ad4X4bL5ttr2310c2L", "check-characters"),
    ("8013", "2K", "check-characters"),
    ("8014", "428038701266", "format"),
    ("8004", "950", "company-prefix"),
    ("8004", "950A", "company-prefix"),
    ("8010", "950A", "company-prefix"),
    ("8010", "9506a", "format"),
    ("8010", "9506+", "format"),
    ("8011", "012", "zero"),
    ("8011", "0", "zero"),
    ("8006", "095060001343520001", "piece-of-total"),
    ("8006", "095060001343520100", "piece-of-total"),
    ("8006", "095060001343520302", "piece-of-total"),
    ("8001", "00005678912391", "zero"),
    ("8001", "12340000012391", "zero"),
    ("8001", "12345678900091", "zero"),
    ("8001", "12345678912321", "flag"),
    ("8007", "GB83WEST12345698765432", "iban"),
    ("8007", "XX82WEST12345698765432", "iban"),
    ("8007", "GB82west12345698765432", "iban"),
    ("8007", "GB82WEST", "iban"),
    ("421", "000ABC", "code-list"),
    ("421", "999ABC", "code-list"),
    ("422", "001", "code-list"),
    ("423", "276001", "code-list"),
    ("423", "2762", "length"),
    ("4307", "de", "code-list"),
    ("4307", "ZZ", "code-list"),
    ("3912", "000999", "code-list"),
    ("3912", "978", "length"),
    ("4309", "18000000013600000000", "coordinate"),
    ("4309", "18000000003600000001", "coordinate"),
    ("4300", "Miller%2", "percent-encoding"),
    ("4300", "Miller%2G", "percent-encoding"),
    ("4300", "%", "percent-encoding"),
    ("4321", "2", "flag"),
    ("4330", "00125", "length"),
    ("4330", "001250+", "format"),
    ("7030", "000ABC", "code-list"),
    ("7040", "1AB*", "format"),
    ("7040", "AABC", "format"),
    ("7041", "QZ", "code-list"),
    ("7041", "pae", "code-list"),
    ("7241", "00", "code-list"),
    ("7241", "11", "code-list"),
    ("7241", "79", "code-list"),
    ("7252", "3", "code-list"),
    ("7258", "0/1", "piece-of-total"),
    ("7258", "3/2", "piece-of-total"),
    ("7258", "1/0", "piece-of-total"),
    ("7258", "1-2", "piece-of-total"),
    ("7258", "12/", "piece-of-total"),
    ("7250", "19790229", "date"),
    ("7250", "19791301", "date"),
    ("8030", "QUJ+", "format"),
    ("8030", "QUJD=", "padding"),
    ("8030", "QQ==", "padding"),
    ("8030", "QQ=Q", "padding"),
    ("8110", COUPON[:-1], "coupon"),
    ("8110", COUPON + "7", "coupon"),
    ("8110", "7" + COUPON[1:], "coupon"),
    ("8110", "A" + COUPON[1:], "coupon"),
    ("8110", COUPON.replace("3100", "6100"), "coupon"),
    ("8110", COUPON + "1", "coupon"),
    ("8110", COUPON + "1" + "4" + "15" + "2" + "017" + "9", "coupon"),
    ("8110", COUPON + "3" + "270231", "coupon"),
    ("8110", COUPON + "3" + "2703", "coupon"),
    ("8110", COUPON + "3" + "260101" + "4" + "270331", "coupon"),
    ("8110", COUPON + "5" + "0" + "12345", "coupon"),
    ("8110", COUPON + "6" + "0" + "123456", "coupon"),
    ("8110", COUPON + "9" + "3" + "1" + "7" + "1", "coupon"),
    ("8112", PAPERLESS[:-1], "coupon"),
    ("8112", PAPERLESS + "7", "coupon"),
    ("8112", "2" + PAPERLESS[1:], "coupon"),
    ("8112", "0A" + PAPERLESS[2:], "coupon"),
]


def value(ai: str, text: str) -> str | Fault:
    row = find(ai)
    assert row is not None
    return normal_value(row, text, 2026)


@pytest.mark.parametrize(("ai", "text"), RIGHT)
def test_right_values(ai: str, text: str) -> None:
    assert not isinstance(value(ai, text), Fault)


@pytest.mark.parametrize(("ai", "text", "code"), WRONG)
def test_wrong_values(ai: str, text: str, code: str) -> None:
    fault = value(ai, text)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert "expect" in fault.message


def test_the_right_check_digit_is_named() -> None:
    fault = value("01", "09506000134353")
    assert isinstance(fault, Fault)
    assert fault.message.endswith("0950600013435 needs 2")


@given(st.text("0123456789", min_size=4, max_size=4), st.text(CHARACTER_SET_82, max_size=19), st.data())
def test_every_change_of_one_character_is_caught_by_the_check_characters(
    prefix: str, rest: str, data: st.DataObject
) -> None:
    body = prefix + rest
    right = body + check_characters_for(body)
    assert not isinstance(value("8013", right), Fault)
    place = data.draw(st.integers(0, len(right) - 1))
    other = data.draw(st.sampled_from(CHARACTER_SET_82).filter(lambda character: character != right[place]))
    assert isinstance(value("8013", right[:place] + other + right[place + 1 :]), Fault)
