import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.iso15434 import read_iso15434
from kiosk.identification.reading import Reading
from tests.identification.messages import as_element_string, messages

CONTROLS = {"^": "\x1d", "%": "\x1e", "$": "\x04"}
GOOD = "[)>%06^1PABC-1^1TL26^Q100%$"


def read(text: str) -> Reading:
    for name, control in CONTROLS.items():
        text = text.replace(name, control)
    return read_raw(text)


def read_raw(text: str) -> Reading:
    reading = read_iso15434(text, 2026)
    assert reading is not None
    assert all(text[slice(*element.span)] == element.raw for element in reading.elements)
    return reading


def pairs(reading: Reading) -> list[tuple[str, str]]:
    return [(element.key, element.value) for element in reading.elements]


def warnings(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]


@pytest.mark.parametrize("text", ["", "[)", "06\x1dP1", "x[)>\x1e06"])
def test_other_texts_are_no_envelope(text: str) -> None:
    assert read_iso15434(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (GOOD, [("1P", "ABC-1"), ("1T", "L26"), ("Q", "100")]),
        ("[)>%06^P7^S1^25SUN123^14D20270331^Q2.5KG^4LDEFR%$",
         [("P", "7"), ("S", "1"), ("25S", "UN123"), ("14D", "2027-03-31"), ("Q", "2.5 KG"), ("4L", "DEFR")]),
        ("[)>%05^0109506000134352^10L1%$", [("01", "09506000134352"), ("10", "L1")]),
        ("[)>%05^010950600013435210L1^21S%06^Q5%$",
         [("01", "09506000134352"), ("10", "L1"), ("21", "S"), ("Q", "5")]),
        ("[)>%12^MFR 12345^SER S-1^PNO P 7%$", [("MFR", "12345"), ("SER", "S-1"), ("PNO", "P 7")]),
        ("[)>%06^1JUN123456789A1^V4711^KPO-1^4K0010%$",
         [("1J", "UN123456789A1"), ("V", "4711"), ("K", "PO-1"), ("4K", "0010")]),
    ],
)  # fmt: skip
def test_envelopes(text: str, elements: list[tuple[str, str]]) -> None:
    reading = read(text)
    assert reading.complete, reading.errors
    assert (pairs(reading), reading.proof) == (elements, ("envelope",))
    assert not [code for code in warnings(reading) if code != "required-pair"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[)>06^1PA^Q1%$", ["separator"]),
        ("[)>%061PA^Q1%$", ["separator"]),
        ("[)>%06^1PA^Q1$", ["separator"]),
        ("[)>%06^1PA^Q1%", ["end"]),
        ("[)>%06^1PA^Q1", ["separator", "end"]),
        (">[)>06^1PA^Q1", ["header", "separator", "separator", "end"]),
        ("[)>%06^1PA^Q1^%$", ["empty"]),
        ("[)>%06^1PA^777XB%$", ["unknown-di"]),
    ],
)
def test_faults_of_real_labels_are_read_and_flagged(text: str, codes: list[str]) -> None:
    reading = read(text)
    assert reading.complete, reading.errors
    assert warnings(reading) == codes
    assert reading.value("1P") == "A"


@pytest.mark.parametrize(
    "text",
    [
        "[)>␞06␝1PA␝1TL26␝Q1␞␄".encode().decode("latin-1"),
        "[)><RS>06<GS>1PA<GS>1TL26<GS>Q1<RS><EOT>",
        "[)>{RS}06{GS}1PA{GS}1TL26{GS}Q1{RS}{EOT}",
        "[)>~06|1PA|1TL26|Q1~",
        "[)>|06|1PA|1TL26|Q1",
        "[)>06^1PA^1TL26^Q1",
    ],
)
def test_printable_substitutes_are_read_and_flagged(text: str) -> None:
    reading = read_raw(text)
    assert reading.complete, reading.errors
    assert pairs(reading) == [("1P", "A"), ("1T", "L26"), ("Q", "1")]
    assert "substitute" in warnings(reading)


def test_what_looks_like_a_control_stays_where_there_are_controls() -> None:
    assert pairs(read_raw("[)>\x1e06\x1d1PA<GS>B\x1dQ1\x1e\x04"))[0] == ("1P", "A<GS>B")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[)>", ["format"]),
        ("[)>%$", ["format"]),
        ("[)>%06^%$", ["empty"]),
        ("[)>%99^X1%$", ["format"]),
        ("[)>%06^1PA%07^X%$", ["format"]),
        ("[)>%06^-1%$", ["unknown-di"]),
        ("[)>%06^1P%$", ["empty"]),
        ("[)>%06^1PA\n%$", ["characters"]),
        ("[)>%06^14D20270231%$", ["date"]),
        ("[)>%06^QABC%$", ["quantity"]),
        ("[)>%06^4LXX%$", ["code-list"]),
        ("[)>%06^8P09506000134353%$", ["check-digit"]),
        ("[)>%06^1Jab%$", ["format"]),
        ("[)>%06^1TA^1TB%$", ["repeated"]),
        ("[)>%06^1PA%$X", ["trailing"]),
        ("[)>%05^0109506000134353%$", ["check-digit"]),
        ("[)>%05^05X%$", ["unknown-ai"]),
        ("[)>%12^MFR12345%$", ["unknown-tei"]),
    ],
)
def test_what_is_wrong_is_named(text: str, codes: list[str]) -> None:
    reading = read(text)
    assert not reading.complete
    assert [error.code for error in reading.errors] == codes


@given(messages(("01", "10", "17", "21", "3102", "99")))
def test_element_strings_are_the_same_inside_an_envelope(message: list[tuple[str, str]]) -> None:
    reading = read_raw(f"[)>\x1e05\x1d{as_element_string(message)}\x1e\x04")
    assert reading.complete, reading.errors
    assert [(element.key, element.raw) for element in reading.elements] == message


VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20)
FIELDS = st.dictionaries(st.sampled_from(["P", "1P", "1T", "S", "K", "V", "30P"]), VALUES, min_size=1)


@given(FIELDS)
def test_what_was_written_is_read(fields: dict[str, str]) -> None:
    body = "\x1d".join(key + value for key, value in fields.items())
    reading = read_raw(f"[)>\x1e06\x1d{body}\x1e\x04")
    assert reading.complete, reading.errors
    assert pairs(reading) == list(fields.items())


@given(st.text(st.sampled_from("[)>\x1e\x1d\x0406125PSTQ1A|^ \xff"), max_size=30))
def test_any_text_gives_a_reading_without_raising(rest: str) -> None:
    reading = read_raw("[)>" + rest)
    assert reading.complete == (not reading.errors)
