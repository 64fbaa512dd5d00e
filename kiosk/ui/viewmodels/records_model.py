"""A list for QML: records of one kind, of which only what differs is told to the view."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement

_ROLE_NAMES: Mapping[str, str] = {"state": "rowState", "enabled": "available", "icon": "iconName"}
"""Fields whose name is taken by items and buttons of Qt Quick."""
_Index = QModelIndex | QPersistentModelIndex


@QmlElement
class RecordsModel(QAbstractListModel):
    """Shows a tuple of frozen records; every field is a role."""

    countChanged = Signal()  # noqa: N815 - QML reads these names
    count = Property(int, lambda self: len(self.records), notify=countChanged)

    def __init__(self, kind: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [each.name for each in fields(kind)]
        self.records: tuple[Any, ...] = ()

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """A role for each field."""
        return {
            Qt.ItemDataRole.UserRole + number: QByteArray(_ROLE_NAMES.get(name, name).encode())
            for number, name in enumerate(self._names, start=1)
        }

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many records; none below one."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A field of a record; an enumeration as its plain text."""
        number = role - Qt.ItemDataRole.UserRole - 1
        if not index.isValid() or not 0 <= number < len(self._names):
            return None
        value = getattr(self.records[index.row()], self._names[number])
        return str(value) if isinstance(value, str) else value

    def replace(self, records: Sequence[Any]) -> None:
        """Show these records; rows that stay the same at either end are left alone."""
        old, new = self.records, tuple(records)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        removed, added = len(old) - head - tail, len(new) - head - tail
        kept = min(removed, added)
        if removed > kept:
            self.beginRemoveRows(QModelIndex(), head + kept, head + removed - 1)
            self.records = old[: head + kept] + old[head + removed :]
            self.endRemoveRows()
        if added > kept:
            self.beginInsertRows(QModelIndex(), head + kept, head + added - 1)
            self.records = self.records[: head + kept] + new[head + kept : head + added] + self.records[head + kept :]
            self.endInsertRows()
        self.records = new
        if kept:
            self.dataChanged.emit(self.index(head), self.index(head + kept - 1))
        if len(old) != len(new):
            self.countChanged.emit()


def _common(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many records are equal from the beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
