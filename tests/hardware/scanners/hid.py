"""Makes reports of HID POS scanners, as their manuals draw them."""


def report(data: bytes, aim: str, *, more: bool = False, shift: int = 0) -> bytes:
    """One report of 64 bytes, or 65 where a byte more stands before the identifier."""
    made = bytearray(64 + shift)
    made[0] = 2
    made[1 + shift] = len(data)
    made[2 + shift : 2 + shift + len(aim)] = aim.encode()
    made[5 + shift : 5 + shift + len(data)] = data
    made[61 + shift] = 0x6A
    made[63 + shift] = int(more)
    return bytes(made)


def reports(payload: bytes, aim: str, shift: int = 0) -> list[bytes]:
    """As many reports as a payload needs."""
    starts = range(0, len(payload), 56)
    return [report(payload[start : start + 56], aim, more=start + 56 < len(payload), shift=shift) for start in starts]
