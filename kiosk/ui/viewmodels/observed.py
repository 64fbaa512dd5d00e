"""The base of all view models: holds one frozen props value, swaps it whole, notifies what differs."""

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Property, QObject, Signal


def shown(kind: type, name: str, changed: Signal) -> Property:
    """A QML property that reads the field `name` of the props."""
    return Property(kind, lambda self: getattr(self.props, name), notify=changed)


def part(kind: type[QObject], name: str) -> Property:
    """A QML property that is the object's attribute `name`, the same object for good."""
    return Property(kind, lambda self: getattr(self, name), constant=True)


class Observed(QObject):
    """For every field `x` of its props, a child has a property `x` and a signal `xChanged`."""

    def __init__(self, props: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.props = props

    def show(self, props: Any) -> None:
        """Take new props; all are in place before the first of the changed ones is notified."""
        before, self.props = self.props, props
        for each in fields(props):
            if getattr(before, each.name) != getattr(props, each.name):
                getattr(self, f"{each.name}Changed").emit()
