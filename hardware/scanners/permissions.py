"""Says what keeps a device from being opened, and for a missing right the rule that gives it."""

import errno

from hardware.devices import Cause, DeviceState
from hardware.scanners.reader import UnavailableError

UDEV_RULES = "packaging/udev/70-lotline-scanners.rules"
"""The rules that Lotline brings; they go to /etc/udev/rules.d."""
_BUSY = frozenset({errno.EAGAIN, errno.EBUSY})
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO})


def refusal(where: str, error: OSError, subsystem: str) -> UnavailableError:
    """Return what the failed opening of a device means. `subsystem` is udev's: tty, input, hidraw."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnavailableError(
            DeviceState.FAILING,
            f"{where}: no permission. Install {UDEV_RULES}, or a rule such as "
            f'SUBSYSTEM=="{subsystem}", ATTRS{{idVendor}}=="VENDOR", GROUP="lotline", MODE="0660"; '
            "then sudo udevadm control --reload and plug it in again",
            Cause.FORBIDDEN,
        )
    if error.errno in _BUSY:
        return UnavailableError(DeviceState.FAILING, f"{where} is in use by another program: {error}", Cause.BUSY)
    if error.errno in _GONE:
        return UnavailableError(DeviceState.ABSENT, f"{where} is not there")
    return UnavailableError(DeviceState.FAILING, f"{where} cannot be opened: {error}")
