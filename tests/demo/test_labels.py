"""Every label of the demonstration plant says what its title promises, to identification and to the ledger."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hardware.scan import Scan
from kiosk.database.catalog import Catalog
from kiosk.database.connection import open_engine, reading
from kiosk.database.ledger import open_ledger
from kiosk.database.lot_nodes import read_lot_nodes
from kiosk.database.people import operator_of
from kiosk.database.trace import find_lots
from kiosk.demo import DemoCode, codes, opened_demo
from kiosk.demo.catalogue import ANN, BADGES, GTINS, TYRE_BOX
from kiosk.demo.quality import HELD_MOTOR
from kiosk.domain.order import OrderState
from kiosk.identification.commands import parse_command
from kiosk.identification.identify import identify
from kiosk.identification.reading import Reading
from kiosk.identification.site_patterns import compile_site
from kiosk.operations.loader import Loader
from kiosk.workflow.flows import MENU
from tests.demo.conftest import CLOCK, TODAY, Demo

SITE = compile_site(year=TODAY.year)
ITEMS = {gtin: item for item, gtin in (*GTINS.items(), *TYRE_BOX.items())}
NEW = {"CL-506", "VB52121", "T28-15", "ST-883", "FC-4163", "C2-1055"}
"""Numbers that the ledger does not know yet."""


def read(label: DemoCode) -> Reading:
    return identify(Scan(label.data, label.aim), SITE)[0]


def in_group(group: str) -> list[DemoCode]:
    return [label for label in codes() if label.group == group]


def number_on(label: DemoCode) -> str:
    """The serial, the lot, or the text of a label."""
    reading_of = read(label)
    return reading_of.value("21") or reading_of.value("10") or reading_of.value("text") or ""


def goods(*groups: str) -> list[DemoCode]:
    labels = [label for group in groups for label in in_group(group)]
    return [label for label in labels if number_on(label) not in ("STEEL-2MM", "SCREW-M5")]


def test_groups_follow_the_day() -> None:
    groups = list(dict.fromkeys(label.group for label in codes()))
    assert groups == ["Badges", "Orders", "Places", "Receive", "Build", "Ship", "Look up", "Commands"]


def test_labels_are_distinct() -> None:
    assert len({(label.data, label.aim) for label in codes()}) == len(codes())
    assert len({(label.group, label.title) for label in codes()}) == len(codes())


@pytest.mark.parametrize("label", codes(), ids=lambda label: label.title)
def test_every_label_is_read_whole(label: DemoCode) -> None:
    found = read(label)
    assert found.complete
    assert found.errors == ()
    expected = {"Badges": "badge", "Commands": "command"}.get(label.group)
    assert found.standard == (expected or ("gs1-element-string" if label.aim == "]d2" else "plain"))


def test_prefixes_are_those_of_the_site() -> None:
    labels = {label.group: label.data for label in codes("CMD-", "ID-")}
    assert labels["Badges"].startswith(b"ID-")
    assert labels["Commands"].startswith(b"CMD-")


def test_badges_belong_to_their_people(demo: Demo) -> None:
    with reading(demo.engine) as connection:
        found = {operator_of(connection, read(label).value("badge") or "") for label in in_group("Badges")}
    assert found == set(BADGES)


def test_commands_are_known() -> None:
    commands = [parse_command(read(label).value("command") or "") for label in in_group("Commands")]
    assert None not in commands
    assert {each.argument for each in commands if each and each.name == "FLOW"} <= set(MENU)


def test_orders_are_open_and_places_exist(demo: Demo) -> None:
    with reading(demo.engine) as connection:
        catalog = Catalog(connection)
        orders = [catalog.order(number_on(label)) for label in in_group("Orders")]
        assert [order.state for order in orders if order] == [OrderState.RELEASED] * len(orders)
        assert [order.kind.value for order in orders if order] == ["purchase"] * 3 + ["work"] * 2 + ["delivery"]
        assert all(catalog.location(number_on(label)) for label in in_group("Places"))


def test_gtins_are_those_of_the_items(demo: Demo) -> None:
    with reading(demo.engine) as connection:
        catalog = Catalog(connection)
        for label in codes():
            if gtin := read(label).value("01"):
                item = catalog.item(gtin)
                assert item is not None
                assert item.code == ITEMS[gtin]


def test_the_label_of_new_cells_says_all_that_a_receipt_needs() -> None:
    cells = read(in_group("Receive")[0])
    found = {element.key: element.value for element in cells.elements}
    assert found == {"01": GTINS["CELL-21700"], "17": "2032-12-31", "10": "CL-506", "37": "400"}


@pytest.mark.parametrize("label", goods("Receive", "Build", "Ship", "Look up"), ids=lambda label: label.title)
def test_goods_are_new_or_stand_in_one_place(label: DemoCode, demo: Demo) -> None:
    number = number_on(label)
    with reading(demo.engine) as connection:
        lots = find_lots(connection, number)
        nodes = read_lot_nodes(connection, [lot.key for lot in lots], TODAY)
    assert len(lots) == (0 if number in NEW else 1)
    if lots and label.group != "Look up":
        [node] = nodes.values()
        assert len(node.on_hand) == 1


Line = dict[str, Any]


@pytest.fixture
def loader(cache: Path) -> Iterator[Loader]:
    with opened_demo(cache, CLOCK) as name:
        engine = open_engine(name, create=False)
        ledger = open_ledger(engine, CLOCK, "TEST")
        yield Loader(ledger, CLOCK.now)
        ledger.close()
        engine.dispose()


def load(loader: Loader, *lines: Line) -> dict[str, Any]:
    given = {"operator": ANN, "evidence": "scanned"}
    return loader.load(json.dumps(given | line) for line in lines).as_json()


def component(item: str, lot: str, quantity: str, source: str) -> Line:
    used: Line = {"op": "consume", "item": item, "quantity": quantity, "from": source}
    return used | {"order": "WO-1105", "transformation": "WO-1105/C2-1055"} | ({"lot": lot} if lot else {})


def test_the_labels_tell_a_whole_day(loader: Loader) -> None:
    unit = {"transformation": "WO-1105/C2-1055"}
    bike = {"item": "BIKE-C2", "lot": "C2-1055", "quantity": "1"}
    first = {"item": "MOTOR-M250", "lot": "HX81101", "quantity": "1"}
    cells = {"item": "CELL-21700", "lot": "CL-506", "quantity": "400", "expiry": "2032-12-31"}
    answer = load(
        loader,
        {"op": "receive", "to": "STOCK", "partner": "VOLTARA", "order": "PO-2101"} | cells,
        component("FRAME-C2", "FC-4155", "1", "LINE-1"),
        component("MOTOR-M250", "HX81101", "1", "LINE-1"),
        component("PACK-36V", "PK-3100", "1", "LINE-1"),
        component("TYRE-28", "T28-13", "2", "LINE-1"),
        component("BRACKET", "BR-34", "2", "STOCK"),
        component("PAINT-BLUE", "PA-72", "0.35", "PAINT-SHOP"),
        component("SCREW-M5", "", "24", "STOCK"),
        {"op": "unconsume", "to": "QUARANTINE"} | first | unit,
        component("MOTOR-M250", "HX81102", "1", "LINE-1"),
        {"op": "produce", "to": "DISPATCH", "order": "WO-1105"} | bike | unit,
        {"op": "ship", "from": "DISPATCH", "partner": "RADHAUS", "order": "SO-3101"} | bike,
        {"op": "ship", "item": "BIKE-C2", "lot": "C2-1050", "from": "DISPATCH", "order": "SO-3101"},
        {"op": "ship", "item": "BIKE-T4", "lot": "T4-2041", "from": "DISPATCH", "order": "SO-3101"},
    )
    assert answer["refused"] == answer["warnings"] == []
    assert answer["recorded"] == 14


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (component("MOTOR-M250", HELD_MOTOR, "1", "QUARANTINE"), "HOLD-1"),
        (component("PAINT-BLUE", "PA-71", "0.35", "PAINT-SHOP"), "EXP-1"),
        (component("FRAME-T4", "FT-6246", "1", "STOCK"), "BOM-1"),
    ],
    ids=["motor on hold", "expired paint", "wrong part"],
)
def test_the_traps_are_refused(loader: Loader, line: Line, rule: str) -> None:
    assert [each["rule"] for each in load(loader, line)["refused"]] == [rule]
