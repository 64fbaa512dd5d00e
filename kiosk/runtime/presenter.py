"""What is shown beside the page of the state: the verdict, the pad, the last scans, the status strip."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from hardware.scan import Scan
from kiosk.database.journal import QUESTION, SUPERSEDED, JournalRow
from kiosk.domain.entry import from_instant
from kiosk.runtime.place import Place
from kiosk.runtime.seen_codes import SeenCode
from kiosk.snapshot import (
    Action,
    InputKind,
    InputRequest,
    LabelPicture,
    LastScan,
    LookUp,
    Mood,
    Snapshot,
    Status,
    Verdict,
)
from kiosk.workflow.context import Context
from kiosk.workflow.effects import Say
from kiosk.workflow.handlers.questions import question_of
from kiosk.workflow.states import Approving, Choosing, Confirming, State, asks_reason, operator_of
from kiosk.workflow.view import Words, codes_to_choose, view_of

SHOWN_SCANS = 8


class Presenter:
    """Keeps what was said last; makes the snapshots."""

    def __init__(self, place: Place) -> None:
        self.words = Words(place.language)
        self._title = place.title
        self.verdict = Verdict()
        self.pad: InputRequest | None = None
        """The pad that was opened by hand."""
        self.scanner = self.words("status.scanner.ready")
        self.scanner_ok = True
        self.printer = ""
        self.printer_ok = True
        self.picture: LabelPicture | None = None
        """The label at hand, on the page of labels."""
        self.names: dict[str, str] = {}
        """Names of operators."""
        self.scans: tuple[JournalRow, ...] = ()
        """The last scans, the newest first."""
        self.offers: tuple[Action, ...] = ()
        """The codes that a camera sees, while one of them is to be touched."""
        self.offered: tuple[Scan, ...] = ()
        """The same as scans."""
        self._offered: tuple[SeenCode, ...] = ()
        self._offer_number = 0

    @property
    def must_acknowledge(self) -> bool:
        """Whether a refusal stands there."""
        return self.verdict.mood is Mood.REFUSED

    def say(self, said: Say, state: State) -> None:
        """Put up a verdict."""
        sentences = [self.words(said.key, said.values), *(self.words(each.key, each.values) for each in said.more)]
        self.verdict = Verdict(
            mood=said.mood,
            word=self.words(f"mood.{said.mood.value}"),
            text=" ".join(sentences),
            hint=self._hint(said.mood, state),
            rule=said.rule,
            key=said.key,
            number=self.verdict.number + 1,
        )

    def acknowledge(self, state: State) -> None:
        """Take a refusal down; a question that is still open stands there again."""
        if isinstance(state, Choosing | Confirming | Approving):
            self.say(question_of(state), state)
        else:
            self.verdict = Verdict(number=self.verdict.number)

    def open_pad(self, kind: InputKind, state: State, context: Context) -> None:
        """Let something be typed; a pad that the page opens by itself knows more, and stays."""
        by_itself = view_of(state, context, self.words).input
        if by_itself is not None and by_itself.kind is kind:
            self.pad = None
            return
        title = "pad.quantity" if kind is InputKind.NUMBER else "pad.text"
        self.pad = InputRequest(kind, self.words("pad.reason" if asks_reason(state) else title))

    def show_printer(self, trouble: str, asked: int) -> None:
        """How the label printer is: what needs a person first, then what keeps it from printing."""
        self.printer_ok = not (trouble or asked)
        if asked:
            self.printer = self.words("status.printer.asking", {"count": str(asked)})
        else:
            self.printer = self.words(f"status.printer.{trouble or 'ready'}")

    def offer(self, codes: Sequence[SeenCode]) -> None:
        """Put these to choice; none of them ends it."""
        self._offered = tuple(codes)
        self.offered = tuple(code.scan for code in codes)
        self._offer_number += 1
        shown = [(code.given.shown, code.given.event) for code in codes]
        self.offers = codes_to_choose(f"offer:{self._offer_number}", shown, self.words)

    def still_offered(self, codes: Sequence[SeenCode]) -> list[SeenCode]:
        """What is offered already and not among these."""
        new = {(code.scan.aim, code.scan.data) for code in codes}
        return [code for code in self._offered if (code.scan.aim, code.scan.data) not in new]

    def offered_as(self, key: str) -> Scan | None:
        """The code that was touched, if that very list is still on the screen."""
        keys = [each.key for each in self.offers]
        return self._offered[keys.index(key)].scan if key in keys else None

    def remember(self, row: JournalRow | None) -> None:
        """One more scan, if it was one."""
        if row is not None:
            self.scans = (row, *self.scans)[:SHOWN_SCANS]

    def supersede(self) -> None:
        """Nothing came of the last scan that raised a question."""
        asked = next((row for row in self.scans if row.outcome == QUESTION), None)
        if asked is not None:
            self.scans = tuple(replace(row, outcome=SUPERSEDED) if row is asked else row for row in self.scans)

    def snapshot(self, state: State, context: Context, found: LookUp | None, now: datetime) -> Snapshot:
        """Everything on the screen."""
        page = view_of(state, context, self.words)
        operator = operator_of(state)
        return replace(
            page,
            input=self.pad or page.input,
            verdict=self.verdict,
            last_scans=tuple(self._scan_line(row, now.tzinfo) for row in self.scans),
            look_up=found,
            picture=self.picture,
            offers=self.offers,
            must_acknowledge=self.must_acknowledge,
            status=Status(
                station=self._title,
                job=f"{page.subject} {page.subject_detail}".strip(),
                scanner=self.scanner,
                scanner_ok=self.scanner_ok,
                plant=self.words("status.plant.alone"),
                printer=self.printer,
                printer_ok=self.printer_ok,
                operator=self.names.get(operator, operator),
                time=now.strftime("%H:%M"),
            ),
        )

    def _scan_line(self, row: JournalRow, zone: tzinfo | None) -> LastScan:
        at = from_instant(row.at).astimezone(zone)
        return LastScan(at.strftime("%H:%M"), row.shown, self.words(f"outcome.{row.outcome}"))

    def _hint(self, mood: Mood, state: State) -> str:
        if mood is Mood.REFUSED:
            return self.words("hint.refused")
        match state:
            case Confirming():
                return self.words("hint.confirm")
            case Choosing():
                return self.words("hint.choose.doubtful" if state.is_doubtful else "hint.choose")
            case Approving():
                return self.words("hint.reason" if state.approver else "hint.approve")
            case _:
                return ""
