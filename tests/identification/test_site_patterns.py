import pytest

from kiosk.domain.errors import KioskError
from kiosk.identification.reading import Reading
from kiosk.identification.site_patterns import Site, SiteError, compile_site, read_site_patterns

PART = ("part-label", r"(?P<item>[A-Z0-9]+)\|(?P<lot>[^|]*)(?:\|(?P<quantity>[^|]+))?(?:\|(?P<expiry>.+))?")


def read(text: str, site: Site | None = None) -> list[Reading]:
    return list(read_site_patterns(text, site or compile_site([PART])))


def test_groups_become_elements_with_spans() -> None:
    (reading,) = read("A1|L-5|2.50|2027-03-31")
    assert reading.standard == "site"
    assert reading.complete
    assert reading.proof == ("pattern part-label",)
    assert [(e.key, e.title, e.value, e.raw, e.span) for e in reading.elements] == [
        ("item", "Item", "A1", "A1", (0, 2)),
        ("lot", "Lot", "L-5", "L-5", (3, 6)),
        ("quantity", "Quantity", "2.50", "2.50", (7, 11)),
        ("expiry", "Expiry", "2027-03-31", "2027-03-31", (12, 22)),
    ]


@pytest.mark.parametrize(
    ("raw", "day"), [("20270331", "2027-03-31"), ("270331", "2027-03-31"), ("770101", "1977-01-01")]
)
def test_expiry_is_normalised(raw: str, day: str) -> None:
    (reading,) = read(f"A1|L|1|{raw}")
    assert reading.value("expiry") == day


def test_quantity_loses_leading_zeros_only() -> None:
    (reading,) = read("A1|L|007.10")
    assert reading.value("quantity") == "7.10"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A1|L\n", "characters"),
        ("A1|L\x1d10B", "characters"),
        ("A1|L|x", "quantity"),
        ("A1|L|-1", "quantity"),
        ("A1|L|1,5", "quantity"),
        ("A1|L|1.1234567", "quantity"),
        ("A1|L|1|2027-02-30", "expiry"),
        ("A1|L|1|31.03.2027", "expiry"),
        ("A1|L|1|2703", "expiry"),
    ],
)
def test_wrong_values_are_named(text: str, code: str) -> None:
    (reading,) = read(text)
    assert not reading.complete
    assert [error.code for error in reading.errors] == [code]
    assert [element.error for element in reading.elements if element.error] == [code]
    assert reading.value("item") == "A1"


def test_absent_groups_give_no_element() -> None:
    (reading,) = read("A1|")
    assert [element.key for element in reading.elements] == ["item"]
    assert read("", compile_site([("any", "(?P<lot>.*)")])) == []


def test_the_whole_data_must_match() -> None:
    assert read("a1|L") == []
    assert read("A1|" + "L" * 300) == []


def test_all_patterns_that_match_are_given_in_order() -> None:
    site = compile_site([("lot", r"(?P<lot>\d+)"), ("order", r"(?P<order>\d{4})"), ("place", r"(?P<location>X)")])
    assert [reading.proof for reading in read("4711", site)] == [("pattern lot",), ("pattern order",)]


def test_values_are_utf8() -> None:
    (reading,) = read("Röhre".encode().decode("latin-1"), compile_site([("any", "(?P<lot>.+)")]))
    assert reading.value("lot") == "Röhre"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("(", "no regular expression"),
        ("[A-Z]+", "no named group"),
        ("(?P<colour>.+)", "'colour' is unknown"),
        ("(?P<lot>(a+)+)", "repetition"),
        ("(?P<lot>" + "a" * 300 + ")", "at most 256"),
    ],
)
def test_wrong_patterns_are_refused_by_name(expression: str, reason: str) -> None:
    with pytest.raises(SiteError, match=reason) as caught:
        compile_site([("my-label", expression)])
    assert caught.value.name == "my-label"
    assert str(caught.value).startswith("my-label: ")
    assert isinstance(caught.value, KioskError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("command_prefix", "badge_prefix", "name"),
    [
        ("", "BADGE:", "command prefix"),
        ("LOT:", "", "badge prefix"),
        ("LOT\x1d", "BADGE:", "command prefix"),
        ("LÖT:", "BADGE:", "command prefix"),
        ("L", "LB", "badge prefix"),
        ("LB", "L", "badge prefix"),
    ],
)
def test_wrong_prefixes_are_refused(command_prefix: str, badge_prefix: str, name: str) -> None:
    with pytest.raises(SiteError) as caught:
        compile_site(command_prefix=command_prefix, badge_prefix=badge_prefix)
    assert caught.value.name == name


def test_other_wrong_settings_are_refused() -> None:
    with pytest.raises(SiteError, match="two patterns"):
        compile_site([PART, PART])
    with pytest.raises(SiteError, match="at least 16 bytes"):
        compile_site(command_key=b"short")
    with pytest.raises(SiteError, match="badge: "):
        compile_site(badge_regex="(a+)+")


def test_settings_without_patterns_are_the_default_site() -> None:
    assert compile_site() == Site()
    site = compile_site(command_key=b"0123456789abcdef", badge_regex=r"P\d+", year=2030)
    assert site.badge_regex is not None
    assert site.badge_regex.fullmatch("P1")
    assert (site.command_key, site.year) == (b"0123456789abcdef", 2030)


@pytest.mark.parametrize(
    ("aliases", "key", "reason"),
    [
        ({"OBTVALI": "EXPLODE"}, None, "no command"),
        ({"OBTVALI": "FINISH"}, b"0123456789abcdef", "carries a tag"),
        ({"": "OK"}, None, "found none"),
    ],
)
def test_aliases_that_cannot_be_used(aliases: dict[str, str], key: bytes | None, reason: str) -> None:
    with pytest.raises(SiteError, match=reason):
        compile_site(command_aliases=aliases, command_key=key)
