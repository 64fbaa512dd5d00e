"""The name of the last entry, in a small file beside the database, by which an older copy put in its place is noticed.

A database that was overwritten with its snapshot would go on counting from the snapshot's last entry and use numbers a
second time. The file is written after every commit and never forced to disk: it may lag behind the database, which does
no harm, but never runs ahead of it.

Behind the last entry stand the notes that were found to be ahead of the database: entries that are lost until they come
back. They are never overwritten, so that the loss is told for as long as it lasts.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from kiosk.database.connection import UnusableDatabaseError
from kiosk.domain.movement import EntryRef

_LENGTH = 64
"""One write of a fixed length, so that no reader ever finds half of it."""
_LOCKED_BYTE = 1 << 30
"""Far behind the notes: on Windows, where a locked byte cannot be read by others, they stay readable."""


class HeadFile:
    """One file, kept open while the database is written to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def read(self) -> EntryRef | None:
        """What was the last entry; None if the file is not there, cannot be read, or says nothing of the kind."""
        return self._parse(self._content()[:_LENGTH])

    def read_all(self) -> tuple[EntryRef, ...]:
        """The last entry, and those that were kept because the database had lost them."""
        content = self._content()
        blocks = (content[at : at + _LENGTH] for at in range(0, len(content), _LENGTH))
        return tuple(ref for ref in map(self._parse, blocks) if ref)

    def _content(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError:
            return b""

    @staticmethod
    def _parse(block: bytes) -> EntryRef | None:
        return EntryRef.parse(block.decode("utf-8", errors="replace").strip())

    def open(self) -> None:
        """Make the file if it is absent. Raises UnusableDatabaseError if it cannot be written."""
        try:
            self._path.touch()
            self._file = self._path.open("r+b", buffering=0)
        except OSError as error:
            raise UnusableDatabaseError(
                f"{self._path} cannot be written: {error.strerror}. Check who owns the folder of the database."
            ) from error

    def claim(self) -> None:
        """Be the only one who holds a conversation on this database, until closed or the process ends.

        Raises UnusableDatabaseError if another one does. Programs that only read or load do not ask.
        """
        if self._file is None:
            return
        try:
            _lock(self._file)
        except OSError as error:
            raise UnusableDatabaseError(
                "a kiosk or console is open on this database already. Close it, or name another file with --database."
            ) from error

    def write(self, ref: EntryRef) -> None:
        """Take note of the last entry."""
        if self._file is None:
            return
        # The entry is durable already. A number that stays behind is still true, so a full disk is no reason to fail.
        with suppress(OSError):
            self._file.seek(0)
            self._file.write(str(ref).encode("utf-8").ljust(_LENGTH))

    def keep(self, lost: EntryRef) -> None:
        """Keep a note of what the database has lost behind the last entry, which is about to be another one.

        Raises UnusableDatabaseError if it cannot be written.
        """
        if lost in self.read_all()[1:]:
            return
        try:
            with self._path.open("ab") as file:
                file.write(str(lost).encode("utf-8").ljust(_LENGTH))
        except OSError as error:
            raise UnusableDatabaseError(
                f"{self._path} cannot be written: {error.strerror}. Check who owns the folder of the database."
            ) from error

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: BinaryIO) -> None:
    """Lock the file against others who lock it; raises OSError if one has."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def head_file_of(engine: Engine) -> HeadFile | None:
    """The file that belongs to a SQLite database; None for databases without a file of their own."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return None
    return HeadFile(Path(f"{path}.head"))
