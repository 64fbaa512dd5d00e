"""Command labels: bar codes that press a button, such as `LOT:OK` or `LOT:QTY-2.5`.

A command that changes something carries, where the site has a key, a tag that only the site can make: not
every label printer may print "finish the order".
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.identification.reading import Element, Reading, ReadingError

PLAIN_COMMANDS = frozenset({"OK", "CANCEL", "BACK", "HOME", "TYPE", "SWAP", "TAKE-OUT", "FLOW", "CHOOSE"})
CHANGING_COMMANDS = frozenset({"UNDO", "FINISH", "SIGN-OUT", "QTY", "NEW", "PRINT", "AGAIN", "THERE", "DROP"})
"""Commands that change something, and are tagged where the site has a key."""

_ARGUMENTS = {
    "CHOOSE": re.compile(r"[1-9]"),
    "FLOW": re.compile(r"[a-z][a-z0-9_-]{0,31}"),
    "QTY": re.compile(r"(?=.*[1-9])[0-9]{1,12}(?:\.[0-9]{1,6})?"),
}
"""What stands behind the hyphen: the number of an answer; the name of a flow; a positive decimal."""


@dataclass(frozen=True, slots=True)
class Command:
    """A known command."""

    name: str
    """One of `PLAIN_COMMANDS` or `CHANGING_COMMANDS`."""
    argument: str | None = None
    """Number of the answer of `CHOOSE`, name of the flow of `FLOW`, decimal of `QTY`."""

    @property
    def code(self) -> str:
        """The command as it stands on a label, without prefix and tag: `FLOW-receive`."""
        return self.name if self.argument is None else f"{self.name}-{self.argument}"


def parse_command(code: str) -> Command | None:
    """Return the command that `code` (without prefix and tag) stands for; None where there is none.

    >>> parse_command("QTY-2.5")
    Command(name='QTY', argument='2.5')
    """
    name, hyphen, argument = code.partition("-")
    if hyphen and name in _ARGUMENTS:
        return Command(name, argument) if _ARGUMENTS[name].fullmatch(argument) else None
    known = code in PLAIN_COMMANDS | CHANGING_COMMANDS and code not in _ARGUMENTS
    return Command(code) if known else None


def command_tag(code: str, key: bytes) -> str:
    """Return the tag of a command: the first 40 bits of HMAC-SHA256 over its code, as 8 characters base32."""
    return base64.b32encode(hmac.digest(key, code.encode(), hashlib.sha256)[:5]).decode()


def command_label(command: Command, prefix: str, key: bytes | None) -> str:
    """Return the text for the label of a command."""
    if key is None or command.name not in CHANGING_COMMANDS:
        return prefix + command.code
    return f"{prefix}{command.code}.{command_tag(command.code, key)}"


def read_command(text: str, prefix: str, key: bytes | None) -> Reading | None:
    """Read a command label; None where `text` does not start with `prefix`.

    `key` is the site's, None where it has none: then the plain form of every command is accepted. Errors are
    `unknown-command`, and `command-tag` for a known command whose tag is missing or wrong.
    """
    if not text.startswith(prefix):
        return None
    code = text.removeprefix(prefix)
    span = (len(prefix), len(text))
    result = _tagged_command(code, key)
    if isinstance(result, Command):
        proof = ("prefix",) if code == result.code else ("prefix", "tag")
        return Reading("command", (Element("command", "Command", result.code, code, span),), proof, complete=True)
    error = ReadingError(*result, span)
    element = Element("command", "Command", code, code, span, error.code)
    return Reading("command", (element,), ("prefix",), errors=(error,))


def read_alias(text: str, aliases: Mapping[str, Command]) -> Reading | None:
    """Read a command label of another system that the site goes on using; None where `text` is none of them."""
    command = aliases.get(text)
    if command is None:
        return None
    element = Element("command", "Command", command.code, text, (0, len(text)))
    return Reading("command", (element,), ("alias",), complete=True)


def is_unknown(reading: Reading) -> bool:
    """Whether a reading of `read_command` has the prefix of commands, but names none.

    A known command with a wrong tag is not unknown: it must not be taken for the number of a lot.
    """
    return any(error.code == "unknown-command" for error in reading.errors)


def _tagged_command(code: str, key: bytes | None) -> Command | tuple[str, str]:
    command = parse_command(code)
    if command and (key is None or command.name not in CHANGING_COMMANDS):
        return command
    tagged, _, tag = code.rpartition(".")
    changing = parse_command(tagged)
    if changing and changing.name in CHANGING_COMMANDS and key is not None:
        if hmac.compare_digest(tag.encode(), command_tag(tagged, key).encode()):
            return changing
        return "command-tag", "the tag of this command is not this site's"
    if command or (changing and changing.name in CHANGING_COMMANDS):
        return "command-tag", "this command and the site do not agree on whether commands carry a tag"
    return "unknown-command", f"{code!r} is no command"
