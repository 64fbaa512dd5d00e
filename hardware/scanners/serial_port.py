"""A scanner on a serial port, USB-CDC or RS-232: found by its path or by what USB says of it, and found again."""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hardware.devices import Cause, DeviceState, Tap
from hardware.scanners.feedback import Feedback
from hardware.scanners.framing import CR, Framer, Profile
from hardware.scanners.permissions import refusal
from hardware.scanners.reader import DeviceReader, Found, LinkLostError, UnavailableError
from hardware.scanners.usb import UsbIdentity

if TYPE_CHECKING:
    from serial import Serial

_log = logging.getLogger(__name__)

_READ_S = 0.2
_WRITE_S = 0.2
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """What has to be known of the port. USB-CDC scanners ignore the line settings."""

    place: str | UsbIdentity
    """Such as `/dev/serial/by-id/...`, which is the same after replugging, or `COM3`."""
    baud: int = 9600
    profile: Profile = CR
    data_bits: int = 8
    parity: str = "N"
    """N, E or O."""
    stop_bits: int = 1
    flow: str = "none"
    """`none`, `rtscts`, or `xonxoff`, which eats the bytes 0x11 and 0x13 of a payload."""


def serial_scanner(
    settings: SerialSettings,
    name: str = "",
    *,
    feedback: Feedback | None = None,
    tap: Tap | None = None,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], object] | None = None,
) -> DeviceReader:
    """Return the reader of one port."""
    return DeviceReader(
        str(settings.place),
        lambda found: _open(settings, found),
        Framer(settings.profile, source="serial", device=name),
        feedback=feedback,
        tap=tap,
        clock=clock,
        wait=wait,
    )


class SerialLink:
    """An open port."""

    def __init__(self, port: "Serial") -> None:
        self._port = port

    def read(self) -> bytes:
        """Return what has come; empty after a moment in which nothing did."""
        try:
            return self._port.read(min(self._port.in_waiting, _CHUNK) or 1)
        except _port_errors() as error:
            raise LinkLostError(str(error)) from error

    def write(self, data: bytes) -> None:
        """Send a command; a scanner that does not take it within a moment goes without."""
        from serial import SerialTimeoutException

        try:
            self._port.write(data)
        except SerialTimeoutException:
            _log.info("%s takes no commands", self._port.port)
        except _port_errors() as error:
            raise LinkLostError(str(error)) from error

    def wake(self) -> None:
        """End a read that is under way."""
        self._port.cancel_read()

    def close(self) -> None:
        """Free the port."""
        self._port.close()


def _open(settings: SerialSettings, found: Found) -> SerialLink:
    from serial import Serial

    path = path_of(settings.place)
    if sys.platform != "win32" and not Path(path).exists():
        raise UnavailableError(DeviceState.ABSENT, f"{path} is not there")
    found()
    try:
        return SerialLink(
            Serial(
                path,
                settings.baud,
                bytesize=settings.data_bits,
                parity=settings.parity,
                stopbits=settings.stop_bits,
                rtscts=settings.flow == "rtscts",
                xonxoff=settings.flow == "xonxoff",
                timeout=min(_READ_S, settings.profile.silence_s),
                write_timeout=_WRITE_S,
                exclusive=True,
            )
        )
    except ValueError as error:
        raise UnavailableError(DeviceState.FAILING, f"{path} cannot run at {settings.baud} baud: {error}") from error
    except OSError as error:
        raise refusal(path, error, "tty") from error
    except _port_errors() as error:
        raise UnavailableError(DeviceState.FAILING, f"{path} cannot be opened: {error}") from error


def path_of(place: str | UsbIdentity) -> str:
    """Find the port of a USB device, whose name may change whenever it is plugged in; raises UnavailableError."""
    if isinstance(place, str):
        return place
    from serial.tools.list_ports import comports

    found = sorted(port.device for port in comports() if place.is_meant(port.vid, port.pid, port.serial_number))
    if not found:
        raise UnavailableError(DeviceState.ABSENT, f"{place} is not there")
    if len(found) > 1:
        reason = f"{place} fits {', '.join(found)}: add the serial number, or name one under /dev/serial/by-id"
        raise UnavailableError(DeviceState.FAILING, reason, Cause.AMBIGUOUS)
    return found[0]


def _port_errors() -> tuple[type[Exception], ...]:
    """Everything that a port which was pulled out can raise; TypeError is pyserial's own slip."""
    from serial import SerialException

    if sys.platform == "win32":
        return (SerialException, OSError, TypeError)
    import termios

    return (SerialException, OSError, termios.error, TypeError)
