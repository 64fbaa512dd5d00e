"""Makes the printer that an address names.

zpl+tcp://192.168.1.40:9100?dpi=203&status=on|off
cups://QUEUE?dpi=203&form=zpl|pdf
file:///path/to/folder?dpi=300&form=pdf|png|zpl
sim://?dpi=203
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from hardware.errors import DeviceError
from hardware.printers.printer import Printer
from hardware.registry import Address, find_driver

_LEAST_DPI, _MOST_DPI = 150, 1200


def open_printer(url: str) -> Printer:
    """Return the printer for an address; nothing is connected yet.

    Raises DeviceError, naming the address and what is known, where the address cannot be understood.
    """
    make, address = find_driver(url, _DRIVERS)
    return make(address)


def _network(address: Address) -> Printer:
    from hardware.printers.network import PORT, NetworkPrinter, NetworkSettings

    parts = urlsplit(address.url)
    try:
        host, port = parts.hostname, parts.port or PORT
    except ValueError as error:
        raise DeviceError(f"{address.url}: {error}, expected a port as in zpl+tcp://HOST:9100") from error
    if not host:
        raise DeviceError(f"{address.url}: no host, expected one as in zpl+tcp://192.168.1.40:9100")
    status = _choice(address, "status", ("on", "off"))
    return NetworkPrinter(NetworkSettings(host, port, _dpi(address, 203), asks_status=status == "on"))


def _cups(address: Address) -> Printer:
    from hardware.printers.cups import CupsPrinter, CupsSettings

    if not address.host or address.host.startswith("-"):
        raise DeviceError(f"{address.url}: no queue, expected its name as in cups://LABELS")
    return CupsPrinter(CupsSettings(address.host, _dpi(address, 203), _choice(address, "form", ("zpl", "pdf"))))


def _folder(address: Address) -> Printer:
    from hardware.printers.folder import FORMS, FolderPrinter

    if address.host or not address.path.strip("/"):
        raise DeviceError(f"{address.url}: no folder, expected a path as in file:///var/labels")
    return FolderPrinter(Path(address.path), _choice(address, "form", tuple(FORMS)), _dpi(address, 300))


def _simulated(address: Address) -> Printer:
    from hardware.printers.simulated import SimulatedPrinter

    return SimulatedPrinter(_dpi(address, 203))


def _dpi(address: Address, default: int) -> int:
    dpi = address.number("dpi", default, _MOST_DPI)
    if dpi < _LEAST_DPI:
        raise DeviceError(f"{address.url}: dpi is {dpi}, expected {_LEAST_DPI} to {_MOST_DPI}")
    return dpi


def _choice(address: Address, option: str, known: tuple[str, ...]) -> str:
    """The value of an option; the first of the known ones if it is not given."""
    chosen = address.options.get(option, known[0])
    if chosen not in known:
        raise DeviceError(f"{address.url}: {option} is {chosen!r}, known are {', '.join(known)}")
    return chosen


_DRIVERS: dict[str, tuple[Callable[[Address], Printer], frozenset[str]]] = {
    "zpl+tcp": (_network, frozenset({"dpi", "status"})),
    "cups": (_cups, frozenset({"dpi", "form"})),
    "file": (_folder, frozenset({"dpi", "form"})),
    "sim": (_simulated, frozenset({"dpi"})),
}
