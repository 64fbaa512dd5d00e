"""What every handler gives: the next state, and what is to be done."""

from collections.abc import Sequence

from kiosk.domain.rules.finding import Finding
from kiosk.snapshot import Mood
from kiosk.workflow.effects import Effect, Say, Sentence
from kiosk.workflow.states import Choosing, State

Outcome = tuple[State, tuple[Effect, ...]]


def say(mood: Mood, key: str, rule: str = "", **values: str) -> tuple[Effect, ...]:
    """One verdict."""
    return (Say(mood, key, values, rule),)


def say_findings(mood: Mood, findings: Sequence[Finding]) -> tuple[Effect, ...]:
    """What the rules object, all of it, under the rule of the first."""
    return (verdict_of(mood, findings),)


def which(choosing: Choosing) -> Say:
    """Asks which meaning it is, or what the label says where its scanner may have changed the data."""
    return Say(Mood.WARNING, "scan.doubtful" if choosing.is_doubtful else "scan.choose", {"code": choosing.code})


def verdict_of(mood: Mood, findings: Sequence[Finding]) -> Say:
    """The same as one effect."""
    first, *others = findings
    more = tuple(Sentence(each.key, each.values) for each in others)
    return Say(mood, first.key, first.values, first.rule, more)
