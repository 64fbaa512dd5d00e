"""Who is here: badges, and what nobody may do."""

from kiosk.snapshot import InputKind, Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import OpenPad, Supersede
from kiosk.workflow.events import BadgeShown, CommandGiven, Scanned
from kiosk.workflow.handlers.outcome import Outcome, say
from kiosk.workflow.states import Choosing, Confirming, Ground, Home, SignedOut, Working, ground_of


def sign_in(state: SignedOut | Ground, event: BadgeShown, _context: Context) -> Outcome:
    """A badge opens the kiosk, takes over the job at hand, or goes on with the one that was left open."""
    if event.operator is None:
        return state, say(Mood.REFUSED, "badge.unknown", "WHO-1")
    welcome = say(Mood.DONE, "badge.welcome", person=event.name or event.operator.id)
    if isinstance(state, SignedOut | Working) and state.job is not None:
        return Working(event.operator.id, state.job), welcome
    done = () if isinstance(state, SignedOut | Working) else state.done
    return Home(event.operator.id, done), welcome


def hand_over(state: Choosing | Confirming, event: BadgeShown, context: Context) -> Outcome:
    """Another badge takes over; the question that was open is dropped."""
    if event.operator is None:
        return state, say(Mood.REFUSED, "badge.unknown", "WHO-1")
    after, effects = sign_in(ground_of(state), event, context)
    return after, (*effects, Supersede())


def nobody(state: SignedOut, _event: Scanned, _context: Context) -> Outcome:
    """WHO-1: nothing is recorded for nobody."""
    return state, say(Mood.REFUSED, "who.nobody", "WHO-1")


def command_of_nobody(state: SignedOut, event: CommandGiven, _context: Context) -> Outcome:
    """Without a badge one can only type one."""
    match event.name:
        case "TYPE":
            return state, (OpenPad(InputKind.TEXT),)
        case "OK":
            return state, say(Mood.NEUTRAL, "acknowledged")
        case _:
            return state, say(Mood.REFUSED, "who.nobody", "WHO-1")


def sign_out(ground: Ground) -> Outcome:
    """Nobody is here any more; the job stays open for the next badge."""
    if isinstance(ground, Working):
        return SignedOut(ground.job), say(Mood.DONE, "badge.bye.open", flow=f"flow.{ground.job.flow}")
    return SignedOut(), say(Mood.DONE, "badge.bye")
