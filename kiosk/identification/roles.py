"""What the keys of all standards say in the plant: which of them is the item, the lot, the serial, the quantity."""

from kiosk.identification.reading import Reading

ROLES: dict[str, tuple[str, ...]] = {
    "item": ("01", "02", "item", "P", "1P", "8P", "25P", "30P", "PNO", "PNR"),
    "lot": ("10", "lot", "1T", "T", "25T", "30T", "LOT", "LTN"),
    "serial": ("21", "serial", "S", "25S", "SER"),
    "quantity": ("37", "30", "quantity", "Q", "7Q", "9Q", "QTY"),
    "expiry": ("17", "expiry", "14D", "15D"),
    "best_before": ("15",),
    "made_on": ("11", "made_on", "16D", "17D"),
}
"""Keys of GS1, HIBC and site patterns, MH10.8.2 and ATA SPEC 2000 by their role, the most telling first."""

_DAY_LENGTH = len("2027-03-31")


def said(reading: Reading, role: str) -> tuple[str, ...]:
    """Return the values under a role, each once, the most telling first; of a date with an hour, the day."""
    is_day = role in ("expiry", "best_before", "made_on")
    values = (reading.value(key) for key in ROLES[role])
    return tuple(dict.fromkeys(value[:_DAY_LENGTH] if is_day else value for value in values if value))


def said_first(reading: Reading, role: str) -> str | None:
    """Return the most telling value under a role; None where there is none."""
    return next(iter(said(reading, role)), None)
