import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.scan_text import data_bytes, printable, scan_text


@pytest.mark.parametrize(
    ("text", "aim", "data"),
    [
        ("]d210A<GS>21B", "]d2", b"10A\x1d21B"),
        ("<FNC1>10A", None, b"\x1d10A"),
        ("[)><RS>06<GS>PX<RS><EOT>", None, b"[)>\x1e06\x1dPX\x1e\x04"),
        ("10A\x1d21B", None, b"10A\x1d21B"),
        ("<gs><US>", None, b"<gs><US>"),
        ("Röhre", None, "Röhre".encode()),
        ("\udcff\udc80", None, b"\xff\x80"),
        ("", None, b""),
    ],
)
def test_names_stand_for_controls(text: str, aim: str | None, data: bytes) -> None:
    assert scan_text(text) == (aim, data)


def test_literal_text_keeps_the_names() -> None:
    assert scan_text("]d210A<GS>", literal=True) == ("]d2", b"10A<GS>")
    assert data_bytes("<RS>", literal=True) == b"<RS>"


def test_printable_writes_controls_out() -> None:
    assert printable("10A\x1d21B\x1e\x04\x00\x85ö") == "10A<GS>21B<RS><EOT>\\x00\\x85ö"
    assert printable("A\u202e1\u200b") == "A\\u202e1\\u200b"


@given(st.binary(max_size=40))
def test_bytes_of_the_operating_system_come_through(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    assert data_bytes(text, literal=True) == data


@given(st.text(st.characters(max_codepoint=126), max_size=40).filter(lambda text: "<" not in text))
def test_printable_text_is_read_back(text: str) -> None:
    shown = text.translate({4: "<EOT>", 29: "<GS>", 30: "<RS>"})
    assert data_bytes(shown) == text.encode()
