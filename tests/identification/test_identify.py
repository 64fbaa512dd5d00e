import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scan import MAX_SCAN_BYTES, Scan
from kiosk.identification.identify import identify
from kiosk.identification.reading import Reading
from kiosk.identification.scan_text import scan_text
from kiosk.identification.site_patterns import Site, compile_site
from tests.identification.messages import as_element_string, messages

SITE = compile_site(
    [("lot", r"L-(?P<lot>\d+)"), ("digits", r"(?P<serial>\d{13,16})")],
    badge_regex=r"P\d{6}",
    year=2026,
)
LINK = "https://id.gs1.org/01/09506000134352/10/A"


def read(text: str, site: Site = SITE) -> tuple[Reading, ...]:
    aim, data = scan_text(text)
    return identify(Scan(data, aim), site)


def verdicts(readings: tuple[Reading, ...]) -> list[tuple[str, bool]]:
    return [(reading.standard, reading.complete) for reading in readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("]d20109506000134352<GS>10A", [("gs1-element-string", True)]),
        ("]d20109506000134353", [("gs1-element-string", False)]),
        ("]C1", [("gs1-element-string", False)]),
        ("]C1LOT:OK", [("gs1-element-string", False)]),
        ("]Q3BADGE:B-1", [("gs1-element-string", False)]),
        ("]d2P123456", [("gs1-element-string", False)]),
        ("]d2" + LINK, [("gs1-element-string", False)]),
        ("]e0(01)09506000134352", [("gs1-element-string", False)]),
        ("]E09506000134352", [("gtin", True)]),
        ("]E09506000134353", [("gtin", False)]),
        ("]E0LOT:OK", [("gtin", False)]),
        ("]E09506000134352|]e010A", [("gs1-element-string", True)]),
        ("]E495012346|]e021A", [("gs1-element-string", True)]),
        ("]E3950600013435212345", [("gtin", True)]),
        ("]E39506000134352123", [("gtin", False)]),
        ("]Q4\\0000260109506000134352", [("gs1-element-string", True)]),
        ("]Q40109506000134352", [("gs1-element-string", True)]),
        ("]Q3\\0000260109506000134352", [("gs1-element-string", False)]),
        ("]E09506000134353|]e010A", [("gs1-element-string", False)]),
        ("]E09506000134352|]e0", [("gs1-element-string", False)]),
        ("]E09506000134352|]e00119506000134359", [("gs1-element-string", False)]),
        ("]E09506000134352|]e00109506000134352", [("gs1-element-string", True)]),
    ],
)
def test_an_identifier_that_claims_a_standard_leaves_only_that(text: str, expected: list[tuple[str, bool]]) -> None:
    readings = read(text)
    assert verdicts(readings) == expected
    assert "symbology identifier" in readings[0].proof or not readings[0].complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("]C09506000134352", [("site", True), ("plain", True)]),
        ("]C00109506000134352", [("site", True), ("plain", True)]),
        ("]I009506000134352", [("gtin", True), ("site", True), ("plain", True)]),
        ("]Q1" + LINK, [("gs1-digital-link", True), ("plain", True)]),
        ("]Q1" + LINK.replace("352", "353"), [("gs1-digital-link", False), ("plain", True)]),
        ("]d1(01)09506000134352", [("gs1-bracketed", True), ("plain", True)]),
        ("]A0L-5", [("site", True), ("plain", True)]),
        ("]A0+A123BJC5D6E71G", [("hibc", True), ("plain", True)]),
        ("]d1[)><RS>06<GS>PX<RS><EOT>", [("iso15434", True), ("plain", False)]),
        ("]C0LOT:OK", [("command", True)]),
        ("]C0BADGE:B-1", [("badge", True)]),
        ("]C0P123456", [("badge", True), ("plain", True)]),
    ],
)
def test_carriers_of_free_text(text: str, expected: list[tuple[str, bool]]) -> None:
    assert verdicts(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0109506000134352", [("gs1-element-string", True), ("site", True), ("plain", True)]),
        ("010950600013435210A", [("gs1-element-string", True), ("plain", True)]),
        ("0109506000134353", [("site", True), ("plain", True)]),
        ("<GS>10A", [("gs1-element-string", True), ("plain", False)]),
        ("<GS>10A<GS><GS>", [("gs1-element-string", False), ("plain", False)]),
        ("01234565", [("gtin", True), ("gtin", True), ("plain", True)]),
        ("10A<GS>21B", [("plain", False)]),
        ("1012345", [("plain", True)]),
        ("9506000134352", [("gtin", True), ("site", True), ("plain", True)]),
        ("9506000134353", [("site", True), ("plain", True)]),
        ("95012346", [("gtin", True), ("plain", True)]),
        ("(01)09506000134352(10)A", [("gs1-bracketed", True), ("plain", True)]),
        ("(12) Shelf A", [("gs1-bracketed", False), ("plain", True)]),
        (LINK, [("gs1-digital-link", True), ("plain", True)]),
        ("LOT:OK", [("command", True)]),
        ("LOT:4711", [("command", False), ("plain", True)]),
        ("BADGE:B-1", [("badge", True)]),
        ("BADGE:", [("badge", False)]),
        ("ABC", [("plain", True)]),
        ("", [("plain", False)]),
        ("[)><RS>06<GS>PX<RS><EOT>", [("iso15434", True), ("plain", False)]),
        ("[)>06|PX|Q1", [("iso15434", True), ("plain", True)]),
        ("+A123BJC5D6E71G", [("hibc", True), ("plain", True)]),
        ("+A123BJC5D6E71H", [("hibc", False), ("plain", True)]),
        ("1TL26", [("plain", True)]),
    ],
)
def test_without_an_identifier_every_reading_is_given(text: str, expected: list[tuple[str, bool]]) -> None:
    assert verdicts(read(text)) == expected


