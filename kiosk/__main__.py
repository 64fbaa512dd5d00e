"""The `lotline` command: the kiosk, or one of the commands of `kiosk.cli`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.config import Settings, read_settings
from kiosk.domain.errors import KioskError

COMMANDS = {
    "console": "the same flows as text: one scan a line",
    "identify": "what a scan says",
    "decode": "the barcodes in image files",
    "load": "record operations from a file",
    "labels": "labels as files: PDF, ZPL, PNG",
    "trace": "which lots are in it, and where it went",
    "verify": "prove that nothing was changed or lost",
    "doctor": "check libraries, devices, clock, disk and database",
}
"""Name -> what it does; the code of each stands in the module of that name in `kiosk.cli`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 answered, 1 refused or failed, 2 wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    args = _parser(_command_in(arguments)).parse_args(arguments)
    try:
        settings = read_settings(args.config)
        if args.database:
            settings = replace(settings, database=args.database)
        if args.command is None:
            return _open_kiosk(settings, args)
        return int(importlib.import_module(f"kiosk.cli.{args.command}").run(args, settings))
    except KioskError as error:
        print(f"lotline: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _command_in(arguments: list[str]) -> str | None:
    """The command word among the arguments; None if there is none."""
    outer = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    _add_global(outer)
    outer.add_argument("rest", nargs=argparse.REMAINDER)
    try:
        rest = outer.parse_known_args(arguments)[0].rest
    except argparse.ArgumentError:
        return None  # said by the whole parser, with the usage
    return rest[0] if rest and rest[0] in COMMANDS else None


def _add_global(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings, a TOML file")
    parser.add_argument("--database", metavar="URL", help="file name or address of the database")
    parser.add_argument("--demo", action="store_true", help="open the kiosk on a throw-away demonstration plant")
    parser.add_argument("--size", metavar="WxH", help="window size instead of the full screen, such as 1280x800")


def _parser(command: str | None) -> argparse.ArgumentParser:
    """The parser; only the module of the command at hand is imported, so that every start is short."""
    parser = argparse.ArgumentParser(prog="lotline", description="Lot and serial tracking by scanning.")
    _add_global(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        sub = commands.add_parser(name, help=purpose, description=purpose)
        if name == command:
            importlib.import_module(f"kiosk.cli.{name}").add_arguments(sub)
    return parser


def _open_kiosk(settings: Settings, args: argparse.Namespace) -> int:
    from kiosk.ui.start import start

    return int(start(settings, demo=args.demo, size=args.size))


if __name__ == "__main__":
    sys.exit(main())
