"""Keeps PySide6 from deleting `None` and `True` under Python 3.11."""

import ctypes
import sys

_MANY = 2**40
"""More calls into Qt than any kiosk makes."""


def keep_constants() -> None:
    """Count `None`, `True` and `False` as if they were held many times more; call it once, before a long use of Qt.

    PySide6 6.12 is built for interpreters whose constants live for ever, from Python 3.12 on. Under 3.11 every call
    without a result gives back `None`, and every `emit` or `connect` gives back `True`, without having counted it:
    after some thousand of them the interpreter ends with "deallocating True or False".
    """
    if sys.version_info < (3, 12):
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
