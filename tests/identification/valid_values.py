"""Valid values of every Application Identifier, made from its components and the meaning of their rules."""

from hypothesis import strategies as st

from kiosk.identification.gs1.application_identifiers import ALL, Component, find
from kiosk.identification.gs1.check_digit import check_characters_for
from tests.identification.messages import CHARACTER_SET_82, with_check_digit

_CHARACTERS = {
    "N": "0123456789",
    "X": CHARACTER_SET_82,
    "Y": "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "Z": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-",
}
_OF_RULES: dict[str, st.SearchStrategy[str]] = {
    "yymmdd": st.dates().map(lambda day: f"{day:%y%m%d}"),
    "yymmd0": st.dates().map(lambda day: f"{day:%y%m}00"),
    "yyyymmdd": st.dates().map(lambda day: f"{day.year:04}{day:%m%d}"),
    "hhmi": st.times().map(lambda time: f"{time:%H%M}"),
    "hh": st.integers(0, 23).map("{:02}".format),
    "mi": st.integers(0, 59).map("{:02}".format),
    "ss": st.integers(0, 59).map("{:02}".format),
    "iso3166": st.sampled_from(["276", "250", "840", "004", "894"]),
    "iso3166999": st.sampled_from(["276", "999"]),
    "iso3166alpha2": st.sampled_from(["DE", "FR", "US"]),
    "iso4217": st.sampled_from(["978", "840", "392"]),
    "iso5218": st.sampled_from("0129"),
    "yesno": st.sampled_from("01"),
    "zero": st.just("0"),
    "winding": st.sampled_from("019"),
    "hyphen": st.just("-"),
    "mediatype": st.sampled_from(["01", "10", "80", "99"]),
    "packagetype": st.sampled_from(["9", "PX", "200", "UUE"]),
    "importeridx": st.sampled_from("-0Az_"),
    "pieceoftotal": st.integers(1, 99).map(lambda piece: f"{piece:02}99"),
    "posinseqslash": st.integers(1, 9).map(lambda position: f"{position}/9"),
    "latitude": st.integers(0, 1_800_000_000).map("{:010}".format),
    "longitude": st.integers(0, 3_600_000_000).map("{:010}".format),
    "iban": st.sampled_from(["GB82WEST12345698765432", "DE89370400440532013000"]),
    "couponcode": st.just("0" + "614141" + "000456" + "3" + "100" + "2" + "10" + "0" + "101"),
    "couponposoffer": st.sampled_from(["001234566543210123456", "101234566543210123456"]),
    "nozeroprefix": st.integers(1, 10**12 - 1).map(str),
    "pcenc": st.sampled_from(["Miller%20%26%20Sons", "A", "%2D"]),
}


def _of_component(component: Component) -> st.SearchStrategy[str]:
    rules = [rule for rule in component.rules if rule in _OF_RULES]
    if rules:
        return _OF_RULES[rules[0]]
    characters = st.sampled_from(_CHARACTERS[component.kind])
    if "csum" in component.rules:
        return st.text(characters, min_size=component.most - 1, max_size=component.most - 1).map(with_check_digit)
    if "csumalpha" in component.rules:
        body = st.text(characters, max_size=18).map(lambda text: "9506a" + text)
        return body.map(lambda text: text + check_characters_for(text))
    if "nonzero" in component.rules:
        return st.integers(1, 10**component.most - 1).map(f"{{:0{component.most}}}".format)
    prefix = "9506" if "gcppos1" in component.rules else ""
    least = max(component.least - len(prefix), 0)
    return st.text(characters, min_size=least, max_size=component.most - len(prefix)).map(lambda text: prefix + text)


@st.composite
def valid_values(draw: st.DrawFn, ai: str) -> str:
    """A value of one AI; what is optional is there or not."""
    row = find(ai)
    assert row is not None
    value = ""
    for component in row.components:
        if component.is_optional and not draw(st.booleans()):
            break
        value += draw(_of_component(component))
    return value[:6] * 2 if ai == "7007" and len(value) == 12 else value  # the harvest does not end before it starts


@st.composite
def any_messages(draw: st.DrawFn) -> list[tuple[str, str]]:
    """One to five different AIs of all there are, each with a valid value."""
    chosen = draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=5, unique=True))
    return [(ai, draw(valid_values(ai))) for ai in chosen]
