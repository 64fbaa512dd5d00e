"""The catalogue holds every sentence that is said, with all its values, and none that nobody says."""

import re
from typing import get_args

import pytest

from hardware.devices import Cause, DeviceState
from hardware.printers.printer import Trouble
from hardware.scanners.camera.sight import Hint
from hardware.scanners.keys import Caps
from kiosk import messages
from kiosk.doctor.scanner_check.check import Step
from kiosk.domain.item import Tracking
from kiosk.domain.order import OrderKind, OrderState
from kiosk.identification.commands import CHANGING_COMMANDS, PLAIN_COMMANDS
from kiosk.identification.explanation import FAULTS, MEANT, TITLED
from kiosk.identification.reading import Standard
from kiosk.messages import ENGLISH, camera, cards, flows, labels, printing, rules, scanner_check, verdicts
from kiosk.snapshot import Mood
from kiosk.workflow.flows import FLOWS, MENU
from kiosk.workflow.handlers.approval import REASONS
from kiosk.workflow.handlers.labelling import REASONS as REPRINT_REASONS
from kiosk.workflow.label_job import OPEN
from kiosk.workflow.slots import SlotName
from kiosk.workflow.tray import Fate
from tests.messages import source_keys

SLOTS = tuple(SlotName)
TROUBLES = tuple(each.value for each in Trouble if each)
PROMPTED = ("order", "partner", "unit", "item", "lot", "quantity", "location")
MADE = {
    "action.finish.{}": tuple(name for name, flow in FLOWS.items() if flow.finish),
    "check.caps.{}": tuple(Caps),
    "check.step.{}": tuple(Step),
    "check.step.{}.hint": tuple(Step),
    "done.{}": tuple(FLOWS),
    "done.{}.finish": tuple(name for name, flow in FLOWS.items() if flow.finish),
    "done.{}.out": ("build",),
    "done.{}.start": ("build",),
    "flow.{}": MENU,
    "camera.{}": (*Hint, "choose", "read", "reading"),
    "flow.{}.detail": MENU,
    "gap.{}": (
        "no_origin",
        "slot_empty",
        "bridge",
        "pairing_unknown",
        "overdrawn",
        "made_twice",
        "two_places",
        "weak_evidence",
        "late",
        "cycle",
    ),
    "hint.{}": ("choose", "confirm", "approve", "reason"),
    "print.state.{}": tuple(OPEN),
    "print.{}": ("there", "again", "drop"),
    "printer.trouble.{}": TROUBLES,
    "reprint.{}": REPRINT_REASONS,
    "status.printer.{}": ("ready", *(each for each in TROUBLES if each not in ("lost", "stuck", "ended", "label"))),
    "print.command.{}": tuple(sorted((PLAIN_COMMANDS | CHANGING_COMMANDS) - {"FLOW", "CHOOSE", "QTY"})),
    "print.kind.{}": ("lot", "serial", "item", "location", "order", "container"),
    "label.fault.{}": FAULTS,
    "label.meaning.{}": MEANT,
    "label.month.{}": tuple(f"{month:02}" for month in range(1, 13)),
    "label.pack.{}": ("level", "measure"),
    "label.standard.{}": get_args(Standard),
    "label.title.{}": TITLED,
    "look_up.{}": ("expiry", "best_before", "made_on", "supplier_lot"),
    "mood.{}": tuple(Mood),
    "order.state.{}": tuple(OrderState),
    "order.{}": ("not_open", "other_kind", "other_partner", "not_planned", "other_lot"),
    "outcome.{}": (
        "recorded",
        "refused",
        "duplicate",
        "question",
        "superseded",
        "taken",
        "badge",
        "command",
    ),
    "prompt.{}": ("choose", "confirm", "approve", "reason", *PROMPTED),
    "reason.{}": REASONS,
    "row.{}": SLOTS,
    "serial.{}_again": ("receive", "produce", "return"),
    "slot.order.{}": tuple({flow.order_kind.value for flow in FLOWS.values()}),
    "slot.{}": SLOTS,
    "status.scanner.{}": (*DeviceState, *(cause for cause in Cause if cause)),
    "status.{}": ("hold", "expired", "in_stock", "shipped", "consumed", "scrapped", "gone"),
    "taken.{}": ("order", "location", "partner"),
    "tracking.{}": tuple(Tracking),
    "tray.state.{}": tuple(Fate),
    "what.order.{}": tuple(OrderKind),
    "what.partner.{}": ("supplier", "customer", "both"),
    "who.{}": ("nobody", "unknown", "looks_only", "self", "role"),
}
"""What keys that are put together are put together from."""
HINTED = {f"prompt.{name}.hint" for name in PROMPTED}
SPECIAL = {key for key in ENGLISH if re.fullmatch(r"prompt\.[a-z]+\.[a-z]+(\.hint)?", key)}
"""Prompts of one flow for one slot: there if the flow asks in its own words."""


