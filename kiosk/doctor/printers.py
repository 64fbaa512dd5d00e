"""Checks the label printer: its address, and what it says of itself."""

from hardware.errors import DeviceError
from hardware.printers.printer import PrintResult, Trouble
from hardware.printers.registry import open_printer
from kiosk.doctor.finding import Finding, failed, ok

_REMEDIES = {
    Trouble.ABSENT: "Switch it on and check cable and address; ping its host, or lpstat -p for a queue.",
    Trouble.SILENT: "Switch it off and on. If it never answers ~HS, add ?status=off to its address.",
    Trouble.PAPER: "Put paper in.",
    Trouble.RIBBON: "Put ribbon in.",
    Trouble.OPEN: "Close it.",
    Trouble.PAUSED: "Press its pause key, or cupsenable the queue.",
    Trouble.BUSY: "Wait, or cancel the job of the other program.",
    Trouble.REFUSED: "Make the folder, or let this user write there.",
}


def check_printer(url: str) -> Finding:
    """The printer of an address; empty where none is set."""
    if not url:
        return ok("label printer", "none is set: numbers are given without labels")
    try:
        printer = open_printer(url)
    except (DeviceError, ImportError) as error:
        return failed("label printer", str(error), "Correct it in the settings: printer.")
    return judge_printer(url, printer.look())


def judge_printer(url: str, hindrance: PrintResult | None) -> Finding:
    """What a printer says of itself."""
    if hindrance is None:
        return ok("label printer", f"{url} is ready")
    what = " ".join(part for part in (url, hindrance.trouble.value, hindrance.detail) if part)
    return failed("label printer", what, _REMEDIES.get(hindrance.trouble, "Look at the printer."))
