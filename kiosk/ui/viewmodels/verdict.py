"""The verdict: what became of the last scan, as word, shape, colour, sentence."""

# ruff: noqa: N815 - QML reads these names
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtQml import QmlElement

from kiosk.snapshot import Mood, Snapshot
from kiosk.ui.viewmodels import QML_IMPORT_MAJOR_VERSION, QML_IMPORT_NAME  # noqa: F401 - read by QmlElement
from kiosk.ui.viewmodels.observed import Observed, shown


@dataclass(frozen=True, slots=True)
class VerdictProps:
    """What the band shows."""

    mood: str = Mood.NEUTRAL.value
    """Chooses colour and shape."""
    word: str = ""
    sentence: str = ""
    hint: str = ""
    rule: str = ""
    mustAcknowledge: bool = False


def derive_verdict(snapshot: Snapshot, say: Callable[[str], str]) -> VerdictProps:
    """The band of a snapshot; where nothing was said yet, it is calm and says so."""
    verdict = snapshot.verdict
    is_blank = not (verdict.word or verdict.text)
    return VerdictProps(
        mood=verdict.mood.value,
        word=say("ui.ready") if is_blank else verdict.word,
        sentence=say("ui.ready_text") if is_blank else verdict.text,
        hint=verdict.hint,
        rule=verdict.rule,
        mustAcknowledge=snapshot.must_acknowledge,
    )


@QmlElement
class VerdictViewModel(Observed):
    """VerdictProps for QML."""

    moodChanged = Signal()
    mood = shown(str, "mood", moodChanged)
    wordChanged = Signal()
    word = shown(str, "word", wordChanged)
    sentenceChanged = Signal()
    sentence = shown(str, "sentence", sentenceChanged)
    hintChanged = Signal()
    hint = shown(str, "hint", hintChanged)
    ruleChanged = Signal()
    rule = shown(str, "rule", ruleChanged)
    mustAcknowledgeChanged = Signal()
    mustAcknowledge = shown(bool, "mustAcknowledge", mustAcknowledgeChanged)
