from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.gs1.element_strings import read_element_strings
from kiosk.identification.substitutes import GS, NAMED, Mended, edits_of


def test_a_reading_of_the_mended_text_stands_where_it_was_scanned() -> None:
    text = "10A<GS>21B<GS>17260631"
    mended = Mended(text, edits_of(text, NAMED))
    assert mended.text == "10A\x1d21B\x1d17260631"
    reading = mended.moved(read_element_strings(mended.text, 2026))
    assert [(each.raw, text[slice(*each.span)]) for each in reading.elements] == [
        ("A", "A"),
        ("B", "B"),
        ("260631", "260631"),
    ]
    assert [text[slice(*error.span)] for error in reading.errors] == ["260631"]


def test_nothing_to_mend() -> None:
    assert edits_of("10A", NAMED) == []
    assert edits_of("10A|", {}) == []
    assert not Mended("10A|", []).is_changed


@given(st.lists(st.sampled_from(["A", "<", "<GS>", "|", "\x1d", "{GS}"]), max_size=12))
def test_every_place_leads_back(parts: list[str]) -> None:
    text = "".join(parts)
    mended = Mended(text, edits_of(text, {"<GS>": GS, "{GS}": GS, "|": GS}))
    for index, character in enumerate(mended.text):
        start, stop = mended.place((index, index + 1))
        assert text[start:stop] == character or text[start:stop] in ("<GS>", "{GS}", "|")
