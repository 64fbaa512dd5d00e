"""ZPL, raster and PDF of one label are the same picture, and it reads back as what was wanted."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware.printers.label import Symbol, Symbology
from hardware.printers.pdf import single
from hardware.printers.verify import verify
from hardware.printers.zpl import zpl
from tests.hardware.printers.reading import pages, read
from tests.hardware.printers.samples import RESOLUTIONS, label_with, symbols
from tests.hardware.printers.zpl_printer import ZplPrinter


@settings(max_examples=60, deadline=None)
@given(symbols, st.sampled_from(RESOLUTIONS))
def test_a_label_in_zpl_prints_the_very_dots_that_were_verified(symbol: Symbol, dpi: int) -> None:
    label = label_with(symbol, dpi)
    verified = verify(label)
    printer = ZplPrinter()
    printer.feed(zpl(label))
    [printed] = printer.printed
    [made] = printed.symbols
    assert (made.data, made.is_gs1) == (symbol.data.encode(), symbol.symbology.is_gs1)
    assert np.array_equal(printed.picture, verified)
    assert read(printed.picture) == [(symbol.symbology.aim, symbol.data.encode())]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(symbol=symbols, dpi=st.sampled_from(RESOLUTIONS))
def test_a_label_in_a_pdf_reads_back(tmp_path: Path, symbol: Symbol, dpi: int) -> None:
    label = label_with(symbol, dpi)
    [page] = pages(single(label), dpi, tmp_path)
    assert abs(page.shape[0] - label.height) <= 1
    assert abs(page.shape[1] - label.width) <= 1
    assert read(page) == [(symbol.symbology.aim, symbol.data.encode())]


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_pdf_made_for_600_dots_reads_back_on_a_coarser_printer(tmp_path: Path, dpi: int) -> None:
    for kind in (Symbology.CODE_128, Symbology.DATA_MATRIX, Symbology.QR_CODE):
        label = label_with(Symbol(kind, "LOT:FLOW-receive"), 600)
        [page] = pages(single(label), dpi, tmp_path)
        assert read(page) == [(kind.aim, b"LOT:FLOW-receive")]
