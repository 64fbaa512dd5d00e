"""Every kind of label fits its template at every resolution, reads back, and refuses what does not fit."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.printers.label import LabelError, Symbology
from hardware.printers.verify import verify
from kiosk.domain.errors import FormError
from kiosk.domain.lot import lot_of
from kiosk.labels.content import Content, LabelKind, lot_content
from kiosk.labels.layout import lay_out
from kiosk.labels.sheet import label_sheet
from kiosk.labels.template import FOLDER, TemplateError, read_template, template_of
from tests.hardware.printers.reading import pages, read
from tests.hardware.printers.samples import RESOLUTIONS, values_82
from tests.labels.plant import BIKE, BRACKET, CELL, CONTENTS, YEAR


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: f"{content.kind}-{content.code}")
def test_every_label_fits_and_reads_back(content: Content, dpi: int) -> None:
    label = lay_out(content, dpi)
    found = {data.decode() for _, data in read(verify(label))}
    assert content.data in found
    assert found <= {content.data, content.link}
    printed = " ".join(text.text for text in label.texts)
    assert content.code.replace(" ", "") in printed.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(values_82, values_82, st.dates(), st.sampled_from(RESOLUTIONS))
def test_any_number_that_gs1_allows_fits(serial: str, batch: str, day: object, dpi: int) -> None:
    for item in (CELL, BIKE):
        try:
            content = lot_content(item, lot_of(item, serial), [("expiry", str(day))], batch=batch, year=YEAR)
        except FormError:
            continue  # a century that two digits cannot say
        label = lay_out(content, dpi)
        verify(label)
        assert all(text.text for text in label.texts)


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_modules_are_as_wide_as_gs1_asks(dpi: int) -> None:
    for content in CONTENTS:
        for placed in lay_out(content, dpi).symbols:
            kind = placed.symbol.symbology
            least = 0.495 if content.kind is LabelKind.CONTAINER else 0.25 if kind.is_linear else 0.37
            assert placed.module / dpi * 25.4 >= least - 1e-9, (content, placed)


def test_an_item_without_gtin_has_no_link() -> None:
    kinds = [each.symbol.symbology for each in lay_out(CONTENTS[5], 203).symbols]
    assert kinds == [Symbology.CODE_128]


def test_what_does_not_fit_is_refused_with_its_place() -> None:
    long = Content(LabelKind.LOT, "L" * 60, "L" * 60)
    with pytest.raises(LabelError, match=r"'L+' is too long for its place of 42 x 10 mm"):
        lay_out(long, 203)
    wide = Content(LabelKind.ORDER, "O", "O" * 79)
    with pytest.raises(LabelError, match=r"as code-128 needs 2\d\d\.\d mm, its place has 86 x 11 mm"):
        lay_out(wide, 203)


def test_gs1_128_ends_at_48_characters() -> None:
    elements = (("00", "0" * 18),)
    with pytest.raises(LabelError, match="has 49 characters; GS1-128 holds 48"):
        lay_out(Content(LabelKind.CONTAINER, "", "0" * 49, elements=elements), 203)


def test_a_long_name_is_shortened_and_a_number_never() -> None:
    label = lay_out(replace(CONTENTS[2], title="A very long name of a bracket " * 8), 203)
    title = [text.text for text in label.texts if text.text.startswith("A very") or text.text.endswith("…")]
    assert title[-1].endswith("…")
    verify(label)
    assert any(text.text == "BR-34" for text in label.texts)


def test_controls_in_a_name_are_blanks() -> None:
    label = lay_out(replace(CONTENTS[2], title="A\x00B\nC"), 203)
    assert label.texts[0].text == "A B C"


@pytest.mark.parametrize("kind", LabelKind)
def test_every_kind_has_its_template(kind: LabelKind) -> None:
    template = template_of(kind)
    rooms = [(s.x, s.y, s.width, s.height) for s in template.symbols]
    rooms += [(t.x, t.y, t.width, t.height) for t in template.texts]
    for x, y, width, height in rooms:
        assert x >= 0
        assert y >= 0
        assert x + width <= template.width
        assert y + height <= template.height
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LabelKind)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("width = 1", "expected width, height and copies, found copies, width"),
        ("width = 1\nheight = 1\ncolour = 1", "found colour"),
        ("width = [", "is no template"),
        ("width=1\nheight=1\n[[symbol]]\ncarrier='ean'", "'ean' is not a valid Carrier"),
        ("width=1\nheight=1\n[[text]]\nfont='x'", "unknown font; known are says"),
        ("width=1\nheight=1\n[[rule]]\nx='1'", "x is '1', expected float"),
        ("width=1\nheight=1\n[[rule]]\nx=1", "missing"),
        ("width=1\nheight=1\n[[text]]\nsays='titel'", "says is 'titel', expected a text in quotes or one of code"),
    ],
)
def test_a_wrong_template_is_named(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "lot.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=why) as raised:
        read_template(path)
    assert str(path) in str(raised.value)
    with pytest.raises(TemplateError, match="cannot be read"):
        read_template(tmp_path / "gone.toml")


def test_a_sheet_has_all_labels_under_their_headings(tmp_path: Path) -> None:
    groups = [(f"Group {number // 4}", content) for number, content in enumerate(CONTENTS)]
    found = [symbol for page in pages(label_sheet(groups), 300, tmp_path) for symbol in read(page)]
    wanted = sorted([content.data for content in CONTENTS] + [CONTENTS[4].link])
    assert sorted(data.decode() for _, data in found) == wanted


def test_nothing_is_written_where_one_label_cannot_be_made() -> None:
    with pytest.raises(LabelError):
        label_sheet([("A", CONTENTS[0]), ("A", Content(LabelKind.LOT, "L" * 60, "L" * 60))])


def test_a_qr_code_of_ours_is_a_link() -> None:
    template = template_of(LabelKind.ITEM)
    only_data = replace(template, symbols=(replace(template.symbols[1], says="data"),))
    with pytest.raises(LabelError, match="says as a Digital Link"):
        lay_out(CONTENTS[4], 203, only_data)
    assert lay_out(CONTENTS[5], 203, only_data).symbols[0].symbol.data == BRACKET.code
