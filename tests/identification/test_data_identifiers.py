import pytest

from kiosk.identification.data_identifiers import TITLES, read_field, split_field


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("1T", "a b/C", "a b/C"),
        ("D", "270331", "2027-03-31"),
        ("1D", "310327", "2027-03-31"),
        ("2D", "033127", "2027-03-31"),
        ("3D", "6090", "2026-03-31"),
        ("3D", "7090", "2017-03-31"),
        ("4D", "27090", "2027-03-31"),
        ("5D", "270331", "2027-03-31"),
        ("5D", "270331036", "2027-03-31"),
        ("6D", "20270331036", "2027-03-31"),
        ("7D", "0327", "2027-03"),
        ("8D", "202703312359036", "2027-03-31T23:59"),
        ("8D", "202703312359", "2027-03-31T23:59"),
        ("9D", "2713", "2713"),
        ("10D", "2713", "2027-W13"),
        ("11D", "202713", "2027-W13"),
        ("12D", "20270331", "2027-03-31"),
        ("15D", "31032027", "2027-03-31"),
        ("17D", "31032027", "2027-03-31"),
        ("Q", "100", "100"),
        ("Q", "1.5", "1.5"),
        ("7Q", "100EA", "100 EA"),
        ("8P", "9506000134352", "09506000134352"),
        ("4L", "DE", "DE"),
        ("J", "UN1234567A", "UN1234567A"),
        ("777X", "x", "x"),
    ],
)
def test_normal_values(key: str, raw: str, value: str) -> None:
    field = read_field(key, raw, 2026)
    assert (field.value, field.raw, field.wrong) == (value, raw, None)


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("1T", "", "empty"),
        ("1T", "A\xe9", "characters"),
        ("1T", "A\x00", "characters"),
        ("D", "270231", "date"),
        ("D", "27033", "date"),
        ("3D", "6000", "date"),
        ("3D", "60", "date"),
        ("4D", "27366", "date"),
        ("6D", "2027033103", "date"),
        ("6D", "2027ABCD036", "date"),
        ("7D", "1327", "date"),
        ("8D", "202703312459", "date"),
        ("8D", "202702312359", "date"),
        ("8D", "2027033123", "date"),
        ("10D", "2754", "date"),
        ("10D", "27", "date"),
        ("11D", "000013", "date"),
        ("Q", "-1", "quantity"),
        ("Q", "1,5", "quantity"),
        ("4L", "D", "code-list"),
        ("8P", "9506000134353", "check-digit"),
        ("8P", "A", "check-digit"),
        ("6J", "AB", "format"),
    ],
)
def test_what_is_wrong_is_named(key: str, raw: str, code: str) -> None:
    field = read_field(key, raw, 2026)
    assert field.wrong is not None
    assert (field.wrong[0], field.value) == (code, raw)
    assert field.wrong[1].startswith(key)


def test_an_identifier_without_a_title_says_so() -> None:
    assert read_field("777X", "1", 2026).title == "Data identifier 777X"
    assert TITLES["1T"] == "Lot, supplier's number"


@pytest.mark.parametrize(
    ("text", "parts"), [("1TL26", ("1T", "L26")), ("P", ("P", "")), ("1234P", None), ("-P", None), ("", None)]
)
def test_split(text: str, parts: tuple[str, str] | None) -> None:
    assert split_field(text) == parts
