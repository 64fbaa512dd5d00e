"""Asks every rule about a proposal. The kiosk asks when a scan is taken, the ledger again when it writes."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.domain.rules.identity import lot_1, named_lots, qty_2, ser_1, ser_1_unit, track_1, track_4, track_5
from kiosk.domain.rules.labels import lab_1
from kiosk.domain.rules.people import who_1
from kiosk.domain.rules.production import bom_1, bom_2, bom_3, gen_1, ord_1
from kiosk.domain.rules.progress import Progress
from kiosk.domain.rules.stock import exp_1, hold_1, loc_1, qty_1, qty_1_nothing, qty_1_undo, ser_2, ser_2_start

LineRule = Callable[[Line, Proposal, Facts], Finding | None]

IDENTITY_RULES: tuple[LineRule, ...] = (track_1, track_4, track_5, qty_2, ser_1_unit, qty_1_undo)
"""Who and what it is, and whether such a quantity can be meant: judged for all lines before anything else."""
STATE_RULES: tuple[LineRule, ...] = (ser_1, ord_1, gen_1, bom_1, bom_2, hold_1, exp_1, ser_2, loc_1, qty_1, lot_1)
"""Whether it fits, then where it is; each line is judged as the lines before it leave the plant."""


def check(proposal: Proposal, facts: Facts) -> tuple[Finding, ...]:
    """Everything that the rules object to, in the order of the rules; after a block nothing more of its line."""
    facts = replace(facts, progress=Progress())
    findings = [finding for finding in (who_1(proposal, facts), lab_1(proposal), qty_1_nothing(proposal)) if finding]
    findings += [*named_lots(proposal, facts), *ser_2_start(proposal, facts)]
    blocked: set[int] = set()
    for rules in (IDENTITY_RULES, STATE_RULES):
        for number, line in enumerate(proposal.lines):
            if number not in blocked:
                found = _of_line(rules, line, proposal, facts)
                findings += [replace(finding, line=number) for finding in found]
                blocked |= {number} if any(each.severity is Severity.BLOCK for each in found) else set()
            if rules is STATE_RULES:
                facts.progress.add(line)
    if finding := bom_3(proposal, facts):
        findings.append(finding)
    return tuple(findings)


def _of_line(rules: tuple[LineRule, ...], line: Line, proposal: Proposal, facts: Facts) -> list[Finding]:
    found: list[Finding] = []
    for rule in rules:
        if finding := rule(line, proposal, facts):
            found.append(finding)
            if finding.severity is Severity.BLOCK:
                break
    return found


def first_obstacle(
    findings: tuple[Finding, ...], proposal: Proposal, confirmed: frozenset[tuple[str, str]] | None = None
) -> Finding | None:
    """The first finding that stops the proposal: a block, what nobody has approved, or a warning nobody confirmed.

    `confirmed` names warnings by `Finding.code`; None lets all of them pass.
    """
    for finding in findings:
        match finding.severity:
            case Severity.BLOCK:
                return finding
            case Severity.APPROVE if not proposal.is_approved:
                return finding
            case _:
                continue
    warnings = [each for each in findings if each.severity is Severity.WARN and confirmed is not None]
    return next((each for each in warnings if each.code not in (confirmed or ())), None)
