"""What goes wrong with a device beyond its status: a wrong address, an unreadable picture."""


class DeviceError(Exception):
    """A device, its address or its data cannot be used; the text names the value and what was expected."""
