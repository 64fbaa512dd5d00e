import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.hibc import check_character_for, date_in_form, read_hibc
from kiosk.identification.reading import Reading

CODE_39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
PRIMARY = "+A123BJC5D6E71"


def read(body: str) -> Reading:
    """Read a label whose check character is put behind `body`."""
    text = body + check_character_for(body)
    reading = read_hibc(text, 2026)
    assert reading is not None
    assert all(text[slice(*element.span)] == element.raw for element in reading.elements)
    return reading


def said(reading: Reading) -> dict[str, str]:
    skipped = ("labeler", "product", "level")
    return {element.key: element.value for element in reading.elements if element.key not in skipped}


@pytest.mark.parametrize(
    "text",
    [
        "+A123BJC5D6E71G",
        "+$$52001510X3GD",
        "+A99912345/$$52001510X33",
        "+A99912345/$$81210X3/16D20111212/14D20200906/S77DEFG45$",
        "+A99912345/$$90999910X3/$$+320011577DEFG45/16D20111212D",
    ],
)
def test_published_examples(text: str) -> None:
    reading = read_hibc(text, 2026)
    assert reading is not None
    assert reading.complete, reading.errors
    assert reading.proof == ("check character",)


def test_primary_names_labeler_product_and_level() -> None:
    reading = read(PRIMARY)
    assert [(element.key, element.value) for element in reading.elements] == [
        ("item", "A123BJC5D6E71"),
        ("labeler", "A123"),
        ("product", "BJC5D6E7"),
        ("level", "1"),
    ]


@pytest.mark.parametrize(
    ("secondary", "expected"),
    [
        ("$LOT1", {"lot": "LOT1"}),
        ("$+SER1", {"serial": "SER1"}),
        ("$", {}),
        ("27090LOT1", {"expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$0327LOT1", {"expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$1227", {"expiry": "2027-12-31"}),
        ("$$2033127LOT1", {"expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$3270331LOT1", {"expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$427033116LOT1", {"expiry": "2027-03-31T16", "lot": "LOT1"}),
        ("$$527090LOT1", {"expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$62709016LOT1", {"expiry": "2027-03-31T16", "lot": "LOT1"}),
        ("$$7LOT1", {"lot": "LOT1"}),
        ("$$+7SER1", {"serial": "SER1"}),
        ("$$+3270331SER1", {"expiry": "2027-03-31", "serial": "SER1"}),
        ("$$8240327LOT1", {"quantity": "24", "expiry": "2027-03-31", "lot": "LOT1"}),
        ("$$8247LOT1", {"quantity": "24", "lot": "LOT1"}),
        ("$$824LOT1", {"quantity": "24", "lot": "LOT1"}),
        ("$$9001003270331LOT1", {"quantity": "100", "expiry": "2027-03-31", "lot": "LOT1"}),
    ],
)
def test_secondary_labels_with_every_flag(secondary: str, expected: dict[str, str]) -> None:
    alone = read(f"+{secondary}G")
    assert alone.complete, alone.errors
    assert said(alone) == expected | {"link": "G"}
    together = read(f"{PRIMARY}/{secondary}")
    assert together.complete, together.errors
    assert said(together) == {"item": "A123BJC5D6E71"} | expected


def test_supplements() -> None:
    reading = read(f"{PRIMARY}/$$7LOT1/S77/14D20270331/16D20260228/Q12")
    assert reading.complete, reading.errors
    assert said(reading) == {
        "item": "A123BJC5D6E71",
        "lot": "LOT1",
        "serial": "77",
        "expiry": "2027-03-31",
        "made_on": "2026-02-28",
        "quantity": "12",
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("+/EU720060FF0", {"EU": "720060FF0"}),
        ("+/EU7200/B25", {"EU": "7200", "EB": "25"}),
        ("+/Z01AB7", {"Z01A": "B7"}),
        ("+/1EU7200", {"EU": "7200"}),
        ("+/27200G", {"data": "7200", "link": "G"}),
    ],
)
def test_provider_labels(body: str, expected: dict[str, str]) -> None:
    reading = read(body)
    assert reading.complete, reading.errors
    assert said(reading) == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("+A123BJC5D6E7X", "format"),
        ("+A12" + "3" * 20 + "1", "format"),
        (PRIMARY + "/LOT", "format"),
        (PRIMARY + "/$$XLOT", "format"),
        (PRIMARY + "/$$3270231LOT", "date"),
        (PRIMARY + "/$$427033124LOT", "date"),
        (PRIMARY + "/$$527366LOT", "date"),
        (PRIMARY + "/27366LOT", "date"),
        (PRIMARY + "/$" + "X" * 19, "length"),
        (PRIMARY + "/$LOT/X1", "format"),
        (PRIMARY + "/$LOT/16D2026023", "date"),
        (PRIMARY + "/$LOT/Q1A", "quantity"),
        (PRIMARY + "/$$0327LOT/14D20270330", "repeated"),
        ("+/EU", "format"),
        ("+/EU7//", "format"),
    ],
)
def test_what_is_wrong_is_named(body: str, code: str) -> None:
    reading = read(body)
    assert not reading.complete
    assert [error.code for error in reading.errors] == [code]


def test_a_wrong_check_character_is_named() -> None:
    reading = read_hibc(PRIMARY + "H", 2026)
    assert reading is not None
    assert [(error.code, error.span) for error in reading.errors] == [("check-character", (14, 15))]
    assert "needs 'G'" in reading.errors[0].message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "+49 123 456",
        "A123BJC5D6E71G",
        "+a123BJC5D6E71G",
        "+A123BJC5D6\x1d71G",
        "+A1",
        "+A123 BOX 7",
        "+A123-BJC5D6E71Q",
    ],
)
def test_other_texts_are_no_hibc(text: str) -> None:
    assert read_hibc(text, 2026) is None


LOTS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. ", max_size=18)


@given(LOTS, st.data())
def test_every_change_of_one_character_is_caught(lot: str, data: st.DataObject) -> None:
    body = f"{PRIMARY}/$$3270331{lot}"
    text = body + check_character_for(body)
    reading = read_hibc(text, 2026)
    assert reading is not None
    assert reading.complete
    assert (reading.value("lot") or "") == lot
    place = data.draw(st.integers(1, len(text) - 1))
    other = data.draw(st.sampled_from(CODE_39).filter(lambda character: character != text[place]))
    changed = read_hibc(text[:place] + other + text[place + 1 :], 2026)
    assert changed is None or not changed.complete


@pytest.mark.parametrize(("form", "digits"), [("MMYY", "1327"), ("MMYY", "032"), ("MMYY", "03A7"), ("YYJJJ", "27000")])
def test_no_such_date(form: str, digits: str) -> None:
    assert date_in_form(form, digits, 2026) is None


@given(st.text(st.sampled_from(CODE_39), max_size=40))
def test_any_text_gives_an_answer_without_raising(rest: str) -> None:
    text = "+" + rest
    for candidate in (text, text + check_character_for(text)):
        reading = read_hibc(candidate, 2026)
        assert reading is None or reading.complete == (not reading.errors)
