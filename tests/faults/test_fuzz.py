"""The short version of the fuzz run."""

from tests.faults import fuzz


def test_no_input_raises_or_takes_too_long() -> None:
    findings = fuzz.run(5_000, seed=15434)
    assert findings.inputs == 5_000
    assert 0 < findings.complete < findings.inputs
    assert findings.long
    assert findings.slow == 0, findings
