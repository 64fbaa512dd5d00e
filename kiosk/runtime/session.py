"""One operator's conversation with the ledger: each input is one step and one transaction.

Not for several threads at once; `worker.Runtime` gives it a thread of its own.
"""

import logging
import re
from collections.abc import Callable

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from hardware.scan import Scan
from hardware.scanners.camera.sight import Still
from kiosk.camera_view import Tray
from kiosk.database import journal
from kiosk.database.connection import UnusableDatabaseError, explain
from kiosk.database.ledger import Ledger
from kiosk.database.people import names_of
from kiosk.domain.clock import Clock
from kiosk.domain.errors import DamagedError
from kiosk.domain.movement import EntryRef, Evidence
from kiosk.identification.scan_text import scan_text
from kiosk.identification.site_patterns import Site
from kiosk.runtime.inputs import CAMERA, TYPED, Input, is_known, read_scan, typed_scan
from kiosk.runtime.label_contents import LabelContents
from kiosk.runtime.label_desk import LabelDesk
from kiosk.runtime.label_lines import with_label
from kiosk.runtime.look_up import look_up
from kiosk.runtime.place import Outcome, Place
from kiosk.runtime.presenter import SHOWN_SCANS, Presenter
from kiosk.runtime.run import Done, Run
from kiosk.runtime.seen_codes import SeenCode, the_one_meant
from kiosk.runtime.surroundings import Surroundings
from kiosk.runtime.tray_desk import ReadTray, TrayAnswer, TrayDesk
from kiosk.runtime.tray_view import drawn_of, tray_page
from kiosk.runtime.trial import trial
from kiosk.snapshot import InputKind, InputRequest, LookUp, Mood, Snapshot
from kiosk.workflow.draft import from_draft
from kiosk.workflow.effects import Say
from kiosk.workflow.events import BadgeShown, CommandGiven, QuantityGiven, ReasonGiven, Scanned
from kiosk.workflow.handlers.questions import question_of
from kiosk.workflow.states import Approving, Choosing, Confirming, SignedOut, State, Working, asks_reason
from kiosk.workflow.view import Words

_log = logging.getLogger(__name__)

_FEW = 3
_TRAY_ANSWERS = {"ok": "tray-record", "cancel": "tray-close"}
_NUMBER = re.compile(r"[0-9]{1,10}([.,][0-9]{1,6})?", re.ASCII)

__all__ = ["Outcome", "Place", "Session"]


