"""The short version of people and a scanner at one keyboard."""

from tests.faults import typing


def test_no_scan_is_wrong_and_no_key_is_lost() -> None:
    findings = typing.run(times=400, seed=7)
    assert findings.mistakes == []
    assert findings.delivered > 350
    assert findings.refused_by_name, "somebody typed into a scan, or the simulation shows nothing"
