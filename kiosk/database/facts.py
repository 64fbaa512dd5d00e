"""Reads the facts that the rules need about one proposal.

A fixed number of statements, however many lines it has; but an undo follows the chain behind each of its movements.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.cycles import would_cycle
from kiosk.database.keys import Keys
from kiosk.database.lot_facts import read_lots
from kiosk.database.prepared import Prepared
from kiosk.database.reversals import find_movement, left_to_reverse
from kiosk.database.transformation_facts import read_transformations
from kiosk.domain.item import Item
from kiosk.domain.movement import MovementRef
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts, OpenHold, TransformationState

_held_locations = Prepared(
    select(tables.hold).where(
        tables.hold.c.location.in_(bindparam("locations", expanding=True)),
        tables.hold.c.location != "",
        tables.hold.c.released == "",
    )
)


def read_facts(connection: Connection, catalog: Catalog, keys: Keys, proposal: Proposal) -> Facts:
    """The facts about a proposal, read in the transaction that will write."""
    known = keys.lots.find(connection, proposal.lots)
    transformations = read_transformations(connection, catalog, keys, proposal, known)
    people = [each for each in (proposal.operator, proposal.approver) if each]
    places = {place.location for line in proposal.lines for place in (line.source, line.destination)}
    return Facts(
        operators={each: person for each in people if (person := catalog.operator(each))},
        lots=read_lots(connection, proposal, known),
        transformations=transformations,
        locations={code: found for code in places if (found := catalog.location(code))},
        held_locations=_read_held_locations(connection, proposal),
        order=catalog.order(proposal.order) if proposal.order else None,
        components=_components(catalog, transformations, proposal.closes),
        remaining=_read_remaining(connection, proposal.lines),
        cycles=would_cycle(connection, proposal, known, transformations),
    )


def _read_held_locations(connection: Connection, proposal: Proposal) -> dict[str, OpenHold]:
    locations = sorted({line.source.location for line in proposal.lines if line.is_use})
    if not locations:
        return {}
    rows = _held_locations.rows(connection, {"locations": locations})
    return {row.location: OpenHold(row.id, row.reason, row.operator, row.location) for row in rows}


def _components(catalog: Catalog, transformations: Mapping[str, TransformationState], finished: str) -> dict[str, Item]:
    """The items on the bill of what is finished, by id."""
    bill = transformations[finished].bill if finished in transformations else ()
    return {line.component: catalog.item_by_id(line.component) for line in bill}


def _read_remaining(connection: Connection, lines: tuple[Line, ...]) -> dict[MovementRef, int]:
    refs = {line.reverses for line in lines if line.reverses}
    return {ref: left_to_reverse(connection, row) for ref in refs if (row := find_movement(connection, ref))}
