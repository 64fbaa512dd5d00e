"""Open questions: the same code answers, the next scan goes before them, and a command may drop them."""

from dataclasses import replace

from kiosk.domain.movement import Evidence
from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import OpenPad, Say, Supersede
from kiosk.workflow.events import CommandGiven, QuantityGiven, Scanned
from kiosk.workflow.handlers.commands import command_at_work
from kiosk.workflow.handlers.home import command_at_home, look_at, scan_at_home
from kiosk.workflow.handlers.labelling import command_at_labels, scan_at_labels
from kiosk.workflow.handlers.outcome import Outcome, say, verdict_of, which
from kiosk.workflow.handlers.undo import forget
from kiosk.workflow.handlers.work import take_confirmed, take_quantity, take_scan
from kiosk.workflow.meaning import Meaning
from kiosk.workflow.states import Approving, Choosing, Confirming, Ground, Home, Labelling, Question, Working, ground_of


def scan(ground: Ground, event: Scanned, context: Context) -> Outcome:
    """A scan where no question is open."""
    match ground:
        case Working():
            return take_scan(ground, event, context)
        case Home():
            return scan_at_home(ground, event, context)
        case Labelling():
            return scan_at_labels(ground, event, context)
        case _:
            return look_at(ground, event, context)


def command(ground: Ground, event: CommandGiven, context: Context) -> Outcome:
    """A command where no question is open."""
    if isinstance(ground, Working):
        return command_at_work(ground, event, context)
    if isinstance(ground, Labelling):
        return command_at_labels(ground, event, context)
    return command_at_home(ground, event, context)


def question_of(state: Question) -> Say:
    """What is asked, in the words in which it was asked first."""
    match state:
        case Choosing():
            return which(state)
        case Approving() if state.approver:
            return Say(Mood.WARNING, "approve.which")
        case _:
            return verdict_of(Mood.WARNING, state.findings)


def supersede(state: Question, event: Scanned, context: Context) -> Outcome:
    """The next scan always goes before an open question."""
    after, effects = scan(ground_of(state), event, context)
    return after, (*effects, Supersede())


def command_at_question(state: Question, event: CommandGiven, context: Context) -> Outcome:
    """What the question does not understand: it is dropped, and a command that does more is done."""
    match event.name:
        case "CANCEL" | "BACK" | "UNDO":
            return forget(ground_of(state))
        case "TYPE":
            return state, (OpenPad(InputKind.TEXT),)
        case "OK":
            return state, (question_of(state),)
        case "QTY":
            return quantity_at_question(state, QuantityGiven(event.argument, Evidence.SCANNED), context)
        case "CHOOSE":
            return state, say(Mood.REFUSED, "command.not_now", command=event.code)
        case _:
            after, effects = command(ground_of(state), event, context)
            return after, (*effects, Supersede())


def quantity_at_question(state: Question, event: QuantityGiven, context: Context) -> Outcome:
    """Another number for the goods goes before a question about the number; else the question comes first."""
    ground = ground_of(state)
    if not isinstance(ground, Working) or ground.job.slots.lot is None:
        return state, (question_of(state),)
    after, effects = take_quantity(ground, event, context)
    return after, (*effects, Supersede())


def answer_warning(state: Confirming, event: Scanned, context: Context) -> Outcome:
    """The same code again confirms; any other is a new scan."""
    if event.code == state.pending.code:
        return _confirm(state, context)
    return supersede(state, event, context)


def quantity_at_warning(state: Confirming, event: QuantityGiven, context: Context) -> Outcome:
    """The same number again confirms."""
    if event.code == state.pending.code:
        return _confirm(state, context)
    return quantity_at_question(state, event, context)


def command_at_warning(state: Confirming, event: CommandGiven, context: Context) -> Outcome:
    """OK confirms, and so does the same command label again."""
    if event.name == "OK" or event.code == state.pending.code:
        return _confirm(state, context)
    return command_at_question(state, event, context)


def _confirm(state: Confirming, context: Context) -> Outcome:
    job = state.pending.job
    agreed = replace(job, consent=job.consent.with_confirmed(state.findings))
    return take_confirmed(replace(state.pending, job=agreed), context)


def narrow_choice(state: Choosing, event: Scanned, context: Context) -> Outcome:
    """A scan that names one of the answers chooses it: its place, its item, its supplier; any other is a new scan."""
    named = [each for each in state.meanings if any(_names(other, each) for other in event.meanings)]
    if len(named) == 1 and event.code != state.code:
        return _chosen(state, named[0], max(state.evidence, event.evidence), context)
    return supersede(state, event, context)


def _names(scanned: Meaning, answer: Meaning) -> bool:
    if scanned.location:
        return len(answer.stock) == 1 and answer.stock[0][0].location == scanned.location.id
    if scanned.partner:
        return answer.lot is not None and answer.lot.issuer == scanned.partner.id
    return scanned.item is not None and scanned.lot is None and scanned.item == answer.item


def choose(state: Choosing, event: CommandGiven, context: Context) -> Outcome:
    """One of the answers is named by its number."""
    if event.name != "CHOOSE":
        return command_at_question(state, event, context)
    number = int(event.argument) - 1 if event.argument.isascii() and event.argument.isdigit() else -1
    if not 0 <= number < len(state.meanings):
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    return _chosen(state, state.meanings[number], max(state.evidence, Evidence.CONFIRMED), context)


def _chosen(state: Choosing, meaning: Meaning, evidence: Evidence, context: Context) -> Outcome:
    compared = replace(meaning, is_supposed=False)
    return scan(state.before, Scanned(state.code, (compared,), evidence, label=state.label), context)