def test_families_do_not_share_keys() -> None:
    parts = (
        *(rules.RULES, flows.FLOWS, verdicts.VERDICTS, cards.CARDS),
        *(labels.LABELS, printing.PRINTING, scanner_check.SCANNER_CHECK, camera.CAMERA),
    )
    assert len(ENGLISH) == sum(len(part) for part in parts)


def test_every_key_in_the_source_has_its_sentence() -> None:
    assert sorted(source_keys.constants() - ENGLISH.keys()) == []


def test_every_pattern_in_the_source_is_known_with_its_words() -> None:
    assert source_keys.patterns() - {"prompt.{}.{}"} == set(MADE)
    assert sorted(source_keys.expanded(MADE) - ENGLISH.keys()) == []


def test_every_prompt_has_its_hint() -> None:
    prompts = {key for key in ENGLISH if key.startswith("prompt.") and not key.endswith(".hint")}
    questions = {"prompt.choose", "prompt.confirm", "prompt.approve", "prompt.reason", "prompt.printed", "prompt.job"}
    assert {f"{key}.hint" for key in prompts - questions} <= ENGLISH.keys()


def test_a_prompt_of_a_flow_is_of_a_slot_that_it_asks_for() -> None:
    for key in SPECIAL - source_keys.constants():
        _, flow, slot, *_ = key.split(".")
        if slot != "hint":
            assert flow in FLOWS
            assert slot in FLOWS[flow].slots or f"prompt.{flow}.{slot}" in source_keys.constants(), key


def test_no_sentence_is_left_over() -> None:
    used = source_keys.constants() | source_keys.expanded(MADE) | HINTED | SPECIAL
    assert sorted(ENGLISH.keys() - used) == []


def test_sentences_find_their_values_where_they_stand_beside_the_key() -> None:
    checked = 0
    for key, names in source_keys.spoken():
        assert set(re.findall(r"\{([a-z_]+)\}", ENGLISH[key])) <= names, key
        checked += 1
    assert checked > 40


@pytest.mark.parametrize("sentence", ENGLISH.values(), ids=ENGLISH.keys())
def test_sentences_are_whole(sentence: str) -> None:
    assert sentence == sentence.strip()
    assert "  " not in sentence
    assert sentence.format_map(dict.fromkeys(re.findall(r"\{([a-z_]+)\}", sentence), "x")) is not None


def test_values_that_are_keys_are_said_in_words() -> None:
    assert messages.text("scan.not_expected", {"code": "A", "what": "what.location", "expected": "slot.lot"}) == (
        "A is a location. Expected: a lot or serial."
    )


def test_a_missing_value_shows_its_name() -> None:
    assert messages.text("taken.order", {}) == "Order {order}"


def test_an_unknown_key_is_shown_as_it_is() -> None:
    assert messages.text("no.such.key") == "no.such.key"
    assert not messages.has("no.such.key")


def test_a_language_without_translation_speaks_english() -> None:
    assert messages.text("flow.ship", {}, "tlh") == "Ship"
