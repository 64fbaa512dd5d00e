"""The short version of a scanner that goes mad."""

import sys

import pytest

pytest.importorskip("PySide6", reason="needs PySide6")
if sys.platform == "win32":
    pytest.skip("pseudo-terminals exist on POSIX systems only", allow_module_level=True)

from PySide6.QtGui import QGuiApplication

from hardware.devices import DeviceState
from hardware.scanners.reader import BABBLE_SCANS
from kiosk.ui.reference_counts import keep_constants
from tests.faults import babbling

pytestmark = pytest.mark.screen


def test_a_mad_scanner_says_so_and_floods_nobody(qapp: QGuiApplication) -> None:
    keep_constants()
    silent, random_bytes, codes = babbling.run(megabytes=0.5, seed=5)
    assert (silent.scans, silent.states[-1]) == (0, DeviceState.READY)
    for findings in (random_bytes, codes):
        assert (findings.scans, findings.states[-1]) == (BABBLE_SCANS, DeviceState.FAILING), findings
