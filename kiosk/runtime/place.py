"""What this station is, and what one input led to."""

from dataclasses import dataclass

from kiosk.domain.movement import EntryRef
from kiosk.labels.content import DIGITAL_LINK_DOMAIN
from kiosk.snapshot import Snapshot
from kiosk.workflow.effects import Say
from kiosk.workflow.label_job import NO_LABELS, LabelPolicy


@dataclass(frozen=True, slots=True)
class Place:
    """What this station is."""

    title: str = ""
    location: str = ""
    """Code of the location it takes from and puts to; empty if none is set."""
    language: str = "en"
    labels: LabelPolicy = NO_LABELS
    digital_link: str = DIGITAL_LINK_DOMAIN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input led to."""

    snapshot: Snapshot
    verdict: Say | None
    recorded: tuple[EntryRef, ...]
    """Entries that are durable now."""
