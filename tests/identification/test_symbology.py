import pytest

from kiosk.identification.symbology import Routing, routing, split_identifier, symbology_name


@pytest.mark.parametrize(
    "aim",
    ["]C1", "]e0", "]e1", "]e2", "]d2", "]d5", "]d8", "]dB", "]Q3", "]Q4", "]J1", "]J4", "]z1", "]z4"],
)
def test_carriers_of_gs1_element_strings(aim: str) -> None:
    assert routing(aim) is Routing.GS1


@pytest.mark.parametrize("aim", ["]E0", "]E3", "]E4", "]I1"])
def test_carriers_of_a_gtin(aim: str) -> None:
    assert routing(aim) is Routing.GTIN


@pytest.mark.parametrize("aim", ["]C0", "]C2", "]A0", "]d1", "]Q1", "]z0", "]L2", "]I0"])
def test_carriers_of_free_text(aim: str) -> None:
    assert routing(aim) is Routing.PLAIN


@pytest.mark.parametrize("aim", [None, "", "]", "d2", "]?1", "]Z0", "]X0", "\xe9\xe9\xe9"])
def test_no_claim(aim: str | None) -> None:
    assert routing(aim) is Routing.UNKNOWN


@pytest.mark.parametrize(
    ("aim", "name"),
    [
        ("]d2", "GS1 DataMatrix"),
        ("]d1", "Data Matrix"),
        ("]E0", "EAN-13"),
        ("]C0", "Code 128"),
        ("", "Unknown symbology"),
        ("]?1", "Unknown symbology"),
    ],
)
def test_names(aim: str, name: str) -> None:
    assert symbology_name(aim) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("]d20109", ("]d2", "0109")),
        ("]C1", ("]C1", "")),
        ("]dBx", ("]dB", "x")),
        ("", (None, "")),
        ("]", (None, "]")),
        ("]d", (None, "]d")),
        ("]d-1", (None, "]d-1")),
        ("]d²1", (None, "]d²1")),
        ("]?1x", (None, "]?1x")),
        ("d20109", (None, "d20109")),
    ],
)
def test_split(text: str, parts: tuple[str | None, str]) -> None:
    assert split_identifier(text) == parts
