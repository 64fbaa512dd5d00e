"""The page of a tray: the picture with every code outlined, the count, what cannot be recorded and why."""

from dataclasses import replace

from hardware.scanners.camera.sight import Still
from kiosk.camera_view import GrayPicture, Mark, MarkState, Tray, TrayLine
from kiosk.runtime.tray_desk import ReadTray, TrayCode
from kiosk.snapshot import Page, Snapshot
from kiosk.workflow.tray import Fate
from kiosk.workflow.view import Words

_MARKS = {
    Fate.GOOD: MarkState.GOOD,
    Fate.AGAIN: MarkState.LEFT_OUT,
    Fate.OTHER: MarkState.LEFT_OUT,
    Fate.OBJECTED: MarkState.OBJECTED,
}


def tray_page(page: Snapshot, tray: ReadTray | None, drawn: Tray, say: Words) -> Snapshot:
    """The page of the job with the tray in its place; None while the picture is being taken."""
    count = tray.count(Fate.GOOD) if tray else 0
    key = f"tray-record:{tray.number}" if tray else "tray-record"
    record = say.action(key, "action.tray-record", primary=True, enabled=tray is not None and tray.can_record)
    return replace(
        page,
        page=Page.TRAY,
        state="Tray",
        prompt=_prompt(tray, say),
        hint=_hint(tray, say),
        rows=(),
        choices=(),
        input=None,
        actions=(
            say.action("tray-close", "action.tray-close", icon="back"),
            say.action("tray-again", "action.tray-again", icon="camera", enabled=tray is not None),
            replace(record, label=say("action.tray-record", {"count": str(count)}), icon="accepted"),
        ),
        tray=drawn,
    )


def _prompt(tray: ReadTray | None, say: Words) -> str:
    if tray is None:
        return say("tray.taking")
    count = len(tray.codes)
    return say({0: "tray.read.none", 1: "tray.read.one"}.get(count, "tray.read"), {"count": str(count)})


def _hint(tray: ReadTray | None, say: Words) -> str:
    if tray is None:
        return say("tray.taking.hint")
    count = len(tray.still.unread)
    key = {0: "tray.hint.all", 1: "tray.hint.unread.one"}.get(count, "tray.hint.unread")
    return say(key, {"unread": str(count)})


def drawn_of(tray: ReadTray | None, say: Words) -> Tray:
    """The picture and its list; a large thing, made once a picture."""
    if tray is None:
        return Tray()
    numbered = list(enumerate(tray.codes, 1))
    read = tuple(
        Mark(seen.corners, _MARKS[code.fate], number)
        for (number, code), seen in zip(numbered, tray.still.read, strict=True)
    )
    unread = tuple(Mark(corners, MarkState.UNREAD) for corners in tray.still.unread)
    lines = [_line(number, code, say) for number, code in numbered]
    return Tray(_picture(tray.still), read + unread, tuple(sorted(lines, key=_needs_person, reverse=True)))


def _line(number: int, code: TrayCode, say: Words) -> TrayLine:
    said = say(code.said.key, code.said.values) if code.said else ""
    return TrayLine(number, code.shown, _MARKS[code.fate], say(f"tray.state.{code.fate}"), said)


def _needs_person(line: TrayLine) -> bool:
    return line.state is MarkState.OBJECTED


def _picture(still: Still) -> GrayPicture:
    height, width = still.image.shape
    return GrayPicture(still.image.tobytes(), width, height)
