import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli.identify import add_arguments, run
from kiosk.config import ScannerProfile, Settings
from kiosk.identification.site_patterns import SiteError
from kiosk.identification.transport import Transport

TOP = Path(__file__).parents[2]
DATA = "]d20109506000134352<GS>1726023110A"


def identify(*words: str, settings: Settings | None = None) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words), settings or Settings())


def documents(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.removesuffix("\n").split("\n")]


def test_json_has_exactly_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify(DATA, "--json") == 1
    assert documents(capsys) == [
        {
            "raw": "0109506000134352\x1d1726023110A",
            "symbology": "]d2",
            "readings": [
                {
                    "standard": "gs1-element-string",
                    "elements": [
                        {
                            "key": "01",
                            "title": "GTIN",
                            "value": "09506000134352",
                            "raw": "09506000134352",
                            "span": [2, 16],
                        },
                        {
                            "key": "17",
                            "title": "USE BY or EXPIRY",
                            "value": "260231",
                            "raw": "260231",
                            "span": [19, 25],
                            "error": "date",
                        },
                        {"key": "10", "title": "BATCH/LOT", "value": "A", "raw": "A", "span": [27, 28]},
                    ],
                    "proof": ["symbology identifier", "check digit"],
                    "complete": False,
                    "errors": [
                        {"code": "date", "message": "(17) '260231', expected a day of the calendar", "span": [19, 25]}
                    ],
                    "warnings": [],
                }
            ],
        }
    ]


def test_one_document_a_line_and_failure_where_one_input_is_not_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("A-1", "LOT:OK", "--json") == 0
    assert [(each["raw"], each["symbology"]) for each in documents(capsys)] == [("A-1", None), ("LOT:OK", None)]
    assert identify("A-1", "", "--json") == 1
    assert len(documents(capsys)) == 2


def test_given_identifier_leaves_the_data_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("]d2X", "--aim", "]C0", "--json") == 0
    (document,) = documents(capsys)
    assert (document["raw"], document["symbology"]) == ("]d2X", "]C0")


def test_literal_keeps_the_names_of_controls(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("A<GS>B", "--literal", "--json") == 0
    assert identify("A<GS>B", "--json") == 1
    literal, control = documents(capsys)
    assert (literal["raw"], control["raw"]) == ("A<GS>B", "A\x1dB")


def test_lines_of_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b"]d210A\x1d21B\r\nA\rB\n\n\xff\x85\nR\xc3\xb6hre"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert identify("-", "--json") == 1
    assert [each["raw"] for each in documents(capsys)] == ["10A\x1d21B", "A\rB", "", "\xff\x85", "R\xc3\xb6hre"]


def test_json_is_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("Röhre", "--json") == 0
    assert identify("Röhre\x85\u2028", "--json") == 1
    assert capsys.readouterr().out.isascii()


def test_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify(DATA) == 1
    assert capsys.readouterr().out == (
        "]d2 GS1 DataMatrix  0109506000134352<GS>1726023110A\n"
        "  gs1-element-string: not valid, symbology identifier, check digit\n"
        "    (01) GTIN              09506000134352  the item itself; the check digit is right\n"
        "    (17) USE BY or EXPIRY  260231          wrong\n"
        "    (10) BATCH/LOT         A               everything of this lot was made together\n"
        "    ! date: (17) '260231', expected a day of the calendar\n"
        "      0109506000134352<GS>1726023110A\n"
        "                            ^^^^^^\n"
    )


def test_table_without_identifier_and_elements(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("Röhre", "]C1") == 1
    assert capsys.readouterr().out == (
        "Röhre\n  plain: complete\n    Text  Röhre\n"
        "]C1 GS1-128\n  gs1-element-string: not valid, symbology identifier\n"
        "    ! empty: no element string in the data\n      \n      ^\n"
    )


def test_warnings_and_candidates_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert identify("]C110AB21C") == 0
    assert capsys.readouterr().out == (
        "]C1 GS1-128  10AB21C\n"
        "  gs1-element-string: complete, symbology identifier\n"
        "    (10) BATCH/LOT  AB21C  everything of this lot was made together\n"
        "    ? required-pair: (10) BATCH/LOT needs (01) or (02) or (03) or (8006) or (8026) beside it\n"
        "  gs1-element-string: only if the separator behind (10) was lost, symbology identifier\n"
        "    (10) BATCH/LOT  AB  everything of this lot was made together\n"
        "    (21) SERIAL     C   one single piece\n"
        "    ? required-pair: (10) BATCH/LOT needs (01) or (02) or (03) or (8006) or (8026) beside it\n"
        "    ? required-pair: (21) SERIAL needs (01) or (03) or (8006) beside it\n"
    )
    assert identify("]C110AB21C", "--json") == 0
    (document,) = documents(capsys)
    readings = document["readings"]
    assert isinstance(readings, list)
    sure, supposed = readings
    assert (sure["complete"], "supposes" in sure) == (True, False)
    assert (supposed["complete"], supposed["supposes"]) == (False, "the separator behind (10) was lost")
    assert [warning["code"] for warning in sure["warnings"]] == ["required-pair"]


def test_terminal_that_cannot_show_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output, encoding="ascii", newline="\n"))
    assert identify("ö") == 0
    assert output.getvalue() == b"\\xf6\n  plain: complete\n    Text  \\xf6\n"


def test_patterns_and_prefixes_of_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(site_patterns={"lot-label": r"L-(?P<lot>\d+)"}, command_prefix="DO:", badge_prefix="WHO:")
    assert identify("L-5", "DO:OK", "WHO:B-1", settings=settings) == 0
    out = capsys.readouterr().out
    assert "  site: complete, pattern lot-label\n    Lot  5\n" in out
    assert "  command: complete" in out
    assert "  badge: complete" in out


def test_pattern_that_cannot_be_used_is_named() -> None:
    with pytest.raises(SiteError, match="lot-label"):
        identify("L-5", settings=Settings(site_patterns={"lot-label": "(?P<lot>"}))


def test_neither_qt_nor_database_is_loaded() -> None:
    program = (
        "import argparse, sys\n"
        "from kiosk.cli.identify import add_arguments, run\n"
        "from kiosk.config import Settings\n"
        "parser = argparse.ArgumentParser()\n"
        "add_arguments(parser)\n"
        "status = run(parser.parse_args(['LOT:OK', '--json']), Settings())\n"
        "assert not {'PySide6', 'sqlalchemy', 'cv2', 'zxingcpp'} & set(sys.modules)\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["readings"][0]["standard"] == "command"


def test_the_profile_of_a_scanner_is_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(
        scanner_profiles={
            "wedge": ScannerProfile("wedge://", Transport(separator="|")),
            "hall": ScannerProfile("wedge://", Transport(separator="kept")),
        }
    )
    assert identify("]C110AB|21C", "--scanner", "wedge", "--json", settings=settings) == 0
    assert identify("]C110AB21C", "--scanner", "hall", "--json", settings=settings) == 0
    first, second = documents(capsys)
    assert first["raw"] == "10AB\x1d21C"
    assert isinstance(second["readings"], list)
    assert len(second["readings"]) == 1
