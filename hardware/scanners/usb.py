"""What USB says of a device, by which it is found wherever it is plugged in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """Vendor, product and, where several of a kind are there, the serial number."""

    vendor: int
    product: int
    serial_number: str = ""
    """Empty where any will do."""

    def __str__(self) -> str:
        return f"{self.vendor:04x}:{self.product:04x}" + (f":{self.serial_number}" if self.serial_number else "")

    def is_meant(self, vendor: int | None, product: int | None, serial_number: str | None) -> bool:
        """Whether a device that says this of itself is the one."""
        fits = self.serial_number in ("", serial_number or "")
        return (vendor, product) == (self.vendor, self.product) and fits
