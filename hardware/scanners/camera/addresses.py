"""Tells cameras of the network from those that are plugged in, and keeps passwords out of what people read."""


def is_stream(device: str) -> bool:
    """Whether a camera is named by an address of the network."""
    return "://" in device


def without_password(address: str) -> str:
    """Return an address without what may be secret in it: user, password, and the options of a stream.

    >>> without_password("rtsp://ann:secret@door.plant/stream?token=7")
    'rtsp://door.plant/stream?...'
    >>> without_password("desk")
    'desk'
    """
    if not address.startswith(("rtsp://", "http://", "https://")):
        return address
    scheme, _, rest = address.partition("://")
    place, question, _ = rest.partition("?")
    host, slash, path = place.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}{question and '?...'}"


def title_of(device: str) -> str:
    """Return how a camera is called in states and logs."""
    return f"camera {without_password(device)}"
