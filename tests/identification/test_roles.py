from hardware.scan import Scan
from kiosk.identification.identify import identify
from kiosk.identification.reading import Reading
from kiosk.identification.roles import said, said_first
from kiosk.identification.site_patterns import compile_site


def read(text: str, aim: str | None = None) -> Reading:
    return identify(Scan(text.encode(), aim), compile_site())[0]


def test_every_standard_names_lot_and_expiry() -> None:
    labels = [
        read("010950600013435217270331" + "10L1", "]d2"),
        read("[)>\x1e06\x1d1P7\x1d1TL1\x1d14D20270331\x1e\x04"),
        read("+A123BJC5D6E71/$$3270331L13"),
    ]
    assert all(label.complete for label in labels)
    assert [said_first(label, "lot") for label in labels] == ["L1"] * 3
    assert [said_first(label, "expiry") for label in labels] == ["2027-03-31"] * 3


def test_of_an_hour_the_day_counts() -> None:
    assert said(read("+A123BJC5D6E71/$$427033116L1B"), "expiry") == ("2027-03-31",)


def test_customer_s_and_supplier_s_part_are_both_said() -> None:
    label = read("[)>\x1e06\x1dP7\x1d1PX\x1e\x04")
    assert said(label, "item") == ("7", "X")
    assert said_first(label, "serial") is None
