"""A folder as a printer: every label becomes a file, for other programs or for paper later."""

import os
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from hardware.printers.label import Label, LabelError
from hardware.printers.pdf import single
from hardware.printers.printer import PrintEnd, PrintResult, Trouble
from hardware.printers.raster import png
from hardware.printers.zpl import zpl

FORMS: Mapping[str, Callable[[Label], bytes]] = {"pdf": single, "png": png, "zpl": zpl}
"""Ways to write a label, by the ending of the file."""


class FolderPrinter:
    """Writes `label-000001.pdf` and so on, one file a copy; never over another one."""

    def __init__(self, folder: Path, form: str = "pdf", dpi: int = 300) -> None:
        self._folder = folder
        self._form = form
        self.dpi = dpi

    def print_label(self, label: Label, copies: int) -> PrintResult:
        """Write the files; those of a label that could not be written whole are taken away again."""
        written: list[Path] = []
        try:
            data = FORMS[self._form](label)
            written.extend(self._write(data) for _ in range(copies))
        except LabelError as error:
            return PrintResult(PrintEnd.FAILED, Trouble.LABEL, str(error))
        except OSError as error:
            for path in written:
                path.unlink(missing_ok=True)
            detail = f"{self._folder} cannot be written: {error.strerror or error}"
            return PrintResult(PrintEnd.NOT_READY, Trouble.REFUSED, detail)
        return PrintResult(PrintEnd.PRINTED)

    def look(self) -> PrintResult | None:
        """Whether the folder may be written."""
        if self._folder.is_dir() and os.access(self._folder, os.W_OK | os.X_OK):
            return None
        return PrintResult(PrintEnd.NOT_READY, Trouble.REFUSED, f"{self._folder} cannot be written")

    def close(self) -> None:
        """Nothing is waited for."""

    def _write(self, data: bytes) -> Path:
        """A whole file under the next free name: whoever watches the folder never sees half of one."""
        unfinished = self._folder / f".label-{os.getpid()}"
        try:
            unfinished.write_bytes(data)
            for number in count(1):
                path = self._folder / f"label-{number:06}.{self._form}"
                try:
                    path.hardlink_to(unfinished)
                except FileExistsError:
                    continue
                return path
        finally:
            unfinished.unlink(missing_ok=True)
        raise AssertionError("numbers do not end")
