"""The short version of plugging in and out."""

import sys

import pytest

if sys.platform != "linux":
    pytest.skip("pseudo-terminals, pipes and /proc", allow_module_level=True)

from tests.faults import plugging


def test_nothing_is_left_of_a_device_that_comes_and_goes() -> None:
    for findings in plugging.run(times=30):
        assert (findings.left.threads, findings.left.files) == (0, 0), findings
        assert findings.left.bytes < plugging.MOST_BYTES, findings
