import pytest

from hardware.scan import Scan
from kiosk.identification.identify import as_sent, identify
from kiosk.identification.site_patterns import SiteError, compile_site
from kiosk.identification.transport import KEPT, Transport, default_transport

LABEL = "010950600013435210ABC\x1d21S-42"


def sent(typed: str, transport: Transport) -> Scan:
    return transport.as_sent(Scan(typed.encode(), source="wedge"))


@pytest.mark.parametrize(
    ("typed", "transport"),
    [
        ("]d2" + LABEL, Transport()),
        ("]d2" + LABEL.replace("\x1d", "|"), Transport(separator="|")),
        ("]d2" + LABEL.replace("\x1d", "<GS>"), Transport(separator="<GS>")),
        ("]D2" + LABEL.swapcase(), Transport(caps_lock=True)),
        ("$$]d2" + LABEL, Transport(prefix="$")),
        ("]d2" + LABEL + "\t", Transport(suffix="\t")),
        ("+d2" + LABEL.replace("-", "ß"), Transport(layout="de")),
        ("$dé" + LABEL.translate(str.maketrans("0123456789AS-", "à&é\"'(-è_çQS)")), Transport(layout="fr")),
    ],
)
def test_a_profile_takes_back_what_the_scanner_does(typed: str, transport: Transport) -> None:
    scan = sent(typed, transport)
    aim, data = ("]d2", scan.data) if scan.aim else (None, scan.data.removeprefix(b"]d2"))
    assert aim in ("]d2", None)
    assert data.decode() == LABEL


def test_nothing_to_take_back_gives_the_same_scan() -> None:
    scan = Scan(b"ABC", source="wedge")
    assert Transport(separator=KEPT).as_sent(scan) is scan
    assert Transport(prefix="$", suffix="\t").as_sent(scan) is scan


def test_the_device_s_own_profile_goes_before_that_of_its_kind() -> None:
    site = compile_site(transports={"wedge": Transport(prefix="W"), "hall": Transport(prefix="H")})
    assert as_sent(Scan(b"WA", source="wedge"), site).data == b"A"
    assert as_sent(Scan(b"HA", source="wedge", device="hall"), site).data == b"A"
    assert as_sent(Scan(b"HA", source="wedge"), site).data == b"HA"


@pytest.mark.parametrize(("source", "faithful"), [("serial", True), ("camera", True), ("wedge", False), ("", False)])
def test_keyboards_are_not_trusted_with_separators(source: str, faithful: bool) -> None:
    assert default_transport(source).is_faithful is faithful


def test_a_profile_that_keeps_separators_ends_the_doubt() -> None:
    scan = Scan(b"010950600013435210ABC21S-42", "]d2", source="wedge")
    assert len(identify(scan, compile_site())) > 1
    assert len(identify(scan, compile_site(transports={"wedge": Transport(separator=KEPT)}))) == 1


@pytest.mark.parametrize(
    "transport", [Transport(layout="dvorak"), Transport(separator="A"), Transport(separator="029")]
)
def test_a_profile_that_cannot_be_meant_is_refused(transport: Transport) -> None:
    with pytest.raises(SiteError, match="wedge"):
        compile_site(transports={"wedge": transport})
