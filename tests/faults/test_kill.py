"""The short version of the kill suite."""

from pathlib import Path

from tests.faults import kill


def test_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    findings = kill.run(tmp_path / "plant.db", times=6, seed=11)
    assert findings.kills == 6
    assert findings.acknowledged
    assert findings.resumed
