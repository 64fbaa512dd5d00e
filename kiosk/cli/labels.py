"""`lotline labels`: labels as files: of what the database knows, of badges and commands, of the demonstration plant."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hardware.printers.label import Label, LabelError
from hardware.printers.raster import png
from hardware.printers.verify import verify
from hardware.printers.zpl import zpl
from kiosk.app import opened_database
from kiosk.cli.output import print_line
from kiosk.clock import WallClock
from kiosk.config import Settings
from kiosk.database.catalog import Catalog
from kiosk.database.connection import reading, writing
from kiosk.database.print_queue import last_jobs
from kiosk.database.secrets import command_key
from kiosk.domain.errors import KioskError, ReferenceNotFoundError
from kiosk.identification.commands import CHANGING_COMMANDS, PLAIN_COMMANDS, Command
from kiosk.labels.content import Content, badge_content, command_content
from kiosk.labels.layout import lay_out
from kiosk.labels.sheet import SHEET_DPI, label_sheet
from kiosk.runtime.label_contents import LabelContents
from kiosk.workflow.flows import MENU
from kiosk.workflow.view import Words

_WITH_ARGUMENT = frozenset({"FLOW", "CHOOSE", "QTY"})
_LISTED = 100
_SINGLE: Mapping[str, Callable[[Label], bytes]] = {".png": png, ".zpl": zpl}

Group = tuple[str, Content]


class LabelFileError(KioskError):
    """The labels cannot be written; the text says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a lot, serial, item, location, order or SSCC")
    parser.add_argument("--item", metavar="CODE", help="the item, where several have that number")
    parser.add_argument("--badge", action="append", default=[], metavar="NUMBER=NAME", help="the badge of an operator")
    parser.add_argument("--commands", action="store_true", help="a label for every command and flow")
    parser.add_argument(
        "--demo", action="store_true", default=argparse.SUPPRESS, help="everything that the demonstration plant scans"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("labels.pdf"),
        metavar="FILE",
        help="a sheet as .pdf (default: labels.pdf), all as .zpl, or one as .png",
    )
    parser.add_argument("--queue", action="store_true", help="list the labels of this station and what came of them")
    parser.add_argument("--dpi", type=int, metavar="N", help=f"dots an inch (pdf: {SHEET_DPI}, else 203)")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Write the file; 1 if a label cannot be made, with the reason."""
    if args.queue:
        return _print_queue(settings)
    groups = list(_groups(args, settings))
    if not groups:
        raise ReferenceNotFoundError("No label is named. Give a CODE, --badge, --commands or --demo.")
    try:
        data = _file(args, groups)
    except LabelError as error:
        raise LabelFileError(f"{error}. Nothing was written.") from error
    try:
        args.out.write_bytes(data)
    except OSError as error:
        raise LabelFileError(f"{args.out} cannot be written: {error.strerror}. Name another one with --out.") from error
    count = f"{len(groups)} label{'' if len(groups) == 1 else 's'}"
    print_line(f"{args.out}: {count}, every symbol read back as it should be")
    return 0


def _print_queue(settings: Settings) -> int:
    """The last labels, the newest first: number, state, what it is of, the entry, and what stood in the way."""
    with opened_database(settings, create=False) as engine, reading(engine) as connection:
        for job in last_jobs(connection, _LISTED):
            why = " ".join(part for part in (job.trouble, job.detail) if part)
            copies = f" x{job.wanted.copies}" if job.wanted.copies > 1 else ""
            code, entry = job.wanted.subject.code, job.wanted.entry or "-"
            print_line(f"{job.number:6} {job.state:9}{copies} {code}  {entry}  {why}".rstrip())
    return 0


def _file(args: argparse.Namespace, groups: list[Group]) -> bytes:
    ending = args.out.suffix.lower()
    dpi = args.dpi or (SHEET_DPI if ending == ".pdf" else 203)
    if not 150 <= dpi <= 1200:
        raise LabelFileError(f"--dpi {dpi}: expected 150 to 1200")
    if ending == ".pdf":
        return label_sheet(groups, dpi)
    draw = _SINGLE.get(ending)
    if draw is None:
        raise LabelFileError(f"--out {args.out}: expected a name ending in .pdf, .zpl or .png")
    if ending == ".png" and len(groups) > 1:
        raise LabelFileError(f"--out {args.out}: a picture holds one label, these are {len(groups)}. Write a .pdf")
    labels = [lay_out(content, dpi) for _, content in groups]
    for label in labels:
        verify(label)
    return b"".join(draw(label) for label in labels)


def _groups(args: argparse.Namespace, settings: Settings) -> Iterator[Group]:
    if args.demo:
        from kiosk.demo.sheet import contents

        yield from contents(settings.command_prefix, settings.badge_prefix, WallClock().now().date())
    words = Words(settings.language)
    for given in args.badge:
        number, _, name = given.partition("=")
        yield words("print.badges"), badge_content(number, settings.badge_prefix, name)
    if args.commands:
        yield from _commands(settings, words)
    if args.codes:
        yield from _from_database(args, settings, words)


def _commands(settings: Settings, words: Words) -> Iterator[Group]:
    """Every command that needs no argument, then every flow; with the site's tag where its settings ask for tags."""
    key = _command_key(settings) if settings.command_tags else None
    for name in sorted((PLAIN_COMMANDS | CHANGING_COMMANDS) - _WITH_ARGUMENT):
        title = words(f"print.command.{name}")
        yield words("print.commands"), command_content(Command(name), settings.command_prefix, key, title)
    for flow in MENU:
        command = Command("FLOW", flow)
        yield words("print.commands"), command_content(command, settings.command_prefix, key, words(f"flow.{flow}"))


def _command_key(settings: Settings) -> bytes:
    with opened_database(settings, create=True) as engine, writing(engine) as connection:
        return command_key(connection)


def _from_database(args: argparse.Namespace, settings: Settings, words: Words) -> Iterator[Group]:
    with opened_database(settings, create=False) as engine, reading(engine) as connection:
        makes = LabelContents(connection, Catalog(connection), WallClock().now().date(), words)
        for code in args.codes:
            found = makes.of_code(code, args.item)
            if not found:
                raise ReferenceNotFoundError(f"{code} is not known here{' as ' + args.item if args.item else ''}.")
            if len(found) > 1:
                items = ", ".join(each.title for each in found)
                raise ReferenceNotFoundError(f"{code} is a number of several items: {items}. Name one with --item.")
            yield words(f"print.kind.{found[0].kind.value}"), found[0]
