"""The short version of the suite that kills a printing kiosk."""

from pathlib import Path

from tests.faults import labels


def test_no_label_is_lost_or_doubled(tmp_path: Path) -> None:
    findings = labels.run(tmp_path / "plant.db", times=3, seed=5, life_s=0.4)
    assert findings.kills == 3
    assert findings.came_out
