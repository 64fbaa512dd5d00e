import hashlib
import hmac
from base64 import b32encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identification.commands import (
    CHANGING_COMMANDS,
    PLAIN_COMMANDS,
    Command,
    command_label,
    command_tag,
    is_unknown,
    parse_command,
    read_alias,
    read_command,
)
from kiosk.identification.reading import Element, Reading

KEY = b"the site's secret key"
CODES = [
    *("OK", "CANCEL", "UNDO", "FINISH", "BACK", "HOME", "SIGN-OUT", "TYPE", "SWAP", "TAKE-OUT"),
    *("FLOW-receive", "FLOW-supplier_return", "QTY-1", "QTY-2.5", "QTY-0.000001", "QTY-999999999999.999999"),
]


@pytest.mark.parametrize("code", CODES)
def test_known_commands(code: str) -> None:
    command = parse_command(code)
    assert command is not None
    assert command.code == code
    assert command.name in PLAIN_COMMANDS | CHANGING_COMMANDS


@pytest.mark.parametrize(
    "code",
    ["", "ok", "OK ", "OK-1", "QTY", "QTY-", "QTY-0", "QTY-0.0", "QTY--1", "QTY-1,5", "QTY-1.", "QTY-1e3", "QTY-²",
     "QTY-1.1234567", "QTY-1\n", "FLOW", "FLOW-", "FLOW-Receive", "FLOW-a b", "FINISH.", "SIGN", "TAKE", "4711"],
)  # fmt: skip
def test_unknown_commands(code: str) -> None:
    assert parse_command(code) is None
    reading = read_command("LOT:" + code, "LOT:", None)
    assert reading is not None
    assert not reading.complete
    assert is_unknown(reading) == (code not in {"FINISH.", "QTY-1.", "QTY-1.1234567"})


def test_other_texts_are_no_commands() -> None:
    assert read_command("OK", "LOT:", None) is None
    assert read_command("lot:OK", "LOT:", None) is None


@pytest.mark.parametrize("code", CODES)
def test_plain_form_without_a_site_key(code: str) -> None:
    element = Element("command", "Command", code, code, (4, 4 + len(code)))
    assert read_command("LOT:" + code, "LOT:", None) == Reading("command", (element,), ("prefix",), complete=True)


@pytest.mark.parametrize("code", CODES)
def test_commands_that_change_something_need_the_tag_of_the_site(code: str) -> None:
    command = parse_command(code)
    assert command is not None
    label = command_label(command, "LOT:", KEY)
    tagged = read_command(label, "LOT:", KEY)
    plain = read_command("LOT:" + code, "LOT:", KEY)
    assert tagged is not None
    assert plain is not None
    assert tagged.complete
    assert tagged.value("command") == code
    assert plain.complete == (command.name not in CHANGING_COMMANDS)
    assert (tagged.proof == ("prefix", "tag")) == (command.name in CHANGING_COMMANDS)


def test_tag_is_the_start_of_hmac_sha256_in_base32() -> None:
    expected = b32encode(hmac.new(KEY, b"FINISH", hashlib.sha256).digest()[:5]).decode()
    assert command_tag("FINISH", KEY) == expected
    assert len(expected) == 8
    assert command_label(Command("FINISH"), "LOT:", KEY) == "LOT:FINISH." + expected
    assert command_label(Command("FINISH"), "LOT:", None) == "LOT:FINISH"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("FINISH", KEY),
        ("FINISH.", KEY),
        ("FINISH.AAAAAAAA", KEY),
        ("FINISH.\xe9\xff", KEY),
        ("QTY-2.5", KEY),
        ("QTY-3." + command_tag("QTY-2", KEY), KEY),
        ("UNDO." + command_tag("UNDO", b"the key of another site"), KEY),
        ("UNDO." + command_tag("UNDO", KEY).lower(), KEY),
        ("UNDO." + command_tag("UNDO", KEY), None),
    ],
)
def test_wrong_and_missing_tags_are_refused_but_known(code: str, key: bytes | None) -> None:
    reading = read_command("LOT:" + code, "LOT:", key)
    assert reading is not None
    assert not reading.complete
    assert [error.code for error in reading.errors] == ["command-tag"]
    assert reading.value("command") is None
    assert not is_unknown(reading)


def test_harmless_commands_take_no_tag() -> None:
    reading = read_command("LOT:OK." + command_tag("OK", KEY), "LOT:", KEY)
    assert reading is not None
    assert is_unknown(reading)


@given(st.text(st.characters(max_codepoint=255), max_size=20), st.sampled_from([None, KEY]))
def test_any_text_behind_the_prefix_gives_a_reading(text: str, key: bytes | None) -> None:
    reading = read_command("LOT:" + text, "LOT:", key)
    assert reading is not None
    assert reading.elements[0].raw == text
    assert reading.complete == (not reading.errors)


def test_an_alias_is_the_whole_text_of_a_label() -> None:
    aliases = {"OBTVALI": Command("FINISH")}
    reading = read_alias("OBTVALI", aliases)
    assert reading is not None
    assert (reading.value("command"), reading.proof, reading.complete) == ("FINISH", ("alias",), True)
    assert read_alias("OBTVALI1", aliases) is None
    assert read_alias("obtvali", aliases) is None
