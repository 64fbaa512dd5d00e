"""The scanner without hardware."""

from hardware.devices import DeviceState, DeviceStatus
from hardware.scan import Scan
from hardware.scanners.simulated import SimulatedScanner


def test_it_delivers_what_it_is_told_to_read_while_it_is_started() -> None:
    scans: list[Scan] = []
    statuses: list[DeviceStatus] = []
    scanner = SimulatedScanner("bench", clock=lambda: 7.0)
    assert not scanner.read(b"early")
    scanner.start(scans.append, statuses.append)
    assert scanner.read(b"]d20109506000134352")
    scanner.stop()
    assert not scanner.read(b"late")
    assert scans == [Scan(b"0109506000134352", "]d2", "simulated", "bench", 7.0)]
    assert statuses == [DeviceStatus(DeviceState.READY)]