def test_a_label_of_the_site_may_start_like_a_command() -> None:
    site = compile_site([("lot", r"LOT:(?P<lot>\d+)")])
    assert verdicts(read("LOT:4711", site)) == [("site", True), ("command", False), ("plain", True)]


def test_a_command_without_its_tag_is_nothing_else() -> None:
    site = compile_site([("any", r"(?P<lot>.+)")], command_key=b"0123456789abcdef")
    assert verdicts(read("LOT:FINISH", site)) == [("command", False)]
    assert verdicts(read("LOT:FINISH.AAAAAAAA", site)) == [("command", False)]
    assert verdicts(read("LOT:FINISH.AAAAAAAA", compile_site())) == [("command", False)]


def test_default_prefixes_need_no_settings() -> None:
    assert read("LOT:FLOW-receive", Site())[0].value("command") == "FLOW-receive"
    assert read("BADGE:B-1", Site())[0].value("badge") == "B-1"


def test_composite_joins_gtin_and_component() -> None:
    (reading,) = read("]E09506000134352|]e01726063010A")
    assert [(e.key, e.value, e.span) for e in reading.elements] == [
        ("01", "09506000134352", (0, 13)),
        ("17", "2026-06-30", (19, 25)),
        ("10", "A", (27, 28)),
    ]


@pytest.mark.parametrize(
    ("aim", "standard"), [("]d2", "gs1-element-string"), ("]E0", "gtin"), ("]C0", "plain"), (None, "plain")]
)
def test_oversize_is_an_error_and_nothing_else(aim: str | None, standard: str) -> None:
    (reading,) = identify(Scan(b"1" * (MAX_SCAN_BYTES + 1), aim), SITE)
    assert (reading.standard, reading.complete) == (standard, False)
    assert [error.code for error in reading.errors] == ["oversize"]
    assert identify(Scan(b"1" * MAX_SCAN_BYTES), SITE)[0].complete


@given(messages(), st.sampled_from(["]C1", "]d2", "]Q3", "]e0", None]))
def test_messages_are_read_first_from_gs1_carriers_and_behind_a_leading_fnc1(
    message: list[tuple[str, str]], aim: str | None
) -> None:
    data = as_element_string(message).encode()
    reading = identify(Scan(data if aim else b"\x1d" + data, aim), SITE)[0]
    assert reading.standard == "gs1-element-string"
    assert reading.complete
    assert [(element.key, element.raw) for element in reading.elements] == message


AIMS = [None, "", "]", "]?", "d2", "]d2", "]C1", "]E0", "]E4", "]I1", "]I0", "]C0", "]Q1", "]d1", "]X0"]


def check_laws(data: bytes, aim: str | None) -> None:
    readings = identify(Scan(data, aim), SITE)
    text = data.decode("latin-1")
    assert readings
    for reading in readings:
        assert reading.complete == (not reading.errors)
        assert all(0 <= error.span[0] <= error.span[1] <= len(text) for error in reading.errors)
        assert all(text[slice(*element.span)] == element.raw for element in reading.elements)
    assert all(reading.standard != "plain" for reading in readings[:-1])
    completeness = [reading.complete for reading in readings if reading.standard != "plain"]
    assert completeness == sorted(completeness, reverse=True)


def test_ten_thousand_random_scans_never_raise() -> None:
    rng = random.Random(20260101)
    for _ in range(10_000):
        check_laws(rng.randbytes(rng.choice([0, 1, 2, 5, 14, 40])), rng.choice(AIMS))


PIECES = st.sampled_from(
    ["01", "09506000134352", "10", "17", "260630", "\x1d", "\x1e", "(", ")", "(01)", "LOT:", "BADGE:", "OK", "]d2",
     "|]e0", "https://",
     "id.gs1.org", "/", "/01/", "?", "=", "&", "%", "%2F", "%GG", "\\", "\xff", "\n", " ", "QTY-1", "."]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(AIMS))
def test_shuffled_pieces_of_real_scans_never_raise(pieces: list[str], aim: str | None) -> None:
    check_laws("".join(pieces).encode("latin-1"), aim)


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 16,
        b"\x1d" * 4096,
        b"\x1d" + b"10a\x1d" * 1023,
        b"4300" + b"%41%42" * 682,
        b"https://a" + b"/01/" * 1000,
        b"(01)" * 1024,
        b"(10)" + b"\\(" * 2046,
    ],
)
def test_full_size_nonsense_never_raises(data: bytes, aim: str | None) -> None:
    check_laws(data, aim)


def test_bare_data_identifiers_where_the_site_uses_them() -> None:
    site = compile_site(data_identifiers=True)
    assert verdicts(read("1TL26", site)) == [("mh10", True), ("plain", True)]
    assert verdicts(read("]C01TL26", site)) == [("mh10", True), ("plain", True)]


def test_aliases_are_commands_except_on_gs1_carriers() -> None:
    site = compile_site(command_aliases={"OBTVALI": "FINISH", "10ABC": "OK"})
    assert verdicts(read("OBTVALI", site)) == [("command", True)]
    assert verdicts(read("]C0OBTVALI", site)) == [("command", True)]
    assert verdicts(read("]d210ABC", site)) == [("gs1-element-string", True)]
    assert verdicts(read("OBTVALI")) == [("plain", True)]
