"""Writes down for qmllint what the view models offer: `python -m tests.ui.qmltypes` renews the file."""

from pathlib import Path

from PySide6.QtCore import QMetaMethod, QMetaObject, QMetaProperty, QObject

from kiosk.ui.viewmodels.barcodes import BarcodesViewModel
from kiosk.ui.viewmodels.camera import CameraViewModel
from kiosk.ui.viewmodels.kiosk import KioskViewModel
from kiosk.ui.viewmodels.label import LabelViewModel
from kiosk.ui.viewmodels.look_up import LookUpViewModel
from kiosk.ui.viewmodels.pad import PadViewModel
from kiosk.ui.viewmodels.records_model import RecordsModel
from kiosk.ui.viewmodels.scanner_check import ScannerCheckViewModel
from kiosk.ui.viewmodels.status import StatusViewModel
from kiosk.ui.viewmodels.tray import TrayViewModel
from kiosk.ui.viewmodels.verdict import VerdictViewModel

FILE = Path(__file__).parents[2] / "resources" / "qml" / "Lotline" / "lotline.qmltypes"
TYPES: tuple[type[QObject], ...] = (
    BarcodesViewModel,
    CameraViewModel,
    KioskViewModel,
    LabelViewModel,
    LookUpViewModel,
    PadViewModel,
    RecordsModel,
    ScannerCheckViewModel,
    StatusViewModel,
    TrayViewModel,
    VerdictViewModel,
)


def description() -> str:
    """The file as it should be."""
    components = "".join(_component(each.__name__, each.staticMetaObject) for each in TYPES)  # type: ignore[attr-defined]
    return (
        "import QtQuick.tooling 1.2\n\n// Written by tests/ui/qmltypes.py from the view models.\nModule {\n"
        + components
        + "}\n"
    )


def _component(name: str, meta: QMetaObject) -> str:
    prototype = "QAbstractListModel" if name == "RecordsModel" else "QObject"
    properties = [meta.property(number) for number in range(meta.propertyOffset(), meta.propertyCount())]
    methods = [meta.method(number) for number in range(meta.methodOffset(), meta.methodCount())]
    lines = [
        f'        name: "{name}"',
        '        accessSemantics: "reference"',
        f'        prototype: "{prototype}"',
        f'        exports: ["Lotline/{name} 1.0"]',
        "        exportMetaObjectRevisions: [256]",
        "        isCreatable: false",
        *map(_property, properties),
        *filter(None, map(_method, methods)),
    ]
    return "    Component {\n" + "\n".join(lines) + "\n    }\n"


def _property(each: QMetaProperty) -> str:
    kind = _text(each.typeName())
    pointer = "; isPointer: true" if kind.endswith("*") else ""
    notify = f'; notify: "{each.notifySignal().name().toStdString()}"' if each.hasNotifySignal() else ""
    constant = "; isConstant: true" if each.isConstant() else ""
    return (
        f'        Property {{ name: "{_text(each.name())}"; type: "{kind.rstrip("*")}"; isReadonly: true'
        f"{pointer}{constant}{notify} }}"
    )


def _method(each: QMetaMethod) -> str:
    """One signal or slot; what carries a Python object is not for QML."""
    kinds = [bytes(each.parameterTypeName(number).data()).decode() for number in range(each.parameterCount())]
    if "PyObject" in kinds:
        return ""
    name = each.name().toStdString()
    if each.methodType() == QMetaMethod.MethodType.Signal:
        return f'        Signal {{ name: "{name}" }}'
    kind = _text(each.typeName())
    result = "" if kind == "void" else f'; type: "{kind}"'
    parameters = ";" * bool(kinds) + "".join(f' Parameter {{ type: "{kind}" }}' for kind in kinds)
    return f'        Method {{ name: "{name}"{result}{parameters} }}'


def _text(name: object) -> str:
    """A name of Qt, which the stubs call bytes and which is text."""
    return str(name)


if __name__ == "__main__":
    FILE.write_text(description(), encoding="utf-8")