class Session:
    """Holds the state between inputs; what it shows is durable already."""

    def __init__(self, ledger: Ledger, site: Site, clock: Clock, place: Place) -> None:
        """Go on where this station stopped; raises UnusableDatabaseError if the database does not answer."""
        self._ledger = ledger
        self._site = site
        self._clock = clock
        self._shown = Presenter(place)
        self._surroundings = Surroundings(ledger.catalog, place.location, place.labels)
        self._found: LookUp | None = None
        self._prints = place.labels.prints
        self._domain = place.digital_link
        self.labels = LabelDesk(ledger, self._contents, place.labels.dpi)
        self.tray = TrayDesk(ledger, self._read, self._run, self._surroundings.forget)
        self._drawn: tuple[ReadTray | None, Tray] = (None, Tray())
        try:
            with ledger.transaction() as connection:
                self.state = self._resume(connection)
                self._context = self._run(connection).context_of(self.state)
                self._found = self._look_up(connection, self.state)
                content = self.labels.content_at_hand(connection, self.state)
                self._shown.scans = tuple(journal.last_scans(connection, SHOWN_SCANS))
                self._shown.names = names_of(connection)
        except DatabaseError as error:
            raise UnusableDatabaseError(explain(error)) from error
        self._shown.picture = self.labels.picture(content)
        if not isinstance(self.state, SignedOut):
            self._shown.say(_greeting(self.state), self.state)
        self.snapshot = self._make_snapshot()

    @property
    def offered(self) -> tuple[Scan, ...]:
        """The codes that a camera sees, while one of them is to be touched."""
        return self._shown.offered

    @property
    def words(self) -> Words:
        """The operator's language."""
        return self._shown.words

    def take_scan(self, scan: Scan) -> Outcome:
        """A code was read.

        Before a tray OK and CANCEL are about the tray, and what a camera sees is the tray; any other scan is work, and
        puts it away.
        """
        if self.tray.is_open:
            if scan.source == CAMERA:
                return self._show(None, ())
            if key := self._answer_to_tray(scan):
                return self.act(key)
        return self._take(lambda connection: self._read(connection, scan))

    def choose_among(self, scans: tuple[Scan, ...], *, is_more: bool = False) -> Outcome:
        """Several codes are in view: the one that is meant is taken if nothing else can be meant, else a touch decides.

        `is_more`: another one of the same view was taken already, so nothing is taken by itself, and what means nothing
        here is let be. While a tray or an open question is on the screen all of it is.
        """
        if self.tray.is_open or isinstance(self.state, Choosing | Confirming | Approving):
            return self._show(None, ())
        try:
            codes = [self._try(scan) for scan in scans]
        except DatabaseError as error:
            return self._refuse("database.trouble", explain(error))
        is_alone = len(codes) == 1 and isinstance(codes[0].given.event, Scanned)
        meant = codes[0] if is_alone else the_one_meant(codes)
        if meant and not (is_more or self._shown.offers):
            outcome = self.take_scan(meant.scan)
            rest = tuple(scan for scan in scans if scan != meant.scan)
            return outcome if outcome.recorded or not rest else self._choose_of_the_rest(rest, outcome)
        codes = self._shown.still_offered(codes) + (
            [code for code in codes if code.may_be_meant] or ([] if is_more else codes)
        )
        if not codes:
            return self._show(None, ())
        self._shown.offer(codes)
        count = len(self.offered)
        key = "scan.many" if count > _FEW and isinstance(self.state, Working) else "scan.several"
        return self._show(Say(Mood.WARNING, key, {"count": str(count)}), ())

    def act(self, key: str) -> Outcome:
        """A button was touched: the key of an Action, or `acknowledge` or `cancel`, which are always understood."""
        if key == "acknowledge":
            self._shown.acknowledge(self.state)
            return self._show(None, ())
        if key == "offer-close" or (key == "cancel" and (self._shown.pad is not None or self._shown.offers)):
            if self._shown.offers:
                self._shown.acknowledge(self.state)
                self._shown.offer(())
            if key == "cancel":
                self._shown.pad = None
            return self._show(None, ())
        if key == "ok" and self.tray.is_open and self._shown.must_acknowledge:
            return self.act("acknowledge")
        if key.startswith("offer:"):
            scan = self._shown.offered_as(key)
            return self.take_scan(scan) if scan else self._show(None, ())
        if key.startswith("tray") or (self.tray.is_open and key in _TRAY_ANSWERS):
            return self._act_on_tray(_TRAY_ANSWERS.get(key, key))
        name, _, argument = key.partition(":")
        return self._take(lambda _: Input(CommandGiven(name.upper(), argument)))

    def lay_out(self, still: Still | None, number: int) -> Outcome:
        """The picture of that request is there, or cannot be had: say what would become of each of its codes."""
        return self._after_tray(self.tray.lay_out(still, number, self.state))

    def enter(self, text: str) -> Outcome:
        """The pad's answer: a reason, a quantity, or a code."""
        asked = self.snapshot.input
        if asks_reason(self.state):
            return self._take(lambda _: Input(ReasonGiven(text)))
        if _wants(asked, InputKind.NUMBER) or self._asks_about(text):
            is_suggestion = asked is not None and text == asked.initial
            evidence = Evidence.CONFIRMED if is_suggestion else Evidence.TYPED
            return self._take(lambda _: Input(QuantityGiven(text.replace(",", "."), evidence)))
        return self.take_scan(typed_scan(text))

    def take_line(self, text: str, *, literal: bool = False) -> Outcome:
        """A line of text is a scan; a number is the quantity that is asked for, new text is the reason."""
        if _NUMBER.fullmatch(text) and (_wants(self.snapshot.input, InputKind.NUMBER) or self._asks_about(text)):
            return self.enter(text)
        aim, data = scan_text(text, literal)
        scan = Scan(data, aim, "console")
        if text.strip() and self._is_reason(scan):
            return self.enter(text)
        return self.take_scan(scan)

    def report_scanner(self, text: str, *, ok: bool) -> Snapshot:
        """The state of the scanners, for the status strip."""
        self._shown.scanner, self._shown.scanner_ok = text, ok
        return self._show(None, ()).snapshot

    def lose_scan(self, why: str) -> Outcome:
        """A scanner vanished in the middle of a code: nothing is half taken, and it is said."""
        return self._refuse("scan.lost", why)

    def fail(self, error: Exception) -> Outcome:
        """Something went wrong that nobody expected: nothing was recorded, and it is said."""
        self._surroundings.forget()
        self.tray.close()
        return self._refuse("trouble.unexpected", f"{type(error).__name__}: {error}")

    def labels_changed(self) -> Snapshot:
        """The print queue has changed, and not by an input: show it."""
        try:
            with self._ledger.transaction() as connection:
                self._context = self._run(connection).context_of(self.state)
        except DatabaseError as error:
            _log.warning("labels are shown as they were: %s", error)
        return self._show(None, ()).snapshot

    def _choose_of_the_rest(self, scans: tuple[Scan, ...], outcome: Outcome) -> Outcome:
        """What was taken, such as an item, may make sense of what stands beside it, such as its serial."""
        try:
            meant = the_one_meant([self._try(scan) for scan in scans])
        except DatabaseError:
            return outcome  # it will be met again, and said, with the next input
        if meant:
            return self.take_scan(meant.scan)
        asked = self.choose_among(scans, is_more=True)
        return asked if asked.snapshot.offers else outcome

    def _act_on_tray(self, key: str) -> Outcome:
        if key == "tray" or self.tray.is_open:
            self._shown.acknowledge(self.state)
            self._shown.offer(())
            self._shown.pad = None
        return self._after_tray(self.tray.act(key, self.state))

    def _after_tray(self, answer: TrayAnswer) -> Outcome:
        """Go on from the last step of what was recorded, if anything was."""
        self._surroundings.forget()  # what the trial noted is not true, or not any more
        if answer.steps:
            self.state, self._context = answer.steps[-1].state, answer.steps[-1].context
            self._shown.pad = None
        for done in answer.steps:
            self._shown.remember(done.row)
        if any(done.changes_labels for done in answer.steps):
            self.labels.recount()
        return self._show(answer.said, tuple(ref for done in answer.steps for ref in done.recorded))

    def _answer_to_tray(self, scan: Scan) -> str:
        """The key of a command that is about the tray; empty for everything else."""
        try:
            with self._ledger.transaction() as connection:
                event = self._read(connection, scan).event
        except DatabaseError:
            return ""  # the scan meets the same trouble, and says so
        key = event.code.lower() if isinstance(event, CommandGiven) else ""
        return key if key in _TRAY_ANSWERS else ""

    def _read(self, connection: Connection, scan: Scan) -> Input:
        return read_scan(connection, self._ledger.catalog, self._site, scan)

    def _contents(self, connection: Connection) -> LabelContents:
        today = self._clock.now().date()
        return LabelContents(connection, self._ledger.catalog, today, self._shown.words, self._domain)

    def _take(self, read: Callable[[Connection], Input]) -> Outcome:
        """One input, one transaction: read it, step, do the effects, write journal and draft, then show."""
        try:
            with self._ledger.transaction() as connection:
                given = read(connection)
                done = self._run(connection).do(self.state, given, is_refused=self._shown.must_acknowledge)
                found = self._look_up(connection, done.state)
                content = self.labels.content_at_hand(connection, done.state)
                if done.changes_labels:
                    self.labels.count(connection)
                if isinstance(given.event, BadgeShown):
                    self._shown.names = names_of(connection)
        except DatabaseError as error:
            self._surroundings.forget()
            _log.warning("not recorded: %s", error)
            return self._refuse("database.trouble", explain(error))
        self.state, self._context, self._found = done.state, done.context, found
        self._shown.picture = self.labels.picture(content)
        if done.supersedes:
            self._shown.supersede()
        self._shown.remember(done.row)
        self._shown.offer(())
        self.tray.close()
        self._open_or_close_pad(done, is_typed=given.scan is None or given.scan.source == TYPED)
        return self._show(done.verdict, done.recorded)

    def _run(self, connection: Connection) -> Run:
        self._surroundings.begin(connection)
        return Run(self._ledger, connection, self._clock.now(), self._surroundings)

    def _look_up(self, connection: Connection, state: State) -> LookUp | None:
        words = self._shown.words
        answer = look_up(connection, self._ledger.catalog, state, self._clock.now().date(), words)
        return with_label(answer, state, self._site, words)

    def _resume(self, connection: Connection) -> State:
        body = journal.load_draft(connection)
        if body is None:
            return SignedOut()
        try:
            return from_draft(body)
        except DamagedError as error:
            _log.warning("%s", error)
            return SignedOut()

    def _try(self, scan: Scan) -> SeenCode:
        """What a code is, and what would come of it here; nothing does."""
        try:
            with trial(self._ledger) as connection:
                given = self._read(connection, scan)
                said = self._run(connection).do(self.state, given, is_refused=False).verdict
        finally:
            self._surroundings.forget()  # it has noted what is not true
        return SeenCode(scan, given, said)

    def _is_reason(self, scan: Scan) -> bool:
        """Whether a reason is asked for, and this is no code that means anything here."""
        if not asks_reason(self.state):
            return False
        try:
            with self._ledger.transaction() as connection:
                return not is_known(connection, self._ledger.catalog, self._site, scan)
        except DatabaseError:
            return False  # the scan meets the same trouble, and says so

    def _asks_about(self, text: str) -> bool:
        state = self.state
        return isinstance(state, Confirming) and state.pending.code == QuantityGiven(text.replace(",", ".")).code

    def _open_or_close_pad(self, done: Done, *, is_typed: bool) -> None:
        """A pad stays open while what was typed into it is refused."""
        if done.opens_pad is not None:
            self._shown.open_pad(done.opens_pad, done.state, done.context)
        elif not (is_typed and done.verdict and done.verdict.mood is Mood.REFUSED):
            self._shown.pad = None

    def _refuse(self, key: str, why: str) -> Outcome:
        return self._show(Say(Mood.REFUSED, key, {"why": why}), ())

    def _show(self, verdict: Say | None, recorded: tuple[EntryRef, ...]) -> Outcome:
        if verdict:
            self._shown.say(verdict, self.state)
        self.snapshot = self._make_snapshot()
        return Outcome(self.snapshot, verdict, recorded)

    def _make_snapshot(self) -> Snapshot:
        if self._prints:
            self._shown.show_printer(self.labels.trouble, self.labels.asked)
        page = self._shown.snapshot(self.state, self._context, self._found, self._clock.now())
        if not self.tray.is_open:
            return page
        tray = self.tray.tray
        if tray is None or tray is not self._drawn[0]:
            self._drawn = tray, drawn_of(tray, self.words)
        return tray_page(page, tray, self._drawn[1], self.words)


def _wants(asked: InputRequest | None, kind: InputKind) -> bool:
    return asked is not None and asked.kind is kind


def _greeting(state: State) -> Say:
    """What stands there after a restart: the open question, or that the job goes on."""
    return question_of(state) if isinstance(state, Choosing | Confirming | Approving) else Say(Mood.NEUTRAL, "resumed")
