"""Reads a tray for a session: the picture, what the rules say of each code, and all of it recorded or nothing."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from hardware.scan import Scan
from hardware.scanners.camera.sight import Still
from kiosk.database.connection import explain
from kiosk.database.ledger import Ledger
from kiosk.runtime.inputs import Input
from kiosk.runtime.run import Done, Run
from kiosk.runtime.trial import TakenBackError, trial
from kiosk.snapshot import Mood
from kiosk.workflow.effects import Say
from kiosk.workflow.events import Scanned
from kiosk.workflow.states import State
from kiosk.workflow.tray import Fate, again, fate_of, for_next, may_begin

_NOT_GOODS = Say(Mood.REFUSED, "tray.not_goods")


@dataclass(frozen=True, slots=True)
class TrayCode:
    """One code of the picture and what would become of it."""

    shown: str
    """Printable."""
    fate: Fate
    said: Say | None = None
    """Why, where there is something to say."""


@dataclass(frozen=True, slots=True)
class ReadTray:
    """A picture with the fate of each of its codes, in the same order."""

    number: int
    """Of this judgement; what is touched names it, so that nobody records anything but what was on the screen."""
    still: Still
    codes: tuple[TrayCode, ...]

    def count(self, fate: Fate) -> int:
        """How many codes have that fate."""
        return sum(each.fate is fate for each in self.codes)

    @property
    def can_record(self) -> bool:
        """Whether there is something to record and nothing in the way."""
        return self.count(Fate.GOOD) > 0 and self.count(Fate.OBJECTED) == 0


@dataclass(frozen=True, slots=True)
class TrayAnswer:
    """What came of a touch, or of the picture."""

    said: Say | None = None
    steps: tuple[Done, ...] = ()
    """What was recorded, one step a code; empty for nothing."""


class TrayDesk:
    """Keeps the tray at hand; used by the thread of the runtime alone.

    A trial records all that can be recorded and takes it back: so each code is judged after those before it, by the
    same rules and the same steps that record it in the end.
    """

    def __init__(
        self,
        ledger: Ledger,
        read: Callable[[Connection, Scan], Input],
        run: Callable[[Connection], Run],
        forget: Callable[[], None],
    ) -> None:
        """`forget` drops what was noted of movements that are taken back."""
        self._ledger = ledger
        self._read = read
        self._run = run
        self._forget = forget
        self._request = 0
        self._judgements = 0
        self._is_asked = True
        self.is_open = False
        self.tray: ReadTray | None = None
        self.done: tuple[Scan, ...] = ()
        """What was recorded from the last picture."""

    def act(self, key: str, state: State) -> TrayAnswer:
        """A button was touched: `tray`, and while the page is open `tray-again`, `tray-close`, `tray-record:NUMBER`."""
        if key != "tray" and not self.is_open:
            return TrayAnswer()
        name, _, number = key.partition(":")
        if name == "tray-record":
            return self._record(state) if self.tray and number in ("", str(self.tray.number)) else TrayAnswer()
        self.close()
        if key == "tray-close":
            return TrayAnswer(Say(Mood.NEUTRAL, "tray.closed"))
        if objection := may_begin(state):
            return TrayAnswer(objection)
        self.is_open, self._is_asked = True, False
        self._request += 1
        return TrayAnswer()

    def close(self) -> None:
        """Forget the picture."""
        self.is_open = False
        self.tray = None
        self.done = ()

    def next_request(self) -> int | None:
        """The number of the picture that is to be asked for now; None if none is, or it was asked for already."""
        if not self.is_open or self._is_asked:
            return None
        self._is_asked = True
        return self._request

    def lay_out(self, still: Still | None, number: int, state: State) -> TrayAnswer:
        """The picture of a request is there, or cannot be had: say what would become of each of its codes."""
        if not self.is_open or number != self._request or self.tray is not None:
            return TrayAnswer()  # it comes too late
        if still is None:
            self.close()
            return TrayAnswer(Say(Mood.REFUSED, "tray.no_picture"))
        return self._judge(still, state)

    def _judge(self, still: Still, state: State) -> TrayAnswer:
        try:
            self.tray = self._trial(still, state)
        except DatabaseError as error:
            self.close()
            return TrayAnswer(_trouble(error))
        return TrayAnswer(verdict_on(self.tray))

    def _trial(self, still: Still, state: State) -> ReadTray:
        with trial(self._ledger) as connection:
            codes, _ = self._through(connection, state, [seen.scan for seen in still.read])
        self._judgements += 1
        return ReadTray(self._judgements, still, codes)

    def _record(self, state: State) -> TrayAnswer:
        """All of it in one transaction; where that is not possible any more, it is looked at again."""
        tray = self.tray
        if tray is None or not tray.can_record:
            return TrayAnswer()
        wanted = [seen.scan for seen, code in zip(tray.still.read, tray.codes, strict=True) if code.fate is Fate.GOOD]
        try:
            steps = self._all_of(wanted, state)
        except DatabaseError as error:
            return TrayAnswer(_trouble(error))
        if not steps:
            answer = self._judge(tray.still, state)
            return answer if self.tray is None else TrayAnswer(Say(Mood.REFUSED, "tray.changed"))
        self.close()
        self.done = tuple(wanted)
        return TrayAnswer(Say(Mood.DONE, "tray.done", {"count": str(len(steps))}), steps)

    def _all_of(self, scans: list[Scan], state: State) -> tuple[Done, ...]:
        """Record every one of the scans, or none: then it is empty."""
        with suppress(TakenBackError), self._ledger.transaction() as connection:
            codes, steps = self._through(connection, state, scans)
            if any(code.fate is not Fate.GOOD for code in codes):
                raise TakenBackError
            return steps
        return ()

    def _through(
        self, connection: Connection, state: State, scans: list[Scan]
    ) -> tuple[tuple[TrayCode, ...], tuple[Done, ...]]:
        """One code after the other; what is not recorded leaves the state as it was."""
        self._forget()
        start = state
        codes: list[TrayCode] = []
        after: dict[bytes, State] = {}
        recorded: list[Done] = []
        for scan in scans:
            given = self._read(connection, scan)
            if scan.data in after:
                codes.append(TrayCode(given.shown, *again(after[scan.data])))
                continue
            if not isinstance(given.event, Scanned):
                codes.append(TrayCode(given.shown, Fate.OBJECTED, _NOT_GOODS))
                continue
            done = self._run(connection).do(state, given, is_refused=False)
            fate, said = fate_of(state, done.state, done.verdict, is_recorded=bool(done.recorded))
            codes.append(TrayCode(given.shown, fate, said))
            if fate is Fate.GOOD:
                after[scan.data] = done.state
                state = for_next(start, done.state)
                recorded.append(done)
        return tuple(codes), tuple(recorded)


def verdict_on(tray: ReadTray) -> Say:
    """What is said of a tray once it is read."""
    objected, good, unread = tray.count(Fate.OBJECTED), tray.count(Fate.GOOD), len(tray.still.unread)
    if objected:
        return Say(Mood.REFUSED, "tray.objected" if objected > 1 else "tray.objected.one", {"count": str(objected)})
    if not good:
        return Say(Mood.REFUSED, "tray.nothing")
    key = "tray.incomplete" if unread else "tray.ready"
    return Say(Mood.WARNING, key, {"count": str(good), "unread": str(unread)})


def _trouble(error: DatabaseError) -> Say:
    return Say(Mood.REFUSED, "database.trouble", {"why": explain(error)})
